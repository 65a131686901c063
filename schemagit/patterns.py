"""What people type to mean objects: `database.schema.name[.column]`, with wildcards."""

import re
from typing import NamedTuple

from schemagit.characters import visible
from schemagit.errors import UsageError
from schemagit.names import SIGNATURES, escape, quote, quoted
from schemagit.words import SCHEMA_FOLDERS

# A part is quoted or plain, and may be followed by the types of a signature, in which dots mean nothing.
_PATTERN_PART = re.compile(
    r"""\s*(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<plain>[^".(\s][^".(]*?))\s*
    (?P<types>\((?:[^"()]|"(?:[^"]|"")*+"|\([^()]*\))*\))?\s*(?P<end>\.|$)""",
    re.VERBOSE,
)


class Pattern(NamedTuple):
    """What a person typed to mean one or more objects.

    Attributes:
        text: as typed.
        parts: a regular expression per part of a name.
        globs: the same as git's patterns of paths: one per part, which may match more than is meant.
    """

    text: str
    parts: tuple[re.Pattern[str], ...]
    globs: tuple[str, ...]

    def matches(self, parts: tuple[str, ...]) -> bool:
        """Whether the beginning of a name's parts is what the pattern says (a schema means all in it)."""
        return len(parts) >= len(self.parts) and all(map(self.fits, range(len(self.parts)), parts))

    def fits(self, place: int, part: str) -> bool:
        """Whether the pattern says this at a place: a name can be typed as it is, or as it is shown."""
        wanted = self.parts[place]
        return bool(wanted.fullmatch(part) or wanted.fullmatch(visible(part)))

    def first(self, length: int) -> "Pattern":
        """The pattern without what follows its first parts."""
        return Pattern(self.text, self.parts[:length], self.globs[:length])

    def is_name_of(self, parts: tuple[str, ...]) -> bool:
        """Whether it means just this thing, or one thing in it."""
        return (
            "*" not in self.text and len(self.parts) >= len(parts) and self.first(len(parts)).matches(parts)
        )

    def under(self, other: "Pattern") -> "Pattern":
        """The same of what another pattern means: `a.b.c` under `x.y` is `x.y.c`."""
        length = len(other.parts)
        return Pattern(other.text, other.parts + self.parts[length:], other.globs + self.globs[length:])

    @property
    def paths(self) -> tuple[str, ...]:
        """Patterns of the paths that objects which it means may have; `**` is any number of steps."""
        match self.globs:
            case (database,):
                return (f"databases/{database}/**",)
            case (database, name):
                return f"databases/{database}/schemas/{name}/**", f"databases/{database}/*/{name}.json"
            case (database, schema, name, *_):
                start = f"databases/{database}/schemas/{schema}"
                if any(sign in f"{start}{name}" for sign in "*["):
                    # The step of a function may begin with a quote, and goes on with its types.
                    return f"{start}/*/{name}.json", f"{start}/*/*{name}*(*.json"
                # git is many times as fast where nothing is wild, and many functions seldom change.
                return tuple(
                    f"{start}/{folder}" if folder in SIGNATURES else f"{start}/{folder}/{name}.json"
                    for folder in SCHEMA_FOLDERS
                )
        return ("databases/**",)


def parse_pattern(text: str) -> Pattern:
    """`database.schema.name[.column]`, with SQL's quotes and `*` as wildcard outside of them.

    Raises:
        UsageError: the text is no such pattern.
    """
    parts: list[re.Pattern[str]] = []
    globs: list[str] = []
    position = 0
    while True:
        match = _PATTERN_PART.match(text, position)
        if match is None:
            raise UsageError(
                f"cannot read the object name {text!r}",
                'write database.schema.name, quoted as in SQL: app.public."Order items"',
            )
        parts.append(_expression(match, may_be_function=len(parts) == len(("database", "schema"))))
        globs.append(_glob(match))
        position = match.end()
        if match["end"] != ".":
            return Pattern(text, tuple(parts), tuple(globs))


def _expression(part: re.Match[str], *, may_be_function: bool) -> re.Pattern[str]:
    """What a part of a name must match; the bare name of a function means all with that name."""
    name = part["plain"] or part["quoted"].replace('""', '"')
    if part["plain"] and "*" in name:
        wild = ".*".join(map(re.escape, name.split("*")))
        return re.compile(wild + re.escape(part["types"] or ""), re.DOTALL)
    printed = "|".join(map(re.escape, sorted({name, quote(name), quoted(name)})))
    if part["types"]:
        return re.compile(f"(?:{printed}){re.escape(part['types'])}", re.DOTALL)
    overloads = rf"|(?:{printed})\(.*\)" if may_be_function else ""
    return re.compile(re.escape(name) + overloads, re.DOTALL)


def _glob(part: re.Match[str]) -> str:
    """A pattern of git that matches the step of a path, and perhaps more."""
    if part["types"] or "*" in (part["plain"] or ""):
        return "*"
    name = part["plain"] or part["quoted"].replace('""', '"')
    # What cannot be seen is shown as \u202e, and may be typed so.
    return escape(name).replace("[", "\\[") if name and "\\u" not in name else "*"
