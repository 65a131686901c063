"""The databases of an environment as they are now."""

import gc
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from threading import Semaphore, Thread
from types import MappingProxyType
from typing import NamedTuple

from schemagit import catalog
from schemagit.catalog import Known, Pair, Reading
from schemagit.config import Database, Environment
from schemagit.coverage import Coverage, cover, describe
from schemagit.document import Assembly, encode
from schemagit.errors import SchemagitError
from schemagit.filters import keeps
from schemagit.identity import Identities
from schemagit.names import capture_path, escape
from schemagit.postgres import Facts
from schemagit.seen import Seen
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
    """

    name: str
    seconds: float
    files: dict[str, bytes]
    facts: Facts | None
    coverage: Coverage
    error: SchemagitError | None
    seen: Seen = Seen()
    is_known: bool = False

    @property
    def objects(self) -> int:
        return sum(path.startswith("databases/") for path in self.files)


def folder(database: str) -> str:
    """Where the documents of a database are in the tree."""
    return f"databases/{escape(database)}"


def read(
    environment: Environment,
    on_done: Callable[[Capture], None],
    known: Mapping[str, Seen] = MappingProxyType({}),
    jobs: int = JOBS,
) -> list[Capture]:
    """Read all databases of an environment, several at a time.

    Args:
        environment: its databases are read, and given back in its order.
        on_done: called with each capture as it is done, from another thread.
        known: by name of the database, by what it is seen that it need not be read again.
        jobs: how many at a time.
    """
    places = Semaphore(jobs)
    tasks = [
        _start(partial(_capture, database, environment, on_done, known.get(database.name, Seen())), places)
        for database in environment.databases
    ]
    with _without_collector():
        return [task.result() for task in tasks]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Many small objects that all live are made meanwhile: looking through them for cycles finds none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _start(work: Callable[[], Capture], places: Semaphore) -> Future[Capture]:
    """Work in a thread that ends with the program: those of a pool would keep an interrupted one waiting."""
    task: Future[Capture] = Future()

    def run() -> None:
        with places:
            try:
                task.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
                task.set_exception(error)

    Thread(target=run, daemon=True).start()
    return task


def _capture(
    database: Database, environment: Environment, on_done: Callable[[Capture], None], known: Seen
) -> Capture:
    started = time.monotonic()
    try:
        conditions = [database.name, _filters(environment), sorted(map(str, environment.accept))]
        where, digest = f"{database.name} of {environment.name}", partial(_digest, database.name)
        with step(_LOG, logging.INFO, "read %s", where):
            reading = catalog.read(database, where, Known(known, conditions), digest)
        capture = _read(database.name, environment, reading)
    except SchemagitError as error:
        capture = Capture(database.name, 0, {}, None, Coverage(), error)
    capture = capture._replace(seconds=time.monotonic() - started)
    on_done(capture)
    return capture


def _read(database: str, environment: Environment, reading: Reading) -> Capture:
    if reading.is_known:
        capture = Capture(database, 0, {}, reading.facts, Coverage(), None, reading.seen)
        return capture._replace(is_known=True)
    files, coverage = _files(environment, reading)
    # What people are told at each snapshot is not kept: it has to be found again.
    seen = reading.seen if coverage.is_silent else Seen()
    files[capture_path(database)] = describe(reading.facts, reading.rows.kinds, coverage, seen.fingerprint)
    return Capture(database, 0, files, reading.facts, coverage, None, seen)


class _Digested(NamedTuple):
    assembly: Assembly
    identities: Identities
    kinds: list[str]


def _digest(database: str, pairs: Iterable[Pair]) -> _Digested:
    digested = _Digested(Assembly(database), Identities(database), [])
    for kind, found in pairs:
        digested.assembly.add(kind, found)
        digested.identities.add(kind, found)
        digested.kinds.append(kind.name)
    return digested


def _filters(environment: Environment) -> list[str]:
    return [str(each) for each in (*environment.exclude, *environment.include)]


def _files(environment: Environment, reading: Reading) -> tuple[dict[str, bytes], Coverage]:
    digested: _Digested = reading.rows
    documents = digested.assembly.documents()
    filters = (*environment.exclude, *environment.include)
    kept = {name: document for name, document in documents.items() if keeps(filters, name)}
    with step(_LOG, logging.INFO, "encode %d documents", len(kept)):
        contents = {name: encode(document) for name, document in kept.items()}
    coverage = cover(kept, contents, reading.unmodelled, environment.accept)._replace(
        excluded=len(documents) - len(kept), filters=tuple(_filters(environment))
    )
    files = {name.path: content for name, content in contents.items()}
    return files | digested.identities.files(kept), coverage
