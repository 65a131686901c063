"""Two snapshots -> the findings between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from schemagit.changes import Change, Finding
from schemagit.compare import compare, is_section
from schemagit.document import Document, decode
from schemagit.errors import UsageError
from schemagit.ignores import EVERYTHING, Ignores, by_rule, split
from schemagit.judge import judge, whole_database
from schemagit.kinds import UNREADABLE
from schemagit.logical import document_of, rename
from schemagit.names import ObjectName, database_name, from_path
from schemagit.partitions import collapse, group, without_summaries
from schemagit.patterns import Pattern
from schemagit.snapshots.meant import means_part, meant
from schemagit.snapshots.report import Report
from schemagit.sources import Source, changed

PREFIX = "databases"


class Pair(NamedTuple):
    """One object that differs, and its blobs on both sides."""

    name: ObjectName
    old: str | None
    new: str | None


def diff(old: Source, new: Source, patterns: Sequence[Pattern] = (), ignores: Ignores = EVERYTHING) -> Report:
    """Compare two snapshots.

    Args:
        old: where the one before is read from.
        new: where the one after is read from.
        patterns: only objects, and parts of them, that one of these matches; all when there are none.
        ignores: what to hide, and by which names to compare.

    Raises:
        UsageError: a pattern matches nothing on either side.
        FailedError: a snapshot cannot be read.
    """
    shown, hidden = split(without_summaries(_matching(old, new, patterns, ignores)), ignores.rules)
    if patterns and not shown and not hidden:
        _require_matches(old, new, patterns)
    return Report(old, new, tuple(group(shown)), hidden=tuple(by_rule(hidden)))


def find(old: Source, new: Source, patterns: Sequence[Pattern] = ()) -> Iterator[Finding]:
    """The findings between two snapshots, by object."""
    return collapse(_matching(old, new, patterns, EVERYTHING))


def _matching(old: Source, new: Source, patterns: Sequence[Pattern], ignores: Ignores) -> Iterator[Finding]:
    pairs = _pairs(old, new, ignores)
    if not patterns:
        return _find(old, new, pairs, ignores)
    pairs = [pair for pair in pairs if any(_may_match(pattern, pair.name) for pattern in patterns)]
    found = _find(old, new, pairs, ignores)
    return (finding for finding in found if any(_matches(pattern, finding) for pattern in patterns))


def _pairs(old: Source, new: Source, ignores: Ignores) -> list[Pair]:
    pairs = [Pair(from_path(path), *blobs) for path, *blobs in changed(old, new, PREFIX)]
    if not ignores.old_roles and not ignores.new_roles:
        return pairs
    before = rename({pair.name: pair.old for pair in pairs if pair.old}, ignores.old_roles)
    after = rename({pair.name: pair.new for pair in pairs if pair.new}, ignores.new_roles)
    names = sorted(before.keys() | after.keys(), key=lambda name: name.path)
    return [Pair(name, before.get(name), after.get(name)) for name in names]


def _find(old: Source, new: Source, pairs: Sequence[Pair], ignores: Ignores) -> Iterator[Finding]:
    """The findings of these pairs; a database that came or went is one, whatever it holds."""
    whole = {pair.name.database: pair for pair in pairs if _is_whole_database(pair)}
    inside = [pair for pair in pairs if pair.name.database not in whole]
    before = old.read(sorted({pair.old for pair in inside if pair.old}))
    after = new.read(sorted({pair.new for pair in inside if pair.new}))
    for pair in (*whole.values(), *inside):
        if pair.name.database in whole:
            yield _whole_database(pair, pairs)
        else:
            left = _load(before, pair.old, ignores.old_roles)
            yield from _findings(pair, left, _load(after, pair.new, ignores.new_roles))


def _findings(pair: Pair, before: Document | None, after: Document | None) -> Iterator[Finding]:
    holder = before if after is None else after
    if before is not None and after is not None:
        before, after = _readable(before, after), _readable(after, before)
    parent = (holder or {}).get("partition_of", "")
    for change in compare(before, after):
        finding = judge(pair.name, change, holder or {})
        yield replace(finding, partition_of=parent) if parent else finding


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


def _load(contents: dict[str, bytes], blob: str | None, roles: Mapping[str, str]) -> Document | None:
    return None if blob is None else document_of(decode(contents[blob]), roles)


def _is_whole_database(pair: Pair) -> bool:
    return pair.name == database_name(pair.name.database) and (pair.old is None or pair.new is None)


def _whole_database(pair: Pair, pairs: Iterable[Pair]) -> Finding:
    objects = sum(other.name.database == pair.name.database for other in pairs)
    change = Change((), None, {}) if pair.old is None else Change((), {}, None)
    return whole_database(pair.name, change, objects)


def _may_match(pattern: Pattern, name: ObjectName) -> bool:
    """Whether a pattern may match the object or a part of it, an index included, that it does not name."""
    if not name.schema and not name.name:
        return len(pattern.parts) == 1 and pattern.matches(name.parts)
    if pattern.first(len(name.parts)).matches(name.parts):
        return True
    return len(pattern.parts) == 3 and pattern.first(2).matches(name.parts)


def _matches(pattern: Pattern, finding: Finding) -> bool:
    if any(pattern.matches(names) for names in finding.names):
        return True
    # What comes or goes as a whole brings or takes its parts along.
    is_whole = not finding.part and finding.verb != "changed"
    return is_whole and means_part(pattern, finding.object, finding.after or finding.before or {})


def _require_matches(old: Source, new: Source, patterns: Sequence[Pattern]) -> None:
    sides = [
        (side, {from_path(path): blob for path, blob in side.entries(PREFIX).items()}) for side in (old, new)
    ]
    for pattern in patterns:
        if not any(meant(side, entries, pattern) for side, entries in sides):
            raise UsageError(
                f'no object "{pattern.text}" in {old.text} or {new.text}',
                "names are written database.schema.name; schemagit show REF lists what there is",
            )
