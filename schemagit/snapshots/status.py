"""Is the live database still what the last snapshot says?"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from schemagit import store
from schemagit.config import Environment
from schemagit.contents import NOTHING_KNOWN, Known, Making
from schemagit.errors import SchemagitError
from schemagit.ignores import EVERYTHING, Ignores
from schemagit.snapshots import live
from schemagit.snapshots.diff import diff
from schemagit.snapshots.gather import filled, gathered, known_of
from schemagit.snapshots.open import tip
from schemagit.snapshots.report import Report
from schemagit.snapshots.take import Options, Place, take
from schemagit.snapshots.verified import known, remember, verified
from schemagit.sources import Commit, Files


class Status(NamedTuple):
    """What is known of one environment.

    Attributes:
        environment: its name.
        previous: its newest snapshot; None when it has none.
        report: how the live databases differ from that; None when there is nothing to compare.
        error: why they could not be read; None where they were.
        recorded: the snapshot that was made of them; None where nothing was recorded.
    """

    environment: str
    previous: Commit | None
    report: Report | None = None
    error: SchemagitError | None = None
    recorded: Commit | None = None


def status(
    repository: store.Repository | None,
    environment: Environment,
    when: datetime,
    on_done: Callable[[live.Capture], None],
    ignores: Ignores = EVERYTHING,
) -> Status:
    """Compare the live databases of an environment with its newest snapshot; nothing is recorded."""
    previous = tip(repository, environment.name) if repository else None
    seen = known(repository, environment, previous) if repository and previous else {}
    captures = live.read(environment, on_done, seen, before=known_of(previous))
    try:
        current = _source(environment, when, captures, known_of(previous))
    except SchemagitError as error:
        return Status(environment.name, previous, error=error)
    if repository and previous and all(capture.is_known for capture in captures):
        remember(repository, environment.name, verified(previous, when, captures))
    return Status(environment.name, previous, diff(previous, current, ignores=ignores) if previous else None)


def status_and_snap(
    place: Place,
    environment: Environment,
    clock: Callable[[], datetime],
    on_done: Callable[[live.Capture], None],
    ignores: Ignores = EVERYTHING,
) -> Status:
    """The same, and what was found is recorded as the newest snapshot."""
    try:
        taken = take(place, environment, Options(), clock, on_done)
    except SchemagitError as error:
        repository = place.find()
        previous = tip(repository, environment.name) if repository else None
        return Status(environment.name, previous, error=error)
    old, new = taken.previous, taken.current
    report = diff(old, new or old, ignores=ignores) if old else None
    return Status(environment.name, old, report, recorded=new)


def read(environment: Environment, when: datetime, on_done: Callable[[live.Capture], None]) -> Files:
    """The live databases of an environment as a source, `live:ENV`.

    Raises:
        SchemagitError: one of them could not be read.
    """
    return _source(environment, when, live.read(environment, on_done), NOTHING_KNOWN)


def _source(
    environment: Environment, when: datetime, captures: Iterable[live.Capture], before: Known
) -> Files:
    captures = [filled(capture, before) for capture in captures]
    for capture in captures:
        if capture.error:
            raise capture.error
    files = gathered(captures, before)
    return Making(f"live:{environment.name}", files, when, environment=environment.name)
