"""What all commands have in common: streams, colours, signs, help, and wrong command lines."""

import json
import os
import subprocess

import pytest
from fix_cli import STORY_NOW, Project
from fix_db import MakeDatabase

from schemagit import __version__
from schemagit.cli import COMMANDS

TABLE = "dataflow_server.public.jobs"
READING = {
    "log": ["log"],
    "log of an object": ["log", "prod", TABLE],
    "log in lines": ["log", "--oneline"],
    "show": ["show", "prod"],
    "show of an object": ["show", "prod~1", TABLE],
    "diff": ["diff", "prod~2..prod"],
    "diff in numbers": ["diff", "prod", "--stat"],
    "diff as JSON": ["diff", "prod", "--format", "json"],
    "envs": ["envs"],
    "export": ["export", "prod"],
}
reading = pytest.mark.parametrize("arguments", READING.values(), ids=READING)


def run_into(project: Project, closed: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with one of its streams going to a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {closed: writer}
    try:
        return subprocess.run(  # type: ignore[call-overload,no-any-return] # streams by name
            project.command(*arguments),
            cwd=project.folder,
            env=project.surroundings(),
            check=False,
            timeout=60,
            **streams,
        )
    finally:
        os.close(writer)


@pytest.mark.parametrize("name", ["log", "show of an object", "diff", "envs", "export"])
def test_a_reader_that_has_seen_enough_is_no_error(story: Project, name: str) -> None:
    done = run_into(story, "stdout", *READING[name])
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [[], ["log", "--help"]], ids=" ".join)
def test_help_can_be_cut_short(story: Project, arguments: list[str]) -> None:
    done = run_into(story, "stdout", *arguments)
    assert (done.returncode, done.stderr) == (0, b"")


def test_snapshots_are_taken_though_nobody_reads_what_is_said(
    project: Project, make_database: MakeDatabase
) -> None:
    database = {"app": make_database()}
    for environment in ("prod", "stage"):
        project.write_config(environment, database)
    done = run_into(project, "stdout", "snap", "--all")
    assert (done.returncode, done.stderr) == (0, b"")
    assert project.git("for-each-ref", "--format=%(refname:short)").split() == ["prod", "stage"]


@reading
def test_signs_are_plain_where_the_output_is(story: Project, arguments: list[str]) -> None:
    plain = story.call(*arguments, at=STORY_NOW, encoding="ascii")
    pictured = story.call(*arguments, at=STORY_NOW)
    assert (plain.code, plain.err) == (0, "")
    assert len(plain.out.splitlines()) == len(pictured.out.splitlines())
    if arguments[0] != "export":
        assert plain.out.isascii()
    if arguments[-1] == "json":
        assert json.loads(plain.out) == json.loads(pictured.out)
    else:
        assert "\\u" not in plain.out.replace("\\u00e9", "")


def test_signs_are_plus_tilde_and_minus(story: Project) -> None:
    done = story.run("diff", "prod~2..prod~1", env={"PYTHONIOENCODING": "ascii"})
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert " -> prod~1 " in lines[0]
    assert [line for line in lines if line[:2] == "  "] == [
        "  - Column dropped: datasource_server.public.data_source.secret_key",
        "  ~ Type changed: datasource_server.public.users.age (integer -> text)",
        "  + New column: dataflow_server.public.job_logs.error_message (text)",
        "  + New table: dataflow_server.public.schedule",
    ]
    assert "    ~ Type changed: " in story.call("log", "v2.3", encoding="ascii").out
    shown = story.call("show", "prod", TABLE, encoding="ascii").out
    assert "  Foreign key  jobs_log_fkey (log) -> public.job_logs (id)\n" in shown


def test_names_that_the_output_cannot_show_are_escaped(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database('create table "café 👩" (id integer)')})
    done = project.call("snap", "prod", encoding="ascii")
    assert (done.code, done.err) == (0, "")
    name = project.call("show", "prod", 'app.public."café 👩"', encoding="ascii").out
    assert name.startswith('Table app.public."caf')
    assert name.isascii()
    [shown] = json.loads(project.call("show", "prod", "app.*.c*", "--format", "json", encoding="ascii").out)
    assert shown["object"] == 'app.public."café 👩"'
    exported = project.run("export", "prod", env={"PYTHONIOENCODING": "ascii"}).out
    assert "databases/app/schemas/public/tables/café 👩.json" in json.loads(exported)["files"]


@reading
def test_colours_only_colour(story: Project, arguments: list[str]) -> None:
    plain = story.call(*arguments, at=STORY_NOW).out
    coloured = story.call(*arguments, "--ansi", at=STORY_NOW).out
    stripped = coloured
    for code in (0, 1, 2, 31, 32, 33, 36):
        stripped = stripped.replace(f"\x1b[{code}m", "")
    assert stripped == plain
    assert "\x1b" not in plain
    for more in (["--no-ansi"], []):
        assert story.call(*arguments, *more, at=STORY_NOW, env={"NO_COLOR": "1"}).out == plain


def test_a_terminal_of_another_program_is_no_terminal_here(story: Project) -> None:
    """Some programs set variables for the terminal that they show; a pipe is none of theirs."""
    assert "\x1b" not in story.run("log", env={"COLORTERM": "truecolor", "TERM": "xterm-256color"}).out


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["shwo"], ['there is no command "shwo"', 'Did you mean "show"?']),
        (["prod"], ['there is no command "prod"', f"the commands are {', '.join(COMMANDS)}"]),
        (["--bogus"], ['the option "--bogus" does not exist']),
        (["log", "--quiet=x"], ['the "--quiet" option does not accept a value']),
        (["-C"], ['the "--directory" option requires a value']),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_command_lines(project: Project, arguments: list[str], lines: list[str]) -> None:
    shown = project.fails(*arguments)
    for line, expected in zip(shown, lines, strict=False):
        assert line.removeprefix("error: ").strip().startswith(expected), shown


LONG = "x" * 300


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["show", LONG], f'no such ref "{LONG}"'),
        (["log", LONG], f'no such ref "{LONG}"'),
        (["diff", "prod", f"app.public.{LONG}"], f'no object "app.public.{LONG}"'),
        (["--config", LONG, "log", "prod"], f"cannot use {LONG}: File name too long"),
        (["push", "\udcff"], "'\\udcff' is no address of a repository"),
    ],
    ids=["show", "log", "diff", "config", "push"],
)
def test_names_that_no_file_can_have(story: Project, arguments: list[str], line: str) -> None:
    result = story.call(*arguments)
    assert result.code in {2, 3}
    assert result.err.startswith(f"error: {line}")


def test_what_is_said_in_an_error_is_safe_to_show(project: Project) -> None:
    for arguments in (["\x1b[31mx"], ["show", "\x1b[31mx"], ["log", "--since", "\x9bx"], ["snap", "\u202ex"]):
        result = project.call(*arguments)
        assert result.code in {2, 3}
        assert all(line.isprintable() for line in result.err.splitlines()), result.err


def test_verbose_shows_the_cause(project: Project) -> None:
    (project.folder / "x.json").write_text("{")
    assert "cause:" not in project.call("show", "x.json").err
    assert "\n  cause: JSONDecodeError: Expecting property name" in project.call("show", "x.json", "-v").err


def test_the_version(project: Project) -> None:
    for option in ("--version", "-V"):
        assert project.run(option) == (0, f"schemagit {__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]], ids=" ".join)
def test_the_overview_names_every_command(project: Project, arguments: list[str]) -> None:
    result = project.call(*arguments)
    assert (result.code, result.err) == (0, "")
    for name, description in COMMANDS.items():
        assert f"  {name:<10} {description}" in result.out.splitlines()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(project: Project, name: str) -> None:
    result = project.call(name, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{COMMANDS[name]}\n\nUsage: schemagit {name}")
    assert project.call("help", name) == result
