"""Objects in snapshots: what one was like, and what happened to it."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from schemagit import store
from schemagit.changes import Finding
from schemagit.document import Document, decode
from schemagit.errors import UsageError
from schemagit.names import ObjectName, Pattern, from_path, sql_names
from schemagit.snapshots.diff import PREFIX, find
from schemagit.snapshots.history import Range, Snapshot, history
from schemagit.snapshots.meant import meant
from schemagit.sources import NOTHING, Commit, Source


class Event(NamedTuple):
    """A snapshot, and what it changed of the objects that were asked for."""

    snapshot: Snapshot
    findings: tuple[Finding, ...]


class Found(NamedTuple):
    """An object as a snapshot has it, and the tables of its database with a foreign key to it."""

    name: ObjectName
    document: Document
    referenced_by: tuple[ObjectName, ...]


def events(
    repository: store.Repository, starts: Mapping[str, str], wanted: Range, pattern: Pattern
) -> Iterator[Event]:
    """The snapshots that changed the objects of a pattern, newest first."""
    unlimited = Range(None, wanted.since, wanted.until)
    candidates = list(history(repository, starts, unlimited, pattern.paths))
    if not candidates:
        # An index has no file of its own, so its name does not tell which files its changes are in.
        candidates = list(history(repository, starts, unlimited, pattern.first(2).paths))
    found = (Event(snapshot, changes(repository, snapshot, pattern)) for snapshot in candidates)
    return islice((event for event in found if event.findings), wanted.limit)


def changes(
    repository: store.Repository, snapshot: Snapshot, pattern: Pattern | None = None
) -> tuple[Finding, ...]:
    """What a snapshot changed against the one before it."""
    new = _commit(repository, snapshot.commit)
    old = _commit(repository, snapshot.parent) if snapshot.parent else NOTHING
    return tuple(find(old, new, [pattern] if pattern else []))


def _commit(repository: store.Repository, commit: str) -> Commit:
    return Commit(repository, store.Ref(commit, commit, commit, ""))


def look_up(source: Source, pattern: Pattern) -> Iterator[Found]:
    """The objects that a pattern means, and those that hold a part which it means.

    Raises:
        UsageError: there are none.
    """
    entries = {from_path(path): blob for path, blob in source.entries(PREFIX).items()}
    names = meant(source, entries, pattern)
    if not names:
        raise UsageError(
            f'no object "{pattern.text}" in {source.text}',
            f"names are written database.schema.name; schemagit show {source.text} says what there is",
        )
    contents = source.read({entries[name] for name in names})
    for name in names:
        yield Found(name, decode(contents[entries[name]]), tuple(_references(source, name)))


def _references(source: Source, name: ObjectName) -> Iterator[ObjectName]:
    if name.folder != "tables":
        return
    prefix = name._replace(schema="", folder="database", name="").path.rpartition("/")[0]
    for printed in sorted(sql_names(name.schema, name.name)):
        text = f'"references": {json.dumps(printed, ensure_ascii=False)}'
        yield from map(from_path, source.grep(text, prefix))
