"""What git is given while more is still read: it saves time, and is nothing that anybody could see."""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fix_git import MARK, WHEN, RunGit

from schemagit import store
from schemagit.errors import FailedError

FILES = {f"f{number}": os.urandom(4_000) for number in range(200)}
IDS = {path: store.blob_id(content) for path, content in FILES.items()}


def never() -> store.Repository:
    pytest.fail("there is a repository already")


def give(into: store.Packing, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        into.put(IDS[path], content)


def record(repository: store.Repository, given: store.Packing) -> str:
    files = FILES | MARK
    ids = IDS | {path: store.blob_id(content) for path, content in MARK.items()}
    return store.commit(
        repository, "prod", None, files=files, changed=ids, message="m", when=WHEN, packing=given
    )


def read(repository: store.Repository, commit: str) -> dict[str, bytes]:
    entries = store.entries(repository, commit)
    contents = dict(store.blobs(repository, entries.values()))
    return {path: contents[blob] for path, blob in entries.items()}


@pytest.mark.parametrize("given", [0, 50, 150, 200])
def test_however_much_was_given_the_commit_is_the_same(repository: store.Repository, given: int) -> None:
    with store.Packing(repository, never) as into:
        give(into, dict(list(FILES.items())[:given]))
        made = record(repository, into)
    assert read(repository, made) == FILES | MARK
    assert made == store.tip(repository, "prod")


def test_one_process_writes_all_and_each_content_once(
    repository: store.Repository, count_processes: Callable[[], int], run_git: RunGit
) -> None:
    counts = []
    for files in ({}, {}, FILES):  # what is done only once is done the first time
        repository.run("update-ref", "-d", "refs/heads/prod")
        repository.run("gc", "--prune=now", "--quiet")
        count_processes()
        with store.Packing(repository, never) as into:
            give(into, files)
            give(into, files)
            made = record(repository, into)
        counts.append(count_processes())
    assert counts[1] == counts[2]
    assert read(repository, made) == FILES | MARK
    assert run_git("count-objects", "-v").splitlines()[2] == f"in-pack: {len(FILES) + 3}"


def test_few_contents_wait_for_the_commit(
    repository: store.Repository, count_processes: Callable[[], int]
) -> None:
    with store.Packing(repository, never) as into:
        give(into, dict(list(FILES.items())[:50]))
    assert count_processes() == 0


def test_a_repository_is_made_when_contents_are_many(tmp_path: Path) -> None:
    made: list[store.Repository] = []

    def make() -> store.Repository:
        made.append(store.create_repository(tmp_path / "new.git"))
        return made[-1]

    with store.Packing(None, make) as into:
        give(into, FILES)
        assert store.tip(into.repository, "prod") is None
        record(into.repository, into)
    assert len(made) == 1


def test_what_no_commit_holds_is_kept_for_the_next_one(repository: store.Repository, run_git: RunGit) -> None:
    with store.Packing(repository, never) as into:
        give(into, FILES)
    assert store.environments(repository) == {}
    assert run_git("cat-file", "-t", IDS["f0"]) == "blob"
    into.put(store.blob_id(b"too late"), b"too late")
    assert into.finish([]) is None


@pytest.mark.parametrize("when", ["while it is given", "before the commit"])
def test_a_git_that_dies_is_not_needed(
    repository: store.Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(tmp_path / "trace"))
    with store.Packing(repository, never) as into:
        give(into, dict(list(FILES.items())[:150]))
        kill_git(tmp_path / "trace")
        if when == "while it is given":
            give(into, FILES)
        made = record(repository, into)
    assert read(repository, made) == FILES | MARK


def kill_git(trace: Path) -> None:
    """Kill the process that packs, whose number is at the end of its name in the trace."""
    for _ in range(500):
        lines = trace.read_text().splitlines() if trace.exists() else []
        begun = [line for line in lines if '"event":"start"' in line and '"fast-import"' in line]
        if begun:
            os.kill(int(json.loads(begun[0])["sid"].rpartition("-P")[2], 16), signal.SIGKILL)
            return
        time.sleep(0.01)
    pytest.fail("git was not begun")


def test_a_repository_that_cannot_be_made_is_told_by_who_needs_it() -> None:
    def make() -> store.Repository:
        raise FailedError("no room")

    with store.Packing(None, make) as into:
        give(into, FILES)
        with pytest.raises(FailedError, match="no room"):
            store.tip(into.repository, "prod")
