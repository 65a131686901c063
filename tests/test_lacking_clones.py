"""Clones that lack old snapshots, or files that nobody asked for yet."""

import json
import subprocess

import pytest
from fix_cli import Project
from fix_team import Team, add

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
