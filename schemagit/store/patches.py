"""The difference of two trees as git prints it."""

from collections.abc import Iterator, Sequence

from schemagit.store.read import EMPTY_TREE, pathspec
from schemagit.store.repository import Repository, checked_id

# Whatever the user has configured for the patches that git shows to people.
_COMMAND = (
    *("diff-tree", "-r", "-p", "-M", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--diff-algorithm=myers", "-U3"),
)
# An operating system takes only so many arguments.
_AT_ONCE = 500


def patch(repository: Repository, old: str | None, new: str | None, paths: Sequence[str]) -> Iterator[str]:
    """The lines of the patch that leads from one tree, or commit, to another.

    Args:
        repository: where.
        old: the id of the one before; None for the empty one.
        new: the id of the one after; None for the empty one.
        paths: files and folders that it is about.

    Raises:
        FailedError: there is no such tree.
    """
    trees = [EMPTY_TREE if tree is None else checked_id(tree) for tree in (old, new)]
    for start in range(0, len(paths), _AT_ONCE):
        wanted = [word for path in paths[start : start + _AT_ONCE] for word in pathspec(path)]
        with repository.stream(*_COMMAND, *trees, "--", *wanted) as running:
            for line in running.stdout:
                yield line.decode("utf-8", "surrogateescape").removesuffix("\n")
