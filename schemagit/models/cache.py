"""Code that was made before, by all that it was made from; a cache that is lost or broken costs time only.

What is kept was verified, and is not verified again: it is sealed with a secret of this user that does not
lie beside it. So a cache that somebody else filled, or that is carried to another machine, is no cache.
"""

import hashlib
import hmac
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
_SECRET_BYTES = 32

_encode = json.JSONEncoder(check_circular=False).encode


def folder() -> Path:
    """Where the code is kept."""
    return _home("XDG_CACHE_HOME", "~/.cache") / "models"


def _home(variable: str, default: str) -> Path:
    """A folder of this user, as https://specifications.freedesktop.org/basedir-spec/latest/ says."""
    given = os.environ.get(variable, "")
    base = Path(given) if Path(given).is_absolute() else Path(default)
    try:
        return base.expanduser() / "schemagit"
    except RuntimeError:
        # Nobody's home: this is then a folder that cannot be made, and so does without.
        return Path(os.devnull)


def key(*parts: Any) -> str:
    """The name of what is made from these values of JSON, by this version of schemagit."""
    content = _encode([__version__, *parts])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def read(keys: Iterable[str]) -> dict[str, str]:
    """The code that is there; what cannot be read, or is not as it was written, is not."""
    found: dict[str, str] = {}
    place = folder()
    now = time.time()
    if not (secret := _secret()):
        return found
    for each in keys:
        try:
            with _file(place, each).open("rb") as file:
                seal, _, code = file.read().partition(b"\n")
                if now - os.fstat(file.fileno()).st_mtime > _SECONDS / 4:
                    os.utime(file.name)
        except (OSError, ValueError):
            continue
        if hmac.compare_digest(seal, _seal(secret, each, code)):
            found[each] = code.decode()
    return found


def write(entries: dict[str, str]) -> None:
    """Keep code by its key, each wholly or not at all."""
    place = folder()
    if not (secret := _secret()):
        return
    try:
        for each, code in entries.items():
            file = _file(place, each)
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = file.with_suffix(f".{os.getpid()}.part")
            content = code.encode()
            part.write_bytes(_seal(secret, each, content) + b"\n" + content)
            part.replace(file)
        if entries:
            _prune(place)
    except OSError:
        # A full disk or a home that cannot be written is no reason to give no models.
        return


def _file(place: Path, each: str) -> Path:
    return Path(f"{place}/{each[:2]}/{each[2:]}")


def _seal(secret: bytes, each: str, code: bytes) -> bytes:
    return hmac.digest(secret, each.encode() + b"\n" + code, "sha256").hex().encode()


def _secret() -> bytes:
    """What only this user knows; empty where it cannot be kept, and made at the first time."""
    file = _home("XDG_STATE_HOME", "~/.local/state") / "seal"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            part = file.with_suffix(f".{os.getpid()}.part")
            part.touch(mode=0o600)
            part.write_bytes(os.urandom(_SECRET_BYTES))
            part.replace(file)
        found = file.read_bytes()
    except OSError:
        return b""
    return found if len(found) == _SECRET_BYTES else b""


def _prune(place: Path) -> None:
    """Remove what is old, once in a while."""
    mark, now = place / _MARK, time.time()
    if mark.exists() and now - mark.stat().st_mtime < _SECONDS / 4:
        return
    mark.touch()
    for file in place.glob("??/*"):
        if now - file.stat().st_mtime > _SECONDS:
            file.unlink(missing_ok=True)
