"""Asks a database for the rows of kinds, by one session, or where they are many by two."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from functools import partial
from threading import Lock
from typing import NamedTuple

from schemagit import fingerprint, piecewise, stillness
from schemagit.abreast import Abreast, Helper
from schemagit.config import Database
from schemagit.facts import Facts
from schemagit.kinds import Kind
from schemagit.ledger import Ledger
from schemagit.pieces import Piece
from schemagit.portions import Portion
from schemagit.postgres import Moved, Session, session
from schemagit.steps import step

_LOG = logging.getLogger(__name__)


class Way(Enum):
    """How a database is asked: a large one by two sessions, any by one, or object by object."""

    BY_TWO = auto()
    ALONE = auto()
    PIECEWISE = auto()


class Query(NamedTuple):
    """The query for rows of a kind; `is_last` as a piece has it."""

    kind: Kind
    text: str
    is_last: bool


def queries(wanted: Sequence[Kind], chosen: Iterable[Portion]) -> Iterator[Query]:
    """Those for some kinds, portion by portion."""
    for portion in chosen:
        texts = [(kind, query) for kind in wanted if (query := portion.query(kind))]
        for number, (kind, query) in enumerate(texts, 1):
            yield Query(kind, query, number == len(texts))


def pieces(
    opened: Session, asked: Iterable[Query], second: Helper[Query, Piece] | None, *, is_piecewise: bool
) -> Iterable[Piece]:
    """The rows that queries give, in their order.

    Args:
        opened: the session to ask.
        asked: the queries.
        second: another session, as `second_session` gives it.
        is_piecewise: whether to read object by object where the server stumbles over one of them.

    Raises:
        Moved, FailedError: as `Session.rows` does.
    """
    if second:
        return Abreast(asked, partial(_piece, opened), second)
    return map(partial(_piecewise if is_piecewise else _piece, opened), asked)


def _piece(opened: Session, query: Query) -> Piece:
    with step(_LOG, logging.DEBUG, "read %s", query.kind.plural):
        return Piece(query.kind, opened.rows(query.text), query.is_last)


def _piecewise(opened: Session, query: Query) -> Piece:
    try:
        return _piece(opened, query)
    except Moved as moved:
        if not moved.is_internal:
            raise
        return Piece(query.kind, piecewise.rows(opened, query.text), query.is_last)


class Sums:
    """What a database comes to, and the versions of its rows: asked for once, by whoever comes first.

    Args:
        opened: in a transaction.
        facts: of its server.
        moment: as `Session.moment` gave it for the transaction.
        old: what it came to before, as all that is newer is soon found.
    """

    def __init__(
        self, opened: Session, facts: Facts, moment: str | None = None, old: Ledger | None = None
    ) -> None:
        self._opened, self._facts = opened, facts
        self._moment, self._old = moment, old
        self._asking = Lock()
        self._found: tuple[Ledger, str] | None = None

    def get(self, by: Session | None = None) -> tuple[Ledger, str]:
        """The sums, and what the versions come to; "" where only those were looked at that are new.

        Who asks while another one asks waits for the other's answer.

        Args:
            by: the session to ask, if it is another one than the first.

        Raises:
            Moved, FailedError: as `Session.rows` does; then the next one asks.
        """
        with self._asking:
            self._found = self._found or self._ask(by or self._opened)
            return self._found

    def _ask(self, opened: Session) -> tuple[Ledger, str]:
        if self._moment and self._old:
            followed = stillness.follow(opened, self._facts, self._moment, self._old)
            if followed:
                return followed.ledger, ""
        row = opened.rows(fingerprint.ledger(self._facts.server_version_num)).records[0]
        content, versions, found, entries = row
        moment = self._moment or "0"
        ledger = Ledger(int(content), int(found), entries, stillness.since(moment), stillness.started(moment))
        return ledger, versions


def second_session(
    database: Database, where: str, moment: str | None, sums: Sums
) -> Helper[Query, Piece] | None:
    """What opens another session that sees the same moment, for the sums and then for queries.

    Args:
        database: where and as whom to connect.
        where: how messages name it.
        moment: what `Session.exported` gave; None where it may not be shared.
        sums: what to find out first.
    """
    if moment is None:
        return None

    @contextmanager
    def opened() -> Iterator[Callable[[Query], Piece]]:
        with session(database, where) as second, second.snapshot(moment):
            sums.get(second)
            yield partial(_piece, second)

    return opened
