"""One object on both sides -> its findings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from schemagit.changes import Finding
from schemagit.compare import compare, is_section
from schemagit.document import Document
from schemagit.judge import judge, new_signature, renamed, renamed_part
from schemagit.kinds import UNREADABLE
from schemagit.names import SIGNATURES, ObjectName, bare_name
from schemagit.renames import Former, akin, with_new_names
from schemagit.snapshots.pairs import Pair, Renamed, Renames


def findings(
    pair: Pair, before: Document | None, after: Document | None, renames: Renames
) -> Iterator[Finding]:
    """What changed in one object, and that it or a part of it has another name."""
    old = pair.formerly
    if before is None or after is None or old is None:
        yield from _changes(pair, before, after, renames)
    elif not akin(before, after):
        yield from _changes(Pair(old, pair.old, None), before, None, renames)
        yield from _changes(Pair(pair.name, None, pair.new), None, after, renames)
    else:
        yield from _new_name(pair, old, before, after, renames)
        if _is_same_function(pair):
            before = {name: value for name, value in before.items() if name != "arguments"}
            after = {name: value for name, value in after.items() if name != "arguments"}
        yield from _changes(pair, before, after, renames)


def _is_same_function(pair: Pair) -> bool:
    """Whether only the arguments differ."""
    old, new = pair.formerly or pair.name, pair.name
    return (
        new.folder in SIGNATURES
        and old._replace(name="") == new._replace(name="")
        and bare_name(old.name) == bare_name(new.name)
    )


def _new_name(
    pair: Pair, old: ObjectName, before: Document, after: Document, renames: Renames
) -> Iterator[Finding]:
    if _is_same_function(pair):
        yield new_signature(old, pair.name, before.get("arguments"), after.get("arguments"))
    elif not renames.is_only_schema(old, pair.name):
        yield replace(renamed(old, pair.name), hint=pair.by)


def _changes(
    pair: Pair, before: Document | None, after: Document | None, renames: Renames
) -> Iterator[Finding]:
    """What changed beside the name of the object."""
    holder = before if after is None else after
    parts: list[Renamed] = []
    if before is not None and after is not None:
        if _has_unreadable(before) or _has_unreadable(after):
            before, after = _readable(before, after), _readable(after, before)
        parts = renames.parts(pair, before, after)
        before = with_new_names(before, _former(parts))
    parent = (holder or {}).get("partition_of", "")
    found = [replace(renamed_part(pair.name, p.section, p.old, p.new), hint=p.by) for p in parts]
    found += [judge(pair.name, change, holder or {}) for change in compare(before, after)]
    for finding in found:
        yield replace(finding, partition_of=parent, formerly=finding.formerly or pair.formerly)


def _former(parts: Iterable[Renamed]) -> Former:
    found: Former = {}
    for part in parts:
        found.setdefault(part.section, {})[part.new] = part.old
    return found


def _has_unreadable(document: Document) -> bool:
    sections = (value for value in document.values() if isinstance(value, list))
    return UNREADABLE in document or any(UNREADABLE in part for parts in sections for part in parts)


def _readable(document: Document, other: Document) -> Document:
    """A document without what could not be read of it or of the other one: nobody knows how they differ."""
    is_read = UNREADABLE not in document and UNREADABLE not in other
    kept = {name: value for name, value in document.items() if is_read or is_section(value)}
    for section, parts in kept.items():
        if is_section(parts) and is_section(other.get(section)):
            unread = {part["name"] for part in (*parts, *other[section]) if UNREADABLE in part}
            common = unread & {part["name"] for part in parts} & {part["name"] for part in other[section]}
            kept[section] = [part for part in parts if part["name"] not in common]
    return kept
