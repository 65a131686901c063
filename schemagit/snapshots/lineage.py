"""What proves that a name is the new one of an old one: ids that stayed, now or in the history."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple, TypeAlias

from schemagit import moments, store
from schemagit.document import Document, load
from schemagit.identity import stored
from schemagit.logical import Names, name_of
from schemagit.names import ObjectName, capture_path
from schemagit.renames import Identities, Identity
from schemagit.snapshots.environment_of import environment_of
from schemagit.snapshots.history import Range, Snapshot, history
from schemagit.sources import Commit, Source

# The server and the database on it: within one, equal ids mean the same object.
Lineage: TypeAlias = tuple[str, int]


class Proof(NamedTuple):
    """Identities of one lineage on both sides.

    Attributes:
        old, new: those of the older side, and of the newer one.
        by: which snapshot made them differ; "" where it is the newer side itself.
        is_past_of_new: `old` is from the history of the newer side; names of it are not those compared.
    """

    old: Identities
    new: Identities
    by: str = ""
    is_past_of_new: bool = False

    def of(self, old: ObjectName, new: ObjectName) -> tuple[Identity | None, Identity | None]:
        """Both identities of an object that is called so on the two sides that are compared."""
        if self.is_past_of_new:
            after = self.new.by_name.get(new)
            return (self.old.same_as(new.folder, after) if after else None), after
        before = self.old.by_name.get(old)
        return before, (self.new.same_as(old.folder, before) if before else None)


class Witness:
    """One side of a comparison, and what its captures say of identities, read when it is asked for."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self._names = names
        self._known: dict[str, tuple[Document, Identities]] = {}
        self._past: dict[str, Witness] = {}

    def lineage(self, database: str) -> Lineage | None:
        """The lineage of a database; None where nobody knows it."""
        facts, _ = self._of(database)
        known = facts.get("system_identifier") and "database_oid" in facts
        return (facts["system_identifier"], facts["database_oid"]) if known else None

    def major(self, database: str) -> int | None:
        """The major version of the server that a database was read from; None where nobody knows it."""
        number = self._of(database)[0].get("server_version_num")
        return number // 10_000 if isinstance(number, int) else None

    def identities(self, database: str) -> Identities:
        """The identities of the objects of a database by their logical names."""
        return self._of(database)[1]

    @cached_property
    def environment(self) -> str:
        return environment_of(self.source)

    def before_renames(self, database: str) -> Iterator[tuple[Snapshot, Identities]]:
        """The snapshots of its history that renamed something, newest first, and the identities before."""
        for snapshot in self._renaming:
            before = self._at(snapshot.parent)
            if before.lineage(database) == self.lineage(database):
                yield snapshot, before.identities(database)

    @cached_property
    def _renaming(self) -> list[Snapshot]:
        if not isinstance(self.source, Commit):
            return []
        start = {self.environment: self.source.ref.commit}
        found = history(self.source.repository, start, Range())
        return [each for each in found if each.parent and _renames(each)]

    def _at(self, commit: str) -> "Witness":
        if commit not in self._past and isinstance(self.source, Commit):
            ref = store.Ref(commit, commit, commit, self.environment)
            self._past[commit] = Witness(Commit(self.source.repository, ref), self._names)
        return self._past[commit]

    def _of(self, database: str) -> tuple[Document, Identities]:
        if database not in self._known:
            self._known[database] = self._read(database)
        return self._known[database]

    def _read(self, database: str) -> tuple[Document, Identities]:
        facts_path = capture_path(database)
        entries = self.source.entries(facts_path.rpartition("/")[0])
        contents = self.source.read(set(entries.values()))
        files = {path: load(path, contents[blob]) for path, blob in entries.items()}
        facts = files.pop(facts_path, {})
        found = {
            name_of(name, self._names): identity
            for path, objects in files.items()
            for name, identity in stored(database, path, objects)
        }
        return facts, Identities(found)


def proofs(old: Witness, new: Witness, database: str) -> Iterator[Proof]:
    """What can prove renames in a database between two snapshots, the strongest first.

    Snapshots of one environment are of one time line, so that equal ids are equal objects. Others may be
    physical copies, which give the same ids to different objects: there only a history proves anything.
    """
    if is_direct(old, new, database):
        yield Proof(old.identities(database), new.identities(database))
        return
    if new.lineage(database):
        for snapshot, before in new.before_renames(database):
            yield Proof(before, new.identities(database), _words(snapshot), is_past_of_new=True)
    if old.lineage(database):
        for snapshot, before in old.before_renames(database):
            yield Proof(old.identities(database), before, _words(snapshot))


def is_direct(old: Witness, new: Witness, database: str) -> bool:
    """Whether both sides are of one time line of one database."""
    lineage = old.lineage(database)
    return (
        lineage is not None
        and lineage == new.lineage(database)
        and bool(old.environment)
        and old.environment == new.environment
    )


def _renames(snapshot: Snapshot) -> bool:
    return any(verb == "renamed" for verb, _ in snapshot.summary.counts)


def _words(snapshot: Snapshot) -> str:
    return f"{snapshot.environment} {snapshot.short}, {moments.absolute(snapshot.taken)}"
