"""What the configuration leaves out, and what it asks for beside the schema of a database."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

from schemagit.demo.server import Server

SCHEMA = """
create schema app;
create table app.users (id integer primary key);
create table app.users_old (id integer);
create table app."Order items" (id integer);
create view app.users_view as select id from app.users;
create function app.f_plain(a integer) returns integer language sql as 'select 1';
create function app.f_plain(a text) returns integer language sql as 'select 1';
create schema scratch;
create table scratch.one (id integer);
create table scratch.two (id integer);
create table kept (id integer);
"""
ALL = [
    "database",
    "public",
    "public/tables/kept",
    "app",
    "app/functions/f_plain(integer)",
    "app/functions/f_plain(text)",
    "app/tables/Order items",
    "app/tables/users",
    "app/tables/users_old",
    "app/views/users_view",
    "scratch",
    "scratch/tables/one",
    "scratch/tables/two",
]


@pytest.fixture(scope="module")
def conninfo(server: Server, execute: Execute) -> str:
    """For reading only."""
    execute(server.conninfo(), "create database filtered")
    execute(server.conninfo("filtered"), SCHEMA)
    return server.conninfo("filtered")


def kept(project: Project, ref: str = "prod") -> list[str]:
    """What a snapshot holds of the database `app`, without what every database has."""
    start = "databases/app/"
    paths = project.git("-c", "core.quotePath=off", "ls-tree", "-r", "--name-only", ref, start).splitlines()
    names = [path.removeprefix(start).removeprefix("schemas/").removesuffix(".json") for path in paths]
    return [name.removesuffix("/schema") for name in names if not name.startswith("extensions/")]


def captured(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(project.git("show", "prod:capture/app/capture.json"))
    return found


@pytest.mark.parametrize(
    ("lines", "gone"),
    [
        ([], []),
        (["exclude:", "  - scratch"], [name for name in ALL if name.startswith("scratch")]),
        (["exclude:", "  - scratch.*"], ["scratch/tables/one", "scratch/tables/two"]),
        (["exclude:", "  - scratch.t*"], ["scratch/tables/two"]),
        (
            ["exclude:", '  - "*.users*"'],
            ["app/tables/users", "app/tables/users_old", "app/views/users_view"],
        ),
        (["exclude:", '  - table: "*.users*"'], ["app/tables/users", "app/tables/users_old"]),
        (["exclude:", "  - 'app.\"Order items\"'"], ["app/tables/Order items"]),
        (["exclude:", "  - app.Order items"], ["app/tables/Order items"]),
        (["exclude:", "  - app.f_plain(text)"], ["app/functions/f_plain(text)"]),
        (
            ["exclude:", "  - function: app.f_*"],
            ["app/functions/f_plain(integer)", "app/functions/f_plain(text)"],
        ),
        (["exclude:", "  - schema: scratch"], ["scratch"]),
        (["exclude:", "  - app.nothing", "  - view: app.users"], []),
        (["exclude:", "  - scratch", "include:", "  - scratch.two"], ["scratch", "scratch/tables/one"]),
        (["exclude:", "  - scratch.t*", "include:", "  - scratch"], ["scratch/tables/two"]),
        (["exclude:", "  - scratch.two", "include:", "  - scratch.two"], ["scratch/tables/two"]),
        (["exclude:", "  - scratch.two", "include:", "  - table: scratch.two"], []),
        (
            ["exclude:", '  - "*"', "include:", "  - scratch.two", "  - table: app.users"],
            [name for name in ALL if name not in {"database", "app/tables/users", "scratch/tables/two"}],
        ),
        (["include:", "  - scratch"], [name for name in ALL if not name.startswith(("database", "scratch"))]),
        (["exclude: []", "include: []"], []),
    ],
    ids=" ".join,
)
def test_the_more_specific_wins(
    project: Project, conninfo: str, lines: Sequence[str], gone: Sequence[str]
) -> None:
    project.write_config("prod", {"app": conninfo}, *lines)
    result = project.call("snap", "prod")
    assert (result.code, result.err) == (0, "")
    assert sorted(kept(project)) == sorted(set(ALL) - set(gone))
    identities = project.git("grep", "-h", "-o", '^  "[^"]*"', "prod", "--", "capture/app/identity")
    for name in gone:
        if "/tables/" in name:
            assert f'"{name.partition("/")[2]}"' not in identities
    facts = captured(project)
    assert facts["excluded"] >= len(gone)
    shown = project.call("show", "prod").out
    if facts["excluded"]:
        assert f"not captured of app: {facts['excluded']} excluded by the configuration\n" in shown
    else:
        assert "not captured" not in shown


def test_the_filters_are_kept_with_the_snapshot(project: Project, conninfo: str) -> None:
    project.write_config("stage", {"app": conninfo})
    lines = ["exclude:", "  - scratch.t*", '  - function: "app.*"', "include:", "  - app.f_plain(text)"]
    project.write_config("prod", {"app": conninfo}, *lines)
    assert project.call("snap", "--all").code == 0
    facts = captured(project)
    assert facts["filters"] == [
        "exclude scratch.t*",
        "exclude function: app.*",
        "include app.f_plain(text)",
    ]
    assert facts["excluded"] == 2
    note = "note: app: prod and stage were captured by different filters"
    assert note in project.call("diff", "prod..stage").out.splitlines()
    compared = project.call("diff", "prod..stage", "app.app.users", "--exit-code")
    assert (compared.code, compared.out.splitlines()[1:]) == (4, [note, "no differences"])


def test_what_is_excluded_later_is_dropped_from_the_snapshot(project: Project, conninfo: str) -> None:
    project.record("prod", conninfo)
    project.write_config("prod", {"app": conninfo}, "exclude: [scratch.two]")
    assert "❌ Table dropped: app.scratch.two\n" in project.call("snap", "prod").out
    note = "note: app: prod~1 and prod were captured by different filters"
    assert note in project.call("diff", "prod").out.splitlines()


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        (["exclude: scratch"], "2: exclude must be a list, not a single value", ""),
        (
            ["exclude:", "  - a.b."],
            "3: cannot read the object name 'a.b.'",
            None,
        ),
        (
            ["include:", "  - table: a.b", "    view: c.d"],
            "3: an entry with a kind must be one kind and one pattern",
            "as in function: public.f_*",
        ),
        (["include:", "  - tables: a.b"], "3: there is no kind 'tables'", None),
        (["include:", "  - database: a"], "3: there is no kind 'database'", None),
        (["exclude:", "  - table: ''"], "3: an entry with a kind must be one kind and one pattern", None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_filter_that_cannot_be_read(
    project: Project, conninfo: str, lines: Sequence[str], message: str, hint: str | None
) -> None:
    project.write_config("prod", {"app": conninfo}, *lines)
    shown = project.fails("snap", "prod")
    assert shown[0].startswith(f"error: configs/prod.yml line {message}")
    assert hint is None or shown[1:] == ([f"  {hint}"] if hint else [])


ROLES = """
create role filter_owner nologin createdb;
create role filter_app login password 'hunter2' connection limit 5 in role filter_owner;
alter role filter_app set work_mem = '8MB';
comment on role filter_app is 'The program';
"""


@pytest.fixture
def roles(server: Server, execute: Execute, make_database: MakeDatabase) -> Iterator[str]:
    execute(server.conninfo(), ROLES)
    yield make_database("create table t (id integer)")
    execute(server.conninfo(), "drop role filter_app, filter_owner")


def test_roles_are_captured_where_they_are_asked_for(
    project: Project, roles: str, execute: Execute, server: Server
) -> None:
    project.write_config("stage", {"app": roles})
    file = project.write_config("prod", {"app": roles})
    file.write_text(file.read_text() + "    roles: true\n")
    assert project.call("snap", "--all").code == 0
    assert not project.git("ls-tree", "-r", "--name-only", "stage", "databases/app/roles")
    document = json.loads(project.git("show", "prod:databases/app/roles/filter_app.json"))
    assert document == {
        "comment": "The program",
        "login": True,
        "connection_limit": 5,
        "member_of": ["filter_owner"],
        "settings": ["work_mem=8MB"],
    }
    assert json.loads(project.git("show", "prod:databases/app/roles/filter_owner.json")) == {
        "create_database": True
    }
    assert "role" in captured(project)["kinds"]
    note = "note: app: kinds only in prod: role"
    assert note in project.call("diff", "stage..prod").out.splitlines()
    execute(server.conninfo(), "alter role filter_app password 'other' connection limit 6")
    assert "Connection limit changed: app.filter_app (5 → 6)" in project.call("snap", "prod").out
    [(digest,)] = execute(server.conninfo(), "select rolpassword from pg_authid where rolname = 'filter_app'")
    for secret in ("hunter2", "SCRAM-SHA-256", digest, digest.rpartition("$")[2]):
        assert secret.encode() not in project.stored
