"""git-fast-import(1), the one process that writes what snapshots hold."""

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from subprocess import PIPE

from schemagit.store.process import Surroundings
from schemagit.store.repository import Repository

DONE = b"done\n"

# Let the C library of Linux keep memory that git gives back for each object, only to ask for it again:
# https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
_ALLOCATION = {"MALLOC_TOP_PAD_": "16777216", "MALLOC_TRIM_THRESHOLD_": "67108864"}
_AROUND = Surroundings(variables=_ALLOCATION, apart=True)


def importing(repository: Repository, stream: Iterable[bytes]) -> bytes:
    """What git says to a stream of its commands, of which DONE is the last.

    A branch moves at the end of all, and only forwards.

    Raises:
        FailedError: git could not do them, or they ended before DONE; branches are as they were.
    """
    # Without --done, an end before the end would commit what had come until then.
    command = ["fast-import", "--quiet", "--done", "--date-format=raw"]
    said = b""
    with ExitStack() as afterwards, repository.stream(*command, stdin=PIPE, around=_AROUND) as running:
        report = repository.folder / f"fast_import_crash_{running.pid}"
        afterwards.callback(_forget, report)
        running.stdin.writelines(stream)
        running.stdin.close()
        said = running.stdout.read()
    return said  # noqa: RET504 - once git has ended well


def _forget(report: Path) -> None:
    with suppress(OSError):
        report.unlink()
