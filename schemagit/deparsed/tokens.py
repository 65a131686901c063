"""Words, literals, signs and brackets of a printed text."""

import re
from collections.abc import Iterator

TOP = -1

_TOKEN = re.compile(
    r"""
    (?P<space>\s*)
    (?P<text>
        E'(?:[^'\\]|''|\\.)*'
      | [BX]?'(?:[^']|'')*'
      | "(?:[^"]|"")*"
      | [^\W\d]\w*
      | \d[\w.]*
      | ::
      | .
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r'[a-z_]\w*|".*"', re.DOTALL)
_OPENING, _CLOSING = ("(", "["), {")": "(", "]": "["}


class UnreadableError(ValueError):
    """The brackets of a text do not match, so it is none that PostgreSQL printed."""


class Tokens:
    """The tokens of a text by their places, to be changed there.

    Attributes:
        texts: the text of each token; changed to "", it is gone.
        inside: for each opening bracket (and TOP, for the whole text) the places of the tokens directly
            inside it; a bracket is not inside of itself, but of the next one around.
        around: for each opening bracket, the place of the next one around it.

    Raises:
        UnreadableError: its brackets do not match.
    """

    def __init__(self, text: str) -> None:
        found = [(match["space"], match["text"]) for match in _TOKEN.finditer(text)]
        self.spaces = [space for space, _ in found]
        self.texts = [text for _, text in found]
        self.inside: dict[int, list[int]] = {TOP: []}
        self.around: dict[int, int] = {}
        self._match_brackets()

    def _match_brackets(self) -> None:
        current = TOP
        for place, text in enumerate(self.texts):
            if text in _CLOSING:
                if current == TOP or self.texts[current] != _CLOSING[text]:
                    raise UnreadableError
                current = self.around[current]
            self.inside[current].append(place)
            if text in _OPENING:
                self.around[place] = current
                self.inside[place] = []
                current = place
        if current != TOP:
            raise UnreadableError

    def __str__(self) -> str:
        return self.between(0, len(self.texts))

    def between(self, start: int, end: int) -> str:
        """The text from one place up to another, which is not part of it."""
        return "".join(map(str.__add__, self.spaces[start:end], self.texts[start:end]))

    def words(self, bracket: int) -> list[str]:
        """The texts of the tokens directly inside a bracket."""
        return [self.texts[place] for place in self.inside[bracket]]

    def text(self, place: int) -> str:
        """The text at a place; empty before the first and behind the last."""
        return self.texts[place] if 0 <= place < len(self.texts) else ""

    def is_name(self, place: int) -> bool:
        return _NAME.fullmatch(self.text(place)) is not None

    def remove(self, *places: int) -> None:
        """Let tokens go; the white space before them goes to what follows, unless it is none."""
        for place in places:
            if self.spaces[place] and place + 1 < len(self.spaces):
                self.spaces[place + 1] = self.spaces[place]
            self.spaces[place] = self.texts[place] = ""

    def find(self, *pattern: str | None) -> Iterator[list[int]]:
        """The places of all runs of tokens inside one bracket with these texts, where None is any."""
        for inside in self.inside.values():
            for first in range(len(inside) - len(pattern) + 1):
                places = inside[first : first + len(pattern)]
                if all(
                    text in (None, self.texts[place]) for text, place in zip(pattern, places, strict=True)
                ):
                    yield places
