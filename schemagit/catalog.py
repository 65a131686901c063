"""Reads the kinds' queries of one database at one moment."""

import logging
import random
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from schemagit import fingerprint, portions, stillness
from schemagit.asking import Sums, Way, pieces, queries, second_session
from schemagit.config import Database
from schemagit.coverage import QUERY as COVERAGE
from schemagit.errors import FailedError
from schemagit.facts import Facts
from schemagit.kinds import KINDS, Kind
from schemagit.ledger import MOST, Ledger, affected, change
from schemagit.pieces import Digest, Digesting, by_kind
from schemagit.portions import Portion
from schemagit.postgres import Moved, Session, UnavailableError, session
from schemagit.seen import Seen

_LOG = logging.getLogger(__name__)

# Seconds to wait before each further attempt; half of it to one and a half times, so that two readers part.
_WAITS = (0.2, 0.5, 1.0, 2.0)
# A database of so many portions is read by two sessions.
_MANY = 3
_LONGEST = 30  # seconds before a server that cannot be reached is asked again


class Reading(NamedTuple):
    """What was read of one database.

    Attributes:
        facts: what the server says of itself.
        rows: the rows of each kind, in the order of KINDS, or what the caller made of them.
        unmodelled: how many there are of what no kind models, by what it is.
        seen: by what it is seen again that nothing changed.
        is_known: whether the caller knows it; then nothing else was read.
        ledger: what it came to, of which the caller may remind this the next time; None where it is known.
        unread: the oids of relations that were not read, for they are as the caller knows them.
        again: those of relations that were read again, or are gone; all others where there are unread ones.
    """

    facts: Facts
    rows: Any
    unmodelled: dict[str, int]
    seen: Seen
    is_known: bool = False
    ledger: Ledger | None = None
    unread: frozenset[int] = frozenset()
    again: frozenset[int] = frozenset()


class Known(NamedTuple):
    """What the caller knows of a database.

    Attributes:
        seen: by what it is seen that nothing changed; "" to read it anyway.
        conditions: what decides beside its catalogs what is stored of it, as JSON can hold it.
        ledger: gives what it came to then; None where all is to be read that may have changed.
    """

    seen: Seen = Seen()
    conditions: Any = None
    ledger: Callable[[], Ledger | None] = lambda: None


NOTHING = Known()


def read(
    database: Database,
    where: str,
    known: Known = NOTHING,
    digest: Digest = by_kind,
    way: Way = Way.BY_TWO,
) -> Reading:
    """Read all kinds of a database as they were at one moment.

    Functions that print definitions look at the catalogs of now and not of the transaction, so a
    fingerprint of the catalogs before and after says whether what was read is one moment:
    https://www.postgresql.org/docs/current/mvcc-caveats.html

    Args:
        database: where and as whom to connect.
        where: how messages name it: "dataflow_server of prod".
        known: what need not be read again.
        digest: what is made of the rows of each kind, in a thread of its own while others are read.
        way: by how many sessions a large database is read.

    Raises:
        FailedError: it could not be read, or changed during every attempt.
    """
    for attempt in range(database.retries):
        try:
            return _read_settled(database, where, known, digest, way)
        except UnavailableError:
            time.sleep(min(2**attempt, _LONGEST) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret depends on it
    return _read_settled(database, where, known, digest, way)


def _read_settled(
    database: Database,
    where: str,
    known: Known,
    digest: Digest,
    way: Way,
) -> Reading:
    """The reading, taken again while the catalogs change under it."""
    for wait in _WAITS:
        try:
            return _read_once(database, where, known, digest, way)
        except Moved as moved:
            _LOG.info("read %s again: %s", where, moved.reason)
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - no secret depends on it
    try:
        return _read_once(database, where, known, digest, way)
    except Moved as moved:
        if moved.is_internal:
            return _read_piecewise(database, where, known, digest)
        raise _keeps_moving(where, moved) from moved


def _read_piecewise(database: Database, where: str, known: Known, digest: Digest) -> Reading:
    """The last resort: an object over which the server stumbles each time is stored as unreadable."""
    try:
        return _read_once(database, where, known, digest, Way.PIECEWISE)
    except Moved as moved:
        raise _keeps_moving(where, moved) from moved


def _keeps_moving(where: str, moved: Moved) -> FailedError:
    hint = "take the snapshot when the migration is over"
    if "recovery" in moved.reason:
        hint = "read from the primary, or let the standby wait for readers: max_standby_streaming_delay"
    return FailedError(
        f"{where} could not be read at one moment in {len(_WAITS) + 1} attempts: {moved.reason}", hint
    )


def _read_once(
    database: Database,
    where: str,
    known: Known = NOTHING,
    digest: Digest = by_kind,
    way: Way = Way.BY_TWO,
) -> Reading:
    known = known._replace(conditions=[database.roles, known.conditions])
    with session(database, where) as opened:
        with opened.snapshot():
            facts, moment = opened.facts(), opened.moment()
            at = "" if moment is None else fingerprint.key(moment, facts, known.conditions)
            if seen := _seen_again(opened, facts, moment, at, known):
                return Reading(facts, {}, {}, seen._replace(moment=at), is_known=True)
            digesting = Digesting(digest)
            old = _comparable(facts, known)
            with digesting as put:
                # Of the same moment, whenever they are asked for: where nobody waits, that is last.
                sums = Sums(opened, facts)
                unread, again, chosen = _chosen(opened, old, sums)
                questions = queries(kinds(database, facts), chosen)
                second = None
                if moment and len(chosen) >= _MANY and way is Way.BY_TWO:
                    second = second_session(database, where, opened.exported(), sums)
                for piece in pieces(opened, questions, second, is_piecewise=way is Way.PIECEWISE):
                    put(piece)
            ledger, versions = sums.get()
            rows = digesting.result()
            unmodelled: dict[str, int] = dict(opened.rows(COVERAGE).records)
        with opened.snapshot():
            is_still = moment is not None and opened.moment() == moment
            if not is_still and _sums(opened, facts) != (ledger.content, versions):
                raise Moved("its schema changed while it was read")
    seen = Seen(fingerprint.key(ledger.content, facts, known.conditions), at)
    return Reading(facts, rows, unmodelled, seen, ledger=ledger, unread=unread, again=again)


def _seen_again(opened: Session, facts: Facts, moment: str | None, at: str, known: Known) -> Seen | None:
    """By what it is seen that nothing changed; None where something may have."""
    seen = known.seen
    if moment and (
        seen.moment == at or (seen.rows and seen.rows == _rows_key(opened, facts, moment, known, seen.since))
    ):
        return seen
    if not seen.fingerprint:
        return None
    old = known.ledger()
    if old and opened.rows(stillness.glance(old.since)).records[0][0]:
        return None
    content = opened.rows(fingerprint.query(facts.server_version_num)).records[0][0]
    if fingerprint.key(content, facts, known.conditions) != seen.fingerprint:
        return None
    if not moment:
        return seen._replace(rows="")
    since = stillness.since(moment)
    return seen._replace(rows=_rows_key(opened, facts, moment, known, since), since=since)


def _rows_key(opened: Session, facts: Facts, moment: str, known: Known, since: int) -> str:
    rows = stillness.rows(opened, facts, moment, since)
    return fingerprint.key(rows, facts, known.conditions) if rows else ""


def _sums(opened: Session, facts: Facts) -> tuple[str, str]:
    content, versions = opened.rows(fingerprint.query(facts.server_version_num, of_versions=True)).records[0]
    return content, versions


def _comparable(facts: Facts, known: Known) -> Ledger | None:
    """What the database came to when the caller read it, where it was read in the same way."""
    old = known.ledger()
    if old and fingerprint.key(old.content, facts, known.conditions) == known.seen.fingerprint:
        return old
    return None


def _chosen(
    opened: Session, old: Ledger | None, sums: Sums
) -> tuple[frozenset[int], frozenset[int], Sequence[Portion]]:
    """The relations that are as the caller knows them, those to be read again, and what to read."""
    changed = change(old, sums.get()[0]) if old else None
    if changed and (again := _affected(opened, changed.relations)) is not None:
        return changed.others - again, changed.relations | again, [portions.these(sorted(again))]
    everything = portions.portions(opened.rows(portions.RELATIONS), portions.SIZE)
    return frozenset(), frozenset(), list(everything)


def _affected(opened: Session, relations: frozenset[int]) -> frozenset[int] | None:
    """The relations to be read when these changed; None where they are many."""
    found = frozenset(oid for (oid,) in opened.rows(affected(relations)).records)
    return found if len(found) <= MOST else None


def kinds(database: Database, facts: Facts) -> list[Kind]:
    """The kinds that are read of a database."""
    wanted = [kind for kind in KINDS if database.roles or not kind.on_request]
    return [kind for kind in wanted if kind.since <= facts.server_version_num]
