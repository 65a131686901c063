"""The snapshots of environments, newest first, from their commits alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from schemagit import store
from schemagit.message import Summary, parse


class Snapshot(NamedTuple):
    """One entry of a history; `parent` is the commit before it, "" for the first."""

    commit: str
    short: str
    environment: str
    parent: str
    taken: datetime
    author: str
    tags: tuple[str, ...]
    summary: Summary


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
    return (snapshot_of(entry) for entry in entries)


def snapshot_of(entry: store.Entry) -> Snapshot:
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
    )
