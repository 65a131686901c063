"""What attributes look like, so that a document of another shape is refused and not guessed at."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from schemagit.words import SECTIONS

_TEXT, _OBJECT = frozenset({str}), frozenset({dict})
_SCALARS = frozenset({str, int, float, bool})
_TEXTS = frozenset({
    "body", "events", "foreign_options", "functions", "include", "inherits", "labels", "mappings",
    "member_of", "not_published", "on_delete_columns", "referenced_columns", "roles", "settings", "tags",
    "toast_options",
})  # fmt: skip
# Of the others, those that are texts: words are made of them.
_WORDS = frozenset({
    "access_method", "arguments", "category", "character_type", "check", "clustered_on", "collation",
    "combine_function", "command", "comment", "commutator", "compression", "condition", "context",
    "delimiter", "encoding", "end_function", "event", "execute", "expression", "family",
    "final_function", "final_modify", "form", "from", "from_sql", "from_table", "function", "generated",
    "generated_columns", "handler", "headline_function", "identity", "in_schema", "init_function",
    "initial_value", "inline", "input", "join", "language", "lexize_function", "library", "locale",
    "match", "method", "moving_final_function", "moving_initial_value", "moving_inverse_function",
    "moving_state_type", "moving_transition_function", "multirange", "negator", "new_table",
    "not_null_name", "objects", "of_type", "old_table", "on", "on_delete", "on_update", "output",
    "owned_by", "owner", "parallel", "parser", "partition_bound", "partition_key", "partition_of",
    "predicate", "provider", "references", "replica_identity", "restrict", "result", "role", "server",
    "sort_operator", "start_function", "state_type", "storage", "subtype", "subtype_difference", "table",
    "timing", "to", "to_sql", "token_function", "transition_function", "type", "types_function", "using",
    "validator", "version", "volatility", "wrapper",
})  # fmt: skip
# Those that are one value, or a list of texts.
_VALUES = frozenset({
    "alignment", "all_tables", "analyze", "binary", "by_value", "bypass_row_security", "cache",
    "canonical", "closed", "collatable", "connection_limit", "cost", "create_database",
    "create_role", "cycle", "default", "deferrable", "deserialize_function", "direct_arguments",
    "disable_on_error", "element", "enabled", "failover", "final_extra", "for_each_row",
    "force_row_security", "hashes", "increment", "inherited", "initially_deferred", "invalid",
    "is_constraint", "label", "leakproof", "length", "locale_provider", "locale_rules", "login",
    "maximum", "merges", "minimum", "modifier_input", "modifier_output", "moving_final_extra",
    "moving_final_modify", "moving_state_size", "no_inherit", "nondeterministic", "not_enforced",
    "not_null", "not_null_no_inherit", "not_null_not_valid", "not_valid", "nulls_not_distinct",
    "opclass", "origin", "password_not_required", "period", "preferred", "receive", "replication",
    "restrictive", "row_security", "rows", "run_as_owner", "security_definer", "send",
    "serialize_function", "slot_name", "start", "state_size", "statistics", "strict", "subscript",
    "superuser", "support", "synchronous_commit", "tablespace", "target", "template",
    "transform_types", "trusted", "two_phase", "unique", "unlogged", "valid_until", "via_root",
    "virtual", "window",
})  # fmt: skip
_OBJECTS = frozenset({"elements", "grants", "keys"})
_MAPPINGS = frozenset({"identity_sequence", "partitions"})
# What each element of these has.
_REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "columns": (("type", "unreadable"),),
        "elements": (("expression",), ("operator",)),
        "grants": (("role",), ("privileges",)),
        "keys": (("column", "expression"),),
    }
)
# One text in documents of some kinds, a list in others.
_EITHER = frozenset({"definition", "options", "rules"})
# The parts of a document, or the names of parts of another one.
_PARTS = frozenset(SECTIONS.values())
_NAMES = frozenset({"columns", "kinds", "operators", "publications"})
_FACT_LISTS = frozenset({"kinds", "filters"})
_FACT_MAPPINGS = frozenset({"unmodelled", "unreadable"})
_LISTS = _TEXTS | _OBJECTS | _PARTS | _NAMES
_CONTAINERS = _LISTS | _EITHER | _MAPPINGS
# What needs no second look: most values are true or false.
_USUAL: dict[str, type | None] = {
    **dict.fromkeys(_VALUES, bool),
    **dict.fromkeys(_CONTAINERS),
    **dict.fromkeys(_EITHER | {"default"}, str),
}
_usual = _USUAL.get


def misshapen(document: Mapping[str, Any]) -> str:
    """What is wrong with the shape of a document, as the end of a sentence; "" when nothing is.

    Attributes that this version does not know may look as they like.
    """
    for name, value in document.items():
        if type(value) is _usual(name, str):
            continue
        if name in _PARTS and isinstance(value, list):
            if wrong := _misshapen_parts(name, value):
                return wrong
        elif not _fits(name, value):
            return f"its {name} has another shape"
    return ""


def misshapen_facts(document: Mapping[str, Any]) -> str:
    """The same for what says how a database was captured, and which identities its objects have."""
    for name, value in document.items():
        shape = type(value)
        if name in _FACT_LISTS and not (shape is list and _TEXT.issuperset(map(type, value))):
            return f"its {name} has another shape"
        if name in _FACT_MAPPINGS and not (shape is dict and _SCALARS.issuperset(map(type, value.values()))):
            return f"its {name} has another shape"
    return ""


def _misshapen_parts(section: str, parts: list[dict[str, Any]]) -> str:
    required = _REQUIRED.get(section, ())
    for part in parts:
        if type(part) is not dict or type(part.get("name")) is not str:
            return f"one of its {section} has no name"
        if any(map(part.keys().isdisjoint, required)):
            return f"one of its {section} lacks what all have"
        for name, value in part.items():
            if type(value) is not _usual(name, str) and not _fits(name, value):
                return f"{name} of one of its {section} has another shape"
    return ""


def _fits(name: str, value: Any) -> bool:
    shape = type(value)
    if shape is list and name in _CONTAINERS:
        if name in _OBJECTS:
            return _OBJECT.issuperset(map(type, value)) and all(_is_element(name, each) for each in value)
        return name not in _MAPPINGS and _TEXT.issuperset(map(type, value))
    if shape is dict and name in _MAPPINGS:
        return _SCALARS.issuperset(map(type, value.values()))
    if name in _WORDS or name in _EITHER:
        return shape is str
    if name in _CONTAINERS:
        return False
    is_list_of_texts = shape is list and _TEXT.issuperset(map(type, value))
    return name not in _VALUES or shape in _SCALARS or is_list_of_texts


def _is_element(name: str, element: Mapping[str, Any]) -> bool:
    """Whether an element of a list holds texts and numbers, and lists of texts, and what it must."""
    return not _lacks(name, element) and all(
        type(value) in _SCALARS or (type(value) is list and _TEXT.issuperset(map(type, value)))
        for value in element.values()
    )


def _lacks(name: str, element: Mapping[str, Any]) -> bool:
    return any(element.keys().isdisjoint(names) for names in _REQUIRED.get(name, ()))
