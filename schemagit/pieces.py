"""Rows on their way from the server to what is made of them."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from schemagit.background import Fed
from schemagit.document import Rows
from schemagit.kinds import Kind

# How many rows of pieces are given at once to the thread that makes something of them, and how many times
# so many wait for it: they need memory.
_ROWS = 2_500
_WAITING = 1


class Piece(NamedTuple):
    """Rows of a kind.

    Attributes:
        kind: of what.
        rows: those of one portion, or of the whole database.
        is_last: whether all rows of the objects of this piece, and of those before, have come.
    """

    kind: Kind
    rows: Rows
    is_last: bool


Digest: TypeAlias = Callable[[Iterable[Piece]], Any]


def by_kind(pieces: Iterable[Piece]) -> dict[Kind, Rows]:
    """The rows of each kind."""
    rows: dict[Kind, Rows] = {}
    for kind, found, _ in pieces:
        rows.setdefault(kind, Rows(found.columns, [])).records.extend(found.records)
    return rows


class Digesting:
    """What is made of pieces in another thread, while this one waits for the server for the next."""

    def __init__(self, digest: Digest) -> None:
        self._pieces: list[Piece] = []
        self._fed: Fed[list[Piece], Any] = Fed(lambda lists: digest(chain.from_iterable(lists)), _WAITING)

    def __enter__(self) -> Callable[[Piece], None]:
        return self._put

    def _put(self, piece: Piece) -> None:
        """Give a piece; many are small, or empty, and none of them is worth to be waited for."""
        self._pieces.append(piece)
        if piece.is_last or sum(len(each.rows.records) for each in self._pieces) > _ROWS:
            self._flush()

    def _flush(self) -> None:
        if not self._pieces:
            return
        self._fed.give(self._pieces)
        self._pieces = []

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._fed.end()

    def result(self) -> Any:
        return self._fed.result()
