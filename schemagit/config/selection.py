"""`exclude`, `include`: which objects are captured; `accept`: what looks like a secret and is none."""

from schemagit.config.context import Context
from schemagit.config.values import Value
from schemagit.errors import UsageError
from schemagit.filters import Filter
from schemagit.kinds import FOLDERS
from schemagit.patterns import Pattern, parse_pattern

# A database has no name inside of itself.
KINDS = frozenset(kind.name for kind in FOLDERS.values() if kind.name != "database")


def read_exclude(value: Value, context: Context) -> tuple[Filter, ...]:
    return tuple(_filter(entry, context, keeps=False) for entry in value.elements)


def read_include(value: Value, context: Context) -> tuple[Filter, ...]:
    return tuple(_filter(entry, context, keeps=True) for entry in value.elements)


def read_accept(value: Value, context: Context) -> tuple[Pattern, ...]:
    return tuple(_pattern(entry, context) for entry in value.elements)


def _filter(entry: Value, context: Context, *, keeps: bool) -> Filter:
    """`schema.name`, or `kind: schema.name` as YAML reads it."""
    if not entry.is_mapping:
        return Filter(_pattern(entry, context), "", keeps)
    if len(entry.entries) != 1:
        raise entry.error(
            "an entry with a kind must be one kind and one pattern", "as in function: public.f_*"
        )
    ((kind, value),) = entry.entries.items()
    if kind not in KINDS:
        raise value.error(f"there is no kind {kind!r}", f"known: {', '.join(sorted(KINDS))}")
    return Filter(_pattern(value, context), kind, keeps)


def _pattern(value: Value, context: Context) -> Pattern:
    try:
        return parse_pattern(context.text(value))
    except UsageError as error:
        raise value.error(error.message, error.hint) from error
