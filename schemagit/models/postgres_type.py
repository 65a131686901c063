"""The text that PostgreSQL prints for a type, taken apart."""

import re
from functools import lru_cache
from typing import NamedTuple

_TYPE = re.compile(
    r"""(?P<base>(?:"(?:[^"]|"")*"|[^"(\[\]])+)
    (?:\((?P<arguments>[^()]*)\))?(?P<rest>[^"()\[\]]*)(?P<arrays>(?:\[\])*)""",
    re.VERBOSE | re.DOTALL,
)
_PART = re.compile(r'"((?:[^"]|"")*)"|([^".]+)', re.DOTALL)


class PostgresType(NamedTuple):
    """A type as `format_type` prints it.

    Attributes:
        schema: "" for the types of PostgreSQL itself.
        name: without quotes.
        arguments: what stands in parentheses: a length, or precision and scale.
        is_array: PostgreSQL does not keep how many dimensions there are.
    """

    schema: str
    name: str
    arguments: tuple[str, ...] = ()
    is_array: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """The arguments where all are numbers."""
        found = [int(text) for text in self.arguments if re.fullmatch(r"-?\d{1,9}", text, re.ASCII)]
        return tuple(found) if len(found) == len(self.arguments) else ()

    @property
    def element(self) -> "PostgresType":
        return self._replace(is_array=False)


@lru_cache(maxsize=1024)
def parse_type(text: str) -> PostgresType:
    """Take apart `timestamp(3) with time zone`, `public."My type"[]` and the like.

    A text that is none of PostgreSQL's is a type of that name, which is then unknown.
    """
    match = _TYPE.fullmatch(text.strip())
    if match is None:
        return PostgresType("", text)
    base = match["base"].strip()
    parts = [quoted.replace('""', '"') or plain for quoted, plain in _PART.findall(base)]
    arguments = tuple(part.strip() for part in (match["arguments"] or "").split(",") if part.strip())
    is_array = bool(match["arrays"])
    if len(parts) == 2:
        return PostgresType(parts[0], parts[1], arguments, is_array)
    name = base if base == '"char"' else "".join(parts)
    return PostgresType("", " ".join(f"{name} {match['rest']}".split()), arguments, is_array)
