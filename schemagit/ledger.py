"""What the rows of each relation come to: it shows which relations are to be read again.

Only relations whose own rows differ, and those that have a name of such a one in their documents; all where
anything else differs that is not of one relation alone.
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemagit.packaged import packaged

_AFFECTED = packaged("schemagit", "affected.sql")

_FIELDS = struct.Struct(">3q")
ENTRY = _FIELDS.size
# Sums of hashes are taken modulo this number, so that one of all can be told from those of some.
MODULUS = 2**63 - 1
# Where more relations differ, or are to be read, all are.
MOST = 500
SHARED = 0  # in place of a relation: the rows that are of none


class Ledger(NamedTuple):
    """What a database came to when it was read.

    Attributes:
        content, found, entries: as `fingerprint.ledger` gives them.
        since: the oldest transaction that may not have been over then.
        start: when the server had been started; "" where its transactions cannot be compared.
    """

    content: int
    found: int
    entries: bytes
    since: int = 0
    start: str = ""

    def following(self, relations: Sequence[int], new: "Ledger", found: int) -> "Ledger | None":
        """What it comes to now; None where there is another difference than in some relations.

        Args:
            relations: the oids of all that have a row that is new.
            new: what these come to now, or less of them where some are gone.
            found: how many rows there are of all relations now.
        """
        entries, before = self._exchanged(relations, new)
        were = list(_FIELDS.iter_unpack(b"".join(before)))
        if found - new.found != self.found - sum(rows for _, _, rows in were):
            return None
        content = self.content + new.content - sum(content for _, content, _ in were)
        return new._replace(content=content % MODULUS, found=found, entries=entries)

    def _exchanged(self, relations: Sequence[int], new: "Ledger") -> tuple[bytes, list[bytes]]:
        """All entries, with those of another ledger for some relations, and what was there of these."""
        if not relations:
            return self.entries, []  # of a large database, a copy would need much memory
        entries, now = bytearray(self.entries), {_oid(entry): entry for entry in _split(new.entries)}
        before = [_exchange(entries, relation, now.get(relation, b"")) for relation in relations]
        return bytes(entries), before


def _split(entries: bytes) -> Iterator[bytes]:
    return (entries[start : start + ENTRY] for start in range(0, len(entries), ENTRY))


def _oid(entry: bytes | bytearray) -> int:
    return int.from_bytes(entry[:8], "big")


def _exchange(entries: bytearray, relation: int, new: bytes) -> bytes:
    """Put a new entry, or nothing, in place of the one of a relation, and give what was there."""
    numbers = range(len(entries) // ENTRY)
    number = bisect_left(numbers, relation, key=lambda each: _oid(entries[each * ENTRY : each * ENTRY + 8]))
    place = slice(number * ENTRY, (number + 1) * ENTRY)
    if _oid(entries[place]) != relation:
        place = slice(place.start, place.start)
    old, entries[place] = bytes(entries[place]), new
    return old


class Change(NamedTuple):
    """What differs between two ledgers.

    Attributes:
        relations: the oids of those that came, went or changed.
        others: those of all that did not.
    """

    relations: frozenset[int]
    others: frozenset[int]


def change(old: Ledger, new: Ledger) -> Change | None:
    """What differs; None where that is too much, or is not of relations alone."""
    differing = set(_split(old.entries)) ^ set(_split(new.entries))
    relations = frozenset(map(_oid, differing))
    if SHARED in relations or len(relations) > MOST:
        return None
    return Change(relations, frozenset(map(_oid, _split(new.entries))) - relations - {SHARED})


def affected(relations: frozenset[int]) -> str:
    """The query for the relations whose documents may differ when these do."""
    return _AFFECTED.replace("in (0)", f"in ({', '.join(map(str, (0, *sorted(relations))))})")
