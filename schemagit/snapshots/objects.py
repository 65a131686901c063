"""Objects in snapshots: what one was like."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from schemagit.characters import INVISIBLE, escaped
from schemagit.document import Document, load
from schemagit.errors import UsageError
from schemagit.logical import AS_IT_IS
from schemagit.names import PREFIX, ObjectName, database_name, from_path, sql_names
from schemagit.patterns import Pattern
from schemagit.snapshots.lineage import Witness, is_direct
from schemagit.snapshots.meant import meant
from schemagit.snapshots.open import open_commit
from schemagit.sources import Commit, Source


class Found(NamedTuple):
    """An object as a snapshot has it.

    Attributes:
        name: what it was called then.
        document: what it was like.
        referenced_by: the tables of its database with a foreign key to it.
        later: what it is called in the newest snapshot, where somebody asked for that.
    """

    name: ObjectName
    document: Document
    referenced_by: tuple[ObjectName, ...]
    later: ObjectName | None = None


def look_up(source: Source, pattern: Pattern) -> Iterator[Found]:
    """The objects that a pattern means, and those that hold a part which it means.

    Raises:
        UsageError: there are none.
    """
    entries = {from_path(path): blob for path, blob in source.entries(PREFIX).items()}
    names = dict.fromkeys(meant(source, entries, pattern)) or _by_later_names(source, entries, pattern)
    if not names:
        raise UsageError(
            f'no object "{pattern.text}" in {source.text}',
            f"names are written database.schema.name; schemagit show {source.text} says what there is",
        )
    contents = source.read({entries[name] for name in names})
    references = _references(source, entries, names)
    for name in names:
        document = load(name.path, contents[entries[name]])
        yield Found(name, document, tuple(references.get(name, ())), names[name])


def _by_later_names(
    source: Source, entries: Mapping[ObjectName, str], pattern: Pattern
) -> dict[ObjectName, ObjectName | None]:
    """The objects that the newest snapshot of the environment has under the names that a pattern means."""
    if not isinstance(source, Commit) or not source.ref.environment:
        return {}
    newest = open_commit(source.ref.environment, source.repository)
    then, now = Witness(source, AS_IT_IS), Witness(newest, AS_IT_IS)
    found: dict[ObjectName, ObjectName | None] = {}
    present = {from_path(path): blob for path, blob in newest.entries(PREFIX).items()}
    for name in meant(newest, present, pattern):
        identity = now.identities(name.database).by_name.get(name)
        if identity and is_direct(then, now, name.database):
            former = then.identities(name.database).names.get((name.folder, identity["id"]))
            if former and former in entries:
                found[former] = name
    return found


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
