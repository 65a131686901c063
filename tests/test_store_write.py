import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest
from fix_git import MARK, NO_COMMIT, WHEN, RunGit, refusal, snap

from schemagit import store
from schemagit.errors import FailedError
from schemagit.names import ObjectName

HOSTILE = [
    'databases/app/schemas/public/tables/"quoted" \\name.json'.replace("\\", "%5C"),
    "databases/app/schemas/public/tables/Üser 🐘.json",
    "databases/app/schemas/public/tables/ leading and trailing .json",
    "databases/app/schemas/public/tables/100%25.json",
    "databases/app/schemas/public/tables/new\nline\ttab.json",
    "databases/app/schemas/-rf/tables/:(glob)[a-z]*?.json",
    "databases/app/schemas/public/tables/e\u0301.json",
]


def test_hostile_paths_and_contents_come_back(repository: store.Repository) -> None:
    files = {path: path.encode() + b"\0\r\n\xff" for path in HOSTILE} | {"empty": b"", "line": b"\ndone\n"}
    made = snap(repository, "prod", files)
    entries = store.entries(repository, made)
    assert set(entries) == {*files, *MARK}
    contents = dict(store.blobs(repository, entries.values()))
    assert {path: contents[blob] for path, blob in entries.items()} == files | MARK
    for path in files:
        assert list(store.entries(repository, made, path)) == [path]
        assert [entry.commit for entry in store.history(repository, {"prod": made}, paths=[path])] == [made]
    second = snap(repository, "prod", {}, removed=list(files))
    assert store.entries(repository, second) == {"snapshot.json": store.blob_id(MARK["snapshot.json"])}


@pytest.mark.parametrize("name", ["../../x", ".git", "GIT~1", "a/b", "\u200c.git", 'say "hi"', "\n", "con"])
def test_names_of_objects_are_safe_paths(repository: store.Repository, name: str) -> None:
    path = ObjectName("app", name, "tables", name).path
    assert path in store.entries(repository, snap(repository, "prod", {path: b"{}"}))


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "a/../b", "..", "./a", "a//b", "a/", ".git/config", "a/.GIT/b", "a/git~1"),
        *(".git. ", ".git::$INDEX_ALLOCATION", ".g\u200cit/x", "a\\..\\b", "a\0b"),
    ],
)
def test_paths_that_are_not_safe(repository: store.Repository, path: str) -> None:
    for changes in ({"files": {path: b""}}, {"files": {}, "removed": [path]}):
        with pytest.raises(FailedError, match=re.escape(f"the path {path!r} is not safe in a git tree")):
            store.commit(repository, "prod", None, message="m", when=WHEN, **changes)
    assert store.environments(repository) == {}


@pytest.mark.parametrize(
    "branch", ["", "-x", "a b", "a\nfrom b", "a..b", "a~1", "/a", "a/", "a.lock", ".a", "a@{1}"]
)
def test_branches_that_cannot_be(repository: store.Repository, branch: str) -> None:
    with pytest.raises(FailedError):
        snap(repository, branch, {})
    assert store.environments(repository) == {}


def test_only_what_changed_is_written(repository: store.Repository, run_git: RunGit) -> None:
    first = snap(repository, "prod", {"a": b"1", "b/c": b"2", "b/d": b"3"})
    kept = store.entries(repository, first)["b/d"]
    second = snap(repository, "prod", {"a": b"4", "e": kept}, removed=["b/c", "never/there"])
    assert store.entries(repository, second) == {
        "a": store.blob_id(b"4"),
        "b/d": kept,
        "e": kept,
        "snapshot.json": store.blob_id(MARK["snapshot.json"]),
    }
    assert run_git("cat-file", "-p", f"{second}:").count("100644 blob") == 3
    assert store.parent(repository, second) == first
    assert store.parent(repository, first) is None


def test_a_commit_is_what_was_asked_for(repository: store.Repository, run_git: RunGit) -> None:
    message = 'prod: 1 table added\n\n✅ New table: app.public."x"\n\nEnvironment: prod\n'
    zone = datetime.fromisoformat("2026-11-22T10:14:00.9+01:00")
    snap(repository, "prod", {}, message=message, when=zone)
    assert run_git("cat-file", "-p", "prod").partition("\n")[2] == (
        "author Ada Example <ada@example.com> 1795338840 +0000\n"
        "committer Ada Example <ada@example.com> 1795338840 +0000\n\n" + message.removesuffix("\n")
    )


def test_a_message_of_any_characters(repository: store.Repository, run_git: RunGit) -> None:
    snap(repository, "prod", {}, message="nul \0, half \udc80\ndata 3\nfrom nowhere\n")
    assert run_git("log", "--format=%B", "prod").startswith("nul , half ?\ndata 3\nfrom nowhere")


def test_names_of_people_cannot_break_a_commit(
    repository: store.Repository, run_git: RunGit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada <root>\nfrom x")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ada@example.com>")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    snap(repository, "prod", {})
    assert run_git("log", "-1", "--format=%an|%ae|%cn", "prod") == "Ada  root from x|ada@example.com|unknown"


def test_people_of_the_configuration(
    repository: store.Repository, run_git: RunGit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(variable)
    snap(repository, "prod", {})
    for variable, path in (("GIT_CONFIG_GLOBAL", tmp_path / "global"), ("HOME", tmp_path)):
        monkeypatch.setenv(variable, str(path))
        (tmp_path / "global").write_text("[user]\nname = Of the variable\nemail = v@example.com\n")
        (tmp_path / ".gitconfig").write_text("[user]\nname = Of the home\nemail = h@example.com\n")
        snap(repository, "prod", {})
        if variable == "GIT_CONFIG_GLOBAL":
            monkeypatch.delenv(variable)
    run_git("config", "user.name", "Of the repository")
    snap(repository, "prod", {})
    people = run_git("log", "--format=%an <%ae>", "prod").split("\n")
    assert people[:3] == [
        "Of the repository <h@example.com>",
        "Of the home <h@example.com>",
        "Of the variable <v@example.com>",
    ]
    assert re.fullmatch(r"\S+ <\S+@\S+>", people[3])


def test_a_stale_parent(repository: store.Repository) -> None:
    first = snap(repository, "prod", {"a": b"1"})
    second = snap(repository, "prod", {"a": b"2"})
    for parent in (first, None):
        with pytest.raises(store.StaleParentError) as raised:
            snap(repository, "prod", {"a": b"3"}, parent=parent)
        assert refusal(raised) == (
            "prod got another snapshot while this one was taken",
            "take the snapshot again",
        )
    assert store.tip(repository, "prod") == second


@pytest.mark.parametrize("begun", [False, True])
def test_one_of_many_at_once_wins(repository: store.Repository, begun: bool) -> None:  # noqa: FBT001
    parent = snap(repository, "prod", {}) if begun else None

    def race(number: int) -> str | None:
        try:
            return snap(repository, "prod", {"a": str(number).encode()}, parent=parent)
        except store.StaleParentError:
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [commit for commit in pool.map(race, range(16)) if commit]
    assert won == [store.tip(repository, "prod")]
    assert store.parent(repository, won[0]) == parent


def test_environments_do_not_disturb_each_other(repository: store.Repository) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: snap(repository, f"env{number}", {}), range(16)))
    assert store.environments(repository) == {f"env{number}": made[number] for number in range(16)}


def test_processes_do_not_grow_with_files(
    repository: store.Repository, count_processes: Callable[[], int]
) -> None:
    counts = []
    for number in (1, 1000):
        files = {f"databases/app/tables/t{i}.json": b"%d" % i for i in range(number)}
        before = store.tip(repository, "prod")
        count_processes()
        made = store.commit(repository, "prod", before, files=MARK | files, message="m", when=WHEN)
        counts.append(count_processes())
        entries = store.entries(repository, made)
        assert len(dict(store.blobs(repository, entries.values()))) == len(files) + 1
        assert len(store.changed(repository, before, made)) in (2, 999)
        assert len(store.grep(repository, made, "", "databases")) == number
        counts.append(count_processes())
    # fast-import and gc, and HEAD when the repository was empty; one for each way to read
    assert counts == [4, 4, 2, 4]


def test_a_blob_that_is_not_there(repository: store.Repository) -> None:
    first = snap(repository, "prod", {})
    with pytest.raises(FailedError, match=rf"^git fast-import failed: .*{NO_COMMIT}"):
        snap(repository, "prod", {"a": NO_COMMIT})
    with pytest.raises(FailedError, match=r"^'master' is not the full id of a git object$"):
        snap(repository, "prod", {"a": "master"})
    with pytest.raises(FailedError, match=r"^git fast-import failed: "):
        snap(repository, "stage", {}, parent=NO_COMMIT)
    assert store.environments(repository) == {"prod": first}


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """As on a full disk, git can write no file beyond a size; it is killed in the attempt."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_killed_while_writing(repository: store.Repository) -> None:
    first = snap(repository, "prod", {"a": b"1"})
    files = {f"f{i}": os.urandom(10_000) for i in range(100)}
    with small_files(100_000), pytest.raises(FailedError) as raised:
        snap(repository, "prod", files)
    assert raised.value.message == (
        "the disk of the snapshot repository is full: "
        f"git fast-import failed: killed by {signal.SIGXFSZ.name}"
    )
    assert store.tip(repository, "prod") == first
    assert len(store.entries(repository, snap(repository, "prod", files))) == 102


HALF = """
import os, signal, sys
from pathlib import Path
from schemagit import store
from schemagit.store.importing import importing

def half():
    yield b"commit refs/heads/prod\\ncommitter A <a@b> 1 +0000\\ndata 0\\nfrom %s\\n" % sys.argv[2].encode()
    yield b"D a\\n" * 100_000
    if sys.argv[3] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    raise KeyboardInterrupt

importing(store.open_repository(Path(sys.argv[1])), half())
"""


@pytest.mark.parametrize("how", ["killed", "interrupted"])
def test_half_a_snapshot_is_none(repository: store.Repository, how: str) -> None:
    first = snap(repository, "prod", {"a": b"1"})
    command = [sys.executable, "-c", HALF, str(repository.path), first, how]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as half:
        assert half.wait() in (-signal.SIGKILL, -signal.SIGINT)
    with suppress(ProcessLookupError):  # git lives on for a moment when its parent is killed
        for _ in range(100):
            os.killpg(half.pid, 0)
            time.sleep(0.02)
    assert store.tip(repository, "prod") == first


def test_a_failing_gc_does_not_fail_the_snapshot(repository: store.Repository, run_git: RunGit) -> None:
    run_git("config", "gc.pruneExpire", "nonsense")
    with pytest.raises(FailedError):
        repository.run("gc", "--auto")
    assert snap(repository, "prod", {}) == store.tip(repository, "prod")
    run_git("config", "--unset", "gc.pruneExpire")


def test_a_repository_is_packed_now_and_then(repository: store.Repository, run_git: RunGit) -> None:
    run_git("config", "gc.autoPackLimit", "2")
    run_git("config", "gc.autoDetach", "false")
    for number in range(3):
        made = snap(repository, "prod", {f"f{i}": f"{i} {number}".encode() for i in range(100)})
    assert "packs: 1\n" in run_git("count-objects", "-v")
    assert store.tip(repository, "prod") == made
