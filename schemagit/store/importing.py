"""git-fast-import(1), the one process that writes what snapshots hold."""

import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from subprocess import PIPE

from schemagit.store.failures import FullDiskError
from schemagit.store.process import Surroundings
from schemagit.store.repository import Repository

DONE = b"done\n"

# Let the C library of Linux keep memory that git gives back for each object, only to ask for it again:
# https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
_ALLOCATION = {"MALLOC_TOP_PAD_": "16777216", "MALLOC_TRIM_THRESHOLD_": "67108864"}


def importing(repository: Repository, stream: Iterable[bytes], *, apart: bool = False) -> bytes:
    """What git says to a stream of its commands, of which DONE is the last.

    A branch moves at the end of all, and only forwards. What git wrote before its disk was full is removed.

    Args:
        repository: where.
        stream: the commands.
        apart: whether an interrupt does not reach git: it is ended by what the stream ends with.

    Raises:
        FailedError: git could not do them, or they ended before DONE; branches are as they were.
    """
    started = time.time()
    try:
        return _importing(repository, stream, Surroundings(variables=_ALLOCATION, apart=apart))
    except FullDiskError:
        _make_room(repository, started)
        raise


def _importing(repository: Repository, stream: Iterable[bytes], around: Surroundings) -> bytes:
    # Without --done, an end before the end would commit what had come until then.
    command = ["fast-import", "--quiet", "--done", "--date-format=raw"]
    said = b""
    with ExitStack() as afterwards, repository.stream(*command, stdin=PIPE, around=around) as running:
        report = repository.folder / f"fast_import_crash_{running.pid}"
        afterwards.callback(_forget, report)
        running.stdin.writelines(stream)
        running.stdin.close()
        said = running.stdout.read()
    return said  # noqa: RET504 - once git has ended well


def _make_room(repository: Repository, since: float) -> None:
    """Remove what git began to write and gave up, for it would stay and fill the disk."""
    for part in repository.folder.glob("objects/pack/tmp_*"):
        with suppress(OSError):
            if part.stat().st_mtime >= since - 1:
                part.unlink()


def _forget(report: Path) -> None:
    with suppress(OSError):
        report.unlink()
