"""Renames: proven by what stays when a name changes, told once, and never guessed."""

import json
from typing import Any

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

SCHEMA = """
create type mood as enum ('sad', 'ok');
create table "user" (
    id bigint primary key, email text not null, age integer check (age > 0), mood mood default 'sad'
);
create table post (id bigint generated always as identity primary key, author bigint references "user" (id));
create view adults as select "user".id, "user".email from "user" where "user".age > 17;
create index user_email on "user" (email);
create function f(a integer) returns integer language sql as 'select 1';
create schema side;
create table side.one (id integer primary key, other bigint references "user" (id));
create table side.two (id integer references side.one (id));
"""


def found(project: Project, *arguments: str) -> list[dict[str, Any]]:
    result = project.call("diff", *arguments, "--format", "json")
    assert (result.code, result.err) == (0, ""), result
    findings: list[dict[str, Any]] = json.loads(result.out)["findings"]
    return findings


def texts(project: Project, *arguments: str) -> list[str]:
    hints = [(each["text"], each["hint"]) for each in found(project, *arguments)]
    return sorted(f"{text} [{hint}]" if hint else text for text, hint in hints)


def mirrored(code: str) -> str:
    """The code of the same finding as the other side sees it."""
    swap = {"added": "removed", "removed": "added"}
    kind, _, what = code.partition(".")
    return f"{kind}.{swap.get(what, what)}"


@pytest.fixture
def conninfo(project: Project, make_database: MakeDatabase) -> str:
    """A database with a first snapshot as prod."""
    conninfo = make_database(SCHEMA)
    project.record("prod", conninfo)
    return conninfo


RENAMES = {
    "a table": (
        'alter table "user" rename to users; alter table users add nickname text',
        [
            "New column: app.public.users.nickname (text)",
            "Table renamed: app.public.user → app.public.users",
        ],
    ),
    "a table with an identity column": (
        "alter table post rename to letter",
        ["Table renamed: app.public.post → app.public.letter"],
    ),
    "a column": (
        'alter table "user" rename age to years',
        ["Column renamed: app.public.user.age → app.public.user.years"],
    ),
    "a key that others reference": (
        'alter table "user" rename id to user_id',
        ["Column renamed: app.public.user.id → app.public.user.user_id"],
    ),
    "an index": (
        "alter index user_email rename to by_email",
        ["Index renamed: app.public.user_email → app.public.by_email"],
    ),
    "a constraint": (
        'alter table "user" rename constraint user_age_check to grown',
        ["Constraint renamed: app.public.user.user_age_check → app.public.user.grown"],
    ),
    "a label": (
        "alter type mood rename value 'sad' to 'blue'",
        ["Label renamed: app.public.mood (sad → blue)"],
    ),
    "a label, and another one is new": (
        "alter type mood rename value 'sad' to 'blue'; alter type mood add value 'great'",
        [
            "Label renamed: app.public.mood (sad → blue)",
            "Labels changed: app.public.mood (blue, ok → blue, ok, great)",
        ],
    ),
    "a type": (
        "alter type mood rename to feeling",
        ["Enum renamed: app.public.mood → app.public.feeling"],
    ),
    "a function": (
        "alter function f rename to g",
        ["Function renamed: app.public.f(integer) → app.public.g(integer)"],
    ),
    "the arguments of a function": (
        "drop function f; create function f(a bigint, b text) returns integer language sql as 'select 1'",
        ["Signature changed: app.public.f (a integer → a bigint, b text)"],
    ),
    "a view, and what it shows": (
        """
        alter view adults rename to grown_ups;
        create or replace view grown_ups as select id, email from "user"
        """,
        ["View changed: app.public.grown_ups", "View renamed: app.public.adults → app.public.grown_ups"],
    ),
    "a table into another schema": (
        "alter table post set schema side",
        ["Table renamed: app.public.post → app.side.post"],
    ),
    "a schema": (
        "alter schema side rename to other; alter table other.one add note text",
        ["New column: app.other.one.note (text)", "Schema renamed: app.side → app.other"],
    ),
    "no rename: made anew": (
        "drop table side.two; create table side.three (id integer references side.one (id))",
        ["New table: app.side.three", "Table dropped: app.side.two"],
    ),
    "no rename: a column made anew": (
        'drop view adults; alter table "user" drop age; alter table "user" add years integer',
        [
            "Column dropped: app.public.user.age",
            "Check constraint dropped: app.public.user.user_age_check",
            "New column: app.public.user.years (integer)",
            "View dropped: app.public.adults",
        ],
    ),
}


@pytest.mark.parametrize(("script", "expected"), RENAMES.values(), ids=RENAMES)
def test_a_rename_is_told_once(
    project: Project, conninfo: str, execute: Execute, script: str, expected: list[str]
) -> None:
    execute(conninfo, script)
    assert project.call("snap", "prod").code == 0
    assert texts(project, "prod") == sorted(expected)
    forth, back = (
        sorted(each["code"] for each in found(project, *refs)) for refs in (["prod"], ["prod", "prod~1"])
    )
    assert sorted(map(mirrored, back)) == forth


def test_what_follows_a_rename_is_hidden_and_counted(
    project: Project, conninfo: str, execute: Execute
) -> None:
    execute(conninfo, 'alter table "user" rename to users')
    assert project.call("snap", "prod").code == 0
    shown = project.call("diff", "prod", "--show-ignored").out
    assert "1 difference: 1 breaking; 5 hidden by 1 rule (--show-ignored)" in shown
    assert "hidden by what follows a rename (by default): only the new name is written in it" in shown
    assert "Reference changed: app.public.post.post_author_fkey (public." in shown


def test_a_rename_hides_no_other_change(project: Project, conninfo: str, execute: Execute) -> None:
    execute(
        conninfo,
        """
        alter table "user" rename age to years;
        create or replace view adults as select id, email from "user" where years > 21;
        alter table "user" drop constraint user_age_check, add constraint user_age_check check (years > 1);
        """,
    )
    assert project.call("snap", "prod").code == 0
    assert texts(project, "prod") == [
        "Column renamed: app.public.user.age → app.public.user.years",
        "Expression changed: app.public.user.user_age_check ((age > 0) → (years > 1))",
        "View changed: app.public.adults",
    ]


@pytest.mark.parametrize("name", ["user", "users", "user.age", "users.age", "user.years", "users.years"])
def test_both_names_find_it(project: Project, conninfo: str, execute: Execute, name: str) -> None:
    execute(conninfo, 'alter table "user" rename to users; alter table users rename age to years')
    assert project.call("snap", "prod").code == 0
    assert "Column renamed: app.public.users.age → app.public.users.years" in texts(
        project, "prod", f"app.public.{name}"
    )


def test_status_knows_renames_too(project: Project, conninfo: str, execute: Execute) -> None:
    execute(conninfo, 'alter table "user" rename to users')
    assert "Table renamed: app.public.user → app.public.users" in project.call("status", "prod").out


@pytest.fixture
def stage(project: Project, make_database: MakeDatabase) -> str:
    """A database with a first snapshot as stage; prod has the same schema in another one."""
    stage = make_database(SCHEMA)
    project.write_config("prod", {"app": make_database(SCHEMA)})
    project.write_config("stage", {"app": stage})
    assert project.call("snap", "--all").code == 0
    return stage


def test_the_history_of_either_side_proves_a_rename(project: Project, stage: str, execute: Execute) -> None:
    execute(stage, 'alter table "user" rename to person')
    assert project.call("snap", "stage").code == 0
    execute(stage, "alter table person rename to users; alter table users rename age to years")
    assert project.call("snap", "stage").code == 0
    execute(stage, "alter table post add note text")
    assert project.call("snap", "stage").code == 0
    assert [text.partition(" [")[0] for text in texts(project, "prod..stage")] == [
        "Column renamed: app.public.users.age → app.public.users.years",
        "New column: app.public.post.note (text)",
        "Table renamed: app.public.user → app.public.users",
    ]
    assert [text.partition(" [")[0] for text in texts(project, "stage..prod")] == [
        "Column dropped: app.public.post.note",
        "Column renamed: app.public.user.years → app.public.user.age",
        "Table renamed: app.public.users → app.public.user",
    ]
    commits = project.git("log", "--format=%h", "stage").split()
    hints = {each["text"].split(":")[0]: each["hint"] for each in found(project, "prod..stage")}
    assert hints["Table renamed"].startswith(f"stage {commits[2]}, 20")
    assert hints["Column renamed"].startswith(f"stage {commits[1]}, 20")


def test_the_same_name_for_another_table_is_no_rename(project: Project, stage: str, execute: Execute) -> None:
    execute(stage, "alter table post rename to letter")
    assert project.call("snap", "stage").code == 0
    execute(stage, "drop table letter; create table letter (id bigint, stamp text)")
    assert project.call("snap", "stage").code == 0
    assert texts(project, "prod..stage") == ["New table: app.public.letter", "Table dropped: app.public.post"]


@pytest.fixture
def tag(project: Project, conninfo: str, execute: Execute) -> None:
    """A table in prod that no other environment has."""
    execute(conninfo, "create table tag (id bigint primary key, label text not null)")
    assert project.call("snap", "prod").code == 0


@pytest.mark.usefixtures("tag")
def test_without_a_proof_it_is_a_hint(project: Project, make_database: MakeDatabase) -> None:
    stage = make_database(
        SCHEMA,
        """
        create table sticker (id bigint primary key, label text not null);
        alter table post add at date;
        alter table side.two drop id, add number integer references side.one (id);
        """,
    )
    project.record("stage", stage)
    assert texts(project, "prod..stage", "app.public.*") == [
        "New column: app.public.post.at (date)",
        "New table: app.public.sticker [likely renamed from app.public.tag]",
        "Table dropped: app.public.tag [likely renamed to app.public.sticker]",
    ]
    assert texts(project, "prod..stage", "app.side.two.*")[0] == (
        "Column dropped: app.side.two.id [likely renamed to app.side.two.number]"
    )


@pytest.mark.usefixtures("tag")
def test_no_hint_where_two_may_be_meant(project: Project, make_database: MakeDatabase) -> None:
    stage = make_database(
        SCHEMA, *(f"create table {n} (id bigint primary key, label text not null)" for n in ("a", "b"))
    )
    project.record("stage", stage)
    assert texts(project, "prod..stage") == [
        "New table: app.public.a",
        "New table: app.public.b",
        "Table dropped: app.public.tag",
    ]


def log(project: Project, *arguments: str) -> list[str]:
    """The lines of findings of a log."""
    result = project.call("log", *arguments)
    assert (result.code, result.err) == (0, ""), result
    return [line.strip().partition(" ")[2] for line in result.out.splitlines() if line.startswith("    ")]


@pytest.fixture
def renamed(project: Project, conninfo: str, execute: Execute) -> Project:
    """A table that has had three names, the last by its schema, and a column that has had two."""
    for script in (
        'alter table "user" add first text',
        'alter table "user" rename to person; alter table person rename first to given',
        "alter table person set schema side",
        "alter schema side rename to people; create table public.person (id bigint)",
        "alter table people.person drop given; alter table public.person add other text",
    ):
        execute(conninfo, script)
        assert project.call("snap", "prod").code == 0
    return project


def test_the_log_of_an_object_follows_its_names_back(renamed: Project) -> None:
    assert log(renamed, "prod", "app.people.person") == [
        "Column dropped: app.people.person.given",
        "Table renamed: app.public.person → app.side.person",
        "Table renamed: app.public.user → app.public.person",
        "Column renamed: app.public.person.first → app.public.person.given",
        "hidden by 1 rule (--show-ignored)",
        "New column: app.public.user.first (text)",
        "New table: app.public.user",
    ]
    assert log(renamed, "prod", "app.people.person.given") == [
        "Column dropped: app.people.person.given",
        "Column renamed: app.public.person.first → app.public.person.given",
        "New column: app.public.user.first (text)",
    ]
    assert log(renamed, "prod", "app.public.person")[:2] == [
        "New column: app.public.person.other (text)",
        "New table: app.public.person",
    ]


def test_show_knows_an_object_by_the_name_that_it_got_later(renamed: Project) -> None:
    shown = renamed.call("show", "prod~5", "app.people.person").out.splitlines()
    assert shown[0].startswith("Table app.public.user   (prod~5 ")
    assert shown[0].endswith("now app.people.person)")
    result = renamed.call("show", "prod~5", "app.people.one")
    assert result.out.startswith("Table app.side.one ")
    assert renamed.call("show", "prod~5", "app.people.nothing").code == 2
