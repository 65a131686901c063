"""Repositories that are not as schemagit left them."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fix_cli import Project
from fix_db import MakeDatabase

from schemagit import store
from schemagit.document import encode
from schemagit.names import MARK
from schemagit.snapshots.verify import wrong
from schemagit.store.failures import DAMAGED

DAY = datetime(2026, 11, 1, tzinfo=UTC)
PUBLIC = "databases/app/schemas/public"
TABLE = f"{PUBLIC}/tables/t.json"
WHOLE = {
    **MARK,
    "databases/app/database.json": encode({"owner": "app"}),
    f"{PUBLIC}/schema.json": encode({"owner": "app"}),
    TABLE: encode({"owner": "app", "columns": [{"name": "id", "type": "integer"}]}),
}


def record(folder: Path, files: Mapping[str, bytes], *, minute: int = 0, message: str = "m") -> str:
    """A snapshot of just these files, on top of the last one."""
    repository = store.create_repository(folder / "snapshots.git")
    parent = store.tip(repository, "prod")
    removed = set(store.entries(repository, parent)) - set(files) if parent else ()
    when = DAY + timedelta(minutes=minute)
    return store.commit(repository, "prod", parent, files=files, removed=removed, message=message, when=when)


def problems(project: Project, *arguments: str) -> list[str]:
    """What verify prints, without the id of the snapshot."""
    result = project.call("verify", "-q", *arguments)
    lines = result.out.splitlines()
    assert (result.code, bool(result.err)) == ((3, True) if lines else (0, False)), result
    return [line.partition(": ")[2] for line in lines]


def test_what_schemagit_takes_is_whole(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database("create table t (id integer primary key)")})
    assert project.call("snap", "prod").code == 0
    result = project.call("verify", "--all")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("snapshots.git is whole: looked at 1 snapshot, ")
    assert project.call("verify", "prod").out == result.out


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        (TABLE, b"[", "it is not JSON (Expecting value: line 1 column 2 (char 1))"),
        (TABLE, encode({"grants": 3}), "its grants has another shape"),
        (
            TABLE,
            WHOLE[TABLE].replace(b"  ", b" "),
            "is not in the form that schemagit writes: edited by hand, or written by another program",
        ),
        (TABLE, encode({"tables": []}), "tables have no tables"),
        (f"{PUBLIC}/tables/A:b.json", b"{}\n", "the path '{path}' is not one that schemagit writes"),
        ("README", b"", "the path '{path}' is not one that schemagit writes"),
        (f"{PUBLIC}/things/t.json", b"{}\n", "nothing that this schemagit knows is stored in things/"),
        ("capture/app/capture.json", b'{\n  "kinds": 3\n}\n', "its kinds has another shape"),
        (TABLE, WHOLE[TABLE], ""),
    ],
)
def test_a_file_that_is_wrong(path: str, content: bytes, expected: str) -> None:
    assert wrong(path, content) == expected.replace("{path}", path)


def test_all_that_is_wrong_is_said(project: Project) -> None:
    record(project.folder, WHOLE)
    stray = "databases/app/schemas/other/tables/t.json"
    files = {TABLE: b"[]", stray: b"{}\n", "capture/b/capture.json": b"{}\n"}
    record(project.folder, WHOLE | files, minute=1)
    lines = [
        "capture/b/capture.json: databases/b/database.json, to which it belongs, is missing",
        f"{stray}: databases/app/schemas/other/schema.json, to which it belongs, is missing",
        f"{TABLE}: it is not a JSON object",
    ]
    assert sorted(problems(project)) == lines
    record(project.folder, WHOLE, minute=2)
    assert problems(project) == []
    assert sorted(problems(project, "prod~1")) == sorted(problems(project, "--all")) == lines


def test_a_document_that_goes_and_leaves_others_behind(project: Project) -> None:
    record(project.folder, WHOLE)
    without = {path: content for path, content in WHOLE.items() if path != f"{PUBLIC}/schema.json"}
    record(project.folder, without, minute=1)
    line = f"{TABLE}: {PUBLIC}/schema.json, to which it belongs, is missing"
    assert problems(project) == problems(project, "--all") == [line]


def test_a_capture_that_is_missing(project: Project) -> None:
    record(project.folder, WHOLE, message="prod: x\n\nServer: app PostgreSQL 18.1 as reader\n")
    assert problems(project) == [
        "capture/app/capture.json: is missing, though the snapshot was read from a server"
    ]


def test_a_clock_that_went_back(project: Project) -> None:
    first = record(project.folder, WHOLE, minute=1)
    record(project.folder, WHOLE | {TABLE: b"{}\n"}, minute=0)
    assert problems(project) == [f"taken 2026-11-01 00:00 UTC, before {first[:7]}, on which it builds"]


def test_a_branch_that_is_no_snapshot(project: Project) -> None:
    record(project.folder, {"README": b""})
    assert problems(project) == ["snapshot.json: is missing: schemagit did not write this"]
    for command in (
        ["log", "prod"],
        ["show", "prod"],
        ["diff", "prod"],
        ["export", "prod"],
        ["tag", "v1", "prod"],
    ):
        assert project.fails(*command, code=3)[0] == 'error: "prod" is not a snapshot'
    assert project.fails("log", code=3)[0] == "error: snapshots.git has no snapshot yet"
    assert project.call("envs").out.startswith("no environment is configured, and none has a snapshot")
    assert "repository: snapshots.git, 0 environments, whole" in project.call("doctor").out
    assert project.call("log", "--repository", str(project.folder / "none.git")).code == 3


def test_what_a_newer_schemagit_made_is_refused(project: Project) -> None:
    record(project.folder, WHOLE)
    record(project.folder, WHOLE | {"snapshot.json": b'{"format": 2}\n'}, minute=1)
    project.write_config("prod", {"app": "host=nowhere"})
    (project.folder / "x.json").write_text('{"format": 1, "files": {}}')
    for command in (
        ["show", "prod"],
        ["diff", "prod~1..prod"],
        ["export", "prod"],
        ["generate", "prod", "--out", "m"],
        ["status", "prod"],
        ["snap", "prod"],
        ["import", "x.json", "prod"],
        ["tag", "v1", "prod"],
        ["show", "prod@{now}"],
    ):
        why = "it was made by a newer schemagit: its format is 2, this one reads 1"
        assert project.fails(*command, code=3) == [
            f'error: "prod" cannot be read: {why}',
            "  install the version that made it",
        ]
    assert project.call("log").code == 0


def _lose(project: Project, name: str) -> str:
    """Take an object out of the repository."""
    git = project.folder / "snapshots.git"
    for pack in git.glob("objects/pack/*.pack"):
        content = pack.read_bytes()
        for file in git.glob("objects/pack/*"):
            file.unlink()
        command = ["git", "-C", str(git), "unpack-objects", "-q"]
        subprocess.run(command, input=content, check=True)
    lost = project.git("rev-parse", name)
    (git / "objects" / lost[:2] / lost[2:]).unlink()
    return lost


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (f"prod:{TABLE}", "its content {lost} is missing from the repository"),
        pytest.param("prod:snapshot.json", "its content {lost} is missing", marks=pytest.mark.slow),
        pytest.param("prod^{tree}", "git diff-tree failed: unable to read tree", marks=pytest.mark.slow),
        ("prod:databases", "git diff-tree failed: unable to read tree"),
        ("prod~1", "git log failed: "),
    ],
)
def test_an_object_that_is_missing(project: Project, name: str, says: str) -> None:
    record(project.folder, WHOLE)
    record(project.folder, {**WHOLE, TABLE: encode({"owner": "new"})}, minute=1)
    backup = project.folder / "backup"
    shutil.copytree(project.folder / "snapshots.git", backup)
    lost = _lose(project, name)
    found = problems(project, "--all")
    assert any(says.replace("{lost}", lost[:10]) in line for line in found), found
    for command in (["show", "prod"], ["diff", "prod~1..prod"], ["export", "prod"]):
        result = project.call(*command)
        if result.code:
            assert (result.code, result.err.splitlines()[1:]) == (3, [f"  {DAMAGED}"]), result
    shutil.rmtree(project.folder / "snapshots.git")
    backup.rename(project.folder / "snapshots.git")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen to sign with")
def test_signatures(project: Project) -> None:
    if tuple(map(int, store.git_version().split(".")[:2])) < (2, 34):
        pytest.skip("git signs by keys of ssh since 2.34")
    key = project.folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    record(project.folder, WHOLE)
    for setting in ("gpg.format=ssh", f"user.signingKey={key}", "commit.gpgsign=true"):
        project.git("config", *setting.split("="))
    assert problems(project) == ["it is not signed, as commit.gpgsign wants it"]
    record(project.folder, {**WHOLE, TABLE: encode({"owner": "new"})}, minute=1)
    assert project.git("for-each-ref", "--format=%(refname)") == "refs/heads/prod"
    result = project.call("verify")
    assert result.code == 0
    assert "1 signed" in result.out
    assert result.err.startswith("warning: 1 signature cannot be checked here")
    allowed = project.folder / "allowed"
    allowed.write_text(f"ada@example.com {key.with_suffix('.pub').read_text()}")
    project.git("config", "gpg.ssh.allowedSignersFile", str(allowed))
    assert problems(project) == []
    raw = project.git("cat-file", "commit", "prod") + "\n"
    forged = raw.replace("\n\nm", "\n\nforged")
    command = [
        "git",
        "-C",
        str(project.folder / "snapshots.git"),
        "hash-object",
        "-w",
        "-t",
        "commit",
        "--stdin",
    ]
    made = subprocess.run(command, input=forged.encode(), check=True, capture_output=True).stdout.decode()
    project.git("update-ref", "refs/heads/prod", made.strip())
    assert problems(project) == ["its signature is bad"]
