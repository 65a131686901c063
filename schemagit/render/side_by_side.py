"""Two texts -> their lines beside each other."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

_AROUND = 3


class Row(NamedTuple):
    """A line of both texts; None where one has none.

    `same` is whether it is in both; `skipped` is how many lines, the same in both, are left out before it.
    """

    left: tuple[int, str] | None
    right: tuple[int, str] | None
    same: bool
    skipped: int = 0


def side_by_side(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """The lines that differ, with some of those around them, numbered from 1."""
    seen = 0
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(_AROUND):
        skipped = group[0][1] - seen
        for tag, a, a_end, b, b_end in group:
            for left, right in zip_longest(range(a, a_end), range(b, b_end)):
                yield Row(_line(before, left), _line(after, right), tag == "equal", skipped)
                skipped = 0
        seen = group[-1][2]


def _line(lines: Sequence[str], number: int | None) -> tuple[int, str] | None:
    return None if number is None else (number + 1, lines[number])
