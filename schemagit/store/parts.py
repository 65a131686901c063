"""Folders in which repositories are made before they come to their place, and what is left of them."""

import errno
import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from schemagit.later import Later

if TYPE_CHECKING:
    import shutil
else:
    shutil = Later("shutil")

# What git and schemagit make in a bare repository; a folder that holds anything else may be somebody's.
_OURS = re.compile(
    r"(HEAD|FETCH_HEAD|config|description|packed-refs|shallow"
    r"|branches|hooks|info|logs|objects|refs|schemagit|fast_import_crash_.*)(\.lock)?"
)
# What a system says of a folder that cannot be replaced, for something is mounted there.
_MOUNTED = frozenset({errno.EBUSY, errno.EXDEV})


@contextmanager
def part_of(place: Path) -> Iterator[Path]:
    """A folder beside a place, to make there what is to be at the place; gone when the block ends.

    What processes left there that were killed meanwhile goes too.
    """
    place = place.resolve()
    _clear(place)
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    with suppress(OSError):  # git says what is wrong, when it wants to make it
        part.mkdir(parents=True)
    lock = _lock(part)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def put(part: Path, place: Path) -> None:
    """Let a folder be at its place, if nothing but an empty folder is there by now."""
    # Whoever is in a folder that is replaced is nowhere then.
    is_here = place.exists() and place.samefile(Path())
    try:
        if not is_here:
            part.rename(place)
            return
    except OSError as error:
        if error.errno not in _MOUNTED:
            return  # another program was faster
    lock = _lock(place)
    if lock is not None and not any(place.iterdir()):
        # Without a HEAD it is no repository.
        for each in sorted(part.iterdir(), key=lambda each: each.name == "HEAD"):
            shutil.move(each, place / each.name)
    if lock is not None:
        os.close(lock)


def is_alive(number: str) -> bool:
    """Whether there is a process of this number."""
    with suppress(PermissionError):  # it is somebody else's
        try:
            os.kill(int(number), 0)
        except (ProcessLookupError, ValueError, OverflowError):
            return False
    return True


def _clear(place: Path) -> None:
    name = re.compile(rf"\.{re.escape(place.name)}\.([1-9][0-9]*)\.part")
    with suppress(OSError):
        for found in list(place.parent.iterdir()):
            match = name.fullmatch(found.name)
            if match and (match[1] == str(os.getpid()) or not is_alive(match[1])):
                _remove(found)


def _remove(part: Path) -> None:
    """Remove a folder that is certainly ours, and that nobody works in."""
    if part.is_symlink() or not part.is_dir() or part.stat().st_uid != os.geteuid():
        return
    # A process may live where its number is not known: in another container, or on another machine.
    if (lock := _lock(part)) is None:
        return
    try:
        if all(_OURS.fullmatch(each.name) for each in part.iterdir()):
            shutil.rmtree(part, ignore_errors=True)
    finally:
        os.close(lock)


def _lock(folder: Path) -> int | None:
    """Hold a folder until the descriptor is closed; None where somebody else does, or nobody can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
