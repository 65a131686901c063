"""The databases of an environment as they are now."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Semaphore, Thread
from typing import NamedTuple

from schemagit import __version__, catalog
from schemagit.config import Database, Environment
from schemagit.document import FORMAT, assemble, encode
from schemagit.errors import SchemagitError
from schemagit.kinds import KINDS
from schemagit.names import escape
from schemagit.postgres import Facts

# Most of the work is the servers'; more connections at once would burden them without a gain.
_PARALLEL = 8


class Capture(NamedTuple):
    """What reading one database gave: the files of its documents and the facts, or the error."""

    name: str
    seconds: float
    files: dict[str, bytes]
    facts: Facts | None
    error: SchemagitError | None


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
    return [task.result() for task in tasks]


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
    files: dict[str, bytes] = {}
    facts, error = None, None
    try:
        reading = catalog.read(database, f"{database.name} of {environment.name}")
    except SchemagitError as problem:
        error = problem
    else:
        facts = reading.facts
        documents = assemble(database.name, reading.rows)
        files = {name.path: encode(document) for name, document in documents.items()}
    capture = Capture(database.name, time.monotonic() - started, files, facts, error)
    on_done(capture)
    return capture


def describe(facts: Facts) -> bytes:
    """The bytes of `capture.json`: what a later reader needs to trust or doubt the documents."""
    return encode(
        {
            "schemagit": __version__,
            "format": FORMAT,
            "server_version": facts.server_version,
            "server_version_num": facts.server_version_num,
            "role": facts.role,
            "kinds": [kind.name for kind in KINDS],
        }
    )
