"""What differs between two snapshots, object by object, also where it got another name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from schemagit.document import Document
from schemagit.ignores import Ignores
from schemagit.logical import rename
from schemagit.names import PREFIX, ObjectName, from_path
from schemagit.renames import exchanged, same_objects, same_parts, same_signatures
from schemagit.snapshots.lineage import Witness, is_direct, proofs
from schemagit.sources import Source, changed


class Pair(NamedTuple):
    """One object that differs: its blobs on both sides, and its name before where that was another one.

    `by` says which snapshot renamed it, where that is not the newer one itself.
    """

    name: ObjectName
    old: str | None
    new: str | None
    formerly: ObjectName | None = None
    by: str = ""


class Renamed(NamedTuple):
    """A part that got another name, and the snapshot that gave it; "" for the newer one."""

    section: str
    old: str
    new: str
    by: str


def differing(old: Source, new: Source, ignores: Ignores) -> list[Pair]:
    """The objects that differ, each of which has the same name on both sides or is on one side only."""
    pairs = [Pair(from_path(path), before, after) for path, before, after in changed(old, new, PREFIX)]
    if not ignores.old_names and not ignores.new_names:
        return pairs
    old_blobs = rename({pair.name: pair.old for pair in pairs if pair.old}, ignores.old_names)
    new_blobs = rename({pair.name: pair.new for pair in pairs if pair.new}, ignores.new_names)
    names = sorted(old_blobs.keys() | new_blobs.keys(), key=lambda name: name.path)
    return [Pair(name, old_blobs.get(name), new_blobs.get(name)) for name in names]


class Renames:
    """What was renamed between two snapshots, and how that is known; read only where names came and went."""

    def __init__(self, old: Source, new: Source, ignores: Ignores) -> None:
        self._old = Witness(old, ignores.old_names)
        self._new = Witness(new, ignores.new_names)
        self._schemas: set[tuple[ObjectName, ObjectName]] = set()

    def is_certain(self, database: str) -> bool:
        """Whether ids tell for all that came and went in a database whether it was renamed."""
        return is_direct(self._old, self._new, database)

    def versions(self, database: str) -> tuple[int, int] | None:
        """The major versions of PostgreSQL on both sides, where they are known and differ."""
        old, new = self._old.major(database), self._new.major(database)
        return (old, new) if old and new and old != new else None

    def is_only_schema(self, old: ObjectName, new: ObjectName) -> bool:
        """Whether an object has another name only because its schema has."""
        schemas = (_schema_of(old), _schema_of(new))
        return bool(new.name) and old.name == new.name and schemas in self._schemas

    def matched(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs; what is gone under one name and has come under another one is one pair."""
        former = dict(self._former(pairs))
        self._schemas = {(old, new) for new, (old, _) in former.items() if new.folder == "schema"}
        taken = {old for old, _ in former.values()}
        blobs = {pair.name: pair.old for pair in pairs}
        found = []
        for pair in pairs:
            if pair.name in former:
                name, by = former[pair.name]
                found.append(pair._replace(old=blobs[name], formerly=name, by=by))
            elif pair.name not in taken:
                found.append(pair)
        return found

    def parts(self, pair: Pair, before: Document, after: Document) -> list[Renamed]:
        """The parts of an object that have new names."""
        found: dict[tuple[str, str], Renamed] = {}
        wanted = sum(min(len(gone), len(come)) for _, gone, come in exchanged(before, after))
        for proof in proofs(self._old, self._new, pair.name.database) if wanted else ():
            old, new = proof.of(pair.formerly or pair.name, pair.name)
            former = same_parts(before, after, old, new) if old and new else {}
            for section, names in former.items():
                for name, before_name in names.items():
                    found.setdefault((section, name), Renamed(section, before_name, name, proof.by))
            if len(found) == wanted:
                break
        return list(found.values())

    def _former(self, pairs: Iterable[Pair]) -> Iterator[tuple[ObjectName, tuple[ObjectName, str]]]:
        """New names, each with the old one and the snapshot that gave it."""
        sides: dict[str, tuple[dict[ObjectName, None], dict[ObjectName, None]]] = {}
        for pair in pairs:
            removed, added = sides.setdefault(pair.name.database, ({}, {}))
            if pair.new is None:
                removed[pair.name] = None
            elif pair.old is None:
                added[pair.name] = None
        for database, (removed, added) in sides.items():
            yield from self._in_database(database, removed, added)

    def _in_database(
        self, database: str, removed: dict[ObjectName, None], added: dict[ObjectName, None]
    ) -> Iterator[tuple[ObjectName, tuple[ObjectName, str]]]:
        sources = self._proven(database, removed, added)
        for new, old, by in (*sources, *((n, o, "") for n, o in same_signatures(removed, added).items())):
            yield new, (old, by)

    def _proven(
        self, database: str, removed: dict[ObjectName, None], added: dict[ObjectName, None]
    ) -> list[tuple[ObjectName, ObjectName, str]]:
        """What proofs find; it is no longer among the removed and the added then."""
        found = []
        for proof in proofs(self._old, self._new, database) if _may_match(removed, added) else ():
            for new, old in same_objects(removed, added, proof.old, proof.new).items():
                found.append((new, old, proof.by))
                del removed[old], added[new]
            if not _may_match(removed, added):
                break
        return found


def _schema_of(name: ObjectName) -> ObjectName:
    return ObjectName(name.database, name.schema, "schema", "")


def _may_match(removed: Iterable[ObjectName], added: Iterable[ObjectName]) -> bool:
    return not {name.folder for name in removed}.isdisjoint(name.folder for name in added)
