"""Reads the kinds' queries of one database at one moment."""

import random
import time
from importlib import resources
from typing import NamedTuple

from schemagit import piecewise
from schemagit.config import Database
from schemagit.document import Rows
from schemagit.errors import FailedError
from schemagit.kinds import KINDS, Kind
from schemagit.postgres import Facts, Moved, Session, session

FINGERPRINT = resources.files("schemagit").joinpath("fingerprint.sql").read_text("utf-8")
COVERAGE = resources.files("schemagit").joinpath("coverage.sql").read_text("utf-8")

# Seconds to wait before each further attempt; half of it to one and a half times, so that two readers part.
_WAITS = (0.2, 0.5, 1.0, 2.0)


class Reading(NamedTuple):
    """What was read of one database.

    Attributes:
        facts: what the server says of itself.
        rows: the rows of each kind, in the order of KINDS.
        unmodelled: how many there are of what no kind models, by what it is.
    """

    facts: Facts
    rows: dict[Kind, Rows]
    unmodelled: dict[str, int]


def read(database: Database, where: str) -> Reading:
    """Read all kinds of a database as they were at one moment.

    Functions that print definitions look at the catalogs of now and not of the transaction, so a
    fingerprint of the catalogs before and after says whether what was read is one moment:
    https://www.postgresql.org/docs/current/mvcc-caveats.html

    Args:
        database: where and as whom to connect.
        where: how messages name it: "dataflow_server of prod".

    Raises:
        FailedError: it could not be read, or changed during every attempt.
    """
    for wait in _WAITS:
        try:
            return _read_once(database, where)
        except Moved:
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - no secret depends on it
    try:
        return _read_once(database, where)
    except Moved as moved:
        if moved.is_internal:
            return _read_piecewise(database, where)
        raise _keeps_moving(where, moved) from moved


def _read_piecewise(database: Database, where: str) -> Reading:
    """The last resort: an object over which the server stumbles each time is stored as unreadable."""
    try:
        return _read_once(database, where, is_piecewise=True)
    except Moved as moved:
        raise _keeps_moving(where, moved) from moved


def _keeps_moving(where: str, moved: Moved) -> FailedError:
    return FailedError(
        f"{where} could not be read at one moment in {len(_WAITS) + 1} attempts: {moved.reason}",
        "take the snapshot when the migration is over",
    )


def _read_once(database: Database, where: str, *, is_piecewise: bool = False) -> Reading:
    with session(database, where) as opened:
        with opened.snapshot():
            facts = opened.facts()
            before = opened.rows(FINGERPRINT)
            rows = {kind: _rows(opened, kind, is_piecewise) for kind in _kinds(database, facts)}
            unmodelled: dict[str, int] = dict(opened.rows(COVERAGE).records)
        with opened.snapshot():
            if opened.rows(FINGERPRINT) != before:
                raise Moved("its schema changed while it was read")
    return Reading(facts, rows, unmodelled)


def _kinds(database: Database, facts: Facts) -> list[Kind]:
    wanted = [kind for kind in KINDS if database.roles or not kind.on_request]
    return [kind for kind in wanted if kind.since <= facts.server_version_num]


def _rows(opened: Session, kind: Kind, is_piecewise: bool) -> Rows:  # noqa: FBT001 - private, passed through
    try:
        return opened.rows(kind.query)
    except Moved as moved:
        if is_piecewise and moved.is_internal:
            return piecewise.rows(opened, kind)
        raise
