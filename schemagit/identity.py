"""What stays when a name changes: oids and numbers of columns, which prove renames within one database."""

from collections.abc import Container, Mapping

from schemagit.document import Document, Rows, encode, finder, object_name
from schemagit.kinds import Kind
from schemagit.names import ObjectName, identity_path


class Identities:
    """The identities of the objects of one database: rows of the kinds are added in the order of KINDS."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._entries: dict[ObjectName, Document] = {}
        self._by_id: dict[tuple[str, int], Document] = {}

    def add(self, kind: Kind, found: Rows) -> None:
        """Take in all rows of a kind."""
        if kind.lives_in:
            _add_parts(kind, found, self._by_id)
            return
        for record in found.records:
            row = dict(zip(found.columns, record, strict=True))
            entry = self._by_id[kind.catalog, row["id"]] = {"id": row["id"]}
            self._entries[object_name(kind, self._database, row)] = entry
            if row.get("label_ids"):
                entry["labels"] = row["label_ids"]

    def files(self, kept: Container[ObjectName]) -> dict[str, bytes]:
        """The identities of the objects that are kept: a file per schema, and one for those in none.

        Each object is a line, by its folder and name: its oid under `id`, then the oids (of columns: the
        numbers) of its parts, by section and name. Labels of an enum are parts too.
        """
        files: dict[str, Document] = {}
        for name, entry in sorted(self._entries.items()):
            if name in kept:
                path = identity_path(self._database, name.schema)
                files.setdefault(path, {})[f"{name.folder}/{name.name}"] = entry
        return {path: encode(document) for path, document in files.items()}


def _add_parts(kind: Kind, found: Rows, by_id: Mapping[tuple[str, int], Document]) -> None:
    if "own_id" not in found.columns:
        return
    holder_of = finder(kind, found.columns, by_id)
    name, own_id = found.columns.index("name"), found.columns.index("own_id")
    for record in found.records:
        if holder := holder_of(record):
            holder.setdefault(kind.plural, {})[record[name]] = record[own_id]
