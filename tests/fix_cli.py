"""The program as a person uses it: command lines in a folder of a project, and what they print."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from fix_db import Execute

from schemagit import moments
from schemagit.cli import application
from schemagit.demo.server import Server

# Warnings are errors in the program too, so that whoever looks at stderr sees files that were left open.
_SURROUNDINGS = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "PYTHONWARNINGS": "error"}
_KEPT = ("PATH", "PYTHONPATH", "HOME", "GIT_", "XDG_")
_SECONDS = 60


class Result(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def shown(self) -> str:
        """What stdout shows, without what differs: ids of commits, seconds, and the number of all objects."""
        shown = re.sub(r"\b[0-9a-f]{7,40}\b", "<id>", self.out)
        return re.sub(r"( ?) *\b\d+ objects", r"\1N objects", re.sub(r"\b\d+\.\d s\b", "N s", shown))


class Project:
    """A folder with `configs/` and, after the first snapshot, `snapshots.git`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write_config(self, environment: str, databases: Mapping[str, str], *more: str) -> Path:
        """Write `configs/ENVIRONMENT.yml`: what libpq needs by the name of each database, then more lines."""
        lines = [f"env: {environment.upper()}", *more, "databases:"]
        for name, conninfo in databases.items():
            lines += [f"  - name: {_yaml(name)}", f"    dsn: {_yaml(conninfo)}"]
        file = self.folder / "configs" / f"{environment}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join([*lines, ""]), "utf-8")
        return file

    def record(self, environment: str, conninfo: str) -> None:
        """Configure an environment of one database, `app`, and take a snapshot of it."""
        self.write_config(environment, {"app": conninfo})
        result = self.call("snap", environment)
        assert result.code == 0, result

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "schemagit", *arguments]

    def surroundings(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment variables of a program: few, and none of whoever runs the tests."""
        kept = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)}
        return kept | _SURROUNDINGS | dict(env or {})

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
        """Run the program in a process of its own."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.surroundings(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def call(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        at: datetime | None = None,
        encoding: str = "utf-8",
    ) -> Result:
        """The same in this process, which is ten times faster; `at` is what the clock shows."""
        written = io.BytesIO(), io.BytesIO()
        out, err = (io.TextIOWrapper(content, encoding, newline="") for content in written)
        with pytest.MonkeyPatch.context() as patch, chdir(self.folder):
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            if at:
                patch.setattr(moments, "now", lambda: at)
            with redirect_stdout(out), redirect_stderr(err):
                code = application.main(list(arguments))
        for stream in (out, err):
            stream.flush()
        return Result(code, *(content.getvalue().decode() for content in written))

    def fails(self, *arguments: str, env: Mapping[str, str] | None = None, code: int = 2) -> Sequence[str]:
        """The lines that a command prints to stderr when it fails with this code, and prints nothing else."""
        result = self.call(*arguments, env=env)
        assert result.code == code, result
        assert not result.out, result
        assert result.err.startswith("error: "), result
        assert "Traceback" not in result.err
        return result.err.splitlines()

    def git(self, *arguments: str) -> str:
        """What git prints about the repository; without the last line's end."""
        command = ["git", "-C", str(self.folder / "snapshots.git"), *arguments]
        done = subprocess.run(command, capture_output=True, check=False, env=self.surroundings())
        assert not done.returncode, done.stderr.decode()
        return done.stdout.decode().removesuffix("\n")

    def objects(self, ref: str, database: str = "") -> int:
        """How many objects a snapshot has, or one database of it."""
        return len(self.git("ls-tree", "-r", "--name-only", ref, f"databases/{database}").splitlines())

    @property
    def stored(self) -> bytes:
        """All bytes of all objects of the repository."""
        command = [
            "git",
            "-C",
            str(self.folder / "snapshots.git"),
            "cat-file",
            "--batch-all-objects",
            "--batch",
        ]
        return subprocess.run(command, capture_output=True, check=True, env=self.surroundings()).stdout

    @property
    def commits(self) -> list[str]:
        """The ids of all commits of all environments; none where there is no repository yet."""
        return self.git("rev-list", "--all").split() if self.has_repository else []

    @property
    def has_repository(self) -> bool:
        return (self.folder / "snapshots.git").exists()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A new project, whose repository git finds whole when the test ends."""
    made = Project(tmp_path)
    yield made
    if (tmp_path / "snapshots.git").exists():
        assert not made.git("fsck", "--strict", "--no-dangling", "--no-progress")


# The history that log, show, diff, envs and export are asked about, on the day of STORY_NOW.
STORY_NOW = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
_FLOW = """
create table job_logs (id bigint primary key, message text);
create table jobs (
    id integer primary key, state text not null default 'new', log bigint references job_logs
);
create index jobs_state_idx on jobs (state);
create view active as select id, state from jobs where state <> 'done';
create table "Order items" (id integer, "we.ird" text);
create table old_jobs (id integer);
create type mood as enum ('sad', 'happy');
comment on table jobs is 'What is to be done';
"""
_SOURCE = """
create table users (id bigint primary key, age integer, email text);
create table data_source (id integer, secret_key text);
"""
_SECOND_FLOW = "create table schedule (id integer); alter table job_logs add error_message text;"
_SECOND_SOURCE = "alter table users alter age type text; alter table data_source drop secret_key;"
_THIRD_FLOW = """
drop table old_jobs;
drop index jobs_state_idx;
create or replace view active as select id, upper(state) as state from jobs where state <> 'done';
alter table "Order items" alter "we.ird" set not null;
comment on table jobs is 'Work';
"""


@pytest.fixture(scope="session")
def story(server: Server, execute: Execute, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three snapshots of prod and one of stage, for reading only; the databases are gone by then.

    2026-11-01 prod~2: both databases; 2026-11-03 stage: the same, without `old_jobs`;
    2026-11-10 prod~1, tag v2.3: the four changes of the second day; 2026-11-20 prod: only dataflow_server.
    """
    made = Project(tmp_path_factory.mktemp("story"))
    names = {"dataflow_server": "story_flow", "datasource_server": "story_source"}
    for name in names.values():
        execute(server.conninfo(), f"create database {name}")
    flow, source = (server.conninfo(name) for name in names.values())
    databases = dict(zip(names, (flow, source), strict=True))
    for environment in ("prod", "stage"):
        made.write_config(environment, databases)

    def snap(day: int, *arguments: str) -> None:
        result = made.call("snap", *arguments, at=datetime(2026, 11, day, 9, 0, tzinfo=UTC))
        assert result.code == 0, result

    execute(flow, _FLOW)
    execute(source, _SOURCE)
    snap(1, "prod")
    execute(flow, "drop table old_jobs")
    snap(3, "stage")
    execute(flow, "create table old_jobs (id integer);" + _SECOND_FLOW)
    execute(source, _SECOND_SOURCE)
    snap(10, "prod")
    made.git("tag", "v2.3", "prod")
    execute(flow, _THIRD_FLOW)
    snap(20, "prod", "-m", "Clean up")
    for name in names.values():
        execute(server.conninfo(), f"drop database {name}")
    return made


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
