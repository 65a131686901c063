import re

from fix_cli import Project
from fix_db import MakeDatabase

from schemagit.demo.server import Server


def test_all_is_well(project: Project, server: Server, make_database: MakeDatabase) -> None:
    make_database("create table t (id integer)", name="well")
    conninfo = server.conninfo("well", user="schemagit_reader")
    project.record("prod", conninfo)
    result = project.call("doctor")
    assert (result.code, result.err) == (0, "")
    shown = re.sub(r"\d+(\.\d+)+", "N", re.sub(r"all \d+", "all N", result.out))
    assert shown.splitlines() == [
        "ok     git: N",
        "ok     repository: snapshots.git, 1 environment, whole",
        "ok     prod app connection: in N s",
        "ok     prod app server: PostgreSQL N",
        "ok     prod app role: schemagit_reader",
        "ok     prod app TLS: not encrypted",
        "ok     prod app rights: all N kinds of objects can be read",
    ]


def test_what_is_wrong_comes_with_what_to_do(project: Project, make_database: MakeDatabase) -> None:
    conninfo = make_database("revoke select on pg_catalog.pg_sequence from public")
    role = conninfo.replace("user=postgres", "user=schemagit_reader")
    project.write_config("prod", {"app": role, "gone": "postgres://reader@127.0.0.1:1/gone"})
    project.write_config("stage", {"app": conninfo})
    (project.folder / "configs" / "dev.yml").write_text("env: [")
    result = project.call("doctor")
    assert result.code == 3
    assert result.err == "error: 3 things would keep snapshots from being taken\n"
    lines = result.out.splitlines()
    assert "ok     repository: no snapshot repository at snapshots.git" not in lines
    assert "note   repository: no snapshot repository at snapshots.git" in lines
    assert "WRONG  configs/dev.yml: configs/dev.yml line 1: this is not YAML" in result.out
    denied = lines.index(
        "WRONG  prod app rights: cannot read the catalogs of app of prod: "
        "permission denied for table pg_sequence"
    )
    assert lines[denied + 1] == (
        "       run in that database: grant select on pg_catalog.pg_sequence to schemagit_reader"
    )
    assert any(
        line.startswith("WRONG  prod gone: cannot connect to gone of prod at 127.0.0.1:1") for line in lines
    )
    role_line = lines.index("note   stage app role: postgres, a superuser")
    assert lines[role_line + 1].startswith("       a role that may only connect is enough")


def test_without_a_configuration(project: Project) -> None:
    result = project.call("doctor")
    assert result.code == 0
    assert result.out.splitlines()[-2:] == [
        "note   configuration: no environment is configured",
        "       schemagit init writes one",
    ]


def test_a_damaged_repository(project: Project) -> None:
    assert project.call("init", "prod").code == 0
    head = project.folder / "snapshots.git" / "refs" / "heads" / "prod"
    head.write_text("1" * 40 + "\n")
    result = project.call("doctor")
    assert result.code == 3
    assert "WRONG  repository: " in result.out
    head.unlink()


def test_something_else_in_the_place_of_the_repository(project: Project) -> None:
    (project.folder / "snapshots.git").write_text("mine")
    result = project.call("doctor")
    assert result.code == 3
    assert "WRONG  repository: something else is at snapshots.git" in result.out
    (project.folder / "snapshots.git").unlink()
