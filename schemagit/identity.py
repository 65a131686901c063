"""What stays when a name changes: oids and numbers of columns, which prove renames within one database."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from schemagit.document import Document, Rows, encode, object_name
from schemagit.kinds import Kind
from schemagit.names import ObjectName, identity_path


def assemble(database: str, rows: Mapping[Kind, Rows], kept: Container[ObjectName]) -> dict[str, bytes]:
    """The identities of the objects that are kept, as files: one per schema, and one for those in none.

    Each object is a line, by its folder and name: its oid under `id`, then the oids (of columns: the
    numbers) of its parts, by section and name. Labels of an enum are parts too.
    """
    entries: dict[ObjectName, Document] = {}
    by_id: dict[tuple[str, int], Document] = {}
    for kind, row in _rows(rows):
        if not kind.lives_in:
            if (name := object_name(kind, database, row)) not in kept:
                continue
            entry = by_id[kind.catalog, row["id"]] = entries[name] = {"id": row["id"]}
            if row.get("label_ids"):
                entry["labels"] = row["label_ids"]
        elif "own_id" in row and (holder := by_id.get((row.get("catalog", kind.catalog), row["parent"]))):
            holder.setdefault(kind.plural, {})[row["name"]] = row["own_id"]
    files: dict[str, Document] = {}
    for name, entry in sorted(entries.items()):
        files.setdefault(identity_path(database, name.schema), {})[f"{name.folder}/{name.name}"] = entry
    return {path: encode(document) for path, document in files.items()}


def _rows(rows: Mapping[Kind, Rows]) -> Iterator[tuple[Kind, dict[str, Any]]]:
    for kind, found in rows.items():
        for record in found.records:
            yield kind, dict(zip(found.columns, record, strict=True))
