"""Catalog rows -> documents."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple

from schemagit import acl
from schemagit.document import IDENTITY, Document, Record, Rows
from schemagit.errors import FailedError
from schemagit.kinds import Kind
from schemagit.names import ObjectName, shorten, sql_names

# The parts that a partition has because its parent has them.
_INHERITED = frozenset({"columns", "constraints", "triggers"})


class Held(NamedTuple):
    """A document in the making, and what identifies its object.

    Attributes:
        document: its attributes.
        identity: its oid under `id`, then by section and name the oids of its parts (of columns: numbers).
    """

    document: Document
    identity: Document


class Assembly:
    """Documents in the making, of one database: rows of the kinds are added in the order of KINDS.

    So a part finds the document that holds it. A part of an object that has no document (one that belongs
    to an extension, say) is left out.
    """

    def __init__(self, database: str) -> None:
        self._database = database
        self._names: set[ObjectName] = set()
        self._done: set[tuple[str, int]] = set()
        self._making: dict[ObjectName, Held] = {}
        self._holders: dict[tuple[str, int], Held] = {}
        self._partitioned: dict[str, Document] = {}

    def add(self, kind: Kind, found: Rows) -> None:
        """Take in rows of a kind; those of objects that were given away already are left out.

        Raises:
            FailedError: two objects would have the same name.
        """
        if kind.lives_in:
            _add_parts(kind, found, self._holders)
            return
        attributes_of, own_id = _attributes_of(kind, found), found.columns.index("id")
        labels = found.columns.index("label_ids") if "label_ids" in found.columns else None
        name_of = _namer(kind, self._database, found.columns)
        for record in found.records:
            key = (kind.catalog, record[own_id])
            if key in self._done:
                continue
            name = name_of(record)
            if name in self._names:
                raise FailedError(
                    f"two objects would be stored as {name.dotted()}", "this is a defect of schemagit"
                )
            self._names.add(name)
            held = self._making[name] = self._holders[key] = Held(attributes_of(record), {"id": key[1]})
            if labels is not None and record[labels]:
                held.identity["labels"] = record[labels]

    def take(self) -> dict[ObjectName, Held]:
        """Give away what was made by now by name, when all rows of these objects are in.

        A partition is without what its parent gives it, which came with it or before.
        """
        made = self._making
        for name, held in made.items():
            if "partition_key" in held.document:
                self._partitioned |= dict.fromkeys(sql_names(name.schema, name.name), held.document)
        self._done |= self._holders.keys()
        self._making, self._holders = {}, {}
        return {
            name: held._replace(document=_own(held.document, self._parent(held.document)))
            if "partition_of" in held.document
            else held
            for name, held in made.items()
        }

    def _parent(self, partition: Document) -> Document:
        return self._partitioned.get(partition["partition_of"], {})


def assemble(database: str, rows: Mapping[Kind, Rows]) -> dict[ObjectName, Document]:
    """The documents of a database by name, from the rows of all kinds in the order of KINDS.

    Raises:
        FailedError: two objects would have the same name.
    """
    assembly = Assembly(database)
    for kind, found in rows.items():
        assembly.add(kind, found)
    return {name: held.document for name, held in assembly.take().items()}


def _namer(kind: Kind, database: str, columns: Sequence[str]) -> Callable[[Record], ObjectName]:
    """What makes the name of an object from its record."""
    name = columns.index("name")
    match kind.name:
        case "database":
            return lambda _record: ObjectName(database, "", "database", "")
        case "schema":
            return lambda record: ObjectName(database, record[name], "schema", "")
    stored = kind.store_name if kind.has_signature else str
    if "schema" not in columns:
        return lambda record: ObjectName(database, "", kind.plural, shorten(stored(record[name])))
    schema = columns.index("schema")
    return lambda record: ObjectName(database, record[schema], kind.plural, shorten(stored(record[name])))


def _add_parts(kind: Kind, found: Rows, holders: Mapping[tuple[str, int], Held]) -> None:
    """Take in parts, which come in one piece for each holder."""
    columns = found.columns
    identity_of = itemgetter(*map(columns.index, ("name", "own_id"))) if "own_id" in columns else None
    attributes_of = _attributes_of(kind, found, "name")
    for (catalog, holder), records in groupby(found.records, _holder_of(kind, columns)):
        held = holders.get((catalog, holder))
        if held is None:
            continue
        own = list(records)
        held.document.setdefault(kind.plural, []).extend(map(attributes_of, own))
        if identity_of:
            held.identity.setdefault(kind.plural, {}).update(map(identity_of, own))


def _holder_of(kind: Kind, columns: Sequence[str]) -> Callable[[Record], tuple[str, int]]:
    """What says of which object a record is a part: of the kind's catalog, or the one that it names."""
    parent = columns.index("parent")
    if "catalog" not in columns:
        return lambda record: (kind.catalog, record[parent])
    return itemgetter(columns.index("catalog"), parent)


def _attributes_of(kind: Kind, found: Rows, *more: str) -> Callable[[Record], Document]:
    """What makes the attributes of a record that are not at their default: absent, false, empty."""
    columns = found.columns
    values = dict(zip(columns, zip(*found.records, strict=True), strict=False))
    own = [name for name in values if name not in IDENTITY and not _is_empty(values[name])]
    names = [*more, *own]
    # Never a single one, which would be no tuple.
    values_of = itemgetter(*map(columns.index, names), 0, 0)
    makers = [None if name in more else _maker(kind, name, values[name]) for name in names]
    access = columns.index("grants") if "grants" in own else None

    def attributes(record: Record) -> Document:
        if access is not None and record[access] is not None:
            # An empty list is no default: everything was revoked.
            granted = _grants(kind, dict(zip(columns, record, strict=True)))
            record = (*record[:access], granted, *record[access + 1 :])
        return {
            name: maker(value) if maker else value
            for name, value, maker in zip(names, values_of(record), makers, strict=False)
            if value or (value is not None and value is not False and value.__class__ is not list)
        }

    return attributes


def _is_empty(values: Sequence[Any]) -> bool:
    """Whether no row has anything in a column: of most attributes, a whole schema has none."""
    return not any(values) and set(map(type, values)) <= {NoneType, bool}


def _maker(kind: Kind, name: str, values: Sequence[Any]) -> Callable[[Any], Any] | None:
    """What makes the stored form of a value of a column."""
    maker = kind.makers.get(name)
    # Types and defaults are the same few texts in thousands of rows.
    return cache(maker) if maker and set(map(type, values)) <= {NoneType, str} else maker


def _grants(kind: Kind, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return acl.grants(
        row["grants"],
        row.get("acl_owner") or row.get("owner") or "",
        row.get("acl_privileges", kind.privileges),
        row.get("acl_public", kind.public) or "",
    )


def _own(partition: Document, parent: Document) -> Document:
    if not parent:
        return partition
    own = dict(partition)
    for section in _INHERITED & own.keys() & parent.keys():
        given = {part["name"]: part for part in parent[section]}
        own[section] = [part for part in own[section] if not _is_given(part, given.get(part["name"]))]
        if not own[section]:
            del own[section]
    return own


def _is_given(part: Document, given: Document | None) -> bool:
    if given is None:
        return False
    mine, theirs = ({key: value for key, value in p.items() if key != "inherited"} for p in (part, given))
    return mine == theirs
