"""What comparing two documents gives: changes, and the findings that they become in words."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from schemagit.impact import Impact
from schemagit.names import ObjectName

Steps: TypeAlias = tuple[str, ...]
Verb: TypeAlias = Literal["added", "removed", "changed", "renamed"]


class Change(NamedTuple):
    """What changed, and its value on both sides (None where it is absent).

    `steps` leads to it: () the document itself; (attribute,); (section, part); (section, part,
    attribute); or (section,) alone, where the parts that both sides have stand in another order: the
    values are then the names in order.
    """

    steps: Steps
    before: Any
    after: Any

    def inverted(self) -> "Change":
        return Change(self.steps, self.after, self.before)


@dataclass(frozen=True)
class Finding:
    """One change in words.

    Attributes:
        code: stable for users: `column.type`, `table.added`.
        object: the document that it was found in.
        kind: the word for what changed: "column".
        part: the name of the part of the object that changed; () for the object itself.
        path: the dotted name of what changed.
        verb: whether it was added, removed, changed or renamed.
        impact, because: what it costs, and why.
        text: the finding in one line, without its sign.
        before, after: the values on both sides; None where there is none.
        lines: the values as texts of several lines, where a line diff tells more than the two values.
        partition_of: the table that the object is a partition of; "" where it is none.
        attribute: the name of what changed of it; "" where it came, went or was renamed as a whole.
        tags: what else it is about, whatever it costs: "security", "performance", "rendering".
        formerly: the name that the object had before, where it has another one; also of what changed in it.
        hint: what may explain it, or what proves it, to be read behind the text; "" for nothing.
    """

    code: str
    object: ObjectName
    kind: str
    part: tuple[str, ...]
    path: str
    verb: Verb
    impact: Impact
    because: str
    text: str
    before: Any
    after: Any
    lines: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    partition_of: str = ""
    attribute: str = ""
    tags: frozenset[str] = frozenset()
    formerly: ObjectName | None = None
    hint: str = ""

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """What a pattern may call it: a part of its object, or (an index) a name of its schema."""
        holders = [self.object, *([self.formerly] if self.formerly else [])]
        parts = [self.part, *([(self.before,)] if self.part and self.verb == "renamed" else [])]
        found = [(*holder.parts, *part) for holder in holders for part in parts]
        if self.kind == "index":
            found += [(*holder.parts[:2], *part) for holder in holders for part in parts]
        return tuple(found)
