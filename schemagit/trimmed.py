"""Two documents of one object, without the parts that begin and end a section of both alike."""

from collections.abc import Iterator
from typing import Any

from schemagit.document import Document, load
from schemagit.errors import FailedError
from schemagit.names import ObjectName

# How the canonical bytes of a document look: each attribute begins a line, and each part of a section.
_BEGIN, _END = b'{\n  "', b"\n}\n"
_ATTRIBUTES, _PARTS = b',\n  "', b",\n    "
_OPEN, _CLOSE = b'": [\n    ', b"\n  ]"
_NAMED = b'{"name": "'
_LINE = b"\n    " + _NAMED


def load_both(name: ObjectName, old: bytes, new: bytes) -> tuple[Document, Document]:
    """What is to be compared of an object: parts that are equal in both documents may be missing from them.

    Most of two versions of a table is equal, and need not be decoded.

    Args:
        name: the object.
        old: the stored bytes of its document before.
        new: those of the one after.

    Raises:
        FailedError: one of them is no document.
    """
    try:
        before, after = (load(name, content) for content in trimmed(old, new))
    except FailedError:
        # It may be the trimming that spoils what is not written as schemagit writes.
        return load(name, old), load(name, new)
    if all(map(_is_in_order, _sections(before, after))):
        return before, after
    # How parts are ordered, all of them tell.
    return load(name, old), load(name, new)


def trimmed(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """The bytes of two documents without those parts; as they are where they are not canonical."""
    sides = _attributes(old), _attributes(new)
    if not all(sides):
        return old, new
    before, after = sides
    for name in before.keys() & after.keys():
        one, other = before[name], after[name]
        if not (one.startswith(_OPEN + _NAMED) and other.startswith(_OPEN + _NAMED)):
            continue
        if one == other:
            del before[name], after[name]
        elif (parts := _parts(one)) and (others := _parts(other)):
            before[name], after[name] = map(_section, _middle(parts, others))
    return _document(before), _document(after)


def _attributes(content: bytes) -> dict[bytes, bytes]:
    """What follows the name of each attribute; nothing where the bytes are not canonical."""
    if not (content.startswith(_BEGIN) and content.endswith(_END)):
        return {}
    lines = content[len(_BEGIN) : -len(_END)].split(_ATTRIBUTES)
    found = {line[: (end := line.find(b'"'))]: line[end:] for line in lines}
    return found if len(found) == len(lines) else {}


def _parts(section: bytes) -> list[bytes]:
    """The parts of a section; none where one of them has no name, or has lines of its own."""
    parts = section[len(_OPEN) : -len(_CLOSE)].split(_PARTS)
    is_canonical = section.endswith(_CLOSE) and section.count(_LINE) == section.count(b"\n") - 1 == len(parts)
    return parts if is_canonical else []


def _middle(old: list[bytes], new: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Both without what they begin with alike, and then without what they end with alike."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return old[start : len(old) - end], new[start : len(new) - end]


def _alike(old: list[bytes], new: list[bytes]) -> int:
    """How many parts both begin with."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _section(parts: list[bytes]) -> bytes:
    return _OPEN + _PARTS.join(parts) + _CLOSE if parts else b'": []'


def _document(attributes: dict[bytes, bytes]) -> bytes:
    lines = _ATTRIBUTES.join(name + value for name, value in attributes.items())
    return _BEGIN + lines + _END if attributes else b"{}\n"


def _sections(before: Document, after: Document) -> Iterator[tuple[list[Any], list[Any]]]:
    """The sections that both have and that differ."""
    for name, parts in before.items():
        others = after.get(name)
        if isinstance(parts, list) and isinstance(others, list) and parts != others:
            yield parts, others


def _is_in_order(sections: tuple[list[Any], list[Any]]) -> bool:
    """Whether the parts that both sections have follow each other in the same order."""
    old, new = (
        [part["name"] for part in parts if isinstance(part, dict) and "name" in part] for parts in sections
    )
    return old == new or [name for name in old if name in new] == [name for name in new if name in old]
