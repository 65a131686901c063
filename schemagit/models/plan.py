"""Which classes a database becomes, and in which module each stands."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from schemagit.models import naming
from schemagit.models.options import Options
from schemagit.models.reading import Database, Relation
from schemagit.models.schema import Class, enum_class, model_class, record_class
from schemagit.models.types import Types
from schemagit.patterns import Pattern

_OBJECT = 3


class Plan(NamedTuple):
    """The classes of one database.

    Attributes:
        database: its name.
        types: the definitions that its classes need.
        shared: the enums and composite types.
        schemas: the classes of relations by schema.
    """

    database: str
    types: Types
    shared: list[Class]
    schemas: dict[str, list[Class]]


def plan(database: Database, options: Options, patterns: Sequence[Pattern]) -> Plan:
    """What is to be made of a database, or of those of its objects that a pattern means."""
    types = Types(database)
    if not patterns:
        types.resolve_all()
    schemas: dict[str, list[Class]] = {}
    names = _class_names(database, types)
    for key, relation in sorted(database.relations.items()):
        if is_meant(relation.name.parts, patterns):
            made = schemas.setdefault(relation.name.schema, [])
            for variant in variants_of(relation, options):
                made.append(model_class(names[*key, variant], relation, types, variant, options.style))
    for key, found in sorted(database.types.items()):
        if patterns and is_meant(found.name.parts, patterns):
            types.resolve_key(key)
    shared = [each for name in list(types.definitions) if (each := _shared(name, types))]
    return Plan(database.name, types, shared, schemas)


def is_meant(parts: tuple[str, ...], patterns: Sequence[Pattern]) -> bool:
    return not patterns or any(pattern.first(_OBJECT).matches(parts) for pattern in patterns)


def variants_of(relation: Relation, options: Options) -> list[str]:
    return [variant for variant in options.variants if variant == "row" or relation.is_writable]


def _shared(name: str, types: Types) -> Class | None:
    _, alias, key = types.definitions[name]
    found = types.of_user(key) if key and alias is None else None
    if found is None or found.name.folder not in ("enums", "composite_types"):
        return None
    return enum_class(name, found) if found.name.folder == "enums" else record_class(name, found, types)


def _class_names(database: Database, types: Types) -> dict[tuple[str, str, str], str]:
    """The class of each relation and variant; all relations count, so that a pattern renames none."""
    result: dict[tuple[str, str, str], str] = {}
    taken = types.taken
    for schema in sorted({schema for schema, _ in database.relations}):
        relations = [name for other, name in database.relations if other == schema]
        rows = naming.assign(relations, lambda name: _class_name(name, taken), taken, joint="")
        result |= {(schema, name, "row"): made for name, made in rows.items()}
        for variant in ("insert", "update"):
            wanted = {f"{rows[name]}{variant.capitalize()}": name for name in relations}
            made = naming.assign(wanted, str, taken | set(rows.values()), joint="")
            result |= {(schema, name, variant): made[text] for text, name in wanted.items()}
    return result


def _class_name(name: str, taken: Collection[str]) -> str:
    made = naming.class_name(name)
    return f"{made}Record" if made in taken else made
