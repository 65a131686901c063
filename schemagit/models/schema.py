"""The JSON Schema of each class: what the generator makes code from."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from schemagit.characters import visible_lines
from schemagit.document import Document
from schemagit.models import naming
from schemagit.models.reading import Relation, UserType, columns
from schemagit.models.types import Types, enum_labels
from schemagit.names import quote

METADATA = "x-postgresql"
# No text of PostgreSQL holds a NUL: a default that begins with one is ours, the code to stand in its place.
CODE = "\0"
UNSET = f"{CODE}UNSET"
# A type of `_types.py` is imported by the generator's code under a name that no class and no field can have,
# so that it never has to rename anything; `pieces` gives it its own name back.
REFERENCE = "_"
_MODULE = "t"

_CONSTANT = re.compile(
    r"""'(?P<quoted>(?:[^'\0]|'')*)'::[\w\ ."]+(?:\([\d,]+\))?
    |(?P<number>-?\d+(?:\.\d+)?)(?:::[a-z\ ]+(?:\([\d,]+\))?)?
    |(?P<truth>true|false)""",
    re.VERBOSE,
)
_JSON_TYPES = {
    "Any": {},
    "str": {"type": "string"},
    "bool": {"type": "boolean"},
    "float": {"type": "number"},
    "bytes": {"type": "string", "format": "binary"},
}


class Field(NamedTuple):
    """A column in a class: the name of its field, its JSON Schema and whether it must be given."""

    column: str
    name: str
    schema: dict[str, Any]
    is_required: bool

    @property
    def metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = self.schema.get(METADATA, {})
        return found


class Class(NamedTuple):
    """A class to be made.

    Attributes:
        name: in Python.
        schema: its JSON Schema.
        fields: what it holds; an enum holds none.
        relation: what it stands for, as SQL prints it.
    """

    name: str
    schema: dict[str, Any]
    fields: tuple[Field, ...] = ()
    relation: str = ""


def enum_class(name: str, found: UserType) -> Class:
    labels = list(dict.fromkeys(enum_labels(found.document)))
    members = naming.member_names(labels)
    schema: dict[str, Any] = {
        "type": "string",
        "enum": labels,
        "x-enum-varnames": [members[label] for label in labels],
    }
    return Class(name, schema | _described(found.document))


def record_class(name: str, found: UserType, types: Types) -> Class:
    """A composite type: any of its values may be NULL."""
    fields = [
        _field(
            column, found.name.dotted(column["name"]), types, {"type": column.get("type", "")}, is_null=True
        )
        for column in columns(found.document)
    ]
    return _model(name, found.document, fields, types.taken)


def model_class(name: str, relation: Relation, types: Types, variant: str, style: str) -> Class:
    """The class of a relation, as rows of it are read, inserted or updated."""
    keys = _Keys(relation.document)
    holder = relation.name.dotted()
    fields = []
    for column in columns(relation.document):
        if variant != "row" and not is_given(column):
            continue
        where = f"{holder}.{quote(column['name'])}"
        field = _field(column, where, types, keys.of(column), is_null=is_nullable(column, types))
        if variant == "update" or (variant == "insert" and not is_needed(column, types)):
            default = _constant(column, field, types) if variant == "insert" else UNSET
            field = _optional(field, default, style)
        fields.append(field)
    made = _model(name, relation.document, fields, types.taken)
    return made._replace(relation=holder.partition(".")[2])


def is_given(column: Mapping[str, Any]) -> bool:
    """Whether a writer may give a value: the server computes the others."""
    return "generated" not in column and column.get("identity") != "always"


def is_needed(column: Mapping[str, Any], types: Types) -> bool:
    """Whether an INSERT must give a value."""
    has_default = "default" in column or "identity" in column or types.default_of(str(column.get("type", "")))
    return not has_default and not is_nullable(column, types)


def is_nullable(column: Mapping[str, Any], types: Types) -> bool:
    return not column.get("not_null") and not types.is_never_null(str(column.get("type", "")))


def _model(name: str, document: Document, fields: Iterable[Field], taken: Collection[str]) -> Class:
    found = tuple(fields)
    names = naming.assign((field.column for field in found), naming.field_name, taken)
    found = tuple(_named(field, names[field.column]) for field in found)
    schema = {
        "type": "object",
        "properties": {field.column: field.schema for field in found},
        "required": [field.column for field in found if field.is_required],
    }
    return Class(name, schema | _described(document), found)


def _named(field: Field, name: str) -> Field:
    """The field under its name; where that is not the column's, its metadata say the column."""
    if name == field.column:
        return field
    metadata = {"column": field.column, **field.metadata}
    return field._replace(name=name, schema=field.schema | {METADATA: metadata})


def _field(
    column: Mapping[str, Any], where: str, types: Types, metadata: dict[str, Any], *, is_null: bool
) -> Field:
    name = types.resolve(str(column.get("type", "")), where)
    schema = {**_of_type(name, is_null=is_null), **_described(column), METADATA: metadata}
    return Field(column["name"], column["name"], schema, is_required=True)


@lru_cache(maxsize=4096)
def _of_type(name: str, *, is_null: bool) -> Mapping[str, Any]:
    schema = _reference(name)
    # Both are a third faster to generate than anyOf.
    if is_null and "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    return schema | {"nullable": True} if is_null and schema else schema


def _reference(name: str) -> dict[str, Any]:
    return _JSON_TYPES.get(name, {"customTypePath": f"{_MODULE}.{REFERENCE}{name}"})


def _optional(field: Field, default: Any, style: str) -> Field:
    """The field with a default; what nobody gave is told from NULL in the way of the style."""
    schema = dict(field.schema)
    is_unset = default == UNSET
    if style == "dataclass" and is_unset:
        schema = {**_with_unset(schema), "default": UNSET}
    elif style == "pydantic" or not is_unset:
        schema["default"] = default
    return field._replace(schema=schema, is_required=False)


def _with_unset(schema: dict[str, Any]) -> dict[str, Any]:
    unset = _reference("Unset")
    outside = {key: schema.pop(key) for key in (METADATA, "description") if key in schema}
    null = [{"type": "null"}] if schema.pop("nullable", False) else []
    return {"anyOf": [schema, unset, *null], **outside} if schema else outside


def _constant(column: Mapping[str, Any], field: Field, types: Types) -> Any:
    """The default of a column where it is a constant; else UNSET, for only the server knows it."""
    match = _CONSTANT.fullmatch(str(column.get("default", "")))
    name = types.resolve(str(column.get("type", "")), field.column)
    if match is None or "[" in str(column.get("type", "")):
        return UNSET
    is_quoted = match["quoted"] is not None
    text = match["quoted"].replace("''", "'") if is_quoted else match["number"]
    members = naming.member_names(types.labels(name))
    if text in members:
        return f"{CODE}{name}.{members[text]}"
    value = _value(types.python(name), text, is_quoted=is_quoted, truth=match["truth"])
    return UNSET if value is None else value


def _value(python: str, text: str | None, *, is_quoted: bool, truth: str | None) -> Any:
    """The value of a type of Python that a constant of SQL is; None where it is none."""
    match python:
        case "bool" if truth:
            return truth == "true"
        case "int" if text and re.fullmatch(r"-?\d{1,19}", text, re.ASCII):
            return int(text)
        case "float" if text and not is_quoted:
            return float(text)
        case "Decimal" if text and re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
            return f"{CODE}Decimal('{text}')"
        case "str" if is_quoted:
            return text
    return None


def _described(document: Mapping[str, Any]) -> dict[str, str]:
    """The comment, without characters that nobody sees, which could make it read as something else."""
    text = document.get("comment")
    return {"description": "\n".join(visible_lines(text))} if isinstance(text, str) and text.strip() else {}


class _Keys:
    """What the constraints of a relation say of each column."""

    def __init__(self, document: Document) -> None:
        found = document.get("constraints", ())
        self._constraints = [each for each in found if isinstance(each.get("columns"), list)]

    def of(self, column: Mapping[str, Any]) -> dict[str, Any]:
        name = column["name"]
        found: dict[str, Any] = {"type": column.get("type", "")}
        for each in self._constraints:
            if name not in each["columns"]:
                continue
            match each.get("type"):
                case "primary key":
                    found["primary_key"] = True
                case "unique":
                    found.setdefault("unique", []).append(each["columns"])
                case "foreign key":
                    columns = dict(zip(each["columns"], each.get("referenced_columns", ()), strict=False))
                    target = {"table": each.get("references"), "column": columns.get(name)}
                    found.setdefault("references", []).append(target)
        return found
