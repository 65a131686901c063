"""Partial clones: what they lack, and how it comes at once, for git would fetch each file by itself."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from schemagit.errors import FailedError
from schemagit.store.address import Address
from schemagit.store.failures import PARTIAL
from schemagit.store.repository import Repository, checked_id, promisors
from schemagit.store.talk import known_address, talk


class Promisor(NamedTuple):
    """The remote that has what a partial clone lacks."""

    shown: str
    source: Address


def promisor(repository: Repository) -> Promisor | None:
    """The remote that has what a partial clone lacks; None for a clone that is no partial one."""
    names = promisors(repository)
    return Promisor(names[0], known_address(repository, names[0])) if names else None


def lacking(repository: Repository, commits: Iterable[str], *, walk: bool) -> list[str]:
    """The ids of the files and folders of commits that are not here, as far as what is here tells.

    Args:
        repository: where.
        commits: the commits to begin with.
        walk: whether all that they build on counts too.
    """
    words = ["--objects", "--missing=print", *([] if walk else ["--no-walk"])]
    content = "".join(f"{checked_id(commit)}\n" for commit in commits).encode()
    lines = repository.run("rev-list", *words, "--stdin", stdin=content).decode(errors="replace").splitlines()
    return [line[1:] for line in lines if line.startswith("?")]


def bring(repository: Repository, source: Promisor, ids: Iterable[str]) -> None:
    """Fetch some objects, and all that they hold.

    Raises:
        FailedError: the remote could not be reached, or has them no more.
    """
    options = ("--quiet", "--no-filter", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    content = "".join(f"{checked_id(each)}\n" for each in ids).encode()
    words = (*options, "--stdin", source.source.word)
    talk(repository, source.source, "fetch", f"fetch from {source.shown}", words, content)


def complete(repository: Repository, ids: Collection[str]) -> None:
    """Fetch at once those of some files that a partial clone lacks.

    Raises:
        FailedError: they could not be fetched.
    """
    # Asked for those files alone, git would fetch each of them that is not here.
    command = ("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
    absent = set(ids) - set(repository.run(*command).decode().split())
    source = promisor(repository) if absent else None
    if source:
        try:
            bring(repository, source, sorted(absent))
        except FailedError as error:
            raise FailedError(*PARTIAL) from error
