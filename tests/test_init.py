"""The first minutes with schemagit: a configuration to fill in, and help on how."""

from pathlib import Path

import pytest
from fix_cli import Project

from schemagit import config
from schemagit.cli import COMMANDS

ROOT = Path(__file__).parents[1]


def test_the_example_in_the_repository_is_what_init_writes() -> None:
    assert (ROOT / "configs" / "dev.yml").read_text("utf-8") == config.template("dev")


def test_init_begins_a_project(project: Project) -> None:
    result = project.run("init", "dev", "prod")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "wrote configs/dev.yml",
        "wrote configs/prod.yml",
        "made snapshots.git, the snapshot repository",
        "",
        "Now fill in configs/dev.yml, then: schemagit snap dev",
        "",
        "A role that may only connect is enough; on each database, as a superuser:",
        "  create role schemagit login password '...' connection limit 3;",
        "  grant connect on database ... to schemagit;",
        "  alter role schemagit set default_transaction_read_only = on;",
    ]
    assert config.load_environment(project.folder / "configs" / "prod.yml", {}).name == "prod"


def test_init_overwrites_nothing(project: Project) -> None:
    project.write_config("dev", {"app": "dbname=app"})
    before = (project.folder / "configs" / "dev.yml").read_text("utf-8")
    project.call("init")
    result = project.call("init")
    assert result.out.splitlines()[:2] == [
        "kept configs/dev.yml, which exists",
        "kept snapshots.git, which exists",
    ]
    assert (project.folder / "configs" / "dev.yml").read_text("utf-8") == before


@pytest.mark.parametrize("name", ["../x", "-x", "a b", "x.lock", ""])
def test_init_refuses_what_no_environment_can_be_called(project: Project, name: str) -> None:
    result = project.call("init", "--", name)
    assert result.code == 2
    assert not (project.folder / "configs" / f"{name}.yml").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(project: Project, command: str) -> None:
    result = project.call(command, "--help")
    assert result.code == 0
    assert result.out.startswith(f"{COMMANDS[command]}\n\nUsage: schemagit {command}")
    assert f"\nExamples:\n  schemagit {command}" in result.out
    assert "\nExit codes:\n  0  fine\n" in result.out


def test_the_overview_names_every_command(project: Project) -> None:
    result = project.run("--help")
    assert all(f"\n  {command} " in result.out for command in COMMANDS)
    assert project.call().out == result.out


def test_a_typing_error_in_a_command_is_understood(project: Project) -> None:
    result = project.call("dif")
    assert (result.code, result.err) == (2, 'error: there is no command "dif"\n  Did you mean "diff"?\n')
