"""Which objects a pattern means: by their own name, or by that of a part that they hold."""

from collections.abc import Mapping
from typing import Any

from schemagit.document import load
from schemagit.names import ObjectName
from schemagit.patterns import Pattern
from schemagit.sources import Source

# The parts of the name of an object in a schema: database, schema, name. What follows is a part of it.
_OBJECT = 3


def meant(source: Source, entries: Mapping[ObjectName, str], pattern: Pattern) -> list[ObjectName]:
    """The objects of a snapshot that a pattern means.

    Args:
        source: the snapshot.
        entries: its documents, by name.
        pattern: as somebody typed it.
    """
    length = len(pattern.parts)
    names = [name for name in entries if len(name.parts) == min(length, _OBJECT) and _begins(pattern, name)]
    if length < _OBJECT or (names and length == _OBJECT):
        return names
    # The name of an index belongs to the schema, as that of its table does.
    holders = names or [name for name in entries if pattern.first(2).matches(name.parts)]
    contents = source.read({entries[name] for name in holders})
    return [name for name in holders if means_part(pattern, name, load(name, contents[entries[name]]))]


def means_part(pattern: Pattern, name: ObjectName, document: Mapping[str, Any]) -> bool:
    """Whether a pattern means a part of this object: `users.email`, or an index of it by its own name."""
    if len(pattern.parts) == _OBJECT:
        sections = [document.get("indexes", ())]
        is_here = pattern.first(2).matches(name.parts)
    else:
        sections = [value for value in document.values() if isinstance(value, list)]
        is_here = len(pattern.parts) == _OBJECT + 1 and _begins(pattern, name)
    parts = (part for section in sections for part in section if isinstance(part, dict))
    return is_here and any(pattern.fits(-1, part.get("name", "")) for part in parts)


def _begins(pattern: Pattern, name: ObjectName) -> bool:
    return pattern.first(_OBJECT).matches(name.parts)
