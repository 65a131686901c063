"""Moves branches, and records snapshots again on top of others."""

from collections.abc import Sequence

from schemagit.errors import FailedError
from schemagit.store.history import Entry
from schemagit.store.locks import unlocked
from schemagit.store.refs import BRANCHES, tip
from schemagit.store.repository import Repository, checked_id
from schemagit.store.write import StaleParentError, commit_tree

_NOTHING = "0" * 40


def recommit(repository: Repository, entry: Entry, parents: Sequence[str], message: str) -> str:
    """Record the whole content of a commit once more, with its author and its time, on other parents.

    Returns:
        The id of the new commit; no branch is at it yet.

    Raises:
        FailedError: git could not write it.
    """
    name, _, address = entry.author.rpartition(" <")
    author = (name or "unknown", address.removesuffix(">"))
    return commit_tree(repository, entry.commit, parents, message, author, int(entry.taken.timestamp()))


def move(repository: Repository, branch: str, old: str | None, new: str) -> None:
    """Let a branch be at another commit.

    Raises:
        StaleParentError: it is not at `old`, None for a branch that there is not.
        FailedError: git could not write it.
    """
    try:
        words = ("update-ref", f"{BRANCHES}{branch}", checked_id(new), old or _NOTHING)
        unlocked(repository, branch, lambda: repository.run(*words))
    except FailedError as error:
        if tip(repository, branch) == old:
            raise
        raise StaleParentError(f"{branch} got another snapshot meanwhile", "try again") from error
