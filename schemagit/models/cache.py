"""Code that was made before, by all that it was made from; a cache that is lost or broken costs time only."""

import hashlib
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from schemagit import __version__

# Code that nobody asked for in that time is forgotten.
_SECONDS = 60 * 24 * 3600
_MARK = "pruned"


def folder() -> Path:
    """Where this user's caches are: https://specifications.freedesktop.org/basedir-spec/latest/ says."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(given) if Path(given).is_absolute() else Path("~/.cache")
    try:
        return base.expanduser() / "schemagit" / "models"
    except RuntimeError:
        # Nobody's home: the cache is then a folder that cannot be made, and so does without.
        return Path(os.devnull) / "models"


def key(*parts: Any) -> str:
    """The name of what is made from these values of JSON, by this version of schemagit."""
    content = json.dumps([__version__, *parts], sort_keys=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def read(keys: Iterable[str]) -> dict[str, str]:
    """The code that is there; what cannot be read is not."""
    found: dict[str, str] = {}
    place = folder()
    now = time.time()
    for each in keys:
        file = _file(place, each)
        try:
            digest, _, code = file.read_text("utf-8").partition("\n")
            if now - file.stat().st_mtime > _SECONDS / 4:
                os.utime(file)
        except (OSError, ValueError):
            continue
        if digest == _digest(code):
            found[each] = code
    return found


def write(entries: dict[str, str]) -> None:
    """Keep code by its key, each wholly or not at all."""
    place = folder()
    try:
        for each, code in entries.items():
            file = _file(place, each)
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = file.with_suffix(f".{os.getpid()}.part")
            part.write_text(f"{_digest(code)}\n{code}", "utf-8")
            part.replace(file)
        if entries:
            _prune(place)
    except OSError:
        # A full disk or a home that cannot be written is no reason to give no models.
        return


def _file(place: Path, each: str) -> Path:
    return place / each[:2] / each[2:]


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def _prune(place: Path) -> None:
    """Remove what is old, once in a while."""
    mark, now = place / _MARK, time.time()
    if mark.exists() and now - mark.stat().st_mtime < _SECONDS / 4:
        return
    mark.touch()
    for file in place.glob("??/*"):
        if now - file.stat().st_mtime > _SECONDS:
            file.unlink(missing_ok=True)
