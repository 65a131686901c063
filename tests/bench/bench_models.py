"""Models of 1,000 tables, against one bare call of the generator for a JSON Schema of the same tables."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bench_schema
from bench_measure import Case, Command

from schemagit.models import reading
from schemagit.sources import Source

TABLES = 1000
ENVIRONMENT = "models"
_BARE = Path(__file__).with_name("bench_bare.py")
# Of each type what JSON Schema has for it; all others are texts.
_TYPES: dict[str, dict[str, Any]] = {
    "bigint": {"type": "integer"},
    "integer": {"type": "integer"},
    "smallint": {"type": "integer"},
    "numeric(12,2)": {"type": "number"},
    "double precision": {"type": "number"},
    "boolean": {"type": "boolean"},
    "jsonb": {},
    "uuid": {"type": "string", "format": "uuid"},
    "date": {"type": "string", "format": "date"},
    "timestamp with time zone": {"type": "string", "format": "date-time"},
    "bytea": {"type": "string", "format": "binary"},
    "text[]": {"type": "array", "items": {"type": "string"}},
}


def statements(change: str) -> list[str]:
    """Changes of ten tables."""
    chosen = range(0, TABLES, TABLES // 10)
    return [f"alter table {bench_schema.table_name(number)} {change}" for number in chosen]


class Models:
    """What models are made of and in, below one folder.

    Args:
        program: the words that call schemagit.
        project: the folder in which it finds the snapshots of ENVIRONMENT.
    """

    def __init__(self, program: list[str], project: Path) -> None:
        self._program = program
        self._project = project
        self._place = project / "models"
        self._before = self._place / "before"
        self._now = self._place / "now"

    def cases(self, source: Source) -> Iterator[Case]:
        """The first run for a snapshot, and one after the last ten tables changed."""
        shutil.rmtree(self._place, ignore_errors=True)
        self._place.mkdir(parents=True)
        bare = self._bare(source)
        words = self._words(ENVIRONMENT, self._now)
        yield Case("generate, 1,000 tables", Command(words, self._project, self._forget), bare, 1.2)
        changed = Command(words, self._project, self._remember)
        yield Case("generate, 10 of 1,000 tables changed", changed, bare, 0.15)
        yield Case("generate, nothing changed", Command(words, self._project), bare, 0.15)

    def _bare(self, source: Source) -> Command:
        schema = self._place / "schema.json"
        schema.write_text(json.dumps(json_schema(source)), "utf-8")
        return Command([sys.executable, str(_BARE), str(schema), str(self._place / "bare.py")], self._project)

    def _words(self, ref: str, place: Path) -> list[str]:
        homes = [f"XDG_{name}_HOME={place / name.lower()}" for name in ("CACHE", "STATE")]
        return ["env", *homes, *self._program, "generate", ref, "--out", str(place / "out")]

    def _forget(self) -> None:
        shutil.rmtree(self._now, ignore_errors=True)

    def _remember(self) -> None:
        """What was made of the snapshot before."""
        if not self._before.exists():
            Command(self._words(f"{ENVIRONMENT}~1", self._before), self._project).run(os.environ)
        self._forget()
        shutil.copytree(self._before, self._now)


def json_schema(source: Source) -> dict[str, Any]:
    """The relations and enums of a snapshot, as anybody would write them down."""
    definitions: dict[str, Any] = {}
    for database in reading.read(source).values():
        for key, found in database.types.items():
            definitions["_".join(key)] = {"type": "string", "enum": found.document["labels"]}
        for key, relation in database.relations.items():
            columns = list(reading.columns(relation.document))
            definitions["_".join(key)] = {
                "type": "object",
                "description": relation.document.get("comment", ""),
                "properties": {each["name"]: _column(each) for each in columns},
                "required": [each["name"] for each in columns],
            }
    return {"$defs": definitions}


def _column(column: dict[str, Any]) -> dict[str, Any]:
    printed = column["type"]
    if ".enum_" in printed:
        return {"anyOf": [{"$ref": f"#/$defs/{printed.replace('.', '_')}"}, {"type": "null"}]}
    found = dict(_TYPES.get(printed, {"type": "string"}))
    if found and not column.get("not_null"):
        found["type"] = [found["type"], "null"]
    return found | {"description": column.get("comment", "")}
