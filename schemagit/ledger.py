"""What the rows of each relation come to: it shows which relations are to be read again.

Only relations whose own rows differ, and those that have a name of such a one in their documents; all where
anything else differs that is not of one relation alone.
"""

import array
import sys
from importlib import resources
from typing import NamedTuple

_AFFECTED = resources.files("schemagit").joinpath("affected.sql").read_text("utf-8")

# Where more relations differ, or are to be read, all are.
MOST = 500
_SHARED = 0  # in place of a relation: the rows that are of none


class Ledger(NamedTuple):
    """What a database came to when it was read.

    Attributes:
        content, since, entries: as `fingerprint.ledger` gives them.
    """

    content: str
    since: int
    entries: bytes

    def by_relation(self) -> dict[int, int]:
        """What each relation comes to, by oid."""
        numbers = array.array("q", self.entries)
        if sys.byteorder == "little":
            numbers.byteswap()
        return dict(zip(numbers[::2], numbers[1::2], strict=True))


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
    before, after = old.by_relation(), new.by_relation()
    relations = frozenset(oid for oid, _ in before.items() ^ after.items())
    if _SHARED in relations or len(relations) > MOST:
        return None
    return Change(relations, frozenset(after.keys() - relations - {_SHARED}))


def affected(relations: frozenset[int]) -> str:
    """The query for the relations whose documents may differ when these do."""
    return _AFFECTED.replace("in (0)", f"in ({', '.join(map(str, (0, *sorted(relations))))})")
