"""Real repositories for tests: an empty one for each test, which git finds whole when the test ends."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest

from schemagit import store
from schemagit.errors import FailedError

WHEN = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
MARK = {"snapshot.json": b'{"format": 1}\n'}
NO_COMMIT = "1" * 40


class RunGit(Protocol):
    """Run git in the repository of the test; what it prints, without the last line's end."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> str: ...


def snap(repository: store.Repository, branch: str, files: Mapping[str, bytes | str], **more: Any) -> str:
    """A snapshot on top of what the branch has, marked as one."""
    options = {"parent": store.tip(repository, branch), "message": "a snapshot", "when": WHEN} | more
    return store.commit(repository, branch, files=MARK | dict(files), **options)


def refusal(raised: pytest.ExceptionInfo[FailedError]) -> tuple[str, str]:
    return raised.value.message, raised.value.hint


@pytest.fixture(scope="session", autouse=True)
def _nobodys_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever the person at the keyboard, or a hook that runs the tests, told git is not part of a test."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in [key for key in os.environ if key.startswith("GIT_") and key != "GIT_EXEC_PATH"]:
            patch.delenv(variable)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for person in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{person}_NAME", "Ada Example")
            patch.setenv(f"GIT_{person}_EMAIL", "ada@example.com")
        yield


@pytest.fixture
def run_git(tmp_path: Path) -> RunGit:
    def run(*arguments: str, stdin: bytes = b"") -> str:
        command = ["git", "-C", str(tmp_path / "snapshots.git"), *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
        assert not done.returncode, done.stderr.decode()
        return done.stdout.decode().removesuffix("\n")

    return run


@pytest.fixture
def repository(tmp_path: Path, run_git: RunGit) -> Iterator[store.Repository]:
    yield store.create_repository(tmp_path / "snapshots.git")
    found = run_git("fsck", "--strict", "--no-dangling", "--no-progress")
    assert not found
    assert not list(tmp_path.glob("**/fast_import_crash_*"))


@pytest.fixture
def count_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many processes git was started as since the last call, without those that git itself starts."""
    trace = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(trace))
    seen = 0

    def count() -> int:
        nonlocal seen
        events = [json.loads(line) for line in trace.read_text().splitlines()] if trace.exists() else []
        started = len([event for event in events if event["event"] == "start" and "/" not in event["sid"]])
        seen, new = started, started - seen
        return new

    return count
