"""The snapshots of environments, newest first, from their commits alone."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from schemagit import store
from schemagit.message import Summary, parse


class Snapshot(NamedTuple):
    """One entry of a history.

    Attributes:
        parent: the commit before it; "" for the first, and where it is not known.
        is_cut: whether it is not known, for this is a shallow clone.
    """

    commit: str
    short: str
    environment: str
    parent: str
    taken: datetime
    author: str
    tags: tuple[str, ...]
    summary: Summary
    is_cut: bool = False


class Range(NamedTuple):
    """Which snapshots: at most `limit`, not older than `since`, not younger than `until`."""

    limit: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def history(repository: store.Repository, starts: Mapping[str, str], wanted: Range) -> Iterator[Snapshot]:
    """The snapshots that lead to some commits.

    Args:
        repository: where.
        starts: the commits to begin with, by the name of their environment; "" where only they know.
        wanted: which of them.
    """
    entries = store.history(repository, starts, limit=wanted.limit, since=wanted.since, until=wanted.until)
    cuts = store.cuts(repository)
    return (snapshot_of(entry, cuts) for entry in entries)


def snapshot_of(entry: store.Entry, cuts: Collection[str]) -> Snapshot:
    summary = parse(entry.message)
    return Snapshot(
        entry.commit,
        entry.short,
        entry.branch or summary.environment,
        entry.parents[0] if entry.parents else "",
        entry.taken,
        entry.author,
        entry.tags,
        summary,
        entry.commit in cuts,
    )
