"""What stays when a name changes is stored with each snapshot, and is never part of a difference."""

import json
from typing import Any

from fix_cli import Project
from fix_db import Execute, MakeDatabase

SCHEMA = """
create schema app;
create table app.users (id integer primary key, gone integer, mail text check (mail <> ''));
alter table app.users drop column gone;
create index users_mail on app.users (mail);
create policy mine on app.users using (true);
create type app.mood as enum ('sad', 'happy');
create view app.v as select id from app.users;
create function app.f(a integer) returns integer language sql as 'select 1';
create function app.note() returns trigger language plpgsql as 'begin return new; end';
create trigger noted before insert on app.users for each row execute function app.note();
create domain app.mail as text constraint has_at check (value like '%@%');
create table "we/ird" (id integer);
create publication p;
"""
IDENTITIES = """
select json_object_agg(key, value) from (
    select 'id' as key, to_json('app.users'::regclass::oid::bigint) as value
    union all
    select 'columns', json_object_agg(attname, attnum) from pg_attribute
    where attrelid = 'app.users'::regclass and attnum > 0 and not attisdropped
    union all
    select 'constraints', json_object_agg(conname, oid::bigint) from pg_constraint
    where conrelid = 'app.users'::regclass and contype <> 'n'
    union all
    select 'indexes', json_object_agg(relname, oid::bigint) from pg_class where relname = 'users_mail'
    union all
    select 'triggers', json_object_agg(tgname, oid::bigint) from pg_trigger where tgname = 'noted'
    union all
    select 'policies', json_object_agg(polname, oid::bigint) from pg_policy
) as found
"""


def identities(project: Project, ref: str = "prod") -> dict[str, Any]:
    """All of them, by the path of their file."""
    paths = project.git("ls-tree", "-r", "--name-only", ref, "capture/app").splitlines()
    return {
        path.removeprefix("capture/app/"): json.loads(project.git("show", f"{ref}:{path}"))
        for path in paths
        if not path.endswith("/capture.json")
    }


def test_every_object_and_part_has_its_own(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database(SCHEMA)
    project.record("prod", conninfo)
    found = identities(project)
    assert list(found) == ["identity.json", "identity/app.json", "identity/public.json"]
    [(expected,)] = execute(conninfo, IDENTITIES)
    users = found["identity/app.json"]["tables/users"]
    constraints = {name: users["constraints"].pop(name) for name in expected.pop("constraints")}
    assert constraints.items() <= (constraints | users.pop("constraints")).items()
    assert users == expected
    assert users["columns"] == {"id": 1, "mail": 3}
    [(labels,)] = execute(
        conninfo,
        """
        select json_object_agg(enumlabel, oid::bigint) from pg_enum
        where enumtypid = 'app.mood'::regtype
        """,
    )
    assert found["identity/app.json"]["enums/mood"]["labels"] == labels
    for name, value in {
        "views/v": "'app.v'::regclass",
        "functions/f(integer)": "'app.f(integer)'::regprocedure",
        "enums/mood": "'app.mood'::regtype",
    }.items():
        [(oid,)] = execute(conninfo, f"select {value}::oid")
        assert found["identity/app.json"][name]["id"] == oid
    assert "has_at" in found["identity/app.json"]["domains/mail"]["constraints"]
    assert list(found["identity/public.json"]) == ["schema/", "tables/we/ird"]
    assert found["identity.json"].keys() >= {"database/", "publications/p"}
    [(oid,)] = execute(conninfo, "select oid from pg_publication")
    assert found["identity.json"]["publications/p"] == {"id": oid}


def test_each_object_is_a_line(project: Project, make_database: MakeDatabase) -> None:
    conninfo = make_database("create table a (id integer)", "create table b (id integer)")
    project.record("prod", conninfo)
    lines = project.git("show", "prod:capture/app/identity/public.json").splitlines()
    assert [line.split(":")[0] for line in lines] == ["{", '  "schema/"', '  "tables/a"', '  "tables/b"', "}"]


def test_made_anew_nothing_changed(project: Project, make_database: MakeDatabase, execute: Execute) -> None:
    script = "create table t (id integer primary key, a text); create index i on t (a)"
    conninfo = make_database(script, "create type m as enum ('a')")
    project.record("prod", conninfo)
    before = identities(project)
    execute(conninfo, "drop table t; drop type m")
    execute(conninfo, f"{script}; create type m as enum ('a')")
    result = project.call("snap", "prod")
    assert (result.code, result.err) == (0, "")
    assert "prod: nothing changed since" in result.out
    assert len(project.commits) == 1

    execute(conninfo, "create table other ()")
    assert project.call("snap", "prod").code == 0
    after = identities(project)
    for name in ("tables/t", "enums/m"):
        old, new = (each["identity/public.json"][name] for each in (before, after))
        assert old["id"] != new["id"]
    compared = json.loads(project.call("diff", "prod", "--format", "json").out)
    assert [finding["code"] for finding in compared["findings"]] == ["table.added"]
    assert compared["doubts"] == []


def test_two_databases_of_one_schema_do_not_differ(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database("create table x ()", SCHEMA)})
    project.write_config("stage", {"app": make_database(SCHEMA, "create table x ()")})
    assert project.call("snap", "--all").code == 0
    assert identities(project) != identities(project, "stage")
    compared = project.call("diff", "prod..stage", "--exit-code")
    assert (compared.code, compared.out.splitlines()[-1]) == (0, "no differences")


def test_it_survives_export_and_import(project: Project, make_database: MakeDatabase) -> None:
    project.write_config("prod", {"app": make_database(SCHEMA)})
    assert project.call("snap", "prod").code == 0
    assert project.call("export", "prod", "--out", "prod.json").code == 0
    assert project.call("import", "prod.json", "copy").code == 0
    assert identities(project, "copy") == identities(project)
    trees = [project.git("rev-parse", f"{name}:capture") for name in ("prod", "copy")]
    assert trees[0] == trees[1]


def test_a_renamed_table_keeps_its_own(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database("create table a (x integer)")
    project.record("prod", conninfo)
    execute(conninfo, "alter table a rename to b; alter table b rename x to y")
    assert project.call("snap", "prod").code == 0
    [old, new] = [identities(project, ref)["identity/public.json"] for ref in ("prod~1", "prod")]
    assert old["tables/a"]["id"] == new["tables/b"]["id"]
    assert old["tables/a"]["columns"]["x"] == new["tables/b"]["columns"]["y"] == 1
