"""Texts inside of code: no text of a database leaves the quotes that it is put in."""

import re
from typing import Any

from schemagit.characters import INVISIBLE

# Beyond what is invisible: a lone surrogate cannot be written to a file at all.
_ESCAPED = re.compile(INVISIBLE.pattern)


def safe(code: str) -> str:
    """Code whose texts hold no character that nobody sees: each is written as an escape of Python."""
    return _ESCAPED.sub(_escape, code)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def literal(value: Any) -> str:
    """A value of JSON as Python writes it."""
    return safe(repr(value))
