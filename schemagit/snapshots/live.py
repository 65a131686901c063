"""The databases of an environment as they are now."""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from threading import Semaphore, Thread
from typing import NamedTuple

from schemagit import catalog, identity
from schemagit.catalog import Reading
from schemagit.config import Database, Environment
from schemagit.coverage import Coverage, cover, describe
from schemagit.document import assemble, encode
from schemagit.errors import SchemagitError
from schemagit.filters import keeps
from schemagit.names import capture_path, escape
from schemagit.postgres import Facts

# Most of the work is the servers'; more connections at once would burden them without a gain.
_PARALLEL = 8


class Capture(NamedTuple):
    """What reading one database gave.

    Attributes:
        name: of the database.
        seconds: how long it took.
        files: its documents and the files that say how they were captured; empty after an error.
        facts: what is known of the server; None after an error.
        coverage: what was left out, could not be read, or looks like a secret.
        error: why it could not be read; None where it was.
    """

    name: str
    seconds: float
    files: dict[str, bytes]
    facts: Facts | None
    coverage: Coverage
    error: SchemagitError | None

    @property
    def objects(self) -> int:
        return sum(path.startswith("databases/") for path in self.files)


def folder(database: str) -> str:
    """Where the documents of a database are in the tree."""
    return f"databases/{escape(database)}"


def read(environment: Environment, on_done: Callable[[Capture], None]) -> list[Capture]:
    """Read all databases of an environment, several at a time.

    Args:
        environment: its databases are read, and given back in its order.
        on_done: called with each capture as it is done, from another thread.
    """
    places = Semaphore(_PARALLEL)
    tasks = [
        _start(partial(_capture, database, environment, on_done), places)
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


def _capture(database: Database, environment: Environment, on_done: Callable[[Capture], None]) -> Capture:
    started = time.monotonic()
    try:
        reading = catalog.read(database, f"{database.name} of {environment.name}")
    except SchemagitError as error:
        capture = Capture(database.name, time.monotonic() - started, {}, None, Coverage(), error)
    else:
        files, coverage = _files(database.name, environment, reading)
        capture = Capture(database.name, time.monotonic() - started, files, reading.facts, coverage, None)
    on_done(capture)
    return capture


def _files(database: str, environment: Environment, reading: Reading) -> tuple[dict[str, bytes], Coverage]:
    filters = (*environment.exclude, *environment.include)
    documents = assemble(database, reading.rows)
    kept = {name: document for name, document in documents.items() if keeps(filters, name)}
    contents = {name: encode(document) for name, document in kept.items()}
    coverage = cover(kept, contents, reading.unmodelled, environment.accept)._replace(
        excluded=len(documents) - len(kept), filters=tuple(map(str, filters))
    )
    files = {name.path: content for name, content in contents.items()}
    files |= identity.assemble(database, reading.rows, kept)
    files[capture_path(database)] = describe(reading.facts, [kind.name for kind in reading.rows], coverage)
    return files, coverage
