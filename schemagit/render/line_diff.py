"""Two texts -> the lines that differ, with what surrounds them."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from schemagit.characters import visible_lines

_AROUND = 2


def line_diff(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines of both texts that are worth showing: a sign ("+", "-" or " ") and a line, safe to show."""
    changed = difflib.unified_diff(safe_lines(before), safe_lines(after), n=_AROUND, lineterm="")
    for text in list(changed)[2:]:
        if not text.startswith("@@"):
            yield text[0], text[1:]


def safe_lines(texts: Iterable[str]) -> list[str]:
    """The lines of a text, each safe to show."""
    return [safe for text in texts for safe in visible_lines(text)]
