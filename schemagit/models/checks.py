"""The CHECK constraints of domains, as far as a type of Python can hold them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Limit: TypeAlias = tuple[str, int | float | str]

_VALUE = r"\(?VALUE\)?(?:::text)?"
_COMPARISON = re.compile(rf"{_VALUE} (>=|<=|>|<) \(?'?(-?\d+(?:\.\d+)?)'?\)?(?:::[a-z ]+)?")
_LENGTH = re.compile(rf"(?:char_length|character_length|length)\({_VALUE}\) (>=|<=|>|<) (\d{{1,9}})")
_PATTERN = re.compile(rf"{_VALUE} ~ '((?:[^']|'')*)'::text")
# Signs that mean the same to PostgreSQL as to Python and to pydantic's engine of regular expressions.
_SAME_EVERYWHERE = re.compile(r"(?!.*(\[\[|\(\?|\{,|\*\*|\+\+))[A-Za-z0-9 ^$@._+*?(){},|\[\]%:/#=!&;~<>-]*")
_WORDS = {">=": "ge", "<=": "le", ">": "gt", "<": "lt"}


def limits(domain: Mapping[str, Any], python: str) -> Iterator[Limit]:
    """The limits that the values of a domain keep, by the keywords of pydantic and msgspec.

    Args:
        domain: its document.
        python: the type of Python of its values.
    """
    found: dict[str, int | float | str] = {}
    for constraint in domain.get("constraints", ()):
        for part in _parts(str(constraint.get("expression", ""))):
            # Of two limits of one kind only the first is carried: models may be more lenient than PostgreSQL.
            for name, value in _limits_of(part, python):
                found.setdefault(name, value)
    return iter(sorted(found.items()))


def _limits_of(part: str, python: str) -> Iterator[Limit]:
    if python in ("int", "float") and (match := _COMPARISON.fullmatch(part)):
        number = float(match[2])
        if python == "float":
            yield _WORDS[match[1]], number
        elif number.is_integer() and abs(number) < 2**53:
            yield _WORDS[match[1]], int(number)
    elif python == "str" and (match := _LENGTH.fullmatch(part)):
        yield from _length(match[1], int(match[2]))
    elif python == "str" and (match := _PATTERN.fullmatch(part)):
        pattern = match[1].replace("''", "'")
        if _SAME_EVERYWHERE.fullmatch(pattern) and _compiles(pattern):
            yield "pattern", pattern


def _length(operator: str, size: int) -> Iterator[Limit]:
    match operator:
        case "<=":
            yield "max_length", size
        case "<" if size > 0:
            yield "max_length", size - 1
        case ">=":
            yield "min_length", size
        case ">":
            yield "min_length", size + 1


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _parts(expression: str) -> Iterator[str]:
    """The conditions that an expression joins by AND, without the parentheses around them."""
    text = _stripped(expression.strip())
    depth, start, quoted = 0, 0, False
    for place, sign in enumerate(text):
        if sign == "'":
            quoted = not quoted
        if not quoted:
            depth += (sign == "(") - (sign == ")")
        if depth == 0 and not quoted and text.startswith(" AND ", place):
            yield from _parts(text[start:place])
            start = place + len(" AND ")
    if start:
        yield from _parts(text[start:])
    elif " OR " not in text:
        yield text


def _stripped(text: str) -> str:
    while text.startswith("(") and text.endswith(")") and _closes_at(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closes_at(text: str) -> int:
    depth, quoted = 0, False
    for place, sign in enumerate(text):
        quoted ^= sign == "'"
        if not quoted:
            depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    return -1
