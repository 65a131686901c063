"""Rows on their way to what is made of them."""

import threading
from collections.abc import Iterable

from schemagit import pieces
from schemagit.document import Rows
from schemagit.kinds import KINDS
from schemagit.pieces import Digesting, Piece


def piece(records: int, *, is_last: bool = False) -> Piece:
    return Piece(KINDS[0], Rows(("id",), [(number,) for number in range(records)]), is_last)


def test_nobody_waits_to_give_what_is_little() -> None:
    """A full queue would stop the reader, and with it the server, over pieces that are next to nothing."""
    goes_on = threading.Event()

    def slow(given: Iterable[Piece]) -> int:
        goes_on.wait()
        return sum(1 for _ in given)

    with Digesting(slow) as put:
        giving = threading.Thread(target=lambda: [put(piece(1)) for _ in range(pieces._ROWS)], daemon=True)
        giving.start()
        giving.join(30)
        is_waiting = giving.is_alive()
        goes_on.set()
        giving.join()
    assert not is_waiting


def test_all_pieces_come_in_their_order() -> None:
    found: list[int] = []

    def count(given: Iterable[Piece]) -> None:
        found.extend(len(each.rows.records) for each in given)

    sizes = [3, 0, 6_000, 1, 0, 2, 7_000, 4]
    with Digesting(count) as put:
        for number, size in enumerate(sizes):
            put(piece(size, is_last=number % 3 == 2))
    assert found == sizes
