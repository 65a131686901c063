"""What a snapshot does not show is counted, stored, and said wherever somebody could be misled."""

import json
import re
from typing import Any

import psycopg
import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase, configured
from fix_matrix import GetCluster, everywhere

from schemagit import __version__, piecewise
from schemagit.kinds import KINDS
from schemagit.postgres import session

READER = "schemagit_reader"
PARAMETER = "grant set on parameter work_mem to app_rw"
# One query per object takes its time.
MANY = 30
UNKNOWN = "1 of catalog pg_parameter_acl"

# The catalog of the columns is all that knows what a view selects from a table.
BREAK = """
set allow_system_table_mods = on;
delete from pg_attribute where attrelid = 'base'::regclass and attname = 'b';
"""


def captured(project: Project, ref: str = "prod", database: str = "app") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(project.git("show", f"{ref}:capture/{database}/capture.json"))
    return found


def test_the_facts_of_a_capture(project: Project, make_database: MakeDatabase, execute: Execute) -> None:
    conninfo = make_database("create table t (id integer)")
    project.record("prod", conninfo)
    [(version, number, database, system)] = execute(
        conninfo,
        """
        select current_setting('server_version'), current_setting('server_version_num')::integer, d.oid,
            (pg_control_system()).system_identifier::text
        from pg_database as d where datname = current_database()
        """,
    )
    facts = captured(project)
    assert re.fullmatch("[0-9a-f]{64}", facts.pop("fingerprint"))
    assert facts == {
        "schemagit": __version__,
        "format": 1,
        "canonical": 1,
        "server_version": version,
        "server_version_num": number,
        "role": "postgres",
        "system_identifier": system,
        "database_oid": database,
        "kinds": [kind.name for kind in KINDS if kind.since <= number and not kind.on_request],
        "unmodelled": {},
        "unreadable": {},
        "filters": [],
        "excluded": 0,
    }


def test_who_read_is_no_difference(project: Project, make_database: MakeDatabase) -> None:
    conninfo = make_database("create table t (id integer)")
    project.record("prod", conninfo)
    project.write_config("prod", {"app": conninfo.replace("user=postgres", f"user={READER}")})
    assert "nothing changed" in project.call("snap", "prod").out
    project.write_config("stage", {"app": conninfo.replace("user=postgres", f"user={READER}")})
    assert project.call("snap", "stage").code == 0
    assert captured(project, "stage")["role"] == READER
    assert project.call("diff", "prod..stage", "--exit-code").code == 0
    trees = [project.git("rev-parse", f"{name}:databases") for name in ("prod", "stage")]
    assert trees[0] == trees[1]


@pytest.fixture
def parameter(make_database: MakeDatabase, execute: Execute) -> str:
    """A database of a server that has what no kind models; all databases share it, so it goes again."""
    conninfo = make_database("create table t (id integer)")
    [(number,)] = execute(conninfo, "select current_setting('server_version_num')::integer")
    if number < 150000:
        pytest.skip("only servers from 15 on have grants on parameters")
    return conninfo


def test_what_no_kind_models_is_counted_and_shown(project: Project, parameter: str, execute: Execute) -> None:
    project.write_config("prod", {"app": parameter})
    assert project.call("snap", "prod").err == ""
    execute(parameter, PARAMETER)
    try:
        project.write_config("stage", {"app": parameter})
        unchanged, new = project.call("snap", "prod"), project.call("snap", "stage")
    finally:
        execute(parameter, "revoke set on parameter work_mem from app_rw")
        execute(parameter, "vacuum pg_parameter_acl")
    for result in (unchanged, new):
        warning = f"warning: app: {UNKNOWN} not captured: this version of schemagit does not know it\n"
        assert (result.code, result.err) == (0, warning)
    assert captured(project, "stage")["unmodelled"] == {"catalog pg_parameter_acl": 1}
    assert f"not captured of app: {UNKNOWN}\n" in project.call("show", "stage").out
    compared = project.call("diff", "prod..stage", "--exit-code")
    assert compared.code == 4
    assert compared.out.splitlines()[1:] == [
        "note: app: objects that no kind models only in stage: catalog pg_parameter_acl",
        "no differences",
    ]
    doubts = json.loads(project.call("diff", "prod..stage", "--format", "json").out)["doubts"]
    assert doubts == ["app: objects that no kind models only in stage: catalog pg_parameter_acl"]
    assert project.call("diff", "stage..stage", "--exit-code").code == 0


def test_an_object_that_cannot_be_printed_is_stored_as_unreadable(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    """Five attempts come first, with waits of four seconds: this is the only test of it."""
    conninfo = make_database(
        "create table base (a integer, b integer); create view broken as select a, b from base",
        "create view whole as select 1 as one; create table other (id integer primary key)",
    )
    project.record("prod", conninfo)
    execute(conninfo, BREAK)
    result = project.call("snap", "prod")
    assert result.code == 0, result
    [warning] = result.err.splitlines()
    assert warning.startswith("warning: app.public.broken is unreadable: ")
    words = warning.removeprefix("warning: app.public.broken is unreadable: ")
    assert captured(project)["unreadable"] == {"app.public.broken": words}
    views = "prod:databases/app/schemas/public/views"
    assert json.loads(project.git("show", f"{views}/broken.json"))["unreadable"] == words
    for path in ("views/whole", "tables/other"):
        schema = "databases/app/schemas/public"
        versions = [project.git("rev-parse", f"{ref}:{schema}/{path}.json") for ref in ("prod", "prod~1")]
        assert versions[0] == versions[1]
    assert f"not captured of app: app.public.broken (unreadable: {words})" in project.call("show", "prod").out
    compared = project.call("diff", "prod", "app.public.broken", "--exit-code")
    note = "note: app: unreadable objects only in prod: app.public.broken"
    assert (compared.code, compared.out.splitlines()[1:]) == (4, [note, "no differences"])
    assert "unreadable: " in project.call("show", "prod", "app.public.broken").out.lower()


@everywhere
def test_object_by_object_the_rows_are_the_same(major: str, cluster: GetCluster) -> None:
    there = cluster(major)
    conninfo = there.server.conninfo(there.rich())
    database = configured(conninfo, "rich", roles=True)
    with session(database, "rich") as opened, opened.snapshot():
        for kind in KINDS:
            if kind.since <= opened.facts().server_version_num:
                columns, records = opened.rows(kind.query)
                if len(records) > MANY:
                    continue
                expected = [(*record, None) for record in records]
                assert piecewise.rows(opened, kind.query) == ((*columns, "unreadable"), expected), kind.name


@pytest.mark.parametrize(
    ("what", "denied"),
    [
        ("select on pg_catalog.pg_proc", "permission denied for table pg_proc"),
        ("select on pg_catalog.pg_user_mappings", "permission denied for view pg_user_mappings"),
        ("usage on schema pg_catalog", "permission denied for schema pg_catalog"),
        (
            "execute on function pg_catalog.set_config(text, text, boolean)",
            "permission denied for function set_config",
        ),
    ],
)
def test_what_a_hardened_server_denies_is_named(
    project: Project, make_database: MakeDatabase, execute: Execute, what: str, denied: str
) -> None:
    conninfo = make_database("create table t (id integer)", f"revoke {what} from public")
    project.write_config("prod", {"app": conninfo.replace("user=postgres", f"user={READER}")})
    assert project.fails("snap", "prod", code=3) == [
        f"error: cannot read the catalogs of app of prod: {denied}",
        f"  run in that database: grant {what.replace('text, text, boolean', '...')} to {READER}",
    ]
    execute(conninfo, f"grant {what} to {READER}")
    assert project.call("snap", "prod").code == 0


def test_a_server_that_keeps_its_identifier_for_itself(project: Project, make_database: MakeDatabase) -> None:
    conninfo = make_database("revoke execute on function pg_catalog.pg_control_system() from public")
    project.write_config("prod", {"app": conninfo.replace("user=postgres", f"user={READER}")})
    assert project.call("snap", "prod").code == 0
    assert captured(project)["system_identifier"] == ""


def test_last_known_objects_are_noted(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    databases = {"app": make_database("create table t ()"), "other": make_database()}
    project.write_config("prod", databases)
    assert project.call("snap", "prod").code == 0
    execute(databases["app"], "drop table t")
    project.write_config("prod", databases | {"other": "host=/nowhere dbname=gone user=reader"})
    assert project.call("snap", "prod", "--keep-going").code == 4
    note = "note: other of prod could not be read then: these are its last known objects"
    assert note in project.call("diff", "prod").out.splitlines()
    compared = project.call("diff", "prod", "other.public", "--exit-code")
    assert (compared.code, compared.out.splitlines()[1:]) == (4, [note, "no differences"])


def test_a_table_that_is_locked_is_not_waited_for(project: Project, make_database: MakeDatabase) -> None:
    conninfo = make_database("create table t (id integer primary key)")
    project.write_config("prod", {"app": conninfo})
    with psycopg.connect(conninfo) as locking:
        locking.execute("lock table t in access exclusive mode")
        result = project.call("snap", "prod")
    assert (result.code, result.err) == (0, "")
