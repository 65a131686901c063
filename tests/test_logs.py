"""What -v, -vv and --log-file tell of what is done, and what they never tell."""

import logging
import re
import stat

import pytest
from fix_cli import Project
from fix_db import MakeDatabase

SECONDS = re.compile(r"\b\d+\.\d{3} s$")
SECRET = "hunter2-s3cret"


@pytest.fixture
def configured(project: Project, make_database: MakeDatabase) -> Project:
    """A project whose password is in its dsn; the server asks for none."""
    words = make_database("create table t (id integer)") + f" password={SECRET}"
    project.write_config("prod", {"app": words})
    return project


def test_v_tells_of_each_step_and_how_long_it_took(configured: Project) -> None:
    result = configured.call("snap", "prod", "-v")
    lines = result.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "schemagit.postgres",
        "schemagit.snapshots.live",
        "schemagit.snapshots.record",
    ]
    assert "connect to app of prod" in lines[0]
    assert all(SECONDS.search(line) for line in lines), lines
    assert "schemagit." not in result.out


def test_vv_tells_of_each_query_and_git_process(configured: Project) -> None:
    lines = configured.call("snap", "prod", "-vv").err.splitlines()
    for words in ("schemagit.asking: read tables, ", "schemagit.asking: read views, ", "process: git "):
        assert sum(words in line for line in lines) >= 1, words
    assert lines[-1].startswith("schemagit.cli.command: snap, ")


def test_nothing_is_told_unasked(configured: Project) -> None:
    assert configured.call("snap", "prod").err == ""
    assert not (configured.folder / "log").exists()
    assert not logging.getLogger("schemagit").handlers


def test_data_on_stdout_is_the_same(configured: Project) -> None:
    configured.call("snap", "prod")
    for line in (["export", "prod"], ["diff", "prod..prod", "--format", "json"], ["log", "prod"]):
        assert configured.call(*line).out == configured.call(*line, "--log-file", "log").out
    quiet, verbose = (configured.call("export", "prod", *more) for more in ([], ["-vv"]))
    assert quiet.out == verbose.out


def test_a_log_file_is_for_its_owner_and_is_appended_to(configured: Project) -> None:
    file = configured.folder / "log"
    assert configured.call("snap", "prod", "--log-file", "log").err == ""
    first = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "DEBUG schemagit.asking: read tables, " in first
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \d+ ", line) for line in first.splitlines())
    configured.call("status", "prod", "--log-file", "log", "-q")
    assert file.read_text().startswith(first)
    assert len(file.read_text()) > len(first)


def test_a_failure_is_in_the_log(configured: Project) -> None:
    configured.call("show", "prod", "--log-file", "log")
    assert re.search(r"show, failed: NoRepositoryError, .* s", (configured.folder / "log").read_text())


@pytest.mark.parametrize("place", ["missing/log", "configs", ""])
def test_a_log_that_cannot_be_written_ends_the_command(place: str, configured: Project) -> None:
    error = configured.fails("snap", "prod", "--log-file", place)[0]
    assert "log" in error
    assert not configured.has_repository


def test_a_full_disk_only_ends_the_log(configured: Project) -> None:
    result = configured.call("snap", "prod", "--log-file", "/dev/full")
    assert (result.code, result.err) == (0, "")


def test_no_password_is_logged(configured: Project) -> None:
    results = [
        configured.call("snap", "prod", "-vvv", "--log-file", "log"),
        configured.call("push", f"https://me:{SECRET}@127.0.0.1:1/x.git", "-vvv", "--log-file", "log"),
        configured.call("push", "origin", "-vvv", "--log-file", "log", env={"PGPASSWORD": SECRET}),
    ]
    assert [result.code for result in results] == [0, 3, 2]
    texts = [(configured.folder / "log").read_text(), *(result.out + result.err for result in results)]
    assert "https://***@" in texts[0]
    assert all(SECRET not in text for text in texts)


def test_names_cannot_forge_lines(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database()})
    tagged = "x\n2026-01-01 forged\x1b[2J"
    result = project.call("show", tagged, "-vv", "--log-file", "log")
    assert result.code
    for text in (result.err, (project.folder / "log").read_text()):
        assert "\x1b" not in text
        assert not re.search("^2026-01-01 forged", text, re.MULTILINE)
