"""Live databases -> a snapshot on the branch of their environment."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from schemagit import __version__, moments, store
from schemagit.config import Environment
from schemagit.contents import Contents, Known, Making
from schemagit.document import decode, encode
from schemagit.errors import FailedError
from schemagit.later import Later
from schemagit.message import plural
from schemagit.names import PREFIX, capture_path
from schemagit.snapshots import live
from schemagit.snapshots.gather import filled, gathered, known_of, paths
from schemagit.snapshots.live import Capture
from schemagit.snapshots.open import tip
from schemagit.snapshots.verified import known, remember, remember_ledger, verified
from schemagit.sources import Commit, Files

if TYPE_CHECKING:
    from schemagit.changes import Finding
    from schemagit.snapshots import diff, record
else:
    # Where nothing changed, there is nothing to compare and to record.
    diff, record = Later("schemagit.snapshots.diff"), Later("schemagit.snapshots.record")

# A database that lost more than half of its objects, and more than these, was hardly meant to.
SHRINK_FLOOR = 20

# Other machines may take snapshots of the same environment at the same time.
_ATTEMPTS = 10


@dataclass(frozen=True)
class Options:
    """What the user asked for.

    Attributes:
        note: what to say about the snapshot.
        dry_run: record nothing.
        keep_going: record the databases that could be read although others could not.
        allow_shrink: accept that a database lost most of its objects.
        full: read everything although nothing seems to have changed.
        jobs: how many databases to read at a time.
    """

    note: str = ""
    dry_run: bool = False
    keep_going: bool = False
    allow_shrink: bool = False
    full: bool = False
    jobs: int = live.JOBS


class Taken(NamedTuple):
    """What became of a snapshot.

    Attributes:
        environment: its name.
        when: the moment that it shows.
        previous: the snapshot before; None for the first.
        current: the snapshot that was recorded; None where nothing changed, or for a dry run.
        findings: the changes since the previous one; for the first, the databases.
        captures: what reading each database gave.
        files: all files of the snapshot by path; none where nothing was read.
    """

    environment: str
    when: datetime
    previous: Commit | None
    current: Commit | None
    findings: "tuple[Finding, ...]"
    captures: Sequence[Capture]
    files: Contents

    @property
    def objects(self) -> int:
        return sum(path.startswith(f"{PREFIX}/") for path in self.files)

    @property
    def is_known(self) -> bool:
        """Whether nothing was read, for fingerprints say that nothing changed."""
        return all(capture.is_known for capture in self.captures)

    @property
    def unread(self) -> list[Capture]:
        return [capture for capture in self.captures if capture.error]


class Place(NamedTuple):
    """The repository of a snapshot: `find` gives it, or None where there is none yet, and `make` makes it."""

    find: Callable[[], store.Repository | None]
    make: Callable[[], store.Repository]


def take(
    place: Place,
    environment: Environment,
    options: Options,
    clock: Callable[[], datetime],
    on_done: Callable[[Capture], None],
) -> Taken:
    """Read an environment and record it.

    Everything is read before anything is recorded; then the branch moves by one commit, or not at all.
    What was read is newer than the snapshot before: where another one came in between, all is read again.

    Args:
        place: where to record it; a repository is made only when much of a snapshot, or all, was read.
        environment: what to read.
        options: what the user asked for.
        clock: says when the snapshot was taken.
        on_done: called with each database as it has been read, from another thread.

    Raises:
        FailedError: a database could not be read (unless `keep_going`), or lost most of its objects
            (unless `allow_shrink`), or the repository could not be written.
    """
    for attempt in range(_ATTEMPTS):
        repository = place.find()
        previous = tip(repository, environment.name) if repository else None
        _require_forward(environment.name, previous, clock())
        seen = known(repository, environment, previous) if repository and previous else {}
        before = known_of(previous)
        with store.Packing(repository, place.make) as packing:
            if not options.dry_run:
                before = before._replace(tell=packing.put, expect=store.prepare)
            captures = live.read(environment, on_done, {} if options.full else seen, options.jobs, before)
            taken = _compare(environment, previous, options, clock(), captures)
            if options.dry_run:
                return taken
            with suppress(store.StaleParentError):
                return _record(packing, taken, options.note)
        time.sleep(0.05 * attempt)
    raise FailedError(
        f"{environment.name} got other snapshots faster than this one could be recorded",
        "take the snapshot again",
    )


def _require_forward(environment: str, previous: Commit | None, now: datetime) -> None:
    """Refuse a clock that went back: history would tell of a state that never followed the one before."""
    if previous and previous.taken and now.replace(microsecond=0) < previous.taken:
        raise FailedError(
            f"the clock says {moments.absolute(now)}, but the last snapshot of {environment} was taken at "
            f"{moments.absolute(previous.taken)}: nothing was recorded",
            "set the clock of this machine, or wait until that moment has passed",
        )


def _compare(
    environment: Environment,
    previous: Commit | None,
    options: Options,
    when: datetime,
    captures: Sequence[Capture],
) -> Taken:
    errors = [capture.error for capture in captures if capture.error]
    if errors and (not options.keep_going or len(errors) == len(captures)):
        raise errors[0]
    if previous and all(capture.is_known for capture in captures):
        return Taken(environment.name, when, previous, None, (), captures, Contents())
    before = known_of(previous)
    captures = [filled(capture, before) for capture in captures]
    files = gathered(captures, before)
    for capture in captures:
        if previous and not capture.facts:
            _carry(files, capture, before, previous.ref.commit)
    new = Making(environment.name, files, when, environment=environment.name)
    if previous and not options.allow_shrink:
        _refuse_shrinking(previous, new, captures, environment.name)
    findings = diff.diff(previous, new).findings if previous else diff.beginning(new)
    return Taken(environment.name, when, previous, None, findings, captures, files)


def _record(packing: store.Packing, taken: Taken, note: str) -> Taken:
    repository = packing.repository
    if not taken.is_known:
        new = Making(taken.environment, taken.files, taken.when)
        remarks = record.Remarks(note, _trailers(taken))
        current = record.record(repository, taken.previous, new, taken.findings, remarks, packing)
        taken = taken._replace(current=current)
    newest = taken.current or taken.previous
    if newest and not taken.unread:
        for capture in taken.captures:
            if capture.ledger and capture.seen.fingerprint and (taken.current or _is_whole(newest, capture)):
                remember_ledger(repository, taken.environment, capture.name, capture.seen, capture.ledger)
        remember(repository, taken.environment, verified(newest, taken.when, taken.captures))
    return taken


def _is_whole(newest: Commit, capture: Capture) -> bool:
    """Whether a snapshot holds all files of a capture: objects that were made anew have other identities."""
    there = newest.entries("")
    ids = capture.files.ids.items()
    return all(there.get(path) == blob for path, blob in ids if path != capture_path(capture.name))


def _carry(files: Contents, capture: Capture, before: Known, since: str) -> None:
    for path in paths(capture.name, before):
        files.carry(path)
    facts_path = capture_path(capture.name)
    if facts_path in files:
        facts = decode(files[facts_path])
        facts["carried_from"] = facts.get("carried_from", since)
        facts["unread"] = str(capture.error)
        files.put(facts_path, encode(facts))


def _refuse_shrinking(previous: Commit, new: Files, captures: Sequence[Capture], environment: str) -> None:
    for capture in captures:
        before = len(previous.entries(live.folder(capture.name)))
        after = len(new.entries(live.folder(capture.name)))
        if before - after > SHRINK_FLOOR and after * 2 < before:
            raise FailedError(
                f"{capture.name} of {environment} has {plural(after, 'object')}, in the last snapshot it had "
                f"{before:,}: nothing was recorded",
                "is it the right database? Add --allow-shrink if it is",
            )


def _trailers(taken: Taken) -> list[tuple[str, str]]:
    """Which server each database was read from, by whom, and what could not be read."""
    trailers = [("Schemagit", __version__)]
    for capture in taken.captures:
        if capture.facts:
            version, role = capture.facts.version, capture.facts.role
            trailers.append(("Server", f"{capture.name} PostgreSQL {version} as {role}"))
        else:
            trailers.append(("Incomplete", f"{capture.name}: {capture.error}"))
    return trailers
