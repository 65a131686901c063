"""Secrets enter neither the repository nor what is printed; what may be one is warned about."""

import itertools
from collections.abc import Sequence

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

from schemagit.demo.server import Server
from schemagit.redaction import looks_secret

SECRET = "hunter2"

OPTIONS = f"""
create foreign data wrapper w options (debug '{SECRET}-1');
create server s foreign data wrapper w
    options (host 'db.example.org', dbname 'sales', password '{SECRET}-2', "Host" '{SECRET}-3', k '{SECRET}');
create server t foreign data wrapper w
    options (application_name 'postgres://app:{SECRET}-4@db/x', port '5433');
create user mapping for public server s options (user 'app', password '{SECRET}-5');
create user mapping for app_ro server s options (user '{SECRET}-6', password_required 'false');
create foreign table ft (id integer options (column_name 'key', token '{SECRET}-7'))
    server s options (table_name 'orders', api_key '{SECRET}-8', program 'curl {SECRET}');
"""
SUBSCRIPTION = f"""
create subscription s connection 'host=db.example.org password={SECRET}-9 dbname=x' publication p
    with (connect = false, slot_name = none)
"""


def printed(project: Project) -> str:
    """All that commands print about `prod`, on both streams."""
    lines: Sequence[Sequence[str]] = [
        ("snap", "prod", "-vvv"),
        ("snap", "prod", "--dry-run", "--out", "prod.json"),
        ("log", "prod", "-vvv", "--format", "json"),
        ("show", "prod"),
        ("show", "prod", "app.*", "--format", "json"),
        ("show", "prod", "app.*.*"),
        ("diff", "prod.json", "prod"),
        ("export", "prod"),
    ]
    results = [project.call(*line) for line in lines]
    assert [result.code for result in results] == [0] * len(lines), results
    return "".join(result.out + result.err for result in results)


def test_options_are_redacted_before_anything_is_written(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database(OPTIONS, SUBSCRIPTION)
    project.write_config("prod", {"app": conninfo})
    assert SECRET not in printed(project)
    first = project.git("rev-parse", "prod:databases")
    execute(
        conninfo,
        f"""
        alter server s options (set password '{SECRET}-10', add sslkey '{SECRET}-11', set dbname 'stock');
        alter user mapping for public server s options (set password '{SECRET}-12');
        alter foreign table ft options (set api_key '{SECRET}-13');
        alter subscription s connection 'host=elsewhere password={SECRET}-14';
        """,
    )
    assert SECRET not in printed(project)
    assert project.git("rev-parse", "prod:databases") != first
    assert SECRET.encode() not in project.stored
    server = project.git("show", "prod:databases/app/servers/s.json")
    for entry in ("host=db.example.org", "dbname=stock", "password=<redacted>", "Host=<redacted>"):
        assert f'"{entry}"' in server
    table = project.git("show", "prod:databases/app/schemas/public/foreign_tables/ft.json")
    for entry in ("table_name=orders", "api_key=<redacted>", "column_name=key", "token=<redacted>"):
        assert f'"{entry}"' in table
    assert "elsewhere" not in project.git("show", "prod:databases/app/subscriptions/s.json")
    assert all(SECRET not in path.read_text() for path in project.folder.glob("*.json"))


def test_a_changed_secret_is_no_change(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database(OPTIONS)
    project.record("prod", conninfo)
    execute(conninfo, "alter user mapping for public server s options (set password 'other')")
    execute(conninfo, "alter server s options (set password 'other')")
    assert "nothing changed" in project.call("snap", "prod").out


@pytest.mark.parametrize(
    "way", ["key", "url", "dsn", "variable", "variable in a url", "PGPASSWORD", "passfile"]
)
def test_the_password_of_the_connection_is_nowhere(
    project: Project, make_database: MakeDatabase, server: Server, way: str
) -> None:
    """The server trusts whoever comes, so that every password is right."""
    conninfo = make_database("create table t (id integer)")
    database = conninfo.partition("dbname=")[2].split()[0]
    url = f"postgres://postgres:%s@/{database}?host={server.host}&port={server.port}"
    file = project.folder / "passfile"
    file.write_text(f"*:*:*:*:{SECRET}\n")
    file.chmod(0o600)
    dsn = {
        "url": url % SECRET,
        "dsn": f"{conninfo} password={SECRET}",
        "variable": f"{conninfo} password=${{APP_PASSWORD}}",
        "variable in a url": url % "${APP_PASSWORD}",
        "passfile": f"{conninfo} passfile={file}",
    }.get(way, conninfo)
    config = project.write_config("prod", {"app": dsn})
    if way == "key":
        words = {"host": server.host, "port": server.port, "user": "postgres", "database": database}
        lines = ["env: prod", "databases:", "  - name: app", f"    password: {SECRET}"]
        config.write_text("\n".join([*lines, *(f"    {key}: {value}" for key, value in words.items()), ""]))
    env = {"PGPASSWORD": SECRET} if way == "PGPASSWORD" else {"APP_PASSWORD": SECRET}
    result = project.call("snap", "prod", "-vvv", "--out", "prod.json", env=env)
    assert result.code == 0, result
    broken = config.read_text().replace(database, "no_such_database")
    config.write_text(broken)
    failed = project.call("snap", "prod", "-vvv", env=env)
    assert failed.code == 3
    assert SECRET not in result.out + result.err + failed.out + failed.err
    assert SECRET.encode() not in project.stored
    assert SECRET not in (project.folder / "prod.json").read_text()


SUSPECT = f"""
create schema app;
create function app.setting() returns integer language sql
    set "app.dsn" = 'host=db password={SECRET}' as 'select 1';
create function app.signed() returns integer language sql
    set app.jwt_secret = '{SECRET}' as 'select 1';
create function app.signed(a integer) returns integer language sql
    set app.jwt_exp = '3600' set search_path = app as 'select 1';
create function app.body() returns text language plpgsql as $$
begin
    return dblink_connect('postgres://app:{SECRET}@db/x');
end
$$;
create function app.body(a integer) returns text language sql as 'select 1::text';
create table app."De fault" (dsn text default 'dbname=x user=y password={SECRET}');
create table app.commented (a integer);
comment on column app.commented.a is 'as in postgresql://me:{SECRET}@localhost/db';
create table app.harmless (password text default '', url text default 'https://example.org:8080/a@b');
create view app.also_harmless as select url from app.harmless where password = 'x' and url = 'y';
alter role app_ro in database {{database}} set "app.dsn" = 'PASSWORD = ''{SECRET}'' host=x';
"""
NAMES = [
    "app.app.body()",
    "app.app.setting()",
    'app.app."De fault"',
    "app.app.commented",
    "app.app_ro",
    "app.app.signed()",
]


def warnings(names: Sequence[str]) -> list[str]:
    return [
        f"warning: {name} holds what looks like a secret, in a connection string or a setting; "
        "name it under accept: in the configuration if it is none"
        for name in names
    ]


def test_what_looks_like_a_secret_is_warned_about_until_it_is_accepted(
    project: Project, make_database: MakeDatabase
) -> None:
    name = f"secrets_{next(_NUMBERS)}"
    conninfo = make_database(SUSPECT.replace("{database}", name), name=name)
    project.write_config("prod", {"app": conninfo})
    for _ in range(2):
        result = project.call("snap", "prod")
        assert result.code == 0
        assert sorted(result.err.splitlines()) == sorted(warnings(NAMES))
        assert SECRET not in result.err
    assert "nothing changed" in result.out
    assert SECRET.encode() in project.stored, "it is recorded all the same"

    project.write_config("prod", {"app": conninfo}, "accept:", '  - app.app."De fault"', "  - app.app.body")
    left = [name for name in NAMES if name not in {"app.app.body()", 'app.app."De fault"'}]
    assert sorted(project.call("snap", "prod").err.splitlines()) == sorted(warnings(left))
    # A name means the object alone, not all that is in a schema or database of that name.
    project.write_config("prod", {"app": conninfo}, "accept: [app, app.app]")
    assert len(project.call("snap", "prod").err.splitlines()) == len(NAMES)
    project.write_config("prod", {"app": conninfo}, "accept: [app.app.*, app.app_ro]")
    assert project.call("snap", "prod").err == ""


_NUMBERS = itertools.count(1)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://app:hunter2@db/x",
        "see amqp://guest:guest@rabbit:5672/ for more",
        "host=db password=hunter2",
        "password=hunter2",
        "PGPASSWORD=hunter2 psql",
        "host=db sslpassword='hunter2'",
        "Server=db;Uid=app;Pwd=hunter2;",
        "jdbc:postgresql://db/x?user=app&password=hunter2",
        "select dblink('host=db password=''hunter2''')",
        "host = db password = hunter2",
        "password = hunter2 host = db",
        "user = 'a b' password = 'hunter2'",
    ],
)
def test_looks_like_a_secret(text: str) -> None:
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where users.password = crypt(given, users.password)",
        "where name = given and password = 'x'",
        "update users set name = $1, password = $2 where id = 3",
        "set password = $1, name = $2",
        "format('host=%s password=%s', a, b)",
        "'password=' || given",
        "password=''",
        "password=$1",
        "https://example.org:8080/a@b",
        "postgres://app@db/x",
        "new_password=hunter2",
        "the password: hunter2",
    ],
)
def test_does_not_look_like_a_secret(text: str) -> None:
    assert not looks_secret(text)
