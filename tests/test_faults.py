"""The machine fails: a snapshot is recorded wholly or not at all, and the next one needs no repair."""

import fcntl
import json
import os
import pwd
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase
from fix_git import RunGit, snap

from schemagit import store

DAY = datetime(2026, 11, 1, tzinfo=UTC)


def write_file(project: Project, tables: int, minute: int = 0) -> None:
    """An exported file, to be imported as x.json."""
    files: dict[str, object] = {"databases/app/database.json": {}, "databases/app/schemas/s/schema.json": {}}
    for number in range(tables):
        files[f"databases/app/schemas/s/tables/t{number}.json"] = {"comment": os.urandom(200).hex()}
    taken = (DAY + timedelta(minutes=minute)).isoformat()
    (project.folder / "x.json").write_text(json.dumps({"format": 1, "taken": taken, "files": files}))


def _killed(work: Callable[[], object], seconds: float, *, with_git: bool) -> None:
    """Do a piece of work in a process that is killed after a time, alone or with the git that it started."""
    child = os.fork()
    if not child:
        os.setsid()
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        (os.killpg if with_git else os.kill)(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for _ in range(0 if with_git else 20):  # git lives on for a moment when its parent is killed
        if not _is_alive(child):
            break
        time.sleep(0.005)


def _recorded(repository: store.Repository, files: Mapping[str, bytes | str]) -> str:
    """A snapshot that is taken as the program takes it: again where a git that lived on was faster."""
    while True:
        try:
            return snap(repository, "prod", files)
        except store.StaleParentError:
            continue


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_any_moment(repository: store.Repository, times: int) -> None:
    files = [{f"databases/f{i}": os.urandom(500) for i in range(50)} for _ in range(2)]
    started = time.monotonic()
    tip = snap(repository, "prod", files[0])
    lasting = time.monotonic() - started
    outcomes = []
    for number in range(1, times + 1):
        content = files[number % 2]
        moment = random.uniform(0, 1.2 * lasting)  # noqa: S311 - of the test
        _killed(partial(snap, repository, "prod", content), moment, with_git=number % 4 < 2)
        for lock in repository.folder.glob("**/*.lock"):
            os.utime(lock, (0, 0))  # as if a minute had passed
        now = store.tip(repository, "prod")
        assert now == tip or store.parent(repository, now or "") == tip
        outcomes.append(now != tip)
        tip = _recorded(repository, files[(number + 1) % 2])
        assert len(store.entries(repository, tip)) == 51
    if times > 20:
        assert len(set(outcomes)) == 2
    for garbage in repository.folder.glob("fast_import_crash_*"):
        garbage.unlink()


SIGNING = """#!/bin/sh
cat > /dev/null
echo '
[GNUPG:] SIG_CREATED ' >&2
echo signature
"""


def test_what_dead_processes_left_goes_after_a_day(
    repository: store.Repository, run_git: RunGit, tmp_path: Path
) -> None:
    (tmp_path / "gpg").write_text(SIGNING)
    (tmp_path / "gpg").chmod(0o755)
    for setting in ("commit.gpgsign=true", f"gpg.program={tmp_path}/gpg", "user.signingKey=x"):
        run_git("config", *setting.split("="))
    tip = snap(repository, "prod", {})
    with subprocess.Popen(["true"]) as dead:
        pass
    unsigned = "refs/schemagit/unsigned"
    (repository.folder / "schemagit").mkdir()
    places = ("fast_import_crash_", "objects/pack/tmp_pack_", "schemagit/part.", f"{unsigned}/{dead.pid}/")
    gone, kept = ({f"{place}{end}" for place in places} for end in ("old.part", "new.part"))
    kept |= {f"{unsigned}/{os.getpid()}/old", "objects/pack/other"}
    for name in gone | kept:
        if name.startswith(unsigned):
            run_git("update-ref", name, tip)
        else:
            (repository.folder / name).touch()
        if "new" not in name:
            os.utime(repository.folder / name, (time.time() - 90_000,) * 2)
    snap(repository, "prod", {"a": b"b"})
    assert {name for name in gone | kept if (repository.folder / name).exists()} == kept
    run_git("pack-refs", "--all")
    snap(repository, "prod", {"a": b"c"})
    assert run_git("for-each-ref", "--format=%(refname)", unsigned) == f"{unsigned}/{os.getpid()}/old"
    for name in ("fast_import_crash_new.part", "objects/pack/tmp_pack_new.part", "objects/pack/other"):
        (repository.folder / name).unlink()


# A git that does what it is told, and then takes its time when that was a certain command.
SLOW_GIT = """#!/bin/sh
git "$@" || exit
case " $* " in *" $SLOW "*) touch slow; exec sleep 60;; esac
"""


@pytest.mark.parametrize(
    ("slow", "arguments"), [("init", ["init", "prod"]), ("fetch", ["clone", "there.git"])]
)
def test_killed_while_the_repository_is_made(project: Project, slow: str, arguments: list[str]) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", str(project.folder / "there.git")], check=True)
    git = project.folder / "slow-git"
    git.write_text(SLOW_GIT)
    git.chmod(0o755)
    env = project.surroundings({"GIT_PYTHON_GIT_EXECUTABLE": str(git), "SLOW": slow})
    command = project.command(*arguments)
    with subprocess.Popen(command, cwd=project.folder, env=env, start_new_session=True) as running:
        while not list(project.folder.glob("slow")):
            time.sleep(0.01)
        part = project.folder / f".snapshots.git.{running.pid}.part"
        assert (part / "objects").is_dir()
        assert project.call("clone", "there.git", "elsewhere.git").code == 0
        (project.folder / "snapshots.git").mkdir()  # a run beside it, of which this one lives
        assert store.create_repository(project.folder / "snapshots.git").folder.is_dir()
        assert part.is_dir()
        shutil.rmtree(project.folder / "snapshots.git")
        os.killpg(running.pid, signal.SIGKILL)
    assert part.is_dir()
    assert project.call(*arguments).code == 0
    assert [each.name for each in project.folder.glob(".*.part")] == []
    assert project.call("verify").code == 0


def test_made_in_the_folder_where_one_is(project: Project) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", str(project.folder / "there.git")], check=True)
    (project.folder / "here").mkdir()
    inode = (project.folder / "here").stat().st_ino
    result = project.call("-C", "here", "clone", "../there.git", ".")
    assert (result.code, result.out, result.err) == (0, "made .: 0 environments, 0 tags\n", "")
    assert project.call("--repository", "here", "verify").code == 0
    assert (project.folder / "here").stat().st_ino == inode
    assert not list(project.folder.glob(".*.part"))


def test_what_only_looks_like_something_left_behind(tmp_path: Path) -> None:
    with subprocess.Popen(["true"]) as dead:
        pass
    ours = tmp_path / f".snapshots.git.{dead.pid}.part"
    others = {
        tmp_path / f".snapshots.git.{os.getppid()}.part": "it lives",
        tmp_path / f".other.git.{dead.pid}.part": "another place",
        tmp_path / f".snapshots.git.{dead.pid}.part.old": "another name",
        tmp_path / ".snapshots.git.0.part": "no process",
    }
    for place in (ours, *others):
        (place / "objects" / "pack").mkdir(parents=True)
    store.create_repository(tmp_path / "snapshots.git")
    assert not ours.exists()
    assert all(place.exists() for place in others)
    ours.mkdir()
    (ours / "notes.txt").write_text("of a person")
    shutil.rmtree(tmp_path / "snapshots.git")
    store.create_repository(tmp_path / "snapshots.git")
    assert ours.exists()
    (ours / "notes.txt").unlink()
    descriptor = os.open(ours, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)  # as a process in another container would
    for is_there in (True, False):
        shutil.rmtree(tmp_path / "snapshots.git")
        store.create_repository(tmp_path / "snapshots.git")
        assert ours.exists() is is_there
        if is_there:
            os.close(descriptor)
    ours.symlink_to(tmp_path / "snapshots.git")
    shutil.rmtree(tmp_path / "snapshots.git")
    store.create_repository(tmp_path / "snapshots.git")
    assert ours.is_symlink()


@pytest.mark.parametrize("name", ["refs/heads/prod.lock", "packed-refs.lock"])
def test_a_lock_of_a_dead_process(repository: store.Repository, name: str) -> None:
    first = snap(repository, "prod", {"a": b"1"})
    lock = repository.folder / name
    lock.touch()
    os.utime(lock, (time.time() - 60,) * 2)
    assert store.parent(repository, snap(repository, "prod", {"a": b"2"})) == first
    assert not lock.exists()


@pytest.mark.slow
def test_a_lock_of_a_living_process(project: Project) -> None:
    write_file(project, 1)
    assert project.call("init", "prod").code == 0
    lock = project.folder / "snapshots.git" / "refs" / "heads" / "prod.lock"
    lock.touch()
    os.utime(lock, (time.time() + 60,) * 2)
    line, hint = project.fails("import", "x.json", "prod", code=3)
    assert line.endswith("refs/heads/prod.lock is locked by another process, or by one that died")
    assert hint == "  wait for the other one to end; a lock that stays is removed by a later run"
    lock.unlink()
    assert project.call("import", "x.json", "prod").code == 0


@pytest.fixture
def small_disk(project: Project) -> Iterator[Callable[[str], None]]:
    """The repository on a disk of one megabyte, and how to mount it in another way."""
    place = project.folder / "disk"
    place.mkdir()
    (project.folder / "snapshots.git").symlink_to(place / "snapshots.git")

    def mount(options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)

    try:
        mount("size=1m")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield mount
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(project: Project, small_disk: Callable[[str], None]) -> None:
    assert project.call("init", "prod").code == 0
    write_file(project, 1)
    assert project.call("import", "x.json", "prod").code == 0
    write_file(project, 5000, minute=1)
    line, hint = project.fails("import", "x.json", "prod", code=3)
    assert line.startswith("error: the disk of the snapshot repository is full: git fast-import failed: ")
    assert hint == "  make room; nothing was recorded, so run the same again"
    write_file(project, 2, minute=2)
    assert project.call("import", "x.json", "prod").code == 0
    assert len(project.commits) == 2
    small_disk("remount,ro")
    write_file(project, 3, minute=3)
    line, hint = project.fails("import", "x.json", "prod", code=3)
    assert line.startswith("error: the snapshot repository cannot be written: git fast-import failed: ")
    assert hint == "  who runs schemagit must be allowed to write there"
    assert project.fails("tag", "v1", "prod", code=3)[1] == hint
    assert project.call("log").code == 0
    small_disk("remount,rw")
    assert not project.git("fsck", "--strict", "--no-dangling", "--no-progress")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_somebody_else(project: Project) -> None:
    assert project.call("init", "prod").code == 0
    place = project.folder / "snapshots.git"
    subprocess.run(["chown", "-R", "65534", str(place)], check=True)
    try:
        line, hint = project.fails("log", code=3)
    finally:
        subprocess.run(["chown", "-R", "0", str(place)], check=True)
    assert line == f"error: git does not trust the repository at {place}: it belongs to somebody else"
    assert hint == f"  git config --global --add safe.directory {place} says that you do"


def test_a_user_whom_the_machine_does_not_know(
    project: Project, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container that is told to run as some number."""

    def unknown(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in ("HOME", "LOGNAME", "USER", "LNAME", "USERNAME", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    project.write_config("prod", {"app": make_database()})
    result = project.call("snap", "prod")
    assert (result.code, result.err) == (0, "")
    assert project.git("log", "--format=%an <%ae>", "prod").startswith(f"uid-{os.geteuid()} <uid-")
    assert project.call("doctor").code == 0
    elsewhere = project.fails("push", "~nobody-of-this-name/x.git", code=3)
    assert elsewhere[0].endswith("does not appear to be a git repository")


def test_a_clock_that_goes_back(project: Project, make_database: MakeDatabase, execute: Execute) -> None:
    conninfo = make_database("create table t (id integer)")
    project.write_config("prod", {"app": conninfo})
    assert project.call("snap", "prod", at=DAY).code == 0
    execute(conninfo, "create table u (id integer)")
    result = project.call("snap", "prod", at=DAY - timedelta(minutes=1))
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "error: the clock says 2026-10-31 23:59 UTC, but the last snapshot of prod was taken at "
        "2026-11-01 00:00 UTC: nothing was recorded\n"
        "  set the clock of this machine, or wait until that moment has passed\n"
    )
    assert project.call("snap", "prod", at=DAY).code == 0
    assert len(project.commits) == 2


# A server that accepts a connection, and then says nothing.
SILENT = """
import socket, time
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
accepted = listening.accept()
print("met", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_asked_to_end(project: Project, number: int, code: int) -> None:
    command = [sys.executable, "-c", SILENT]
    listening = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with listening:
        assert listening.stdout is not None
        port = listening.stdout.readline().strip()
        project.write_config("prod", {"app": f"postgres://reader@127.0.0.1:{port}/app"})
        command = project.command("snap", "prod")
        running = subprocess.Popen(
            command,
            cwd=project.folder,
            env=project.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with running:
            assert listening.stdout.readline() == "met\n"
            running.send_signal(number)
            out, err = running.communicate(timeout=30)
        listening.kill()
    assert (running.returncode, out, err) == (code, b"", b"interrupted\n")
    assert not project.has_repository


def changing(project: Project, execute: Execute, conninfo: str, name: str, number: int) -> list[str]:
    """Change a database and take snapshots of it for a minute; the ids of those that were recorded."""
    recorded = []
    deadline = time.monotonic() + 60
    for step in count():
        execute(conninfo, f"create table t{number}_{step} (id integer)")
        result = project.run("snap", name)
        assert (result.code, result.err) == (0, "")
        if found := re.search(rf"^\[{name} ([0-9a-f]+)\]", result.out, re.MULTILINE):
            recorded.append(project.git("rev-parse", found[1]))
        if time.monotonic() > deadline:
            break
    return recorded


@pytest.mark.slow
def test_many_processes_and_environments_at_once(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    """Twenty processes at a time take snapshots of five environments, whose databases keep changing."""
    names = [f"env{number}" for number in range(5)]
    conninfos = [make_database("create table t (id integer)") for _ in names]
    for name, conninfo in zip(names, conninfos, strict=True):
        project.write_config(name, {"app": conninfo})
    assert project.call("init", "other").code == 0
    with ThreadPoolExecutor(20) as pool:
        work = [(project, execute, conninfos[number % 5], names[number % 5], number) for number in range(20)]
        recorded = {commit for found in pool.map(changing, *zip(*work, strict=True)) for commit in found}
    history = set()
    for name, conninfo in zip(names, conninfos, strict=True):
        lines = project.git("log", "--reverse", "--format=%H %P", name).splitlines()
        parents = [line.split()[1:] for line in lines]
        assert parents == [[], *([line.split()[0]] for line in lines[:-1])]
        history |= {line.split()[0] for line in lines}
        ((tables,),) = execute(conninfo, "select count(*) from pg_tables where schemaname = 'public'")
        assert project.git("ls-tree", "-r", "--name-only", name).count("/tables/") == tables
    assert len(recorded) > 20
    assert recorded == history
    assert not list((project.folder / "snapshots.git").glob("**/*.lock"))
    assert not project.git("fsck", "--strict", "--no-dangling", "--no-progress")
    assert project.call("verify", "--all").code == 0
