"""The databases of an environment as they are now."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Semaphore
from types import MappingProxyType
from typing import NamedTuple

from schemagit import catalog, recalled
from schemagit.asking import Way
from schemagit.background import Task
from schemagit.catalog import Reading
from schemagit.collector import without_collector
from schemagit.config import Database, Environment
from schemagit.contents import NOTHING_KNOWN, Contents, Known
from schemagit.coverage import Coverage, describe
from schemagit.errors import SchemagitError
from schemagit.facts import Facts
from schemagit.ledger import Ledger
from schemagit.names import capture_path, escape
from schemagit.recalled import Recalled
from schemagit.seen import Seen
from schemagit.snapshots.digest import Digest, digest, filter_words
from schemagit.steps import step

_LOG = logging.getLogger(__name__)

# Most of the work is the servers'; more connections at once would burden them without a gain.
JOBS = 8


class Capture(NamedTuple):
    """What reading one database gave.

    Attributes:
        name: of the database.
        seconds: how long it took.
        files: its documents and the files that say how they were captured; empty after an error.
        facts: what is known of the server; None after an error.
        coverage: what was left out, could not be read, or looks like a secret.
        error: why it could not be read; None where it was.
        seen: by what it is seen that nothing changed; "" where it is to be read anyway.
        is_known: whether it is as the caller knows it; then it has no files.
        ledger: what it came to; None after an error, or where it is known.
    """

    name: str
    seconds: float
    files: Contents
    facts: Facts | None
    coverage: Coverage
    error: SchemagitError | None
    seen: Seen = Seen()
    is_known: bool = False
    ledger: Ledger | None = None

    @property
    def objects(self) -> int:
        return sum(path.startswith("databases/") for path in self.files)


def folder(database: str) -> str:
    """Where the documents of a database are in the tree."""
    return f"databases/{escape(database)}"


def read(
    environment: Environment,
    on_done: Callable[[Capture], None],
    known: Mapping[str, Recalled] = MappingProxyType({}),
    jobs: int = JOBS,
    before: Known = NOTHING_KNOWN,
) -> list[Capture]:
    """Read all databases of an environment, several at a time.

    Args:
        environment: its databases are read, and given back in its order.
        on_done: called with each capture as it is done, from another thread.
        known: by name of the database, what need not be read again.
        jobs: how many at a time; with 1, no database has two sessions.
        before: the files of the snapshot before, which need not be kept.
    """
    places = Semaphore(jobs)
    reader = _Reader(environment, on_done, known, before, Way.ALONE if jobs == 1 else Way.BY_TWO)
    tasks = [_start(partial(reader.capture, database), places) for database in environment.databases]
    with without_collector():
        return [task.result() for task in tasks]


def _start(work: Callable[[], Capture], places: Semaphore) -> Task[Capture]:
    def run() -> Capture:
        with places:
            return work()

    return Task(run)


@dataclass(frozen=True)
class _Reader:
    """Reads the databases of one environment."""

    environment: Environment
    on_done: Callable[[Capture], None]
    known: Mapping[str, Recalled]
    before: Known
    way: Way

    def capture(self, database: Database) -> Capture:
        started = time.monotonic()
        try:
            where = f"{database.name} of {self.environment.name}"
            with step(_LOG, logging.INFO, "read %s", where):
                capture = _read(database.name, self._reading(database, where))
        except SchemagitError as error:
            capture = Capture(database.name, 0, Contents(), None, Coverage(), error)
        capture = capture._replace(seconds=time.monotonic() - started)
        self.on_done(capture)
        return capture

    def _reading(self, database: Database, where: str) -> Reading:
        accepted = self.environment.accept
        conditions = [database.name, filter_words(self.environment), sorted(map(str, accepted))]
        known = self.known.get(database.name, recalled.NOTHING)._replace(conditions=conditions)
        if filter_words(self.environment):
            # How many objects it leaves out is only known where all are read.
            known = known._replace(ledger=recalled.NOTHING.ledger)
        making = partial(digest, database.name, self.environment, self.before)
        return catalog.read(catalog.Task(database, where, known, making, self.way))


def _read(database: str, reading: Reading) -> Capture:
    if reading.is_known:
        capture = Capture(database, 0, Contents(), reading.facts, Coverage(), None, reading.seen)
        return capture._replace(is_known=True)
    digest: Digest = reading.rows
    digest.finish(reading.unread, reading.again)
    coverage = digest.coverage(reading.unmodelled)
    # What people are told at each snapshot is not kept: it has to be found again.
    seen = reading.seen if coverage.is_silent else Seen()
    facts = describe(reading.facts, digest.kinds, coverage, seen.fingerprint)
    digest.contents.put(capture_path(database), facts)
    return Capture(database, 0, digest.contents, reading.facts, coverage, None, seen, ledger=reading.ledger)
