"""What this clone alone remembers: files beside git's own, which no other clone gets."""

import os
from contextlib import suppress

from schemagit.store.repository import Repository

_FOLDER = "schemagit"


def read_note(repository: Repository, name: str) -> bytes | None:
    """What was noted under a name; None where nothing was, or it cannot be read."""
    try:
        return (repository.folder / _FOLDER / name).read_bytes()
    except OSError:
        return None


def write_note(repository: Repository, name: str, content: bytes) -> None:
    """Note it, wholly or not at all; where nothing can be written, nothing is noted."""
    file = repository.folder / _FOLDER / name
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(content)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
