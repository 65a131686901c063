"""What stays when a name changes: oids and numbers of columns, which prove renames within one database."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from schemagit.document import Document, Rows, encode, finder, object_name
from schemagit.kinds import Kind
from schemagit.names import ObjectName, identity_path


def assemble(database: str, rows: Mapping[Kind, Rows], kept: Container[ObjectName]) -> dict[str, bytes]:
    """The identities of the objects that are kept, as files: one per schema, and one for those in none.

    Each object is a line, by its folder and name: its oid under `id`, then the oids (of columns: the
    numbers) of its parts, by section and name. Labels of an enum are parts too.
    """
    entries: dict[ObjectName, Document] = {}
    by_id: dict[tuple[str, int], Document] = {}
    for kind, found in rows.items():
        if kind.lives_in:
            _add_parts(kind, found, by_id)
            continue
        for name, row in _objects(kind, database, found):
            if name in kept:
                entry = by_id[kind.catalog, row["id"]] = entries[name] = {"id": row["id"]}
                if row.get("label_ids"):
                    entry["labels"] = row["label_ids"]
    files: dict[str, Document] = {}
    for name, entry in sorted(entries.items()):
        files.setdefault(identity_path(database, name.schema), {})[f"{name.folder}/{name.name}"] = entry
    return {path: encode(document) for path, document in files.items()}


def _objects(kind: Kind, database: str, found: Rows) -> Iterator[tuple[ObjectName, dict[str, Any]]]:
    for record in found.records:
        row = dict(zip(found.columns, record, strict=True))
        yield object_name(kind, database, row), row


def _add_parts(kind: Kind, found: Rows, by_id: Mapping[tuple[str, int], Document]) -> None:
    if "own_id" not in found.columns:
        return
    holder_of = finder(kind, found.columns, by_id)
    name, own_id = found.columns.index("name"), found.columns.index("own_id")
    for record in found.records:
        if holder := holder_of(record):
            holder.setdefault(kind.plural, {})[record[name]] = record[own_id]
