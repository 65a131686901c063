"""What a partition has of its parent, where it is compared with the same table while it was none."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeAlias

from schemagit.document import Document, load
from schemagit.logical import Names, document_of, rename
from schemagit.names import PREFIX, ObjectName, from_path, sql_names
from schemagit.sources import Source

Parts: TypeAlias = list[dict[str, Any]]

_SECTIONS = ("columns", "constraints", "indexes", "triggers")


def is_attached_or_detached(before: Document, after: Document) -> bool:
    """Whether a table is a partition of one side only, or of another parent."""
    return before.get("partition_of") != after.get("partition_of")


class Parents:
    """The tables of a side, of which others are partitions; read when one is asked for."""

    def __init__(self, source: Source, names: Names) -> None:
        self._source = source
        self._names = names

    def whole(self, name: ObjectName, document: Document, other: Document) -> Document:
        """A table's document, with what its parent gives it if it is a partition.

        Args:
            name: of the table.
            document: as it is stored: what its parent gives it is not in it.
            other: its document on the other side; names of indexes and the like are as they are there.
        """
        if "partition_of" not in document:
            return document
        parent = self._all_of(name.database, document["partition_of"])
        found = {s: _parts(s, parent.get(s, []), document.get(s, []), other.get(s, [])) for s in _SECTIONS}
        return document | {section: parts for section, parts in found.items() if parts}

    def _all_of(self, database: str, printed: str) -> Document:
        """All parts of a table, those of its own parents among them."""
        name = self._tables.get((database, printed))
        if name is None:
            return {}
        blob = self._entries[name]
        document = document_of(load(name, self._source.read([blob])[blob]), self._names)
        if "partition_of" not in document:
            return document
        above = self._all_of(database, document["partition_of"])
        return {section: _union(above.get(section, []), document.get(section, [])) for section in _SECTIONS}

    @cached_property
    def _entries(self) -> dict[ObjectName, str]:
        found = {from_path(path): blob for path, blob in self._source.entries(PREFIX).items()}
        tables = {name: blob for name, blob in found.items() if name.folder == "tables"}
        return rename(tables, self._names)

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str], ObjectName]:
        return {
            (name.database, printed): name
            for name in self._entries
            for printed in sql_names(name.schema, name.name)
        }


def _parts(section: str, given: Parts, own: Parts, other: Parts) -> Parts:
    """The parts of a section that a partition has, in the order of the other side."""
    alike = [_alike(section, part) for part in given]
    # The server names what it makes of the parent's.
    same = [part for part in other if _alike(section, part) in alike]
    found = _union(given if section == "columns" else [], _union(same, own))
    places = {part["name"]: place for place, part in enumerate(other)}
    return sorted(found, key=lambda part: places.get(part["name"], len(places)))


def _alike(section: str, part: Mapping[str, Any]) -> dict[str, Any]:
    """A part without what the table that has it may call otherwise."""
    left_out = {"inherited", "not_null_name"} if section == "columns" else {"inherited", "name"}
    return {key: value for key, value in part.items() if key not in left_out}


def _union(parts: Parts, others: Parts) -> Parts:
    """The parts of both, by name; of two with the same one, the latter."""
    return list({part["name"]: part for part in (*parts, *others)}.values())
