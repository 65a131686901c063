"""The canonical bytes of a document, and what rows and documents look like."""

import json
from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

from schemagit import kinds
from schemagit.characters import INVISIBLE, escaped
from schemagit.errors import FailedError
from schemagit.kinds import FOLDERS, Kind
from schemagit.names import ObjectName
from schemagit.shapes import misshapen, misshapen_facts

FORMAT = 1

Document: TypeAlias = dict[str, Any]

# Columns of a query that say which object a row is, or help to read another one.
IDENTITY = frozenset({
    "id", "parent", "catalog", "schema", "name", "acl_owner", "acl_privileges", "acl_public",
    "own_id", "label_ids",
})  # fmt: skip

# What the one document of a database, or of a schema, is of.
_OF_CONTAINERS = {"database": "databases", "schema": "schemas"}

# What a list of parts has between them where one call encodes them all, and what it is to have.
_BETWEEN_PARTS, _BETWEEN_LINES = '}, {"name": ', '},\n    {"name": '

_encode_value = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


Record: TypeAlias = tuple[Any, ...]


class Rows(NamedTuple):
    """What a kind's query returned: the names of its columns and one tuple per row."""

    columns: tuple[str, ...]
    records: list[Record]


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
            yield f"  {_encode_value(name)}: [\n    {_elements(value)}\n  ]"
        else:
            yield f"  {_encode_value(name)}: {_encode_value(value)}"


def _elements(values: list[Any]) -> str:
    """The elements of a list, one per line."""
    if set(map(type, values)) == {dict} and set(map(next, map(iter, values), repeat(""))) == {"name"}:
        text = _encode_value(values)
        # Within quotes there is no such thing, for quotes in a text are escaped. So where there are as many
        # as must be between the elements, none is inside of one.
        if text.count(_BETWEEN_PARTS) == len(values) - 1:
            return text[1:-1].replace(_BETWEEN_PARTS, _BETWEEN_LINES)
    return ",\n    ".join(map(_encode_value, values))


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


def load(where: str | ObjectName, content: bytes) -> Document:
    """The document that is stored in a snapshot's tree.

    Args:
        where: the object whose document it is, or the path.
        content: the bytes that are stored there.

    Raises:
        FailedError: it is no JSON object, or one that no document looks like.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unreadable(where, f"it is not JSON ({error})") from error
    if document.__class__ is not dict:
        raise _unreadable(where, "it is not a JSON object")
    is_capture = isinstance(where, str) and where.startswith("capture/")
    if wrong := (misshapen_facts if is_capture else misshapen)(document):
        raise _unreadable(where, wrong)
    found: Document = document
    return found


def _unreadable(where: str | ObjectName, why: str) -> FailedError:
    path = where if isinstance(where, str) else where.path
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
    sections = {part.plural: part for part in kinds.KINDS if part.fits(folder)}
    ordered = _in_order(document, [*(kind.changed if kind else ()), *sections])
    for name, part in sections.items():
        if isinstance(ordered.get(name), list):
            order = ["name", *part.changed]
            ordered[name] = [_in_order(e, order) if isinstance(e, dict) else e for e in ordered[name]]
    return ordered


def kind_of(folder: str) -> Kind | None:
    """The kind of the documents of a folder; None for one that a newer schemagit wrote."""
    return FOLDERS.get(_OF_CONTAINERS.get(folder, folder))


def _in_order(attributes: Mapping[str, Any], order: list[str]) -> Document:
    places = {name: place for place, name in enumerate(order)}
    return dict(sorted(attributes.items(), key=lambda item: (places.get(item[0], len(places)), item[0])))
