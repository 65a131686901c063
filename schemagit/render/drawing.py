r"""One object drawn as people know it from psql's `\d`."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from schemagit.characters import visible, visible_lines
from schemagit.document import kind_of
from schemagit.kinds import UNREADABLE, Kind, part_kind
from schemagit.kinds.common import show_grants
from schemagit.render.style import Style
from schemagit.snapshots.objects import Found
from schemagit.sources import Source

_IN_HEAD = {"owner", "comment"}


def draw(found: Found, source: Source, style: Style) -> Iterator[str]:
    """The object with its attributes and parts, in lines."""
    document, kind = found.document, kind_of(found.name.folder)
    word = kind.name.capitalize() if kind else found.name.folder
    where = [f"{source.text} {source.short}".strip()]
    where += [f"owner {document['owner']}"] if "owner" in document else []
    where += [f"now {found.later.dotted()}"] if found.later else []
    title = style.paint(visible(f"{word} {found.name.dotted()}"), "bold")
    yield f"{title}   ({visible(', '.join(where))})"
    if "comment" in document:
        yield from visible_lines(document["comment"])
    for name, value in document.items():
        if name not in _IN_HEAD:
            yield from _entry(name, value, found.name.folder, style)
    if found.referenced_by:
        yield ""
        yield "  Referenced by"
        yield from (f"    {visible(name.dotted())}" for name in found.referenced_by)


def _entry(name: str, value: Any, folder: str, style: Style) -> Iterator[str]:
    label = name.replace("_", " ").capitalize()
    part, kind = part_kind(folder, name), kind_of(folder)
    if part and isinstance(value, list):
        if not value:
            return
        yield ""
        yield from _table(part, value) if part.table else _parts(part, value, style)
    elif kind and name in kind.texts:
        yield ""
        yield f"  {label}"
        yield from (f"    {line}" for text in value for line in visible_lines(text))
    else:
        yield f"  {label}: {visible(_value(name, value))}"


def _value(name: str, value: Any) -> str:
    if name == "grants":
        return show_grants(value)
    if isinstance(value, list) and all(isinstance(element, str) for element in value):
        return ", ".join(value)
    if value is True:
        return "yes"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table(kind: Kind, parts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    columns = kind.table or {}
    cells = [(kind.name.capitalize(), [part["name"] for part in parts])]
    cells += [(heading, [_cell(part, cell) for part in parts]) for heading, cell in columns.items()]
    shown = [[visible(text) for text in (heading, *column)] for heading, column in cells if any(column)]
    widths = [max(map(len, column)) for column in shown]
    for row in zip(*shown, strict=True):
        line = "   ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True))
        yield f"  {line}".rstrip()


def _cell(part: Mapping[str, Any], cell: Callable[[Mapping[str, Any]], str]) -> str:
    return "" if UNREADABLE in part else cell(part)


def _parts(kind: Kind, parts: Sequence[Mapping[str, Any]], style: Style) -> Iterator[str]:
    words = [visible(kind.word(part)) for part in parts]
    width = max(map(len, words))
    for word, part in zip(words, parts, strict=True):
        comment = f"   {part['comment']}" if "comment" in part else ""
        label = word[0].upper() + word[1:]
        yield style.line(f"  {label:<{width}}  {part['name']} {kind.description(part)}".rstrip() + comment)
