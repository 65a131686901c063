"""Several clones of one bare repository, which nobody ever forces and where nothing is ever lost."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase
from fix_team import Team, add

from schemagit import store
from schemagit.snapshots import sync

DAY = datetime(2026, 11, 1, tzinfo=UTC)


def two_of(team: Team, note: str = "") -> tuple[Project, Project]:
    """Ada, who shared a snapshot of a table, and bob, who has it and nothing else."""
    ada = team.member("ada")
    add(ada, 1, "t", note=note)
    ada.call("push")
    return ada, team.member("bob")


def test_what_one_pushes_another_pulls(team: Team) -> None:
    ada, bob = team.member("ada"), team.member("bob")
    tip = add(ada, 1, "t")
    ada.call("tag", "v1", "prod")
    pushed = ada.call("push")
    assert (pushed.code, pushed.out, pushed.err) == (
        0,
        f"pushed to origin:\n  prod   {tip[:7]}   1 snapshot went\n  tags   v1\n",
        "",
    )
    assert ada.call("push").out == "nothing new: all is as in origin\n"
    assert bob.call("pull").out == f"pulled from origin:\n  prod   {tip[:7]}   1 snapshot came\n  tags   v1\n"
    assert bob.git("rev-parse", "prod", "v1", "HEAD").split() == [tip] * 3
    add(bob, 2, "t", "u")
    add(bob, 3, "t")
    assert "  2 snapshots went" in bob.call("push", str(team.shared)).out
    assert "  2 snapshots came" in ada.call("pull").out
    assert ada.call("pull").out == "nothing new: all is as in origin\n"


def test_a_later_snapshot_goes_on_top_of_that_of_another(team: Team) -> None:
    ada, bob = two_of(team)
    theirs = add(ada, 2, "t", "u")
    ada.call("push")
    add(bob, 3, "t", "v", note="The note\n\nand more")
    result = bob.call("push")
    assert (result.code, result.err) == (0, "")
    assert "1 snapshot came, 1 recorded again in the order of capture, 1 snapshot went" in result.out
    assert bob.git("rev-parse", "prod~1") == theirs
    assert bob.git("log", "-1", "--format=%B", "prod") == (
        "prod: The note\n\nand more\n\n1 table added, 1 table dropped\n\n"
        "- Table dropped: app.public.u\n+ New table: app.public.v\n\n"
        "Environment: prod\nChanges: +1 table, -1 table\nImpact: 1 breaking, 1 safe\nObjects: 4\n"
    )
    assert bob.git("log", "-1", "--format=%ct %at", "prod") == " ".join(2 * [f"{DAY.timestamp() + 180:.0f}"])
    assert ada.call("pull").code == 0
    assert ada.git("rev-parse", "prod") == bob.git("rev-parse", "prod") == team.git("rev-parse", "prod")


def test_an_earlier_snapshot_comes_before_that_of_another_which_stays_in_history(team: Team) -> None:
    ada, bob = two_of(team, note="one")
    mine = add(bob, 2, "t", "early", note="two")
    theirs = add(ada, 3, "t", "u", note="three")
    ada.call("push")
    assert bob.call("push").code == 0
    assert team.subjects() == ["prod: one", "prod: two", "prod: three"]
    assert team.git("rev-list", "--parents", "-1", "prod").split()[1:] == [mine, theirs]
    assert "- Table dropped: app.public.early\n+ New table: app.public.u\n" in bob.git(
        "log", "-1", "--format=%B", "prod"
    )
    assert "1 table added" in bob.call("log", "prod", "-n", "1").out
    assert ada.call("pull").code == 0
    assert ada.call("diff", "prod~1..prod", "--oneline").code in {0, 2}
    add(ada, 4, "t", note="four")
    assert ada.call("push").code == 0
    assert team.subjects()[-1] == "prod: four"


@pytest.mark.slow
def test_the_same_seen_by_two_is_recorded_once(team: Team) -> None:
    ada, bob = two_of(team)
    theirs = add(ada, 2, "t", "u")
    ada.call("push")
    for minute in (1, 2, 3):
        tip = bob.git("rev-parse", "prod")
        add(bob, minute, "t", "u")
        assert bob.call("push").code == 0
        assert bob.git("rev-parse", "prod") == theirs
        bob.git("update-ref", "refs/heads/prod", "prod~1")
        assert tip
    assert team.git("rev-parse", "prod") == theirs


@pytest.mark.slow
def test_histories_without_a_common_beginning(team: Team) -> None:
    ada, bob = team.member("ada"), team.member("bob")
    add(ada, 2, "t", note="two")
    ada.call("push")
    add(bob, 1, "u", note="one")
    add(bob, 3, "t", "u", note="three")
    assert bob.call("pull").code == 0
    assert bob.call("push").code == 0
    assert team.subjects() == ["prod: one", "prod: two", "prod: three"]


@pytest.mark.slow
def test_a_tag_that_means_something_else_there(team: Team) -> None:
    ada, bob = team.member("ada"), team.member("bob")
    add(ada, 1, "t")
    ada.call("tag", "v1", "prod")
    ada.call("push")
    mine = add(bob, 2, "u", environment="stage")
    bob.call("tag", "v1", "stage")
    warning = "warning: the tag v1 marks another snapshot in origin: both were left as they are\n"
    for command in ("push", "pull"):
        result = bob.call(command)
        assert (result.code, result.err) == (4, warning)
    assert bob.git("rev-parse", "v1") == mine
    assert team.git("rev-parse", "v1") == ada.git("rev-parse", "prod")
    assert team.git("rev-parse", "stage") == mine


@pytest.mark.slow
def test_branches_that_are_no_snapshots_stay_where_they_are(team: Team) -> None:
    tree = team.git("hash-object", "-t", "tree", "-w", "/dev/null")
    made = team.git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit-tree", "-m", "x", tree)
    team.git("update-ref", "refs/heads/main", made)
    team.git("update-ref", "refs/heads/prod", made)
    ada = team.member("ada")
    add(ada, 1, "t")
    result = ada.call("push")
    assert (result.code, result.err) == (
        4,
        "warning: prod and that of origin were left as they are: what is there is no snapshot\n",
    )
    assert ada.git("for-each-ref", "--format=%(refname)", "refs/heads") == "refs/heads/prod"


@pytest.mark.slow
def test_a_hook_that_refuses(team: Team) -> None:
    ada = team.member("ada")
    hook = team.shared / "hooks" / "update"
    hook.write_text("#!/bin/sh\ntest $1 != refs/heads/prod\n")
    hook.chmod(0o755)
    add(ada, 1, "t")
    add(ada, 1, "t", environment="stage")
    result = ada.call("push")
    assert result.code == 4
    assert "stage" in result.out
    assert "prod" not in result.out
    assert result.err == (
        "warning: prod and that of origin were left as they are: [remote rejected] (hook declined)\n"
    )


@pytest.mark.slow
def test_many_push_at_once_and_nothing_is_lost(team: Team) -> None:
    first = team.member("first")
    add(first, 0, "t")
    first.call("push")
    members = [team.member(f"m{number}") for number in range(4)]
    for number, member in enumerate(members):
        for step in range(2):
            add(member, 1 + 10 * step + number, "t", f"t{number}_{step}", note=f"{number} {step}")

    def push(member: Project) -> sync.Synced:
        opened = store.open_repository(member.folder / "snapshots.git")
        return sync.push(opened, store.remote(opened, "", Path()))

    with ThreadPoolExecutor(4) as pool:
        assert all(synced.is_whole for synced in pool.map(push, members))
    expected = [f"prod: {number} {step}" for step in range(2) for number in range(4)]
    assert team.subjects()[1:] == expected
    moments = team.git("log", "--first-parent", "--format=%ct", "prod").split()
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("remote", ["--upload-pack=touch pwned", "-x", "ext::sh -c touch% pwned", "a\nb"])
def test_addresses_that_would_be_options_or_commands(team: Team, remote: str) -> None:
    ada = team.member("ada")
    add(ada, 1, "t")
    for command in ("push", "pull", "clone"):
        ada.fails(command, "--", remote)
    ada.write_config("prod", {"app": "host=nowhere"}, f"remote: {json.dumps(remote)}")
    ada.fails("push")
    ada.fails("snap", "prod", "--push")
    ada.git("config", "remote.origin.url", remote)
    if remote.startswith("ext"):
        ada.git("config", "protocol.ext.allow", "always")
        assert "would run a command" in ada.fails("pull", "origin")[0]
    assert not list(team.folder.glob("**/pwned"))


def test_what_cannot_be_reached(team: Team) -> None:
    ada = team.member("ada")
    add(ada, 1, "t")
    assert ada.fails("push", "nowhere") == [
        'error: there is no remote "nowhere"',
        "  git -C snapshots.git remote add nowhere URL makes it known; or give a URL or a path",
    ]
    line, hint = ada.fails("pull", "./nowhere.git", code=3)
    place = ada.folder / "nowhere.git"
    assert line == f"error: cannot fetch from {place}: '{place}' does not appear to be a git repository"
    assert hint == "  is the address right, and can this machine reach it?"
    ada.fails("clone", "./nowhere.git", "other.git", code=3)
    assert sorted(path.name for path in ada.folder.iterdir()) == ["snapshot.json", "snapshots.git"]
    assert ada.fails("clone", str(team.shared), code=3)[0] == (
        "error: cannot clone to snapshots.git: something is there already"
    )


def test_no_remote(project: Project) -> None:
    (project.folder / "configs").mkdir()
    assert project.call("init").code == 0
    assert project.fails("push") == [
        "error: no remote is known to push to or to pull from",
        '  name it (schemagit push URL), or write "remote: URL" into the configuration',
    ]


def test_snap_pushes_what_it_recorded(team: Team, make_database: MakeDatabase) -> None:
    ada = Project(team.folder / "ada")
    ada.folder.mkdir()
    ada.write_config("prod", {"app": make_database()}, "remote: ../shared.git")
    result = ada.call("snap", "prod", "--push", at=DAY)
    assert (result.code, result.err) == (0, "")
    tip = team.git("rev-parse", "--short", "prod")
    assert result.out.endswith(f"pushed to {team.shared}:\n  prod   {tip}   1 snapshot went\n")
    assert ada.git("remote") == "origin"


@pytest.mark.slow
def test_snap_pushes_what_it_recorded_on_top_of_what_others_did(
    team: Team, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database("create table t (id integer)")
    ada, bob = Project(team.folder / "ada"), Project(team.folder / "bob")
    for member in (ada, bob):
        member.folder.mkdir()
        member.write_config("prod", {"app": conninfo}, "remote: ../shared.git")
    first = ada.call("snap", "prod", "--push", at=DAY)
    assert (first.code, first.err) == (0, "")
    assert "first snapshot" in first.out
    assert first.out.endswith(f"  prod   {ada.git('rev-parse', '--short', 'prod')}   1 snapshot went\n")
    same = bob.call("snap", "prod", "--push", at=DAY)
    assert "nothing changed since" in same.out
    assert same.out.endswith(f"nothing new: all is as in {team.shared}\n")
    execute(conninfo, "create table u (id integer)")
    assert ada.call("snap", "prod", "--push", at=DAY + timedelta(minutes=1)).code == 0
    execute(conninfo, "create table v (id integer)")
    second = bob.call("snap", "prod", "--push", at=DAY + timedelta(minutes=2))
    assert "New table: app.public.v" in second.out
    assert "New table: app.public.u" not in second.out
    assert team.subjects()[1:] == ["prod: 1 table added"] * 2
    team.shared.rename(team.folder / "moved.git")
    execute(conninfo, "drop table v")
    alone = bob.call("snap", "prod", "--push", at=DAY + timedelta(minutes=3))
    assert alone.code == 3
    assert "Table dropped: app.public.v" in alone.out
    assert [line.split(":")[0] for line in alone.err.splitlines()][:2] == ["warning", "error"]
    (team.folder / "moved.git").rename(team.shared)
    assert bob.call("push").code == 0
    assert len(team.subjects()) == 4


def test_a_dry_run_has_nothing_to_push(project: Project) -> None:
    project.write_config("prod", {"app": "host=nowhere"})
    assert project.fails("snap", "prod", "--push", "--dry-run") == [
        "error: --dry-run records nothing that --push could bring anywhere",
        "  give one of them",
    ]


@pytest.mark.slow
def test_clones_that_lack_something_say_so(team: Team) -> None:
    ada = team.member("ada")
    for minute in (1, 2):
        add(ada, minute, *"tu"[:minute])
    ada.call("push")
    team.git("config", "uploadpack.allowFilter", "true")
    clones = {"shallow": "--depth=1", "partial": "--filter=blob:none", "empty": "--filter=blob:none"}
    for name, option in clones.items():
        place = team.folder / name / "snapshots.git"
        command = ["git", "clone", "-q", "--bare", "-b", "prod", option, f"file://{team.shared}", str(place)]
        subprocess.run(command, check=True)
    shallow, partial, empty = (Project(team.folder / name) for name in clones)
    assert "New table: app.public.u" in partial.call("diff", "prod~1..prod").out
    warning = (
        "warning: snapshots.git is a shallow clone, in which old snapshots are missing; "
        "schemagit clone makes a whole one\n"
    )
    assert shallow.call("show", "prod").err == warning
    before = shallow.call("diff", "prod")
    assert before.code == 3
    assert before.err == warning + (
        "error: the snapshot before prod is missing here, for this repository is a shallow clone\n"
        "  git -C snapshots.git fetch --unshallow origin brings it, if it can\n"
    )
    verified = shallow.call("verify", "--all")
    assert verified.err == warning
    assert verified.out == "snapshots.git is whole as far as it goes back: looked at 1 snapshot, 5 files\n"
    add(shallow, 4, "v")
    add(ada, 3, "t")
    ada.call("push")
    result = shallow.call("push")
    assert result.code == 3
    assert result.err == warning + (
        "error: prod has other snapshots here than there, and this repository is a shallow clone\n"
        "  git -C snapshots.git fetch --unshallow origin prod brings what is needed to join them\n"
    )
    shallow.git("fetch", "-q", "--unshallow", "origin", "prod")
    assert shallow.call("push").err == ""
    assert partial.call("pull").code == 0
    team.shared.rename(team.folder / "moved.git")
    assert empty.fails("show", "prod", code=3) == [
        "error: this repository is a partial clone, and what it lacks could not be fetched from its remote",
        "  go where the remote can be reached; a clone without --filter lacks nothing",
    ]
    (team.folder / "moved.git").rename(team.shared)


@pytest.mark.slow
def test_verify_fetches_at_once_what_a_partial_clone_lacks(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, trace = team.member("ada"), team.folder / "trace"
    tables = "databases/app/schemas/public/tables"
    for minute, note in enumerate(("one", "two")):
        documents: dict[str, object] = {f"{tables}/t{n}.json": {"comment": f"{note} {n}"} for n in range(9)}
        add(ada, minute, documents=documents)
    ada.call("push")
    team.git("config", "uploadpack.allowFilter", "true")
    clone = ["git", "clone", "-q", "--bare", "-b", "prod", "--filter=blob:none", f"file://{team.shared}"]
    subprocess.run([*clone, str(team.folder / "bob" / "snapshots.git")], check=True)
    bob = Project(team.folder / "bob")
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(trace))
    for words, looked in (
        (["verify"], "1 snapshot, 12 files"),
        (["verify", "--all"], "2 snapshots, 21 files"),
    ):
        trace.unlink(missing_ok=True)
        result = bob.call(*words)
        assert (result.code, result.err) == (0, "")
        assert result.out == (
            "snapshots.git is a partial clone: fetching what it lacks from origin\n"
            f"snapshots.git is whole: looked at {looked}\n"
        )
        events = [json.loads(line) for line in trace.read_text().splitlines()]
        fetched = [each for each in events if each["event"] == "start" and "fetch" in each["argv"]]
        assert len(fetched) == 1
        assert "fetching" not in bob.call(*words).out


def test_two_projects_are_not_mixed(team: Team) -> None:
    ada, bob = team.member("ada"), team.member("bob")
    tip = add(ada, 1, "t")
    ada.call("push")
    (bob.folder / "x.json").write_text(
        '{"format": 1, "taken": "2026-11-01T10:00:00Z", "files": {"databases/other/database.json": {}}}'
    )
    assert bob.call("import", "x.json", "prod").code == 0
    for command in ("push", "pull"):
        assert bob.fails(command, code=3) == [
            "error: prod has no snapshot in common here and there, and no database of the same name",
            "  is that the right remote? Give one of the two another name if it is",
        ]
    assert team.git("rev-parse", "prod") == tip
    add(ada, 1, "t", environment="stage")
    ada.call("push")
    result = bob.call("pull")
    assert (result.code, "stage" in result.out) == (4, True)
    assert result.err == (
        "warning: prod and that of origin were left as they are: "
        "prod has no snapshot in common here and there, and no database of the same name\n"
    )


def test_what_git_does_not_let_in(team: Team) -> None:
    """A tree with a folder that git would take for its own."""

    def write(kind: str, content: bytes) -> bytes:
        command = ["git", "-C", str(team.shared), "hash-object", "--literally", "-w", "--stdin", "-t", kind]
        return bytes.fromhex(
            subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode()
        )

    config = b"100644 config\0" + write("blob", b"")
    mark = b"100644 snapshot.json\0" + write("blob", b'{"format": 1}\n')
    tree = write("tree", b"40000 .git\0" + write("tree", config) + mark)
    commit = b"tree %s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n" % tree.hex().encode()
    team.git("update-ref", "refs/heads/prod", write("commit", commit).hex())
    bob = Project(team.folder / "bob")
    bob.folder.mkdir()
    line, hint = bob.fails("clone", str(team.shared), code=3)
    assert line.endswith("hasDotgit: contains '.git'")
    assert hint == "  what is there was not made by schemagit, or is damaged: git does not let it in"
    assert not bob.has_repository
    team.git("update-ref", "-d", "refs/heads/prod")
    team.git("prune", "--expire=now")


@pytest.mark.slow
def test_machines_that_take_snapshots_and_push_at_once(
    team: Team, make_database: MakeDatabase, execute: Execute
) -> None:
    """Two of the same environment, two each of their own, in processes that know nothing of each other."""
    conninfos = {name: make_database("create table t (id integer)") for name in ("prod", "dev", "stage")}
    machines = []
    for number, environment in enumerate(("prod", "prod", "dev", "stage")):
        machine = Project(team.folder / f"machine{number}")
        machine.folder.mkdir()
        machine.write_config(environment, {"app": conninfos[environment]}, "remote: ../shared.git")
        machines.append((machine, environment))

    def work(number: int) -> list[tuple[int, str]]:
        machine, environment = machines[number]
        results = []
        for step in range(4):
            execute(conninfos[environment], f"create table t{number}_{step} (id integer)")
            result = machine.run("snap", environment, "--push")
            results.append((result.code, result.err))
        return results

    with ThreadPoolExecutor(4) as pool:
        done = [result for results in pool.map(work, range(4)) for result in results]
    assert done == [(0, "")] * 16
    for name in conninfos:
        tables = team.git("ls-tree", "-r", "--name-only", name)
        numbers = [number for number, (_, environment) in enumerate(machines) if environment == name]
        assert all(f"t{number}_{step}.json" in tables for number in numbers for step in range(4))
        moments = team.git("log", "--first-parent", "--format=%ct", name).split()
        assert moments == sorted(moments, reverse=True)
    checked = Project(team.folder / "checked")
    checked.folder.mkdir()
    assert checked.call("clone", str(team.shared)).code == 0
    assert checked.call("verify", "--all").code == 0
