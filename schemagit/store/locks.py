"""Locks that a process of git left behind when it was killed."""

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from schemagit.store.failures import LockedError
from schemagit.store.refs import BRANCHES
from schemagit.store.repository import Repository

T = TypeVar("T")

# git holds a lock of a branch for milliseconds, and we wait ten seconds for it: see core.filesRefLockTimeout.
_STALE = 10


def unlocked(repository: Repository, branch: str, work: Callable[[], T]) -> T:
    """What a piece of work on a branch gives, though a dead process left its locks behind.

    Raises:
        LockedError: a lock is not old enough to be one of a dead process.
        FailedError: the work failed.
    """
    for name in (f"{BRANCHES}{branch}.lock", "packed-refs.lock"):
        _remove_stale(repository.folder / name)
    try:
        return work()
    except LockedError as error:
        if not _remove_stale(error.file):
            raise
    return work()


def _remove_stale(lock: Path) -> bool:
    """Remove a lock if it is old, so that none is removed that another process of ours just took."""
    with suppress(OSError):
        if not _is_stale(lock):
            return False
        folder = os.open(lock.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            if _is_stale(lock):
                lock.unlink()
                return True
        finally:
            os.close(folder)
    return False


def _is_stale(lock: Path) -> bool:
    return time.time() - lock.stat().st_mtime > _STALE
