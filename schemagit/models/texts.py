"""Texts inside of code: no text of a database leaves the quotes that it is put in."""

import re
from typing import Any

from schemagit.characters import INVISIBLE

# Beyond what is invisible: a lone surrogate cannot be written to a file at all.
_ESCAPED = re.compile(INVISIBLE.pattern)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Far away, in the last plane for private use.
_AWAY = 0x10F000 - 0xD800
_STAND_IN = re.compile("[\U0010f000-\U0010f7ff]")


def safe(code: str) -> str:
    """Code whose texts hold no character that nobody sees: each is written as an escape of Python."""
    return _ESCAPED.sub(_escape, code)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def encodable(text: str) -> str:
    """The text with other characters in the place of lone surrogates, which no file and no parser takes."""
    return _SURROGATE.sub(lambda match: chr(ord(match[0]) + _AWAY), text)


def decoded(code: str) -> str:
    """Code made of such texts, in which the characters are surrogates again, as escapes."""
    return _STAND_IN.sub(lambda match: f"\\u{ord(match[0]) - _AWAY:04x}", code)


def literal(value: Any) -> str:
    """A value of JSON as Python writes it."""
    return safe(repr(value))
