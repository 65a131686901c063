"""Brings the snapshots of this repository and of another one together: nothing is ever lost, or forced."""

import random
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from schemagit import store
from schemagit.errors import FailedError
from schemagit.names import PREFIX
from schemagit.snapshots.merge import merge

# Other machines may push at the same time, and each of them makes us begin again.
_ATTEMPTS = 20
_WAIT = 0.05


class Branch(NamedTuple):
    """What became of an environment.

    Attributes:
        tip: the newest snapshot of it here.
        fetched, pushed: how many snapshots came, and went.
        remade: how many were recorded again, for the order of their capture.
    """

    tip: str
    fetched: int = 0
    pushed: int = 0
    remade: int = 0

    @property
    def is_new(self) -> bool:
        return any(self[1:])


class Synced(NamedTuple):
    """What became of all environments and tags, by name.

    Attributes:
        branches: the environments that are on both sides now.
        tags: those that are new, here after a pull, there after a push.
        conflicts: the tags that mean one snapshot here and another one there.
        refused: why an environment or a tag was not brought.
    """

    branches: Mapping[str, Branch]
    tags: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    refused: Mapping[str, str] = {}

    @property
    def is_whole(self) -> bool:
        return not self.conflicts and not self.refused


def pull(repository: store.Repository, remote: store.Remote, only: Collection[str] = ()) -> Synced:
    """Bring what another repository has.

    Args:
        repository: where to.
        remote: where from.
        only: the environments to bring; all, and all tags, when there are none.

    Raises:
        FailedError: the other one cannot be reached or read, or histories that went apart cannot be joined.
    """
    theirs, tags = store.fetch(repository, remote)
    branches: dict[str, Branch] = {}
    errors: dict[str, FailedError] = {}
    for name, tip in sorted(_wanted(theirs, only).items()):
        try:
            branches[name] = _join(repository, name, tip)
        except FailedError as error:
            errors[name] = error
    if errors and not branches:
        raise next(iter(errors.values()))
    refused = {name: error.message for name, error in errors.items()}
    if only:
        return Synced(branches, refused=refused)
    mine = store.tags(repository)
    conflicts = tuple(sorted(tag for tag in tags.keys() & mine.keys() if tags[tag] != mine[tag]))
    new = store.adopt_tags(repository, remote, tags, mine)
    return Synced(branches, tuple(new), conflicts, refused)


def push(repository: store.Repository, remote: store.Remote, only: Collection[str] = ()) -> Synced:
    """Bring what this repository has to another one; what others pushed before is brought here first.

    Args:
        repository: where from.
        remote: where to.
        only: as for `pull`.

    Raises:
        FailedError: the other one cannot be reached, or others push faster than we can.
    """
    branches = {name: Branch(tip) for name, tip in _snapshots(repository, only).items()}
    tags = () if only else tuple(store.tags(repository))
    first = last = store.push(repository, remote, sorted(branches), tags)
    refused = dict(first.refused)
    for _ in _attempts():
        for name, old in last.branches.items():
            count = store.count(repository, branches[name].tip, old)
            branches[name] = branches[name]._replace(pushed=count)
        if not last.behind:
            accepted = {name: branch for name, branch in branches.items() if name not in refused}
            return Synced(accepted, first.tags, first.conflicts, refused)
        pulled = pull(repository, remote, last.behind)
        came = pulled.branches
        for name, branch in came.items():
            before = branches[name]
            branches[name] = Branch(
                branch.tip, before.fetched + branch.fetched, remade=before.remade + branch.remade
            )
        foreign = {name: "what is there is no snapshot" for name in last.behind if name not in came}
        refused |= foreign | dict(pulled.refused)
        last = store.push(repository, remote, sorted(came), ())
        refused |= last.refused
    raise FailedError(f"others push to {remote.shown} faster than this repository can", "push again later")


def _snapshots(repository: store.Repository, only: Collection[str]) -> dict[str, str]:
    """The tips of the environments that are to go; other branches stay where they are."""
    return store.marked(repository, _wanted(store.environments(repository), only))


def _wanted(tips: Mapping[str, str], only: Collection[str]) -> dict[str, str]:
    return {name: tip for name, tip in tips.items() if not only or name in only}


def _attempts() -> Iterator[int]:
    """Numbers of attempts, with a pause after each: by chance, or those who race would race again."""
    for number in range(_ATTEMPTS):
        yield number
        time.sleep(random.uniform(0, _WAIT))  # noqa: S311 - no secret depends on it


def _join(repository: store.Repository, name: str, theirs: str) -> Branch:
    for _ in _attempts():
        with suppress(store.StaleParentError):
            return _join_once(repository, name, theirs)
    raise FailedError(
        f"{name} got other snapshots faster than those of elsewhere could be added", "try again"
    )


def _join_once(repository: store.Repository, name: str, theirs: str) -> Branch:
    mine = store.tip(repository, name)
    if mine is None:
        store.move(repository, name, None, theirs)
        store.set_head(repository, name)
        return Branch(theirs, fetched=store.count(repository, theirs))
    if store.is_ancestor(repository, theirs, mine):
        return Branch(mine)
    fetched, remade, tip = store.count(repository, theirs, mine), 0, theirs
    if not store.is_ancestor(repository, mine, theirs):
        _require_history(repository, name)
        _require_sameness(repository, name, mine, theirs)
        tip, remade = merge(repository, mine, theirs)
    store.move(repository, name, mine, tip)
    return Branch(tip, fetched, remade=remade)


def _require_history(repository: store.Repository, name: str) -> None:
    if store.is_shallow(repository):
        raise FailedError(
            f"{name} has other snapshots here than there, and this repository is a shallow clone",
            f"git -C {repository.path} fetch --unshallow origin {name} brings what is needed to join them",
        )


def _require_sameness(repository: store.Repository, name: str, mine: str, theirs: str) -> None:
    """Refuse to join what only has the same name: a wrong address would mix two projects for good."""
    if store.is_related(repository, mine, theirs):
        return
    here, there = (_databases(repository, commit) for commit in (mine, theirs))
    if here and there and not here & there:
        raise FailedError(
            f"{name} has no snapshot in common here and there, and no database of the same name",
            "is that the right remote? Give one of the two another name if it is",
        )


def _databases(repository: store.Repository, commit: str) -> set[str]:
    return {path.split("/")[1] for path in store.entries(repository, commit, PREFIX)}
