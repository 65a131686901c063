"""What configuration files say plainly, for shells that complete: people would wait for YAML to be read."""

import re
from pathlib import Path

from schemagit.glance import CONFIGS, files

_MAX_BYTES = 1_000_000
# A name or a path, perhaps in quotes, of signs that mean nothing else in YAML; and a comment.
_VALUE = re.compile(
    r"""[ ]+(["']?)(?P<value>(?:\.{0,2}/)*[A-Za-z][A-Za-z0-9_/-]*(?:\.git)?)\1[ ]*(?:[ ]\#.*)?"""
)
_KEY = re.compile(r"[a-z]+")
# Words that YAML may take for something else than text, and other ends of lines than "\n".
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_UNCLEAR = re.compile("[\r\x85\u2028\u2029\ufeff\ufffd]")


class UnclearError(Exception):
    """Only who reads YAML knows what a file says."""


def environments(place: Path | None) -> list[str]:
    """The names of the environments of a folder, or of one file; of configs/ when there is none.

    Raises:
        UnclearError: that is not said plainly.
        OSError: a file cannot be read.
    """
    names = [_top(file).get("env", "").lower() for file in _files(place)]
    if len({*names, ""}) != len(names) + 1 or any("/" in name or "." in name for name in names):
        raise UnclearError
    return sorted(names)


def repository(place: Path | None) -> Path | None:
    """The repository that the same files name, None where they name none; it raises the same."""
    named = set()
    for file in _files(place):
        if value := _top(file).get("repository"):
            folder = file.absolute().parent
            named.add((folder.parent if folder.name == CONFIGS else folder) / value)
    if len(named) > 1:
        raise UnclearError
    return named.pop() if named else None


def _files(place: Path | None) -> list[Path]:
    return [place] if place and not place.is_dir() else files(place or Path(CONFIGS))


def _top(file: Path) -> dict[str, str]:
    """The values of `env` and `repository` at the top of a file."""
    with file.open("rb") as stream:
        content = stream.read(_MAX_BYTES)
    text = content.decode(errors="replace")
    if len(content) == _MAX_BYTES or _UNCLEAR.search(text):
        raise UnclearError
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if not line or line[0] in " #" or line.startswith("- "):
            continue
        key, colon, rest = line.partition(":")
        if not colon or not _KEY.fullmatch(key) or key in found:
            raise UnclearError
        found[key] = _plain(rest) if key in {"env", "repository"} else ""
    return found


def _plain(rest: str) -> str:
    match = _VALUE.fullmatch(rest)
    if match is None or match["value"].lower() in _WORDS:
        raise UnclearError
    return match["value"]
