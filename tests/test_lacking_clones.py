"""Clones that lack old snapshots, or files that nobody asked for yet."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from fix_cli import Project
from fix_db import MakeDatabase
from fix_team import Team, add

TABLES = "databases/app/schemas/public/tables"
LACKING = "older snapshots are not in this clone"


def cloned(team: Team, *options: str) -> Project:
    """A clone that git made of what is shared."""
    made = Project(team.folder / "made")
    place = made.folder / "snapshots.git"
    command = ["git", "clone", "-q", "--bare", "-b", "prod", *options, f"file://{team.shared}", str(place)]
    subprocess.run(command, check=True)
    return made


@pytest.fixture
def shallow(team: Team) -> Project:
    """A clone of the two newest of three snapshots."""
    ada = team.member("ada")
    add(ada, 1, "t")
    add(ada, 2, "t", "u")
    add(ada, 3, "t", "u", "v")
    ada.call("push")
    return cloned(team, "--depth=2")


def test_the_oldest_snapshot_that_is_there_is_not_the_first(shallow: Project) -> None:
    oldest = shallow.git("rev-parse", "prod~1")
    log = shallow.call("log", "prod").out
    assert f"Changes:  1 table added (1 safe); {LACKING}\n\n    ✅ New table: app.public.u\n" in log
    assert log.count(LACKING) == 1
    oneline = shallow.call("log", "--oneline").out.splitlines()
    assert oneline[1].startswith(f"{oldest[:7]}  ")
    assert oneline[1].endswith("+1 table")
    shown = shallow.call("show", "prod~1").out.splitlines()
    assert shown[-1] == f"{LACKING}: what this one changed is not known"
    newest = shallow.call("show", "prod").out
    assert "1 change: 1 safe" in newest
    cuts = [each["cut"] for each in json.loads(shallow.call("log", "--format", "json").out)]
    assert cuts == [False, True]
    assert "first" not in log + "".join(oneline + shown)


def test_what_became_of_an_object_before_is_not_known(shallow: Project) -> None:
    log = shallow.call("log", "prod", "app.public.t").out
    assert f"Changes:  {LACKING}\n" in log
    assert "New table" not in log
    (entry,) = json.loads(shallow.call("log", "app.public.t", "--format", "json").out)
    assert (entry["cut"], entry["findings"]) == (True, [])
    (line,) = shallow.call("log", "app.public.t", "--oneline").out.splitlines()
    assert line.endswith(LACKING)
    newest, oldest = json.loads(shallow.call("log", "app.public.*", "--format", "json").out)
    assert [each["text"] for each in newest["findings"]] == ["New table: app.public.v"]
    assert oldest["findings"] == []


def test_moments_before_are_not_known(shallow: Project) -> None:
    result = shallow.call("show", "prod@2026-10-01")
    assert result.code == 3
    assert "; the oldest that is here is " in result.err
    assert result.err.endswith("  this repository is a shallow clone: schemagit clone makes a whole one\n")


# How often they fetch at most, whatever there is to read: each time costs a connection.
FETCHES = {
    "diff prod~2..prod": 3,
    "diff prod~1..prod --format patch": 3,
    "show prod": 3,
    "show prod app.public.t3": 3,
    "log prod": 1,
    "log prod app.public.t3": 3,
    "export prod --out prod.json": 2,
    "generate prod~1..prod": 3,
    "snap prod --dry-run --allow-shrink": 2,
    "status prod": 2,
}


def fetches(trace: Path) -> int:
    """How often git was told to fetch, by the program or by git itself."""
    started = [
        event for line in trace.read_text().splitlines() if (event := json.loads(line))["event"] == "start"
    ]
    return sum("fetch" in event["argv"] for event in started)


@pytest.mark.parametrize(
    "lines",
    [
        ["diff prod~2..prod", "show prod app.public.t3", "log prod app.public.t3"],
        pytest.param([*FETCHES], marks=pytest.mark.slow),
    ],
)
def test_what_a_partial_clone_lacks_comes_at_once(
    team: Team, make_database: MakeDatabase, lines: list[str]
) -> None:
    ada = team.member("ada")
    for minute, many in ((1, 4), (2, 8), (3, 12)):
        name = {f"{TABLES}/t{i}.json": {"owner": f"in {minute}"} for i in range(many)}
        add(ada, minute, documents=name)
    ada.call("push")
    team.git("config", "uploadpack.allowFilter", "true")
    partial = cloned(team, "--filter=blob:none")
    partial.write_config("prod", {"app": make_database()})
    place, fresh = partial.folder / "snapshots.git", partial.folder / "fresh.git"
    place.rename(fresh)
    for number, line in enumerate(lines):
        shutil.copytree(fresh, place)
        trace = partial.folder / f"trace{number}"
        result = partial.call(*line.split(), env={"GIT_TRACE2_EVENT": str(trace)})
        assert (result.code in {0, 1}, result.err) == (True, ""), line
        assert fetches(trace) <= FETCHES[line], line
        there = ada.call(*line.split()).out if line.startswith(("diff", "log")) else ""
        assert not there or result.out == there
        shutil.rmtree(place)
    fresh.rename(place)
    team.shared.rename(team.folder / "moved.git")
    assert partial.fails("show", "prod", code=3) == [
        "error: this repository is a partial clone, and what it lacks could not be fetched from its remote",
        "  go where the remote can be reached; a clone without --filter lacks nothing",
    ]
    (team.folder / "moved.git").rename(team.shared)
