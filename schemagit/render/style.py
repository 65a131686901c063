"""How output looks where it goes: colour, signs, and the moment that "ago" counts from."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from schemagit import moments
from schemagit.characters import all_visible, visible
from schemagit.impact import Impact
from schemagit.message import SIGNS

PICTURES = {"added": "✅", "renamed": "↪️", "changed": "⚠️", "removed": "❌"}
COLOURS = {"green": "32", "red": "31", "yellow": "33", "cyan": "36", "bold": "1", "dim": "2"}
VERBS = {"added": "green", "renamed": "cyan", "changed": "yellow", "removed": "red"}
IMPACT_WORDS = {Impact.REVIEW: "to review"}


class Style(NamedTuple):
    """What the place that output goes to can show.

    Attributes:
        now: the moment that relative times count from.
        colour: whether it shows colours.
        pictures: whether it shows signs beyond ASCII.
        verbose: whether reasons are wanted.
        show_ignored: whether what rules hide is wanted.
        terminal: whether it is a terminal, or a pager on one.
        complete: whether all findings are wanted, however many there are.
    """

    now: datetime
    colour: bool = False
    pictures: bool = True
    verbose: bool = False
    show_ignored: bool = False
    complete: bool = False
    terminal: bool = False

    def paint(self, text: str, colour: str) -> str:
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self.colour else text

    def line(self, text: str) -> str:
        """A text that is safe to show on one line, in signs that the place has."""
        safe = visible(text)
        return safe if self.pictures else safe.replace("→", self.arrow)

    def lines(self, texts: Sequence[str]) -> Sequence[str]:
        """The same of many texts."""
        safe = all_visible(texts)
        return safe if self.pictures else [text.replace("→", self.arrow) for text in safe]

    def sign(self, verb: str) -> str:
        sign = (PICTURES if self.pictures else SIGNS)[verb]
        return sign if self.pictures else self.paint(sign, VERBS[verb])

    @property
    def arrow(self) -> str:
        return "→" if self.pictures else "->"

    def ago(self, moment: datetime) -> str:
        return moments.relative(moment, self.now)

    def when(self, moment: datetime) -> str:
        return f"{self.ago(moment)} ({moments.absolute(moment)})"


def impact_words(counts: dict[Impact, int]) -> str:
    """`2 breaking, 1 to review`, the worst first."""
    return _impact_words(tuple(counts.items()))


@lru_cache
def _impact_words(counts: tuple[tuple[Impact, int], ...]) -> str:
    return ", ".join(
        f"{number:,} {IMPACT_WORDS.get(impact, impact.word)}"
        for impact, number in sorted(counts, reverse=True)
        if number
    )
