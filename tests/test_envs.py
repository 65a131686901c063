"""schemagit envs: what is configured, and what has snapshots."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from fix_cli import STORY_NOW, Project
from fix_db import MakeDatabase

from schemagit import store


def test_lists_the_environments_and_their_newest_snapshots(story: Project) -> None:
    assert story.call("envs", at=STORY_NOW).shown.splitlines() == [
        "prod    <id>   2 days ago (2026-11-20 09:00 UTC) N objects",
        "stage   <id>   2 weeks ago (2026-11-03 09:00 UTC) N objects",
    ]
    result = story.run("envs")
    assert (result.code, result.err) == (0, "")
    assert f"   {story.objects('prod')} objects\n" in result.out


def test_quiet_still_gives_the_data(story: Project) -> None:
    assert story.call("-q", "envs", at=STORY_NOW).out == story.call("envs", at=STORY_NOW).out


def test_json_carries_what_the_text_says(story: Project) -> None:
    shown = json.loads(story.call("envs", "--format", "json").out)
    assert [(each["environment"], each["configuration"]) for each in shown] == [
        ("prod", str(Path("configs", "prod.yml"))),
        ("stage", str(Path("configs", "stage.yml"))),
    ]
    newest = json.loads(story.call("log", "prod", "-n", "1", "--format", "json").out)
    assert {"version": 1, **shown[0]["snapshot"]} == newest[0]


def test_what_is_only_configured_or_only_recorded(story: Project, project: Project) -> None:
    project.write_config("dev", {"a": "host=x"})
    project.write_config("prod", {"a": "host=${NO_SUCH_VARIABLE}"})
    arguments = ("--repository", str(story.folder / "snapshots.git"), "envs")
    assert project.call(*arguments, at=STORY_NOW).shown.splitlines() == [
        "dev     no snapshot",
        "prod    <id>       2 days ago (2026-11-20 09:00 UTC) N objects",
        "stage   <id>       2 weeks ago (2026-11-03 09:00 UTC) N objects   not configured",
    ]
    shown = json.loads(project.call(*arguments, "--format", "json").out)
    assert (shown[0]["snapshot"], shown[2]["configuration"]) == (None, None)


def test_nothing_at_all_says_how_to_begin(project: Project) -> None:
    expected = "no environment is configured, and none has a snapshot (schemagit init begins a project)\n"
    assert project.run("envs") == (0, expected, "")
    assert project.call("envs", "-q") == (0, "", "")
    assert project.call("envs", "--format", "json") == (0, "[]\n", "")
    assert not list(project.folder.iterdir())


def test_an_empty_repository_has_none(project: Project) -> None:
    store.create_repository(project.folder / "snapshots.git")
    project.write_config("prod", {"a": "host=x"})
    assert project.call("envs") == (0, "prod   no snapshot\n", "")


def test_a_broken_configuration_is_warned_of(project: Project) -> None:
    project.write_config("prod", {"a": "host=x"})
    (project.folder / "configs" / "x.yml").write_text("env: [\x1b")
    result = project.call("envs")
    assert (result.code, result.out) == (0, "prod   no snapshot\n")
    assert result.err.startswith("warning: configs/x.yml line 1: this is not YAML")
    assert result.err.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--format", "xml"], 2, "there is no format 'xml'"),
        (["x"], 2, 'no arguments expected for "envs" command, got "x"'),
        (["--config", "x.yml"], 2, "there is no file x.yml"),
        (["-C", "nowhere"], 2, "cannot change to nowhere: No such file or directory"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors(story: Project, arguments: list[str], code: int, message: str) -> None:
    assert story.fails("envs", *arguments, code=code)[0].startswith(f"error: {message}")


def test_two_files_of_one_environment(project: Project) -> None:
    file = project.write_config("prod", {"a": "host=x"})
    file.with_name("other.yml").write_bytes(file.read_bytes())
    assert project.fails("envs") == [
        'error: configs/other.yml and configs/prod.yml have the same environment "prod"',
        "  change env in one of them",
    ]


def test_says_when_an_environment_was_last_found_to_be_as_its_snapshot(
    project: Project, make_database: MakeDatabase
) -> None:
    project.write_config("prod", {"app": make_database("create table t ()")})
    project.call("snap", "prod", at=STORY_NOW)
    assert "verified" not in project.call("envs", at=STORY_NOW).out
    project.call("snap", "prod", at=STORY_NOW + timedelta(minutes=55))
    later = STORY_NOW + timedelta(hours=1)
    assert "last verified 5 minutes ago" in project.call("envs", at=later).out
    [shown] = json.loads(project.call("envs", "--format", "json", at=later).out)
    assert shown["verified"] == "2026-11-22T10:09:00Z"
