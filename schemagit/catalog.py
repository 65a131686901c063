"""Reads the kinds' queries of one database at one moment."""

import logging
import random
import time
from collections.abc import Sequence
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
from schemagit.recalled import NOTHING, Again, Recalled
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


class Task(NamedTuple):
    """What is to be read.

    Attributes:
        database: where and as whom to connect.
        where: how messages name it: "dataflow_server of prod".
        known: what need not be read again.
        digest: what is made of the rows of each kind, in a thread of its own while others are read.
        way: by how many sessions a large database is read.
    """

    database: Database
    where: str
    known: Recalled = NOTHING
    digest: Digest = by_kind
    way: Way = Way.BY_TWO


def read(task: Task) -> Reading:
    """Read all kinds of a database as they were at one moment.

    Functions that print definitions look at the catalogs of now and not of the transaction, so a
    fingerprint of the catalogs before and after says whether what was read is one moment:
    https://www.postgresql.org/docs/current/mvcc-caveats.html

    Raises:
        FailedError: it could not be read, or changed during every attempt.
    """
    for attempt in range(task.database.retries):
        try:
            return _read_settled(task)
        except UnavailableError:
            time.sleep(min(2**attempt, _LONGEST) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret depends on it
    return _read_settled(task)


def _read_settled(task: Task) -> Reading:
    """The reading, taken again while the catalogs change under it."""
    for wait in _WAITS:
        try:
            return _read_once(task)
        except Moved as moved:
            _LOG.info("read %s again: %s", task.where, moved.reason)
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - no secret depends on it
    try:
        return _read_once(task)
    except Moved as moved:
        if moved.is_internal:
            return _read_piecewise(task)
        raise _keeps_moving(task.where, moved) from moved


def _read_piecewise(task: Task) -> Reading:
    """The last resort: an object over which the server stumbles each time is stored as unreadable."""
    try:
        return _read_once(task._replace(way=Way.PIECEWISE))
    except Moved as moved:
        raise _keeps_moving(task.where, moved) from moved


def _keeps_moving(where: str, moved: Moved) -> FailedError:
    hint = "take the snapshot when the migration is over"
    if "recovery" in moved.reason:
        hint = "read from the primary, or let the standby wait for readers: max_standby_streaming_delay"
    return FailedError(
        f"{where} could not be read at one moment in {len(_WAITS) + 1} attempts: {moved.reason}", hint
    )


def _read_once(task: Task) -> Reading:
    database, where = task.database, task.where
    known = task.known._replace(conditions=[database.roles, task.known.conditions])
    with session(database, where) as opened:
        with opened.snapshot():
            facts, moment = opened.facts(), opened.moment()
            again = Again(opened, facts, moment, known)
            if seen := again.at_once():
                return Reading(facts, {}, {}, seen, is_known=True)
            # Of the same moment, whenever they are asked for: where nobody waits, that is last.
            sums = Sums(opened, facts, moment, again.ledger)
            # To prepare for a change while it is looked for saves time, and takes memory.
            if not again.seems_changed() and (seen := again.by_content(sums.get()[0].content)):
                return Reading(facts, {}, {}, seen, is_known=True)
            with (digesting := Digesting(task.digest)) as put:
                if again.followed and (seen := again.by_content(sums.get()[0].content)):
                    return Reading(facts, {}, {}, seen, is_known=True)
                unread, changed, chosen = _chosen(opened, again.ledger, sums)
                questions = queries(kinds(database, facts), chosen)
                second = None
                if moment and len(chosen) >= _MANY and task.way is Way.BY_TWO:
                    second = second_session(database, where, opened.exported(), sums)
                is_piecewise = task.way is Way.PIECEWISE
                for piece in pieces(opened, questions, second, is_piecewise=is_piecewise):
                    put(piece)
                # While something is still made of the last pieces.
                unmodelled: dict[str, int] = dict(opened.rows(COVERAGE).records)
            ledger, versions = sums.get()
            rows = digesting.result()
        with opened.snapshot():
            now = opened.moment()
            if now is None or now != moment:
                _require_stillness(opened, facts, now, ledger, versions)
    seen = Seen(again.key(ledger.content), again.at)
    return Reading(facts, rows, unmodelled, seen, ledger=ledger, unread=unread, again=changed)


def _require_stillness(
    opened: Session, facts: Facts, moment: str | None, ledger: Ledger, versions: str
) -> None:
    """Refuse what was read while something changed, or was changed and changed back."""
    if moment:
        followed = stillness.follow(opened, facts, moment, ledger)
        if followed and not followed.has_versions and followed.ledger.content == ledger.content:
            return
    if not versions or _sums(opened, facts) != (ledger.content, versions):
        raise Moved("its schema changed while it was read")


def _sums(opened: Session, facts: Facts) -> tuple[int, str]:
    content, versions = opened.rows(fingerprint.query(facts.server_version_num, of_versions=True)).records[0]
    return int(content), versions


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
