"""--format json is what docs/output.schema.json says, and docs/formats.md shows it as it is."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fix_cli import STORY_NOW, Project
from fix_db import MakeDatabase
from format_reports import hostile_report, render
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from output_schema import DOCS, SCHEMA, check, validator

from schemagit.facets import FACETS

TABLE = "dataflow_server.public.jobs"
REAL = [
    ["diff", "prod"],
    ["diff", "prod~2"],
    ["diff", "prod..prod"],
    ["diff", "prod", "--only", "breaking,security"],
    ["diff", "prod", "prod~1", "prod~2", "stage"],
    ["diff", "prod", "--ignore", ",".join(FACETS)],
    ["log"],
    ["log", "prod", TABLE],
    ["log", "prod", TABLE, "--ignore", "comments"],
    ["show", "prod"],
    ["show", "prod~2"],
    ["show", "prod", "dataflow_server.public.*"],
]


@pytest.mark.parametrize("arguments", REAL, ids=" ".join)
def test_real_output(story: Project, arguments: list[str]) -> None:
    result = story.call(*arguments, "--format", "json", at=STORY_NOW)
    assert (result.code, result.err) == (0, "")
    found = check(arguments[0], result.out)
    if arguments[0] == "diff":
        each = found if isinstance(found, list) else [found]
        assert [report["version"] for report in each] == [1] * len(each)
        assert isinstance(found, list) is (len(arguments) > 4)


def test_exported_files(story: Project) -> None:
    assert story.call("export", "prod", "--out", "exported.json").code == 0
    check("show", story.call("show", "exported.json", "--format", "json").out)
    found = check("diff", story.call("diff", "exported.json", "prod", "--format", "json").out)
    assert found["old"] == {"ref": "exported.json", "commit": None, "taken": "2026-11-20T09:00:00Z"}


def test_the_state_of_environments(project: Project, make_database: MakeDatabase) -> None:
    for name, database in (("prod", make_database()), ("stage", make_database()), ("gone", "host=/nowhere")):
        project.write_config(name, {"app": database})
    assert project.call("snap", "prod").code == 0
    found = check("status", project.call("status", "--format", "json").out)
    assert {each["environment"]: each["status"] for each in found} == {
        "gone": "unreachable",
        "prod": "in sync",
        "stage": "no snapshot",
    }


def test_hostile_names() -> None:
    found = check("diff", render("json", hostile_report()))
    assert len(found["findings"]) == sum(found["totals"].values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("impact", "bad"),
        ("code", "x"),
        ("verb", "moved"),
        ("tags", "security"),
        ("hint", 1),
        ("new field", 1),
    ],
)
def test_the_schema_refuses_what_is_otherwise(story: Project, name: str, value: object) -> None:
    found = json.loads(story.call("diff", "prod", "--format", "json").out)
    found["findings"][0][name] = value
    with pytest.raises(ValidationError):
        validator("diff").validate(found)
    if name == "new field":  # which programs pass over
        Draft202012Validator(SCHEMA).validate(found)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def fields(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from fields(value)


def test_the_manual_shows_a_finding_as_it_is(story: Project) -> None:
    manual = (DOCS / "formats.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", manual, re.DOTALL)
    shown = check("diff", example)
    found = json.loads(
        story.call("diff", "prod~2..prod~1", "datasource_server.public.users", "--format", "json").out
    )
    assert list(shown) == list(found)
    assert list(shown["findings"][0]) == list(found["findings"][0])
    assert shown["findings"] == found["findings"]
    assert set(fields(SCHEMA["$defs"]["finding"])) == set(found["findings"][0])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("show nothing --format json", 3),
        ("log --format=json nothing", 3),
        ("status nothing --format json", 2),
        ("diff prod..stage --format json --wrong", 2),
        ("diff prod..stage --format json --only wrong", 2),
        ("envs --format json --repository nothing/x -C missing", 2),
        ("diff prod..stage --fromat json", 0),
    ],
)
def test_errors_are_data_where_data_was_asked_for(line: str, code: int, story: Project) -> None:
    result = story.call(*line.split())
    if not code:
        assert result.err.startswith("error: ")
        return
    assert (result.code, result.out) == (code, "")
    (told,) = result.err.splitlines()
    validator("error").validate(json.loads(told))
    assert json.loads(told)["error"]["code"] == code
