"""docs/output.schema.json, held to what commands print: what it does not name is not documented."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = json.loads((DOCS / "output.schema.json").read_text("utf-8"))
# What others are made of, by allOf.
PARTS = ("finding", "snapshot", "side", "step", "synced")


def check(command: str, text: str) -> Any:
    """What a command printed, which the schema describes wholly."""
    found = json.loads(text)
    validator(command).validate(found)
    return found


def validator(command: str) -> Draft202012Validator:
    """What finds an output of a command that the schema does not describe wholly."""
    definitions = _closed(SCHEMA["$defs"])
    # A part of a whole is closed by the whole.
    _reopen(definitions)
    for name in PARTS:
        definitions[f"open {name}"] = {**definitions[name], "unevaluatedProperties": True}
    schema = {**SCHEMA, "$defs": definitions, "anyOf": [{"$ref": f"#/$defs/{command}"}]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def _closed(schema: Any) -> Any:
    """The schema with nothing allowed but what it names."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(value) for name, value in schema.items()}
    is_open = schema.get("required") == ["object", "kind"]  # a document follows
    if ("properties" in schema or "allOf" in schema) and not is_open:
        closed["unevaluatedProperties"] = False
    return closed


def _reopen(schema: Any) -> None:
    if isinstance(schema, list):
        for each in schema:
            _reopen(each)
    if not isinstance(schema, dict):
        return
    for part in schema.get("allOf", []):
        part.pop("unevaluatedProperties", None)
        if "$ref" in part:
            part["$ref"] = part["$ref"].replace("$defs/", "$defs/open ")
    for each in schema.values():
        _reopen(each)
