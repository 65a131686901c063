"""Catalog rows -> documents, and the canonical bytes of a document."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from schemagit import acl
from schemagit.characters import INVISIBLE, escaped
from schemagit.errors import FailedError
from schemagit.kinds import FOLDERS, KINDS, Kind
from schemagit.names import ObjectName, shorten, sql_names
from schemagit.shapes import misshapen, misshapen_facts

FORMAT = 1

Document: TypeAlias = dict[str, Any]

# Columns of a query that say which object a row is, or help to read another one.
IDENTITY = frozenset({
    "id", "parent", "catalog", "schema", "name", "acl_owner", "acl_privileges", "acl_public",
    "own_id", "label_ids",
})  # fmt: skip

# The parts that a partition has because its parent has them.
_INHERITED = frozenset({"columns", "constraints", "triggers"})

_encode_value = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


Record: TypeAlias = tuple[Any, ...]


class Rows(NamedTuple):
    """What a kind's query returned: the names of its columns and one tuple per row."""

    columns: tuple[str, ...]
    records: list[Record]


class Assembly:
    """Documents in the making, of one database: rows of the kinds are added in the order of KINDS.

    So a part finds the document that holds it. A part of an object that has no document (one that belongs
    to an extension, say) is left out.
    """

    def __init__(self, database: str) -> None:
        self._database = database
        self._documents: dict[ObjectName, Document] = {}
        self._holders: dict[tuple[str, int], Document] = {}

    def add(self, kind: Kind, found: Rows) -> None:
        """Take in all rows of a kind.

        Raises:
            FailedError: two objects would have the same name.
        """
        if kind.lives_in:
            _add_parts(kind, found, self._holders)
            return
        attributes_of, own_id = _attributes_of(kind, found.columns), found.columns.index("id")
        for record in found.records:
            name = object_name(kind, self._database, dict(zip(found.columns, record, strict=True)))
            if name in self._documents:
                raise FailedError(
                    f"two objects would be stored as {name.dotted()}", "this is a defect of schemagit"
                )
            attributes = attributes_of(record)
            self._documents[name] = self._holders[kind.catalog, record[own_id]] = attributes

    def documents(self) -> dict[ObjectName, Document]:
        """The documents by name, when all rows are in."""
        return without_inherited(self._documents)


def assemble(database: str, rows: Mapping[Kind, Rows]) -> dict[ObjectName, Document]:
    """The documents of a database by name, from the rows of all kinds in the order of KINDS.

    Raises:
        FailedError: two objects would have the same name.
    """
    assembly = Assembly(database)
    for kind, found in rows.items():
        assembly.add(kind, found)
    return assembly.documents()


def object_name(kind: Kind, database: str, row: Mapping[str, Any]) -> ObjectName:
    match kind.name:
        case "database":
            return ObjectName(database, "", "database", "")
        case "schema":
            return ObjectName(database, row["name"], "schema", "")
        case _:
            return ObjectName(
                database, row.get("schema", ""), kind.plural, shorten(kind.store_name(row["name"]))
            )


def _add_parts(kind: Kind, found: Rows, holders: Mapping[tuple[str, int], Document]) -> None:
    attributes_of, holder_of = _attributes_of(kind, found.columns), finder(kind, found.columns, holders)
    name = found.columns.index("name")
    for record in found.records:
        if (holder := holder_of(record)) is not None:
            holder.setdefault(kind.plural, []).append({"name": record[name], **attributes_of(record)})


def finder(
    kind: Kind, columns: Sequence[str], holders: Mapping[tuple[str, int], Document]
) -> Callable[[Record], Document | None]:
    """What finds the holder of a part by its record: of the kind's catalog, or the one that it names."""
    parent = columns.index("parent")
    if "catalog" not in columns:
        return lambda record: holders.get((kind.catalog, record[parent]))
    catalog = columns.index("catalog")
    return lambda record: holders.get((record[catalog], record[parent]))


def _attributes_of(kind: Kind, columns: Sequence[str]) -> Callable[[Record], Document]:
    """What makes the attributes of a record that are not at their default: absent, false, empty."""
    places = [(name, place) for place, name in enumerate(columns) if name not in IDENTITY]
    makers = kind.makers
    access = columns.index("grants") if "grants" in columns else None

    def attributes(record: Record) -> Document:
        if access is not None and record[access] is not None:
            # An empty list is no default: everything was revoked.
            granted = _grants(kind, dict(zip(columns, record, strict=True)))
            record = (*record[:access], granted, *record[access + 1 :])
        found = {
            name: value
            for name, place in places
            if (value := record[place]) is not None
            and value is not False
            and (value or value.__class__ is not list)
        }
        for name in makers.keys() & found.keys():
            found[name] = makers[name](found[name])
        return found

    return attributes


def _grants(kind: Kind, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return acl.grants(
        row["grants"],
        row.get("acl_owner") or row.get("owner") or "",
        row.get("acl_privileges", kind.privileges),
        row.get("acl_public", kind.public) or "",
    )


def without_inherited(documents: Mapping[ObjectName, Document]) -> dict[ObjectName, Document]:
    """The documents, those of partitions without what their parent gives them."""
    parents = {
        (name.database, printed): document
        for name, document in documents.items()
        if "partition_key" in document
        for printed in sql_names(name.schema, name.name)
    }
    return {
        name: _own(document, parents.get((name.database, document.get("partition_of", "")), {}))
        for name, document in documents.items()
    }


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


def encode(document: Mapping[str, Any]) -> bytes:
    """The canonical bytes: one attribute per line, one list element per line, in the order given.

    What cannot be seen is escaped, so that a text cannot hide in `git log -p` either.
    """
    text = "{\n" + ",\n".join(_lines(document)) + "\n}\n" if document else "{}\n"
    if not text.isascii() or "\x7f" in text:
        text = INVISIBLE.sub(escaped, text)
    return text.encode()


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    for name, value in document.items():
        if isinstance(value, list) and value:
            elements = ",\n    ".join(map(_encode_value, value))
            yield f"  {_encode_value(name)}: [\n    {elements}\n  ]"
        else:
            yield f"  {_encode_value(name)}: {_encode_value(value)}"


def decode(content: bytes) -> Document:
    """The document that these bytes hold.

    Raises:
        FailedError: they are no JSON object.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FailedError(f"a stored document is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise FailedError("a stored document is not a JSON object")
    return document


def load(path: str, content: bytes) -> Document:
    """The document that is stored at a path of a snapshot's tree.

    Raises:
        FailedError: it is no JSON object, or one that no document looks like.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, f"it is not JSON ({error})") from error
    if document.__class__ is not dict:
        raise _unreadable(path, "it is not a JSON object")
    if wrong := (misshapen_facts if path.startswith("capture/") else misshapen)(document):
        raise _unreadable(path, wrong)
    found: Document = document
    return found


def _unreadable(path: str, why: str) -> FailedError:
    return FailedError(
        f"{path} is no document of schemagit: {why}",
        "was it edited by hand? schemagit verify --all says in which snapshots",
    )


def canonical(folder: str, document: Mapping[str, Any]) -> Document:
    """The same document with its attributes in the order in which schemagit writes them.

    Args:
        folder: the folder of the document, which says its kind.
        document: attributes in any order, as another program may have written them.
    """
    kind = kind_of(folder)
    sections = {part.plural: part for part in KINDS if part.fits(folder)}
    ordered = _in_order(document, [*(kind.changed if kind else ()), *sections])
    for name, part in sections.items():
        if isinstance(ordered.get(name), list):
            order = ["name", *part.changed]
            ordered[name] = [_in_order(e, order) if isinstance(e, dict) else e for e in ordered[name]]
    return ordered


def kind_of(folder: str) -> Kind | None:
    """The kind of the documents of a folder; None for one that a newer schemagit wrote."""
    return FOLDERS.get({"database": "databases", "schema": "schemas"}.get(folder, folder))


def _in_order(attributes: Mapping[str, Any], order: list[str]) -> Document:
    places = {name: place for place, name in enumerate(order)}
    return dict(sorted(attributes.items(), key=lambda item: (places.get(item[0], len(places)), item[0])))
