"""Objects in snapshots: what one was like, and what happened to it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from schemagit import store
from schemagit.changes import Finding
from schemagit.characters import INVISIBLE, escaped
from schemagit.document import Document, load
from schemagit.errors import UsageError
from schemagit.names import ObjectName, database_name, from_path, sql_names
from schemagit.patterns import Pattern
from schemagit.snapshots.diff import find
from schemagit.snapshots.history import Range, Snapshot, history
from schemagit.snapshots.meant import meant
from schemagit.snapshots.pairs import PREFIX
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
    references = _references(source, entries, names)
    for name in names:
        yield Found(name, load(name.path, contents[entries[name]]), tuple(references.get(name, ())))


def _references(
    source: Source, entries: Mapping[ObjectName, str], names: Iterable[ObjectName]
) -> dict[ObjectName, dict[ObjectName, None]]:
    """The tables with a foreign key to each of some objects, in order."""
    found: dict[ObjectName, dict[ObjectName, None]] = {}
    wanted = {
        (name.database, printed): name
        for name in names
        if name.folder == "tables"
        for printed in sql_names(name.schema, name.name)
    }
    for database in dict.fromkeys(database for database, _ in wanted):
        texts = [_stored(printed) for where, printed in wanted if where == database]
        folder = database_name(database).path.rpartition("/")[0]
        holders = [from_path(path) for path in source.grep("\n".join(texts), folder)]
        contents = source.read({entries[holder] for holder in holders})
        for holder in holders:
            for part in load(holder.path, contents[entries[holder]]).get("constraints", ()):
                if target := wanted.get((database, part.get("references"))):
                    found.setdefault(target, {})[holder] = None
    return found


def _stored(printed: str) -> str:
    """How a document holds a reference."""
    return f'"references": {INVISIBLE.sub(escaped, json.dumps(printed, ensure_ascii=False))}'
