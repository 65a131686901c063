"""The rows of one database -> the files of a snapshot, portion by portion."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from schemagit.assembly import Assembly
from schemagit.config import Environment
from schemagit.contents import Contents, Known
from schemagit.coverage import Coverage, cover, merged
from schemagit.document import decode, encode
from schemagit.errors import FailedError
from schemagit.filters import keeps
from schemagit.identity import Identities, lines, stored
from schemagit.kinds import FOLDERS, KINDS
from schemagit.later import Later
from schemagit.names import ObjectName, identity_path
from schemagit.pieces import Piece
from schemagit.portions import RELATIONS_CATALOG

if TYPE_CHECKING:
    from schemagit import compare
else:
    # Where nothing changed, or there was nothing before, there is nothing to compare.
    compare = Later("schemagit.compare")


class Digest:
    """What was made of the rows of one database.

    Attributes:
        contents: the files: its documents, and the identities of their objects.
    """

    def __init__(self, database: str, environment: Environment, before: Known) -> None:
        self.contents = Contents(before)
        self._database = database
        self._before = before
        self._environment = environment
        self._assembly = Assembly(database)
        self._identities = Identities()
        self._kinds: set[str] = set()
        # Made at once, for now the server looks what changed, and we only wait.
        self._stored = list(_stored(database, before))
        self._coverage = Coverage(filters=tuple(filter_words(environment)))

    def add(self, piece: Piece) -> None:
        """Take in rows of a kind, in the order in which a portion of the database is read."""
        self._kinds.add(piece.kind.name)
        self._assembly.add(piece.kind, piece.rows)
        if piece.is_last:
            self._finish_portion()

    def _finish_portion(self) -> None:
        made = self._assembly.take()
        filters = (*self._environment.exclude, *self._environment.include)
        kept = {name: held.document for name, held in made.items() if keeps(filters, name)}
        contents = {name: encode(document) for name, document in kept.items()}
        coverage = cover(kept, contents, self._environment.accept)
        self._coverage = merged(self._coverage, coverage._replace(excluded=len(made) - len(kept)))
        for name, content in contents.items():
            self.contents.put(name.path, content)
            self._identities.add(name, made[name].identity)

    def finish(self, unread: Collection[int], again: Container[int]) -> None:
        """Say that all pieces are in.

        Args:
            unread: the oids of the relations that were not read, for they are as in the snapshot before.
            again: those of all other relations.

        Raises:
            FailedError: the snapshot before has a relation that is of neither.
        """
        for name, oid, line in self._stored if unread else ():
            kind = FOLDERS.get(name.folder)
            if kind and kind.catalog == RELATIONS_CATALOG and oid in unread:
                self.contents.carry(name.path)
                self._identities.keep(name, line)
            elif kind and kind.catalog == RELATIONS_CATALOG and oid not in again:
                raise FailedError(
                    f"what was remembered of {self._database} does not fit its last snapshot",
                    f"schemagit snap {self._environment.name} --full reads it anew",
                )
        for path, content in self._identities.files():
            self.contents.put(path, content)

    def coverage(self, unmodelled: Mapping[str, int]) -> Coverage:
        """What the files do not show; `unmodelled`: how many there are of what no kind models."""
        return self._coverage._replace(unmodelled=dict(unmodelled))

    @property
    def kinds(self) -> list[str]:
        """The names of the kinds that were read, in the order of KINDS."""
        return [kind.name for kind in KINDS if kind.name in self._kinds]


def digest(database: str, environment: Environment, before: Known, pieces: Iterable[Piece]) -> Digest:
    """Make the files of one database, all but what `finish` adds.

    Args:
        database: its name.
        environment: says what is captured, and what may look like a secret.
        before: the files of the snapshot before.
        pieces: all rows, in the order in which they are read.

    Raises:
        FailedError: two objects would have the same name, or there is no room for the files.
    """
    made = Digest(database, environment, before)
    if before.ids():
        compare.prepare()  # what is found will be compared
    before.expect()
    for piece in pieces:
        made.add(piece)
    return made


def filter_words(environment: Environment) -> list[str]:
    """What is captured, in words."""
    return [str(each) for each in (*environment.exclude, *environment.include)]


def _stored(database: str, before: Known) -> Iterator[tuple[ObjectName, int, bytes]]:
    """The objects of the snapshot before, their oids, and their lines in the files of identities."""
    beginning = identity_path(database, "").removesuffix(".json")
    entries = {path: blob for path, blob in before.ids().items() if path.startswith(beginning)}
    contents = before.read(entries.values())
    for path, blob in entries.items():
        found = stored(database, path, decode(contents[blob]))
        for (name, identity), line in zip(found, lines(contents[blob]), strict=True):
            yield name, identity["id"], line
