"""`ignore`: what is left out of comparisons; `roles` and `schemas`: the names that they are compared by."""

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from schemagit.config.context import Context
from schemagit.config.values import Value
from schemagit.errors import UsageError
from schemagit.facets import FACETS
from schemagit.later import Later
from schemagit.names import environment_name
from schemagit.patterns import Pattern, parse_pattern

if TYPE_CHECKING:
    from schemagit import ignores
else:
    # Who only takes snapshots compares by no rules, and most files have none.
    ignores = Later("schemagit.ignores")

_KEYS = ("object", "attributes", "facet", "reason", "until", "with")
_T = TypeVar("_T")


def read_ignore(value: Value, context: Context) -> "tuple[ignores.Ignore, ...]":
    return tuple(_rule(entry, context) for entry in value.elements)


def read_names(value: Value, context: Context) -> Mapping[str, str]:
    return MappingProxyType({own: context.text(logical) for own, logical in value.entries.items()})


def _rule(entry: Value, context: Context) -> "ignores.Ignore":
    """A facet, a pattern, or a mapping that says more."""
    if entry.is_mapping:
        return _mapping(entry, context)
    text, origin = context.text(entry), str(entry.source)
    if "." in text or "*" in text:
        return ignores.Ignore(text, origin, _known(entry, parse_pattern, text))
    return ignores.Ignore(text, origin, traits=_known(entry, ignores.facet, text))


def _mapping(entry: Value, context: Context) -> "ignores.Ignore":
    entries = entry.known_entries(_KEYS)
    texts = {key: context.text(value) for key, value in entries.items() if key != "attributes"}
    if not entries.keys() & {"object", "facet", "attributes"}:
        raise entry.error("this rule does not say what to ignore", "give it an object, a facet or attributes")
    attributes = _attributes(entries["attributes"], context) if "attributes" in entries else ()
    pattern: Pattern | None = None
    traits = frozenset(attributes)
    if "object" in texts:
        pattern = _known(entries["object"], parse_pattern, texts["object"])
    if "facet" in texts:
        traits |= _known(entries["facet"], ignores.facet, texts["facet"])
    what = ", ".join(filter(None, [texts.get("facet"), *attributes]))
    return ignores.Ignore(
        " of ".join(filter(None, [what, texts.get("object")])),
        str(entry.source),
        pattern,
        traits,
        texts.get("reason", ""),
        _day(entries["until"], texts["until"]) if "until" in texts else None,
        _known(entries["with"], environment_name, texts["with"]) if "with" in texts else "",
    )


def _attributes(value: Value, context: Context) -> list[str]:
    attributes = []
    for element in value.elements:
        attribute = context.text(element)
        if attribute not in ignores.attributes():
            close = difflib.get_close_matches(attribute, ignores.attributes() | FACETS.keys(), 1)
            hint = f'did you mean "{close[0]}"?' if close else "docs/findings.md lists them"
            raise element.error(f'nothing has an attribute "{attribute}"', hint)
        attributes.append(attribute)
    return attributes


def _day(value: Value, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise value.error(f"until must be a date, not {text!r}", "as in until: 2026-12-31") from None


def _known(value: Value, convert: Callable[[str], _T], text: str) -> _T:
    """The converted text of a value; an error says where it is written."""
    try:
        return convert(text)
    except UsageError as error:
        raise value.error(error.message, error.hint) from error
