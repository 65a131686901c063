"""Is the live database still what was recorded? And what `live:ENV` reads, it does not record."""

import json

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

from schemagit import moments
from schemagit.errors import UsageError

SCHEMA = "create table jobs (id integer primary key, retries integer default 0)"


@pytest.fixture
def conninfo(project: Project, make_database: MakeDatabase) -> str:
    made = make_database(SCHEMA)
    project.write_config("stage", {"app": made})
    return made


def test_in_sync(project: Project, conninfo: str) -> None:
    assert conninfo
    project.call("snap", "stage")
    result = project.call("status")
    assert result.code == 0
    assert result.shown == "stage   in sync       <id>, taken just now\n"


def test_drift_is_named_and_not_recorded(project: Project, conninfo: str, execute: Execute) -> None:
    project.call("snap", "stage")
    execute(conninfo, "alter table jobs alter retries set default 3, add a int, add b int, add c int")
    result = project.call("status", "stage")
    assert result.code == 1
    assert result.shown.splitlines() == [
        "stage   drifted       4 changes since <id> (just now)",
        "      ⚠️ Default changed: app.public.jobs.retries (0 → 3)",
        "      ✅ New column: app.public.jobs.a (integer)",
        "      ✅ New column: app.public.jobs.b (integer)",
        "      and 1 more (schemagit diff stage..live:stage)",
    ]
    assert project.call("log", "--oneline").out.count("\n") == 1


def test_live_is_a_ref_of_other_commands_too(project: Project, conninfo: str) -> None:
    assert conninfo
    project.call("snap", "stage")
    assert project.call("export", "live:stage", "--out", "live.json").code == 0
    assert project.call("diff", "stage..live.json", "--exit-code").code == 0
    assert "app.public   1 table" in project.call("show", "live:stage").out
    assert project.call("generate", "live:stage", "--out", "models").code == 0
    for ref in ("live:stage", "live.json"):
        assert project.fails("log", ref)[0] == f"error: {ref} is one snapshot without a history"


def test_what_was_found_can_be_recorded(project: Project, conninfo: str, execute: Execute) -> None:
    first = project.call("status", "--snap")
    assert (first.code, first.shown.splitlines()[-1]) == (0, "stage   no snapshot   the first is <id>")
    execute(conninfo, "alter table jobs add a int")
    drifted = project.call("status", "--snap")
    assert drifted.code == 1
    assert drifted.shown.splitlines() == [
        "stage   drifted       1 change since <id> (just now), recorded as <id>",
        "      ✅ New column: app.public.jobs.a (integer)",
    ]
    assert project.call("log", "--oneline").out.count("\n") == 2
    assert project.call("status", "--snap").shown == "stage   in sync       <id>, taken just now\n"
    (found,) = json.loads(project.call("status", "--snap", "--format", "json").out)
    assert found["recorded"] is None
    project.write_config("stage", {"app": conninfo + " password=wrong port=1"})
    assert project.call("status", "--snap").code == 3


def test_live_is_a_side_of_a_difference(project: Project, conninfo: str, execute: Execute) -> None:
    project.call("snap", "stage")
    assert project.call("diff", "stage..live:stage", "--exit-code").code == 0
    execute(conninfo, "drop table jobs")
    result = project.call("diff", "stage..live:stage", "--exit-code")
    assert (result.code, "❌ Table dropped: app.public.jobs" in result.out) == (1, True)
    assert project.call("show", "live:stage", "app.public.jobs").code == 2


def test_what_cannot_be_read_is_worst(project: Project, conninfo: str) -> None:
    assert conninfo
    project.call("snap", "stage")
    project.write_config("prod", {"app": "host=/nowhere dbname=app user=schemagit"})
    result = project.call("status")
    assert result.code == 3
    prod, stage = result.shown.splitlines()
    assert prod.startswith(
        'prod    unreachable   cannot connect to app of prod at /nowhere:5432 as "schemagit": '
    )
    assert stage.startswith("stage   in sync")


def test_no_snapshot_yet(project: Project, conninfo: str) -> None:
    assert conninfo
    result = project.call("status")
    assert (result.code, result.out) == (4, "stage   no snapshot   schemagit snap stage takes the first\n")


def test_json(project: Project, conninfo: str, execute: Execute) -> None:
    project.call("snap", "stage")
    execute(conninfo, "alter table jobs add a int")
    (found,) = json.loads(project.call("status", "--format", "json").out)
    assert (found["environment"], found["status"], found["error"]) == ("stage", "drifted", None)
    assert [finding["code"] for finding in found["findings"]] == ["column.added"]


def test_a_snapshot_that_is_too_old(project: Project, conninfo: str) -> None:
    assert conninfo
    project.call("snap", "stage")
    assert project.call("status", "--max-age", "1h").code == 0
    assert project.call("status", "--max-age", "0m").code in {0, 4}
    refused = project.call("status", "--max-age", "soon")
    assert (refused.code, refused.err) == (
        2,
        "error: 'soon' is no length of time\n  write 30m, 24h, 7d or 2w\n",
    )


@pytest.mark.parametrize(("text", "hours"), [("30m", 0.5), ("24h", 24), ("7d", 168), (" 2W ", 336)])
def test_lengths_of_time(text: str, hours: float) -> None:
    assert moments.duration(text).total_seconds() == hours * 3600


@pytest.mark.parametrize("text", ["", "h", "-1h", "1", "1.5h", "1y", "9" * 9 + "w"])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(UsageError):
        moments.duration(text)


def test_several_environments_are_compared_with_the_first(
    project: Project, make_database: MakeDatabase
) -> None:
    for name, columns in (("prod", "a int"), ("stage", "a int, b int"), ("qa", "a text")):
        project.write_config(name, {"app": make_database(f"create table t ({columns})")})
        assert project.call("snap", name).code == 0
    result = project.call("diff", "prod", "stage", "qa", "app.public.t")
    assert result.shown.count("→") == 3
    assert "✅ New column: app.public.t.b (integer)" in result.out
    assert "⚠️ Type changed: app.public.t.a (integer → text)" in result.out


def test_tags(project: Project, conninfo: str, execute: Execute) -> None:
    project.call("snap", "stage")
    assert project.call("tag", "v1", "stage").code == 0
    execute(conninfo, "alter table jobs add a int")
    project.call("snap", "stage")
    assert project.call("tag").out.startswith("v1  ")
    assert "✅ New column: app.public.jobs.a (integer)" in project.call("diff", "v1..stage").out
    assert "(tag: v1)" in project.call("log", "--oneline").out
