"""What stays when a name changes: oids and numbers of columns, which prove renames within one database."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from schemagit.document import Document, encode
from schemagit.names import ObjectName, identity_path, unescape

_BEGINNING, _BETWEEN, _END = b"{\n", b",\n", b"\n}\n"


class Identities:
    """The identities of the objects of one database, a line each."""

    def __init__(self) -> None:
        self._lines: dict[ObjectName, bytes] = {}

    def add(self, name: ObjectName, identity: Document) -> None:
        """Take in an object: its oid under `id`, then what identifies its parts, by section and name."""
        content = encode({f"{name.folder}/{name.name}": identity})
        self._lines[name] = content.removeprefix(_BEGINNING).removesuffix(_END)

    def keep(self, name: ObjectName, line: bytes) -> None:
        """Take in an object by its line in such a file, as `lines` gives it."""
        self._lines[name] = line

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The path and content of a file per schema, and one for the objects in none: a line for each object.

        One after the other: all of a large database need much memory.
        """
        names = sorted(self._lines)
        for (database, schema), own in groupby(names, lambda name: (name.database, name.schema)):
            content = _BEGINNING + _BETWEEN.join(self._lines[name] for name in own) + _END
            yield identity_path(database, schema), content


def stored(database: str, path: str, objects: Mapping[str, Any]) -> Iterator[tuple[ObjectName, Document]]:
    """What such a file holds: the objects by name, and the identity of each."""
    in_no_schema = path == identity_path(database, "")
    schema = "" if in_no_schema else unescape(path.rpartition("/")[2].removesuffix(".json"))
    for key, identity in objects.items():
        folder, _, own = key.partition("/")
        if isinstance(identity, dict) and "id" in identity:
            yield ObjectName(database, schema, folder, own), identity


def lines(content: bytes) -> list[bytes]:
    """The lines of such a file, one for each object that `stored` gives, in the same order."""
    return content.removeprefix(_BEGINNING).removesuffix(_END).split(_BETWEEN)
