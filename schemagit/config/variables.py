"""${VAR} and ${VAR:-default} in values.

A variable stands for one value: it is put in after YAML was read and is never read again itself, so that
no password can end a quote, begin a comment or name another variable. Every other `$` is just a dollar.

Inside a dsn the same holds: where a variable stands for the user or the password of a URL, or for the
value of a parameter (`?password=${PW}`, `password=${PW}`), it is escaped as libpq wants it. So it holds
the password itself, not an encoded form of it. Elsewhere in a dsn, and where it is the whole dsn, it is
put in as it is: hosts may be lists with ports.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from schemagit.config.values import Value, is_usable
from schemagit.errors import UsageError

# Any "${" matches, with its name only where it is well written.
_VARIABLE = re.compile(r"\$\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-((?:(?!\$\{)[^}])*))?\})?")
_PLACEHOLDER = re.compile(r"<[^<>]*>")
_URL = re.compile(r"postgres(?:ql)?://(?:([^@/]*)@)?")
_ANY_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^@/]*)@")
_URL_VALUE = re.compile(r"[?&][^=&]*=([^&]*)")
_KEYWORD_VALUE = re.compile(r"[A-Za-z_]+\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s\\]|\\.)*)", re.DOTALL)
_DSN_HINT = "write postgres://user:${PASSWORD}@host:5432/database, or keyword=value pairs"


class Expanded(NamedTuple):
    """A text with its variables put in, and their names in order."""

    text: str
    variables: tuple[str, ...]


def expand(value: Value, environ: Mapping[str, str]) -> Expanded:
    """A scalar with its variables put in.

    Raises:
        UsageError: a variable is not set or not well written, or a placeholder was left in.
    """
    template = value.text
    if _PLACEHOLDER.fullmatch(template):
        raise _placeholder_error(value)
    return Expanded(_fill(value, template, environ), _names(template))


def expand_dsn(value: Value, environ: Mapping[str, str]) -> Expanded:
    """A dsn with its variables put in, escaped where they stand for one value of it.

    Raises:
        UsageError: as above, or it is neither a URL of PostgreSQL nor keyword=value pairs.
    """
    template = value.text
    # Of the same length, so that nothing inside of a variable is taken for a part of the dsn.
    masked = _VARIABLE.sub(lambda match: "x" * len(match[0]), template)
    if _PLACEHOLDER.search(masked):
        raise _placeholder_error(value)
    is_url = _URL.match(_fill(value, template, environ)) is not None
    pieces, position = [], 0
    for start, end in _url_spans(masked) if is_url else _keyword_spans(masked):
        pieces.append(_fill(value, template[position:start], environ))
        filled = _fill(value, template[start:end], environ, _escape_url if is_url else _escape_keyword)
        # After "password=", libpq skips blanks: without quotes the next keyword would be the password.
        pieces.append(filled or ("" if is_url else "''"))
        position = end
    text = "".join(pieces) + _fill(value, template[position:], environ)
    if text and not is_url and not _KEYWORD_VALUE.match(text.lstrip()):
        raise value.error("dsn is not a connection to PostgreSQL", _DSN_HINT)
    return Expanded(text, _names(template))


def expand_url(value: Value, environ: Mapping[str, str]) -> str:
    """A URL of any kind with its variables put in, escaped where they stand for the user or the password.

    Raises:
        UsageError: as above.
    """
    template = value.text
    masked = _VARIABLE.sub(lambda match: "x" * len(match[0]), template)
    if _PLACEHOLDER.search(masked):
        raise _placeholder_error(value)
    person = _ANY_URL.match(masked)
    start, end = person.span(1) if person else (0, 0)
    inside = _fill(value, template[start:end], environ, _escape_url)
    return _fill(value, template[:start], environ) + inside + _fill(value, template[end:], environ)


def _url_spans(masked: str) -> Iterator[tuple[int, int]]:
    authority = _URL.match(masked)
    if authority and authority[1]:
        yield authority.span(1)
    query = masked.find("?", authority.end() if authority else 0)
    if query >= 0:
        yield from (match.span(1) for match in _URL_VALUE.finditer(masked, query))


def _keyword_spans(masked: str) -> Iterator[tuple[int, int]]:
    return (match.span(1) for match in _KEYWORD_VALUE.finditer(masked))


def _escape_url(text: str) -> str:
    return quote(text, safe="")


def _escape_keyword(text: str) -> str:
    return re.sub(r"([\\'\s])", r"\\\1", text)


def _fill(value: Value, template: str, environ: Mapping[str, str], escape: Callable[[str], str] = str) -> str:
    return _VARIABLE.sub(lambda match: escape(_look_up(value, match, environ)), template)


def _look_up(value: Value, match: re.Match[str], environ: Mapping[str, str]) -> str:
    name, default = match[1], match[2]
    if name is None:
        raise value.error(
            f"a variable in {value.key} is not written as ${{NAME}} or ${{NAME:-default}}",
            'a "${" that is meant as it stands can only come from a variable',
        )
    found = environ.get(name)
    if not found and default is not None:
        return str(default)
    if found is None:
        raise value.error(
            f"the environment variable {name} is not set", f"set it, or write ${{{name}:-default}}"
        )
    if not is_usable(found):
        raise value.error(f"the environment variable {name} holds a character that is not text")
    return found


def _names(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[1] for match in _VARIABLE.finditer(template)))


def _placeholder_error(value: Value) -> UsageError:
    return value.error(
        f"{value.key} still holds a placeholder in angle brackets",
        "write the value itself, or ${NAME} to take it from the environment",
    )
