"""What happened to objects: the snapshots that changed them."""

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from schemagit import store
from schemagit.later import Later
from schemagit.names import from_path
from schemagit.patterns import Pattern, parse_pattern
from schemagit.snapshots.history import Range, Snapshot, snapshot_of

if TYPE_CHECKING:
    from schemagit import sources
    from schemagit.changes import Finding
    from schemagit.snapshots import diff
else:
    # Loaded while git looks for what it is needed for.
    diff, sources = Later("schemagit.snapshots.diff"), Later("schemagit.sources")

# Of so many snapshots what changed is read together: each time costs a process.
_AT_ONCE = 100


class Event(NamedTuple):
    """A snapshot, and what it changed of the objects that were asked for; nothing where nobody knows."""

    snapshot: Snapshot
    findings: "tuple[Finding, ...]"


class _Candidate(NamedTuple):
    """A snapshot that may have changed the objects, and what it changed that may be about them."""

    snapshot: Snapshot
    changed: tuple[store.Changed, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing else can tell more: what came and went may have got another name."""
        return not self.snapshot.parent or all(before and after for _, before, after in self.changed)

    @property
    def blobs(self) -> set[str]:
        return {blob for _, *sides in self.changed for blob in sides if blob}


def events(
    repository: store.Repository, starts: Mapping[str, str], wanted: Range, pattern: Pattern
) -> Iterator[Event]:
    """The snapshots that changed the objects of a pattern, newest first, by the names that they had then."""
    found = [_events(repository, {name: start}, wanted, pattern) for name, start in starts.items()]
    return islice(merge(*found, key=lambda event: event.snapshot.taken, reverse=True), wanted.limit)


def _events(
    repository: store.Repository, start: Mapping[str, str], wanted: Range, pattern: Pattern
) -> Iterator[Event]:
    candidates = _candidates(repository, start, wanted, pattern)
    for first in range(0, len(candidates), _AT_ONCE):
        together = candidates[first : first + _AT_ONCE]
        blobs = set[str]().union(*(each.blobs for each in together if each.is_plain))
        with store.shorts(repository, [each.snapshot.commit for each in together]) as ask:
            contents = dict(store.blobs(repository, sorted(blobs)))
            shorts = ask()
        for candidate in together:
            snapshot = candidate.snapshot._replace(short=shorts[candidate.snapshot.commit])
            if snapshot.is_cut:
                yield Event(snapshot, ())
            elif found := _findings(repository, candidate, contents, pattern):
                yield Event(snapshot, found)
            if snapshot.parent and (former := _former(repository, snapshot, pattern)):
                # What had that name before is another thing.
                yield from _events(repository, {snapshot.environment: snapshot.parent}, wanted, former)
                return


def _candidates(
    repository: store.Repository, start: Mapping[str, str], wanted: Range, pattern: Pattern
) -> list[_Candidate]:
    found = _changing(repository, start, wanted, pattern)
    # An index has no file of its own, so its name does not tell which files its changes are in.
    return found or _changing(repository, start, wanted, pattern.first(2))


def _changing(
    repository: store.Repository, start: Mapping[str, str], wanted: Range, pattern: Pattern
) -> list[_Candidate]:
    entries = store.changing(
        repository,
        start,
        pattern.paths,
        since=wanted.since,
        until=wanted.until,
        meanwhile=lambda: diff.find,
    )
    cuts = store.cuts(repository)
    found = [
        _Candidate(
            snapshot_of(entry, cuts), tuple(change for change in changed if _is_meant(pattern, change[0]))
        )
        for entry, changed in entries
    ]
    return [candidate for candidate in found if candidate.changed]


def _is_meant(pattern: Pattern, path: str) -> bool:
    parts = from_path(path).parts
    return pattern.first(len(parts)).matches(parts)


def _findings(
    repository: store.Repository, candidate: _Candidate, contents: Mapping[str, bytes], pattern: Pattern
) -> "tuple[Finding, ...]":
    snapshot = candidate.snapshot
    if not candidate.is_plain:
        return changes(repository, snapshot, pattern)
    new = sources.Step(repository, _ref(snapshot.commit), changed=candidate.changed, contents=contents)
    old = (
        sources.Step(repository, _ref(snapshot.parent), contents=contents)
        if snapshot.parent
        else sources.NOTHING
    )
    return tuple(diff.find(old, new, [pattern]))


def _former(repository: store.Repository, snapshot: Snapshot, pattern: Pattern) -> Pattern | None:
    """What means the same thing in the snapshot before, where this one renamed it."""
    if not any(verb == "renamed" for verb, _ in snapshot.summary.counts):
        return None
    renames = [finding for finding in changes(repository, snapshot) if finding.verb == "renamed"]
    for finding in sorted(renames, key=lambda finding: len(finding.part), reverse=True):
        old = finding.formerly or finding.object
        if pattern.is_name_of((*finding.object.parts, *finding.part)):
            former = old.dotted(*([finding.before] if finding.part else []))
            return pattern.under(parse_pattern(former))
    return None


def changes(
    repository: store.Repository, snapshot: Snapshot, pattern: Pattern | None = None
) -> "tuple[Finding, ...]":
    """What a snapshot changed against the one before it."""
    new = sources.Commit(repository, _ref(snapshot.commit))
    old = sources.Commit(repository, _ref(snapshot.parent)) if snapshot.parent else sources.NOTHING
    return tuple(diff.find(old, new, [pattern] if pattern else []))


def _ref(commit: str) -> store.Ref:
    return store.Ref(commit, commit, commit, "")
