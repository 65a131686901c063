"""--format json of every command that tells results; docs/output.schema.json describes all that it prints."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fix_cli import STORY_NOW, Project
from fix_db import Execute, MakeDatabase
from fix_team import Team, add
from output_schema import DOCS, SCHEMA, check, validator

from schemagit import config
from schemagit.cli import COMMANDS, application, command
from schemagit.errors import Terminated

# Their output is no result: a script for a shell, and a story for people.
WITHOUT = {"completion", "demo"}
HOSTILE = "u\u202e\x1b[31m"


def json_of(project: Project, *arguments: str, code: int = 0) -> Any:
    """What a command prints, and nothing else, once the schema has been asked."""
    result = project.call(*arguments, "--format", "json", at=STORY_NOW)
    assert result.code == code, result
    if not code:
        assert not result.err
    assert not any(sign in result.out for sign in "\x1b\u202e")
    return check(arguments[0], result.out)


def git_only(project: Project) -> str:
    """An environment of two snapshots and a tag, for which no server is needed; the newest one."""
    add(project, 1, "t")
    newest = add(project, 2, "t", "u")
    project.git("tag", "v1", "prod")
    return newest


def test_every_command_has_a_form_or_is_named_as_having_none() -> None:
    app = application.Application()
    commands: dict[str, Any] = {name: app.find(name) for name in COMMANDS}
    having = {name for name, each in commands.items() if any(o.name == "format" for o in each.own_options)}
    assert having == set(COMMANDS) - WITHOUT
    described = {each["$ref"].removeprefix("#/$defs/") for each in SCHEMA["anyOf"]}
    assert described == having | {"error"}
    manual = (DOCS / "formats.md").read_text("utf-8")
    assert all(f"| `{name}` |" in manual for name in having)


def test_init(project: Project) -> None:
    assert json_of(project, "init", "dev") == {
        "version": 1,
        "configurations": [{"path": "configs/dev.yml", "made": True}],
        "repository": {"path": "snapshots.git", "made": True},
    }
    found = json_of(project, "init", "dev", "prod")
    assert [each["made"] for each in (*found["configurations"], found["repository"])] == [False, True, False]


def test_import_and_export(project: Project) -> None:
    project.call("init", "dev")
    newest = git_only(project)
    found = json_of(project, "export", "prod", "--out", "one.json")
    assert found == {
        "version": 1,
        "ref": "prod",
        "commit": newest[:7],
        "taken": "2026-11-01T00:02:00Z",
        "file": "one.json",
    }
    assert json_of(project, "import", "one.json", "prod")["commit"] is None
    project.call("export", "prod~1", "--out", "old.json")
    first = json_of(project, "import", "old.json", "stage")
    assert (first["previous"], first["findings"], first["totals"]["safe"]) == (None, [], 0)
    second = json_of(project, "import", "one.json", "stage")
    assert second["previous"] == first["commit"]
    assert second["commit"] == project.git("rev-parse", "stage")
    assert [each["text"] for each in second["findings"]] == ["New table: app.public.u"]
    printed = project.call("export", "prod", "--format", "json").out
    assert printed == (project.folder / "one.json").read_text("utf-8")


def test_tags(project: Project) -> None:
    project.call("init", "dev")
    newest = git_only(project)
    assert json_of(project, "tag") == {"version": 1, "tags": [{"tag": "v1", "commit": newest}]}
    before = project.git("rev-parse", "prod~1")
    assert json_of(project, "tag", "v0", "prod~1")["tags"] == [{"tag": "v0", "commit": before}]


def test_snapshots_that_are_shared(team: Team) -> None:
    ada, bob = team.member("ada"), team.member("bob")
    newest = git_only(ada)
    pushed = json_of(ada, "push")
    there = {"environment": "prod", "commit": newest, "fetched": 0, "pushed": 2, "remade": 0}
    assert pushed == {
        "version": 1,
        "remote": "origin",
        "environments": [there],
        "tags": ["v1"],
        "conflicts": [],
        "refused": [],
    }
    assert json_of(ada, "push")["environments"] == [{**there, "pushed": 0}]
    assert json_of(bob, "pull") == {**pushed, "environments": [{**there, "fetched": 2, "pushed": 0}]}
    shutil.rmtree(bob.folder / "snapshots.git")
    assert json_of(bob, "clone", str(team.shared)) == {
        "version": 1,
        "repository": "snapshots.git",
        "environments": [{"environment": "prod", "commit": newest}],
        "tags": [{"tag": "v1", "commit": newest}],
    }


def test_what_is_not_shared(team: Team) -> None:
    ada, bob = team.member("ada"), team.member("bob")
    git_only(ada)
    ada.call("push")
    add(bob, 3, "x", environment="stage")
    bob.git("tag", "v1", "stage")
    result = bob.call("pull", "--format", "json")
    assert (result.code, check("pull", result.out)["conflicts"]) == (4, ["v1"])
    assert result.err.startswith("warning: the tag v1 ")
    tree = ada.git("hash-object", "-w", "-t", "tree", "/dev/null")
    ada.git("update-ref", "refs/heads/prod", ada.git("commit-tree", "-m", "no snapshot", tree))
    team.git("fetch", "--quiet", str(ada.folder / "snapshots.git"), "+prod:prod")
    result = bob.call("push", "--format", "json")
    assert result.code == 4
    assert [each["name"] for each in check("push", result.out)["refused"]] == ["prod"]


def test_a_repository_that_is_whole_and_one_that_is_not(project: Project) -> None:
    project.call("init", "dev")
    newest = git_only(project)
    found = json_of(project, "verify", "--all")
    assert found["totals"] == {"snapshots": 2, "files": 5, "problems": 0, "signed": 0, "unchecked": 0}
    assert [each["commit"] for each in found["snapshots"]] == project.git(
        "rev-list", "--reverse", "prod"
    ).split()
    assert {(each["ref"], each["signature"]) for each in found["snapshots"]} == {("v1", "none")}
    project.git("config", "commit.gpgsign", "true")
    result = project.call("verify", "--format", "json")
    unsigned = "it is not signed, as commit.gpgsign wants it"
    problem = {"ref": "prod", "commit": newest, "path": None, "text": unsigned}
    assert (result.code, check("verify", result.out)["problems"]) == (3, [problem])
    assert json.loads(result.err)["error"]["message"].startswith("1 problem in snapshots.git")


def test_what_a_doctor_finds(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database()})
    project.write_config("stage", {'a"b': "host=/nowhere"})
    (project.folder / "configs" / "bad.yml").write_text("env: [")
    result = project.call("doctor", "--format", "json")
    assert result.code == 3
    assert json.loads(result.err)["error"]["code"] == 3
    checks = {(each["environment"], each["name"]): each for each in check("doctor", result.out)["checks"]}
    assert checks[None, "git"]["state"] == checks["prod", "rights"]["state"] == "ok"
    assert checks["prod", "role"]["state"] == "warning"
    assert checks["prod", "role"]["database"] == "app"
    assert checks["stage", "database"]["state"] == "failed"
    assert checks["stage", "database"]["database"] == 'a"b'
    assert (checks[None, "configuration"]["file"], checks[None, "configuration"]["state"]) == (
        "configs/bad.yml",
        "failed",
    )


def test_snapshots(project: Project, make_database: MakeDatabase, execute: Execute) -> None:
    app = make_database("create table t (id integer)")
    project.write_config("prod", {"app": app, "other": make_database()})
    (first,) = json_of(project, "snap", "prod")["snapshots"]
    assert (first["previous"], first["findings"]) == (None, [])
    assert first["commit"] == project.git("rev-parse", "prod")
    assert first["objects"] == sum(each["objects"] for each in first["databases"]) == project.objects("prod")
    (same,) = json_of(project, "snap", "prod")["snapshots"]
    assert (same["commit"], same["previous"], same["objects"]) == (None, first["commit"], None)
    execute(app, f'drop table t; create table "{HOSTILE}" ()')
    (planned,) = json_of(project, "snap", "prod", "--dry-run")["snapshots"]
    (second,) = json_of(project, "snap", "prod")["snapshots"]
    assert {**planned, "commit": second["commit"]} == second
    assert second["totals"] == {"cosmetic": 0, "safe": 1, "review": 0, "breaking": 1}
    assert {each["path"] for each in second["findings"]} == {"app.public.t", f'app.public."{HOSTILE}"'}


def test_snapshots_of_what_cannot_be_read(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database(), "gone": "host=/nowhere"})
    project.write_config("stage", {"app": "host=/nowhere"})
    result = project.call("snap", "--all", "--keep-going", "--format", "json")
    (told,) = check("snap", result.out)["snapshots"]
    assert result.code == 3
    assert json.loads(result.err)["error"]["message"].startswith("cannot connect to app of stage")
    assert [bool(each["error"]) for each in told["databases"]] == [False, True]
    assert [each["objects"] is None for each in told["databases"]] == [False, True]
    assert not project.call("snap", "stage", "--format", "json").out


def test_snapshots_that_were_taken_before_a_signal(
    project: Project, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dev", "prod"):
        project.write_config(name, {"app": make_database()})
    find = command.BaseCommand.environment

    def environment(self: command.BaseCommand, name: str) -> config.Environment:
        if name == "prod":
            raise KeyboardInterrupt
        return find(self, name)

    monkeypatch.setattr(command.BaseCommand, "environment", environment)
    result = project.call("snap", "dev", "prod", "--format", "json")
    (told,) = check("snap", result.out)["snapshots"]
    assert (result.code, told["commit"]) == (130, project.git("rev-parse", "dev"))


def test_snapshots_that_are_pushed(team: Team, make_database: MakeDatabase) -> None:
    ada = team.member("ada")
    ada.write_config("prod", {"app": make_database()})
    found = json_of(ada, "snap", "prod", "--push")
    assert found["pushed"]["environments"][0]["pushed"] == 1
    assert found["snapshots"][0]["commit"] == team.git("rev-parse", "prod")


def test_what_is_recorded_on_the_way(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database()})
    (found,) = json_of(project, "status", "--snap")
    assert found["recorded"]["ref"] == project.git("rev-parse", "prod")
    (listed,) = json_of(project, "envs")
    assert listed["snapshot"]["environment"] == "prod"


def test_models(story: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    written = json_of(story, "generate", "prod", "--out", str(tmp_path / "m"))
    assert (written["models"], written["files"], written["changed"]) == (7, 9, 9)
    assert json_of(story, "generate", "prod", "--out", str(tmp_path / "m"), "--check")["differences"] == []
    (tmp_path / "m" / "__init__.py").unlink()
    found = json_of(story, "generate", "prod", "--out", str(tmp_path / "m"), "--check", code=1)
    assert found["differences"] == ["missing: __init__.py"]
    assert json_of(story, "generate", "prod~2..prod")["effects"]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("wrong", [["--wrong"], ["-C", "missing"], ["--log-file", ""]], ids=" ".join)
def test_errors_of_every_command(name: str, wrong: list[str], project: Project) -> None:
    words = {"show": ["prod"], "diff": ["prod"], "generate": ["prod"], "export": ["prod"], "clone": ["x"]}
    more = {"import": ["x.json", "prod"], "completion": ["bash"]}
    result = project.call(name, *words.get(name, more.get(name, [])), "--format", "json", *wrong)
    assert (result.code, result.out) == (2, "")
    (told,) = result.err.splitlines()
    validator("error").validate(json.loads(told))


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - WITHOUT - {"diff"}))
def test_formats_that_there_are_not(name: str, project: Project) -> None:
    words = {"show": ["prod"], "generate": ["a..b"], "export": ["x"], "clone": ["x"], "import": ["x", "y"]}
    lines = project.fails(name, *words.get(name, []), "--format", "yaml")
    assert lines == ["error: there is no format 'yaml'", "  choose one of text, json"]
    assert not project.has_repository


@pytest.mark.parametrize("words", ["snap prod --format=", "export prod --out=", "snap prod --out="])
def test_a_value_that_is_missing(words: str, project: Project) -> None:
    assert project.fails(*words.split())[0] in {
        "error: there is no format ''",
        'error: --out takes a path, not ""',
    }


@pytest.mark.parametrize("code", [130, 143])
def test_what_a_signal_ends(code: int, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt if code == 130 else Terminated

    monkeypatch.setattr(command.BaseCommand, "repository", end)
    result = project.call("tag", "--format", "json")
    assert (result.code, result.out) == (code, "")
    told = json.loads(result.err)
    validator("error").validate(told)
    assert told["error"] == {"message": "interrupted", "hint": None, "code": code}
