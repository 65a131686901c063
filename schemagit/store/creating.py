"""Makes repositories: each is at its place as a whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemagit.errors import FailedError
from schemagit.store.parts import part_of, put
from schemagit.store.process import forget_other_repositories, running
from schemagit.store.repository import NoRepositoryError, Repository, git_version, open_repository


def create_repository(path: Path) -> Repository:
    """Make a bare repository at a path, or open the one that is there.

    Raises:
        FailedError: something else is there, or it cannot be made.
    """
    forget_other_repositories()
    git_version()
    try:
        is_free = not path.exists() or not any(path.iterdir())
    except OSError:
        is_free = False
    if is_free:
        with making(path.resolve()):
            pass
    try:
        return open_repository(path)
    except NoRepositoryError as error:
        raise FailedError(
            f"cannot make a snapshot repository at {path}: something else is there",
            "name another place, or move away what is there",
        ) from error


@contextmanager
def making(place: Path) -> Iterator[Path]:
    """A bare repository that is at its place when the block ends well, and nowhere when it does not.

    Where another program was faster, its repository stays.
    """
    with part_of(place) as part:
        with running([], ("init", "--bare", "--quiet", "--object-format=sha1", "--", str(part))):
            pass
        yield part
        put(part, place)
