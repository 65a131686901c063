"""Two snapshots -> the findings between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from schemagit import compare, followers, hints, parallel, renderings
from schemagit.changes import Change, Finding
from schemagit.collector import without_collector
from schemagit.document import Document, load
from schemagit.errors import UsageError
from schemagit.ignores import EVERYTHING, Ignores, by_rule, split
from schemagit.judge import whole_database
from schemagit.logical import Names, document_of
from schemagit.names import PREFIX, ObjectName, database_name, from_path, unescape
from schemagit.partitions import collapse, group, without_summaries
from schemagit.patterns import Pattern
from schemagit.snapshots.attached import Parents, is_attached_or_detached
from schemagit.snapshots.findings import Comparison, comparisons, findings
from schemagit.snapshots.meant import means_part, meant
from schemagit.snapshots.pairs import Pair, Renames, differing
from schemagit.snapshots.report import Report
from schemagit.sources import Source
from schemagit.trimmed import load_both

# So many objects are compared together: it costs less, and what is decoded is let go in between.
_AT_ONCE = 1250
_COMES, _GOES = Change((), None, {}), Change((), {}, None)


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


def beginning(new: Source) -> tuple[Finding, ...]:
    """What a first snapshot has come with: as `diff` with nothing finds it, without a look at each object."""
    objects = Counter(path.split("/", 2)[1] for path in new.entries(PREFIX))
    found = [
        whole_database(database_name(unescape(folder)), _COMES, objects[folder])
        for folder in sorted(objects, key="{}/".format)
    ]
    return tuple(group(found))


def find(old: Source, new: Source, patterns: Sequence[Pattern] = ()) -> Iterator[Finding]:
    """The findings between two snapshots, by object."""
    return collapse(_matching(old, new, patterns, EVERYTHING))


def _matching(old: Source, new: Source, patterns: Sequence[Pattern], ignores: Ignores) -> Iterator[Finding]:
    renames = Renames(old, new, ignores)
    pairs = renames.matched(differing(old, new, ignores))
    if not patterns:
        return _find(old, new, pairs, ignores, renames)
    pairs = [pair for pair in pairs if any(_may_match(pattern, pair) for pattern in patterns)]
    found = _find(old, new, pairs, ignores, renames)
    return (finding for finding in found if any(_matches(pattern, finding) for pattern in patterns))


def _find(
    old: Source, new: Source, pairs: Sequence[Pair], ignores: Ignores, renames: Renames
) -> Iterator[Finding]:
    """The findings of these pairs; a database that came or went is one, whatever it holds."""
    whole = {pair.name.database: pair for pair in pairs if _is_whole_database(pair)}
    inside = [pair for pair in pairs if pair.name.database not in whole]
    found = [_whole_database(pair, pairs) for pair in whole.values()]

    documents = _Documents(old, new, ignores).of

    def together(some: Sequence[Pair]) -> list[Finding]:
        with without_collector():
            before = old.read([pair.old for pair in some if pair.old])
            after = new.read([pair.new for pair in some if pair.new])
            both: list[Comparison] = []
            for pair in some:
                both += comparisons(pair, *documents(pair, before, after), renames)
            return list(findings(both))

    chunks = [inside[start : start + _AT_ONCE] for start in range(0, len(inside), _AT_ONCE)]
    if len(chunks) > 1:
        compare.prepare()
    for some in parallel.each(together, chunks):
        found += some
    marked = followers.mark(found, _Targets(new, inside, found, ignores).of)
    return renderings.mark(hints.add(marked, renames.is_certain), renames.versions)


class _Targets:
    """The tables that changed foreign keys reference, read when one is asked for."""

    def __init__(
        self, source: Source, pairs: Sequence[Pair], found: Sequence[Finding], ignores: Ignores
    ) -> None:
        self._source = source
        self._found = found
        self._blobs = {pair.name: pair.new for pair in pairs}
        self._names = ignores.new_names

    def of(self, finding: Finding) -> str | None:
        document = _load(self._contents, finding.object, self._blobs[finding.object], self._names) or {}
        constraints = {part["name"]: part for part in document.get("constraints", ())}
        target: str | None = constraints.get(finding.part[0], {}).get("references") if finding.part else None
        return target

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        asked = {self._blobs[each.object] for each in self._found if each.attribute == "referenced_columns"}
        return self._source.read(sorted(filter(None, asked)))


class _Documents:
    """What is to be compared of a pair."""

    def __init__(self, old: Source, new: Source, ignores: Ignores) -> None:
        self._names = ignores.old_names, ignores.new_names
        self._parents = Parents(old, ignores.old_names), Parents(new, ignores.new_names)

    def of(
        self, pair: Pair, before: dict[str, bytes], after: dict[str, bytes]
    ) -> tuple[Document | None, Document | None]:
        if pair.old and pair.new and not pair.formerly and not any(self._names):
            left, right = load_both(pair.name, before[pair.old], after[pair.new])
            if not is_attached_or_detached(left, right):
                return left, right
        old, new = (
            _load(contents, pair.name, blob, names)
            for contents, blob, names in zip((before, after), (pair.old, pair.new), self._names, strict=True)
        )
        if old is None or new is None or not is_attached_or_detached(old, new):
            return old, new
        left = self._parents[0].whole(pair.name, old, new)
        return left, self._parents[1].whole(pair.name, new, left)


def _load(contents: dict[str, bytes], name: ObjectName, blob: str | None, names: Names) -> Document | None:
    return None if blob is None else document_of(load(name, contents[blob]), names)


def _is_whole_database(pair: Pair) -> bool:
    return pair.name == database_name(pair.name.database) and (pair.old is None or pair.new is None)


def _whole_database(pair: Pair, pairs: Iterable[Pair]) -> Finding:
    objects = sum(other.name.database == pair.name.database for other in pairs)
    return whole_database(pair.name, _COMES if pair.old is None else _GOES, objects)


def _may_match(pattern: Pattern, pair: Pair) -> bool:
    return any(_may_mean(pattern, name) for name in (pair.name, pair.formerly) if name)


def _may_mean(pattern: Pattern, name: ObjectName) -> bool:
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
    is_whole = not finding.part and finding.verb in {"added", "removed"}
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
