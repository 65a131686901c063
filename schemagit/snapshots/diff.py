"""Two snapshots -> the findings between them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from schemagit.changes import Change, Finding
from schemagit.compare import compare, is_section
from schemagit.document import Document, decode
from schemagit.errors import UsageError
from schemagit.judge import judge, whole_database
from schemagit.kinds import UNREADABLE
from schemagit.names import ObjectName, Pattern, database_name, from_path
from schemagit.partitions import collapse
from schemagit.snapshots.meant import means_part, meant
from schemagit.snapshots.report import Report
from schemagit.sources import Source, changed

PREFIX = "databases"


class Pair(NamedTuple):
    """One object that differs, and its blobs on both sides."""

    name: ObjectName
    old: str | None
    new: str | None


def diff(old: Source, new: Source, patterns: Sequence[Pattern] = ()) -> Report:
    """Compare two snapshots.

    Args:
        old: where the one before is read from.
        new: where the one after is read from.
        patterns: only objects, and parts of them, that one of these matches; all when there are none.

    Raises:
        UsageError: a pattern matches nothing on either side.
        FailedError: a snapshot cannot be read.
    """
    findings = tuple(find(old, new, patterns))
    if patterns and not findings:
        _require_matches(old, new, patterns)
    return Report(old, new, findings)


def find(old: Source, new: Source, patterns: Sequence[Pattern] = ()) -> Iterator[Finding]:
    """The findings between two snapshots, by object."""
    pairs = [Pair(from_path(path), *blobs) for path, *blobs in changed(old, new, PREFIX)]
    if not patterns:
        return collapse(_find(old, new, pairs))
    pairs = [pair for pair in pairs if any(_may_match(pattern, pair.name) for pattern in patterns)]
    return collapse(found for found in _find(old, new, pairs) if any(_matches(p, found) for p in patterns))


def _find(old: Source, new: Source, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """The findings of these pairs; a database that came or went is one, whatever it holds."""
    whole = {pair.name.database: pair for pair in pairs if _is_whole_database(pair)}
    inside = [pair for pair in pairs if pair.name.database not in whole]
    before = old.read(sorted({pair.old for pair in inside if pair.old}))
    after = new.read(sorted({pair.new for pair in inside if pair.new}))
    for pair in (*whole.values(), *inside):
        if pair.name.database in whole:
            yield _whole_database(pair, pairs)
        else:
            yield from _findings(pair, _load(before, pair.old), _load(after, pair.new))


def _findings(pair: Pair, before: Document | None, after: Document | None) -> Iterator[Finding]:
    holder = before if after is None else after
    if before is not None and after is not None:
        before, after = _readable(before, after), _readable(after, before)
    for change in compare(before, after):
        yield judge(pair.name, change, holder or {})


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


def _load(contents: dict[str, bytes], blob: str | None) -> Document | None:
    return None if blob is None else decode(contents[blob])


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
