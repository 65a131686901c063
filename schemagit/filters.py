"""Which objects are captured: patterns of the configuration, of which the more specific wins."""

from collections.abc import Sequence
from typing import NamedTuple

from schemagit.document import kind_of
from schemagit.names import ObjectName
from schemagit.patterns import Pattern


class Filter(NamedTuple):
    """One entry of `exclude` or `include`.

    Attributes:
        pattern: of `schema.name`; a schema alone means all in it.
        kind: only objects of this kind; "" for all.
        keeps: whether what it matches is captured.
    """

    pattern: Pattern
    kind: str
    keeps: bool

    def matches(self, name: ObjectName) -> bool:
        kind = kind_of(name.folder)
        is_meant = not self.kind or (kind is not None and kind.name == self.kind)
        return is_meant and self.pattern.matches(name.parts[1:])

    def __str__(self) -> str:
        word = "include" if self.keeps else "exclude"
        return f"{word} {f'{self.kind}: ' if self.kind else ''}{self.pattern.text}"

    @property
    def weight(self) -> tuple[int, int, bool]:
        """How specific it is: literal characters first, then a kind, then `exclude` over `include`."""
        literal = sum(character not in "*." for character in self.pattern.text)
        return literal, len(self.kind), not self.keeps


def keeps(filters: Sequence[Filter], name: ObjectName) -> bool:
    """Whether an object is captured: as the most specific filter that matches says.

    What none matches is captured, unless all filters say what to include. A database itself always is.
    """
    matching = [each for each in filters if each.matches(name)]
    if matching:
        return max(matching, key=lambda each: each.weight).keeps
    return not filters or not name.parts[1:] or not all(each.keeps for each in filters)
