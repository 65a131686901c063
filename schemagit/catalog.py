"""Reads the kinds' queries of one database at one moment."""

import random
import time
from importlib import resources
from typing import NamedTuple

from schemagit.config import Database
from schemagit.document import Rows
from schemagit.errors import FailedError
from schemagit.kinds import KINDS, Kind
from schemagit.postgres import Facts, Moved, session

FINGERPRINT = resources.files("schemagit").joinpath("fingerprint.sql").read_text("utf-8")

# Seconds to wait before each further attempt; half of it to one and a half times, so that two readers part.
_WAITS = (0.2, 0.5, 1.0, 2.0)


class Reading(NamedTuple):
    """What was read of one database: facts of the server, and the rows of each kind in order of KINDS."""

    facts: Facts
    rows: dict[Kind, Rows]


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
        raise FailedError(
            f"{where} could not be read at one moment in {len(_WAITS) + 1} attempts: {moved.reason}",
            "take the snapshot when the migration is over",
        ) from moved


def _read_once(database: Database, where: str) -> Reading:
    with session(database, where) as opened:
        with opened.snapshot():
            facts = opened.facts()
            before = opened.rows(FINGERPRINT)
            kinds = [kind for kind in KINDS if kind.since <= facts.server_version_num and not kind.on_request]
            rows = {kind: opened.rows(kind.query) for kind in kinds}
        with opened.snapshot():
            if opened.rows(FINGERPRINT) != before:
                raise Moved("its schema changed while it was read")
    return Reading(facts, rows)
