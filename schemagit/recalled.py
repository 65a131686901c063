"""What a reader knows of a database already, and whether that is still so."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from schemagit import fingerprint, stillness
from schemagit.facts import Facts
from schemagit.ledger import Ledger
from schemagit.postgres import Session
from schemagit.seen import Seen


class Recalled(NamedTuple):
    """What the caller knows of a database.

    Attributes:
        seen: by what it is seen that nothing changed; "" to read it anyway.
        conditions: what decides beside its catalogs what is stored of it, as JSON can hold it.
        ledger: gives what it came to then; None where all is to be read that may have changed.
    """

    seen: Seen = Seen()
    conditions: Any = None
    ledger: Callable[[], Ledger | None] = lambda: None


NOTHING = Recalled()


class Again:
    """A database of which something is known, seen again.

    Args:
        opened: in a transaction.
        facts: of its server.
        moment: as `Session.moment` gave it for the transaction.
        known: what is known of it.

    Attributes:
        at: what `Seen` has for this moment.
    """

    def __init__(self, opened: Session, facts: Facts, moment: str | None, known: Recalled) -> None:
        self._opened, self._facts, self._moment, self._known = opened, facts, moment, known
        self.at = "" if moment is None else self.key(moment)

    def key(self, what: int | str) -> str:
        """What is the same as long as what was found is, and who reads it and how."""
        return fingerprint.key(what, self._facts, self._known.conditions)

    @cached_property
    def ledger(self) -> Ledger | None:
        """What the database came to when the caller read it, where it was read in the same way."""
        old = self._known.ledger()
        return old if old and self.key(old.content) == self._known.seen.fingerprint else None

    @property
    def followed(self) -> Ledger | None:
        """The ledger, where what changed since is found by the versions of rows."""
        return self.ledger if self._moment else None

    def at_once(self) -> Seen | None:
        """By what it is seen that nothing changed; None where that is not seen, or by a ledger sooner."""
        seen = self._known.seen
        if self._moment and (seen.moment == self.at or (seen.rows and seen.rows == self._rows(seen.since))):
            return seen._replace(moment=self.at)
        if not seen.fingerprint or self.followed:
            return None
        query = fingerprint.query(self._facts.server_version_num)
        return self.by_content(int(self._opened.rows(query).records[0][0]))

    def seems_changed(self) -> bool:
        """Whether to prepare for a change: probably, where there is a ledger that tells for sure."""
        if not (old := self.followed):
            return True
        return bool(self._opened.rows(stillness.glance(old.since)).records[0][0])

    def by_content(self, content: int) -> Seen | None:
        """The same, where it is known what the rows of all catalogs come to."""
        seen = self._known.seen
        if self.key(content) != seen.fingerprint:
            return None
        since = stillness.since(self._moment) if self._moment else 0
        return seen._replace(moment=self.at, rows=self._rows(since), since=since)

    def _rows(self, since: int) -> str:
        if not self._moment:
            return ""
        rows = stillness.rows(self._opened, self._facts, self._moment, since)
        return self.key(rows) if rows else ""
