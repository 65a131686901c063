"""Rows on their way from the server to what is made of them."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from itertools import chain
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple, TypeAlias

from schemagit.document import Rows
from schemagit.kinds import Kind

# How many rows of pieces are given at once to the thread that makes something of them, and how many times
# so many wait for it: they need memory.
_ROWS = 5_000
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
        self._queue: Queue[list[Piece] | None] = Queue(_WAITING)
        self._pieces: list[Piece] = []
        self._task: Future[Any] = Future()
        Thread(target=self._work, args=(digest,), daemon=True).start()

    def _work(self, digest: Digest) -> None:
        waiting = chain.from_iterable(iter(self._queue.get, None))
        try:
            self._task.set_result(digest(waiting))
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            self._task.set_exception(error)
            deque(waiting, maxlen=0)  # or nobody would make room for the others

    def __enter__(self) -> Callable[[Piece], None]:
        return self._put

    def _put(self, piece: Piece) -> None:
        """Give a piece; many are small, or empty, and none of them is worth to be waited for."""
        self._pieces.append(piece)
        if piece.is_last or sum(len(each.rows.records) for each in self._pieces) > _ROWS:
            self._flush()

    def _flush(self) -> None:
        self._queue.put(self._pieces)
        self._pieces = []

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._queue.put(None)

    def result(self) -> Any:
        return self._task.result()
