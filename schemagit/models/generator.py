"""JSON Schema -> code: the only place that knows datamodel-code-generator.

The generator sees all classes of a batch at once, but never a class and what refers to it: references are
names to import, so that the code of a class depends on that class alone and can be kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import datamodel_code_generator
from datamodel_code_generator import InputFileType, PythonVersion, generate
from datamodel_code_generator.enums import DataModelType

from schemagit.errors import FailedError
from schemagit.models.schema import METADATA, Class
from schemagit.models.texts import decoded, encodable

VERSION = datamodel_code_generator.get_version()

_MODEL_TYPES = {
    "pydantic": DataModelType.PydanticV2BaseModel,
    "dataclass": DataModelType.DataclassesDataclass,
    "typeddict": DataModelType.TypingTypedDict,
    "msgspec": DataModelType.MsgspecStruct,
}
_REFUSED_BY_MSGSPEC = re.compile(r'["\\\x00-\x1f]')


def code(classes: Sequence[Class], style: str) -> str:
    """A module that defines these classes, in the order given.

    Raises:
        FailedError: the generator refuses them.
    """
    if style == "msgspec":
        classes = [_without_refused_names(each) for each in classes]
    schema = {"$defs": {each.name: each.schema for each in classes}}
    aliases = {
        f"{each.name}.{field.column}": field.name
        for each in classes
        for field in each.fields
        if field.column != field.name
    }
    given = _map(schema, encodable)
    try:
        made = generate(given, **_options(style), aliases=_map(aliases, encodable))
    except Exception as error:
        # It has errors of many kinds; what they have in common is that our schema was not what it expects.
        names = ", ".join(each.name for each in classes[:3])
        text = str(error).split("\n", maxsplit=1)[0]
        raise FailedError(f"datamodel-code-generator {VERSION} makes no models of {names}: {text}") from error
    if not isinstance(made, str):
        raise FailedError(f"datamodel-code-generator {VERSION} made more than one module")
    return decoded(made) if given != schema else made


def _map(value: Any, change: Callable[[str], str]) -> Any:
    """A value of JSON with every text in it changed."""
    match value:
        case str():
            return change(value)
        case list():
            return [_map(each, change) for each in value]
        case dict():
            return {change(name): _map(each, change) for name, each in value.items()}
    return value


def _without_refused_names(each: Class) -> Class:
    """Where an alias holds what msgspec refuses in one, the metadata alone name the column."""
    names = {field.column: field.name for field in each.fields if _REFUSED_BY_MSGSPEC.search(field.column)}
    if not names:
        return each
    fields = tuple(field._replace(column=names.get(field.column, field.column)) for field in each.fields)
    properties = each.schema["properties"].items()
    schema = {
        **each.schema,
        "properties": {names.get(column, column): value for column, value in properties},
        "required": [names.get(column, column) for column in each.schema["required"]],
    }
    return each._replace(schema=schema, fields=fields)


def _options(style: str) -> Mapping[str, Any]:
    return {
        "input_file_type": InputFileType.JsonSchema,
        "output_model_type": _MODEL_TYPES[style],
        "target_python_version": PythonVersion.PY_311,
        # Formatters double the time; the code is laid out well enough without.
        "formatters": [],
        "disable_timestamp": True,
        "field_constraints": True,
        "use_annotated": False,
        "use_schema_description": True,
        # Other styles have no description of a field but a string behind it.
        "use_field_description": style != "pydantic",
        "field_extra_keys": {METADATA},
        "keep_model_order": True,
        "strict_nullable": True,
        "skip_root_model": True,
        "keyword_only": True,
        "allow_population_by_field_name": True,
        "allow_remote_refs": False,
    }
