"""Objects on both sides -> their findings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from schemagit.changes import Finding
from schemagit.compare import compare_all, is_section
from schemagit.document import Document
from schemagit.judge import judge, new_signature, renamed, renamed_part
from schemagit.kinds import UNREADABLE
from schemagit.names import SIGNATURES, ObjectName, bare_name
from schemagit.renames import Former, akin, with_new_names
from schemagit.snapshots.pairs import Pair, Renamed, Renames


class Comparison(NamedTuple):
    """Two documents to compare, and what is known of them before.

    Attributes:
        pair: the object that they are of.
        before, after: the documents, by the names of after; None where there is none.
        found: the findings about its name, and about the names of its parts.
    """

    pair: Pair
    before: Document | None
    after: Document | None
    found: list[Finding]


def findings(comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """What changed in some objects, and that they or parts of them have other names."""
    changes = compare_all([(each.before, each.after) for each in comparisons])
    for each, own in zip(comparisons, changes, strict=True):
        holder = (each.before if each.after is None else each.after) or {}
        parent = holder.get("partition_of", "")
        for finding in (*each.found, *(judge(each.pair.name, change, holder) for change in own)):
            formerly = finding.formerly or each.pair.formerly
            if parent or formerly:
                yield replace(finding, partition_of=parent, formerly=formerly)
            else:
                yield finding


def comparisons(
    pair: Pair, before: Document | None, after: Document | None, renames: Renames
) -> Iterator[Comparison]:
    """What is to be compared of one object; two things, where its id means another object now."""
    old = pair.formerly
    if before is None or after is None or old is None:
        yield _comparison(pair, before, after, renames)
    elif not akin(before, after):
        yield Comparison(Pair(old, pair.old, None), before, None, [])
        yield Comparison(Pair(pair.name, None, pair.new), None, after, [])
    else:
        named = list(_new_name(pair, old, before, after, renames))
        if _is_same_function(pair):
            before = {name: value for name, value in before.items() if name != "arguments"}
            after = {name: value for name, value in after.items() if name != "arguments"}
        found = _comparison(pair, before, after, renames)
        yield found._replace(found=named + found.found)


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


def _comparison(pair: Pair, before: Document | None, after: Document | None, renames: Renames) -> Comparison:
    if before is None or after is None:
        return Comparison(pair, before, after, [])
    if _has_unreadable(before) or _has_unreadable(after):
        before, after = _readable(before, after), _readable(after, before)
    parts = renames.parts(pair, before, after)
    found = [replace(renamed_part(pair.name, p.section, p.old, p.new), hint=p.by) for p in parts]
    return Comparison(pair, with_new_names(before, _former(parts)), after, found)


def _former(parts: Iterable[Renamed]) -> Former:
    found: Former = {}
    for part in parts:
        found.setdefault(part.section, {})[part.new] = part.old
    return found


def _has_unreadable(document: Document) -> bool:
    sections = (value for value in document.values() if isinstance(value, list))
    parts = (part for parts in sections for part in parts if isinstance(part, dict))
    return UNREADABLE in document or any(UNREADABLE in part for part in parts)


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
