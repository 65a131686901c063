"""What processes left behind in a repository when they were killed, as far as git leaves it there too."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from schemagit.store.parts import is_alive
from schemagit.store.repository import Repository

# Below it are branches whose commits are still to be signed, in a folder by the number of the process.
UNSIGNED = "refs/schemagit/unsigned/"
_FILES = ("fast_import_crash_*", "objects/pack/tmp_*", "schemagit/*.part", "schemagit/*/*.part")
_DAY = 86_400


def sweep(repository: Repository) -> None:
    """Remove what nobody has touched for a day, and no process that lives may still want.

    Raises:
        FailedError: git could not remove a branch.
    """
    for pattern in _FILES:
        for file in repository.folder.glob(pattern):
            with suppress(OSError):
                if _is_old(file):
                    file.unlink()
    for ref in _unsigned(repository) if repository.signs else ():
        number = ref.removeprefix(UNSIGNED).partition("/")[0]
        if not is_alive(number) and _is_old(repository.folder / ref):
            repository.run("update-ref", "-d", ref)


def _unsigned(repository: Repository) -> Iterator[str]:
    yield from repository.run("for-each-ref", "--format=%(refname)", UNSIGNED).decode().splitlines()


def _is_old(file: Path) -> bool:
    """Whether a file is; one that is gone into another, as a branch goes when git packs them, is too."""
    try:
        return time.time() - file.stat().st_mtime > _DAY
    except FileNotFoundError:
        return True
