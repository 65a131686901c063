"""The words for object kinds, in the order of these: they cost nothing, and the kinds themselves do."""

from collections.abc import Mapping
from types import MappingProxyType

# The plurals of the names of kinds: of those whose objects are in no schema, of those in one, and of parts.
_OUTSIDE = {
    "database": "databases",
    "schema": "schemas",
    "extension": "extensions",
    "language": "languages",
    "cast": "casts",
    "transform": "transforms",
    "access method": "access methods",
    "foreign data wrapper": "foreign data wrappers",
    "server": "servers",
    "user mapping": "user mappings",
    "publication": "publications",
    "subscription": "subscriptions",
    "event trigger": "event triggers",
    "default privilege": "default privileges",
    "role": "roles",
    "role setting": "role settings",
}
_IN_SCHEMAS = {
    "table": "tables",
    "foreign table": "foreign tables",
    "view": "views",
    "materialized view": "materialized views",
    "sequence": "sequences",
    "function": "functions",
    "procedure": "procedures",
    "aggregate": "aggregates",
    "enum": "enums",
    "domain": "domains",
    "composite type": "composite types",
    "range type": "range types",
    "base type": "base types",
    "shell type": "shell types",
    "collation": "collations",
    "conversion": "conversions",
    "operator": "operators",
    "operator class": "operator classes",
    "operator family": "operator families",
    "text search configuration": "text search configurations",
    "text search dictionary": "text search dictionaries",
    "text search parser": "text search parsers",
    "text search template": "text search templates",
    "statistics": "statistics",
}
_PARTS = {
    "column": "columns",
    "constraint": "constraints",
    "index": "indexes",
    "trigger": "triggers",
    "rule": "rules",
    "policy": "policies",
    "publication table": "tables",
    "publication schema": "schemas",
    "security label": "security labels",
}

PLURALS: Mapping[str, str] = MappingProxyType(_OUTSIDE | _IN_SCHEMAS | _PARTS)

# The name of the kind of each folder with documents, and the folders that a schema may have.
FOLDERS: Mapping[str, str] = MappingProxyType(
    {plural.replace(" ", "_"): name for name, plural in (_OUTSIDE | _IN_SCHEMAS).items()}
)
SCHEMA_FOLDERS = tuple(folder for folder, name in FOLDERS.items() if name in _IN_SCHEMAS)

# The section of documents that each kind of parts fills.
SECTIONS: Mapping[str, str] = MappingProxyType(
    {name: plural.replace(" ", "_") for name, plural in _PARTS.items()}
)
