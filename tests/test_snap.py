"""schemagit snap: what is recorded, what is said, and what happens when something is wrong."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

from schemagit import __version__, catalog, store
from schemagit.demo.server import Server
from schemagit.snapshots import live

FLOW = """
create table job_logs (id bigint primary key, message text);
create table jobs (id integer primary key);
"""
SOURCE = """
create table users (id bigint primary key, age integer);
create table data_source (id integer, secret_key text);
"""
CHANGES = {
    "flow": "create table schedule (id integer); alter table job_logs add error_message text;",
    "source": "alter table users alter age type text; alter table data_source drop secret_key;",
}
WHEN = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
TABLES = "databases/app/schemas/public/tables"
UNREACHABLE = "host=/nowhere port=6543 dbname=gone user=reader password=hunter2"


@pytest.fixture
def prod(project: Project, make_database: MakeDatabase) -> dict[str, str]:
    """An environment of two databases that has no snapshot yet."""
    databases = {"dataflow_server": make_database(FLOW), "datasource_server": make_database(SOURCE)}
    project.write_config("prod", databases)
    return databases


def change(prod: dict[str, str], execute: Execute) -> None:
    for conninfo, script in zip(prod.values(), CHANGES.values(), strict=True):
        execute(conninfo, script)


@pytest.mark.usefixtures("prod")
def test_the_first_snapshot_makes_the_repository(project: Project) -> None:
    result = project.run("snap", "prod")
    version = re.search(r"PostgreSQL (\S+)", result.out)
    assert version
    assert (result.code, result.err) == (0, "")
    assert result.shown.splitlines() == [
        "made snapshots.git, the snapshot repository",
        "prod: 2 databases",
        f"  dataflow_server     PostgreSQL {version[1]} N objects   N s",
        f"  datasource_server   PostgreSQL {version[1]} N objects   N s",
        "[prod <id>] first snapshot, N objects, N s",
    ]
    assert project.git("rev-list", "--all", "--count") == "1"
    assert project.git("symbolic-ref", "-q", "HEAD") != ""


@pytest.mark.usefixtures("prod")
def test_nothing_changed_records_nothing(project: Project) -> None:
    assert project.call("snap", "prod").code == 0
    before = project.commits
    result = project.call("snap", "PROD")
    assert (result.code, result.err) == (0, "")
    assert result.shown == "prod: nothing changed since <id> (just now); verified in N s\n"
    assert project.commits == before


def test_says_the_four_lines_that_users_know(
    project: Project, prod: dict[str, str], execute: Execute
) -> None:
    assert project.call("snap", "prod").code == 0
    change(prod, execute)
    result = project.run("snap", "prod")
    assert (result.code, result.err) == (0, "")
    assert result.shown.splitlines()[3:] == [
        "",
        "✅ New column: dataflow_server.public.job_logs.error_message (text)",
        "✅ New table: dataflow_server.public.schedule",
        "❌ Column dropped: datasource_server.public.data_source.secret_key",
        "⚠️ Type changed: datasource_server.public.users.age (integer → text)",
        "",
        "[prod <id>] 4 changes (2 breaking, 2 safe), N objects, N s",
    ]


def test_the_commit_says_who_what_and_how(project: Project, prod: dict[str, str], execute: Execute) -> None:
    assert project.call("snap", "prod", at=WHEN).code == 0
    change(prod, execute)
    assert project.call("snap", "prod", at=WHEN.replace(hour=10)).code == 0
    layout = "%an <%ae> %aI%n%cn <%ce> %cI"
    assert project.git("log", "-1", f"--format={layout}", "prod").splitlines() == [
        "Ada Example <ada@example.com> 2026-11-22T10:14:00+00:00",
        "Ada Example <ada@example.com> 2026-11-22T10:14:00+00:00",
    ]
    [(version,)] = execute(prod["dataflow_server"], "show server_version")
    assert project.git("log", "-1", "--format=%B", "prod").splitlines() == [
        "prod: 1 table added, 1 column added, 1 column changed, 1 column dropped",
        "",
        "+ New column: dataflow_server.public.job_logs.error_message (text)",
        "+ New table: dataflow_server.public.schedule",
        "- Column dropped: datasource_server.public.data_source.secret_key",
        "~ Type changed: datasource_server.public.users.age (integer → text)",
        "",
        "Environment: prod",
        "Changes: +1 table, +1 column, ~1 column, -1 column",
        "Impact: 2 breaking, 2 safe",
        f"Objects: {project.objects('prod')}",
        f"Schemagit: {__version__}",
        f"Server: dataflow_server PostgreSQL {version.split()[0]} as postgres",
        f"Server: datasource_server PostgreSQL {version.split()[0]} as postgres",
    ]
    keys = project.git("log", "-1", "--format=%(trailers:keyonly,unfold)", "prod").split()
    assert keys == ["Environment", "Changes", "Impact", "Objects", "Schemagit", "Server", "Server"]


@pytest.mark.usefixtures("prod")
def test_a_message_is_the_subject(project: Project) -> None:
    note = "after release 2.3\n\n- the columns of the night\n- Type changed: nothing"
    assert project.call("snap", "prod", "-m", note).code == 0
    text = project.git("log", "-1", "--format=%B", "prod")
    assert text.startswith(
        "prod: after release 2.3\n\n- the columns of the night\n- Type changed: nothing\n\n"
    )
    assert f"\n\nfirst snapshot, {project.objects('prod')} objects\n\n" in text
    assert "Note:     after release 2.3\n" in project.call("log").out


@pytest.mark.usefixtures("prod")
@pytest.mark.parametrize("note", ["first snapshot after the move", "prod: back again", "1 table added"])
def test_a_message_is_shown_whatever_it_says(project: Project, note: str) -> None:
    assert project.call("snap", "prod", "-m", note).code == 0
    assert f"Note:     {note}\n" in project.call("log").out


@pytest.mark.usefixtures("prod")
def test_lines_of_a_message_are_not_taken_for_changes(project: Project) -> None:
    assert project.call("snap", "prod", "-m", "cleaned up\n- Table dropped: x.public.y\nand more").code == 0
    assert "❌" not in project.call("log").out


@pytest.mark.usefixtures("prod")
def test_an_empty_message_is_none(project: Project) -> None:
    assert project.call("snap", "prod", "-m", " ").code == 0
    subject = f"prod: first snapshot, {project.objects('prod')} objects"
    assert project.git("log", "-1", "--format=%s", "prod") == subject


def test_a_message_cannot_forge_trailers(project: Project, prod: dict[str, str]) -> None:
    assert project.call("snap", "prod", "-m", "x\n\nObjects: 7\nServer: evil\x1b[31m").code == 0
    [entry] = json.loads(project.call("log", "--format", "json").out)
    assert entry["objects"] == project.objects("prod")
    assert [server.split()[0] for server in entry["servers"]] == list(prod)
    assert "\x1b" not in project.git("log", "--format=%B", "prod")


def test_a_dry_run_records_nothing(project: Project, prod: dict[str, str], execute: Execute) -> None:
    assert project.call("snap", "prod").code == 0
    before = project.commits
    change(prod, execute)
    result = project.call("snap", "prod", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert "❌ Column dropped: datasource_server.public.data_source.secret_key\n" in result.out
    last = "[prod] nothing recorded: 4 changes (2 breaking, 2 safe), N objects, N s\n"
    assert result.shown.endswith(last)
    assert project.commits == before


@pytest.mark.usefixtures("prod")
def test_a_dry_run_makes_no_repository(project: Project) -> None:
    result = project.call("snap", "prod", "--dry-run", "--out", "dry.json")
    assert (result.code, result.err) == (0, "")
    assert "[prod] nothing recorded: first snapshot, N objects, N s\n" in result.shown
    assert sorted(path.name for path in project.folder.iterdir()) == ["configs", "dry.json"]


@pytest.mark.usefixtures("prod")
def test_writes_the_snapshot_to_a_file_too(project: Project) -> None:
    result = project.call("snap", "prod", "--out", "prod.json", at=WHEN)
    assert result.out.endswith("wrote prod.json\n")
    assert project.call("export", "prod", "--out", "exported.json").code == 0
    files = [project.folder / name for name in ("prod.json", "exported.json")]
    assert files[0].read_bytes() == files[1].read_bytes()
    # Although nothing changed, and so nothing is recorded, the file is wanted.
    assert project.call("snap", "prod", "--out", "again.json").code == 0
    assert project.call("diff", "prod.json", "again.json").out.endswith("no differences\n")


@pytest.mark.usefixtures("prod")
def test_a_file_that_cannot_be_written_is_an_error(project: Project) -> None:
    result = project.call("snap", "prod", "--out", "no/such/folder.json")
    assert result.code == 3
    assert result.err == "error: cannot write no/such/folder.json: No such file or directory\n"


@pytest.mark.usefixtures("prod")
def test_quiet_says_nothing(project: Project) -> None:
    assert project.call("snap", "prod", "-q") == (0, "", "")
    assert project.commits


def test_verbose_says_why(project: Project, prod: dict[str, str], execute: Execute) -> None:
    assert project.call("snap", "prod").code == 0
    change(prod, execute)
    assert "\n   breaking: statements that name it fail" in project.call("snap", "prod", "-v").out


def test_all_takes_every_environment(project: Project, prod: dict[str, str]) -> None:
    project.write_config("stage", prod)
    assert project.call("snap", "--all").code == 0
    assert project.git("for-each-ref", "--format=%(refname:short)").split() == ["prod", "stage"]


@pytest.mark.usefixtures("prod")
def test_one_broken_environment_does_not_stop_the_others(project: Project) -> None:
    project.write_config("beta", {"dataflow_server": UNREACHABLE})
    result = project.call("snap", "--all")
    assert result.code == 3
    assert project.git("for-each-ref", "--format=%(refname:short)") == "prod"
    assert result.err.startswith("error: cannot connect to dataflow_server of beta at /nowhere:6543")
    assert "[prod " in result.out


@pytest.mark.usefixtures("prod")
def test_all_does_not_pass_over_a_file_that_cannot_be_read(project: Project) -> None:
    (project.folder / "configs" / "beta.yml").write_text("env: [")
    result = project.call("snap", "--all")
    assert result.code == 2
    assert result.err.startswith("error: configs/beta.yml line 1: this is not YAML")
    assert project.git("for-each-ref", "--format=%(refname:short)") == "prod"


@pytest.mark.usefixtures("prod")
def test_a_variable_that_is_not_set_is_the_fault_of_one_environment(project: Project) -> None:
    project.write_config("beta", {"dataflow_server": "postgres://app:${NO_SUCH_PASSWORD}@/x"})
    result = project.call("snap", "beta", "prod")
    assert result.code == 2
    assert "the environment variable NO_SUCH_PASSWORD is not set" in result.err
    assert project.git("for-each-ref", "--format=%(refname:short)") == "prod"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no environment to take a snapshot of"),
        (["prod", "--all"], "--all takes no names of environments"),
        (["prod", "stage", "--out", "x"], "--out takes one snapshot, not several"),
        (["prdo"], 'no environment "prdo"'),
        (["prod", "--jobs", "0"], "--jobs takes a number from 1 to 100, not '0'"),
        (["prod", "--jobs", "x"], "--jobs takes a number from 1 to 100, not 'x'"),
        (["prod", "-m"], 'the "--message" option requires a value'),
        (["prod", "--bogus"], 'the option "--bogus" does not exist'),
        (["--config", "nowhere.yml"], "there is no file nowhere.yml"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_wrong_usage(project: Project, arguments: list[str], message: str) -> None:
    project.write_config("prod", {"a": UNREACHABLE})
    assert project.fails("snap", *arguments)[0] == f"error: {message}"
    assert not (project.folder / "snapshots.git").exists()


def test_all_of_nothing_says_how_to_begin(project: Project) -> None:
    lines = project.fails("snap", "--all")
    assert lines == ["error: no environment is configured", "  schemagit init begins with one"]


def test_names_of_environments_are_suggested(project: Project) -> None:
    project.write_config("prod", {"a": UNREACHABLE})
    assert project.fails("snap", "prdo") == [
        'error: no environment "prdo"',
        '  known: prod (from configs/). Did you mean "prod"?',
    ]


def test_one_file_says_which_environment(project: Project, prod: dict[str, str]) -> None:
    file = project.write_config("prod", prod).rename(project.folder / "one.yml")
    assert project.call("snap", "--config", file.name).code == 0
    assert project.call("--config", file.name, "snap", "PROD").code == 0
    assert project.git("for-each-ref", "--format=%(refname:short)") == "prod"


@pytest.mark.usefixtures("prod")
def test_the_place_can_be_elsewhere(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = Project(tmp_path_factory.mktemp("elsewhere"))
    folder = str(project.folder)
    result = elsewhere.call("-C", folder, "snap", "prod", "--repository", "kept/here.git")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("made kept/here.git, the snapshot repository\n")
    assert elsewhere.call("--repository", f"{folder}/kept/here.git", "log", "prod").code == 0
    assert not list(elsewhere.folder.iterdir())


def test_the_configuration_may_name_the_repository(project: Project, prod: dict[str, str]) -> None:
    project.write_config("prod", prod, "repository: history.git")
    assert project.call("snap", "prod").code == 0
    assert project.call("log", "prod").code == 0
    assert (project.folder / "history.git").is_dir()


def test_an_unreachable_database_fails_the_whole_snapshot(project: Project, prod: dict[str, str]) -> None:
    project.write_config("prod", prod | {"warehouse": UNREACHABLE})
    result = project.call("snap", "prod")
    assert result.code == 3
    assert result.err.splitlines() == [
        'error: cannot connect to warehouse of prod at /nowhere:6543 as "reader": No such file or directory',
        "  is the server running there? The address comes from configs/prod.yml line 7",
    ]
    assert not project.has_repository


def test_a_refused_connection_says_where(project: Project) -> None:
    project.write_config("prod", {"warehouse": "postgres://reader:hunter2@127.0.0.1:1/warehouse"})
    assert project.fails("snap", "prod", code=3) == [
        'error: cannot connect to warehouse of prod at 127.0.0.1:1 as "reader": Connection refused',
        "  is the server running there? The address comes from configs/prod.yml line 3",
    ]


def test_a_host_without_address_says_so(project: Project) -> None:
    project.write_config("prod", {"warehouse": "postgres://reader@no-such-host.invalid/warehouse"})
    start = 'error: cannot connect to warehouse of prod at no-such-host.invalid:5432 as "reader": '
    assert project.fails("snap", "prod", code=3)[0].startswith(start)


@pytest.mark.parametrize("option", [(), ("-v",), ("-vvv",)])
def test_no_password_is_ever_shown(project: Project, prod: dict[str, str], option: tuple[str, ...]) -> None:
    project.write_config("prod", prod | {"warehouse": UNREACHABLE})
    for more in ((), ("--keep-going", "--out", "x.json")):
        result = project.call("snap", "prod", *option, *more)
        assert "hunter2" not in result.out + result.err
    written = [path.read_bytes() for path in project.folder.rglob("*") if path.is_file()]
    assert sum(b"hunter2" in content for content in written) == 1, "only the configuration has it"
    assert "hunter2" not in project.git("log", "-p", "--all", "--format=%B")


@pytest.mark.parametrize(
    "dsn",
    [
        "postgres://reader:hunter2@[::1",
        "postgres://reader:hunter2@host:port:port/x",
        "host=x password=hunter2 nonsense=1",
        "host=x password='hunter2",
        "postgres://reader:hunter2%@host/x",
    ],
)
def test_a_dsn_that_cannot_be_read_is_not_quoted(project: Project, dsn: str) -> None:
    project.write_config("prod", {"warehouse": dsn})
    result = project.call("snap", "prod", "-vvv")
    assert result.code in {2, 3}
    assert "hunter2" not in result.out + result.err
    assert "\nerror: " in result.err


def test_an_unknown_database_or_role_is_said(project: Project, prod: dict[str, str], server: Server) -> None:
    for conninfo, role, reason in [
        (server.conninfo("no_such"), "postgres", 'database "no_such" does not exist'),
        (server.conninfo(user="nobody"), "nobody", 'role "nobody" does not exist'),
    ]:
        project.write_config("prod", prod | {"warehouse": conninfo})
        assert project.fails("snap", "prod", code=3) == [
            f'error: cannot connect to warehouse of prod at {server.host}:5432 as "{role}": {reason}',
            "  the name comes from configs/prod.yml line 7",
        ]


@pytest.fixture(scope="module")
def locked(server: Server, execute: Execute) -> Iterator[str]:
    """A role that has to give a password, and gives the wrong one."""
    execute(server.conninfo(), "drop role if exists locked; create role locked login password 'open sesame'")
    rules = Path(server.host, "data", "pg_hba.conf")
    before = rules.read_text()
    rules.write_text("local all locked scram-sha-256\n" + before)
    execute(server.conninfo(), "select pg_reload_conf()")
    conninfo = server.conninfo(user="locked")
    with suppress(psycopg.OperationalError):
        while True:  # the server reads its rules again in a moment
            psycopg.connect(conninfo).close()
            time.sleep(0.01)
    yield conninfo
    rules.write_text(before)
    execute(server.conninfo(), "select pg_reload_conf()")


def test_a_wrong_password_says_where_it_comes_from(project: Project, locked: str, server: Server) -> None:
    project.write_config("prod", {"warehouse": f"{locked} password=${{WAREHOUSE_PASSWORD}}"})
    lines = project.fails("snap", "prod", code=3, env={"WAREHOUSE_PASSWORD": "hunter2"})
    where = f'warehouse of prod at {server.host}:5432 as "locked"'
    assert lines == [
        f'error: cannot connect to {where}: password authentication failed for user "locked"',
        "  the password comes from ${WAREHOUSE_PASSWORD} (configs/prod.yml line 4)",
    ]
    done = project.call("snap", "prod", env={"WAREHOUSE_PASSWORD": "open sesame"})
    assert (done.code, done.err) == (0, "")


def test_a_missing_password_says_how_to_give_one(project: Project, locked: str) -> None:
    project.write_config("prod", {"warehouse": locked})
    lines = project.fails("snap", "prod", code=3)
    assert lines[0].endswith('as "locked": fe_sendauth: no password supplied')
    assert lines[1] == "  give the password by PGPASSWORD, ~/.pgpass or ${VARIABLE} (configs/prod.yml line 3)"
    done = project.call("snap", "prod", env={"PGPASSWORD": "open sesame"})
    assert (done.code, done.err) == (0, "")


def test_a_catalog_that_may_not_be_read_is_said(
    project: Project, make_database: MakeDatabase, server: Server
) -> None:
    make_database("revoke select on pg_catalog.pg_inherits from public", name="denied")
    project.write_config("prod", {"app": server.conninfo("denied", user="schemagit_reader")})
    lines = project.fails("snap", "prod", code=3)
    assert lines[0].startswith("error: cannot read ")
    assert "app of prod" in lines[0]
    assert "pg_inherits" in " ".join(lines)
    assert not project.commits


@pytest.mark.usefixtures("prod")
def test_a_terminal_shows_what_is_read_and_is_clean_afterwards(project: Project) -> None:
    ours, theirs = os.openpty()
    done = subprocess.run(
        project.command("snap", "prod"),
        cwd=project.folder,
        env=project.surroundings(),
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "\r\x1b[Kprod: reading 2 databases ..." in shown
    assert "\r\x1b[Kprod: 2 of 2 databases read ..." in shown
    assert shown.endswith("\r\x1b[K")
    assert b"\x1b" not in done.stdout


def test_keep_going_records_the_others_and_carries_the_last_documents_forward(
    project: Project, prod: dict[str, str], execute: Execute
) -> None:
    assert project.call("snap", "prod").code == 0
    first = project.git("rev-parse", "prod")
    change(prod, execute)
    unreachable = f"{UNREACHABLE} application_name=x"
    project.write_config("prod", {**prod, "datasource_server": unreachable})
    result = project.call("snap", "prod", "--keep-going")
    assert (result.code, result.err) == (4, "")
    reason = (
        'cannot connect to datasource_server of prod at /nowhere:6543 as "reader": No such file or directory'
    )
    assert f"  datasource_server   not read: {reason}; its last known objects are kept\n" in result.out
    assert result.shown.endswith("[prod <id>] 2 changes (2 safe), N objects, N s\n")
    path = "databases/datasource_server"
    assert project.git("rev-parse", f"prod:{path}") == project.git("rev-parse", f"prod~1:{path}")
    capture = json.loads(project.git("show", "prod:capture/datasource_server/capture.json"))
    assert (capture["carried_from"], capture["unread"]) == (first, reason)
    assert f"\nIncomplete: datasource_server: {reason}\n" in project.git("log", "-1", "--format=%B\n", "prod")
    assert f"Unread:   datasource_server: {reason}\n" in project.call("log", "prod", "-n", "1").out
    [entry] = json.loads(project.call("log", "prod", "-n", "1", "--format", "json").out)
    assert entry["incomplete"] == [f"datasource_server: {reason}"]


def test_what_was_carried_forward_remembers_where_it_comes_from(
    project: Project, prod: dict[str, str], execute: Execute
) -> None:
    assert project.call("snap", "prod").code == 0
    first = project.git("rev-parse", "prod")
    project.write_config("prod", {**prod, "datasource_server": UNREACHABLE})
    for table in ("a", "b"):
        execute(prod["dataflow_server"], f"create table {table} ()")
        assert project.call("snap", "prod", "--keep-going").code == 4
    capture = json.loads(project.git("show", "prod:capture/datasource_server/capture.json"))
    assert capture["carried_from"] == first
    project.write_config("prod", prod)
    execute(prod["dataflow_server"], "create table c ()")
    assert project.call("snap", "prod").code == 0
    capture = json.loads(project.git("show", "prod:capture/datasource_server/capture.json"))
    assert not {"carried_from", "unread"} & capture.keys()


def test_keep_going_without_changes_is_still_incomplete(project: Project, prod: dict[str, str]) -> None:
    assert project.call("snap", "prod").code == 0
    project.write_config("prod", {**prod, "datasource_server": UNREACHABLE})
    result = project.call("snap", "prod", "--keep-going")
    assert (result.code, result.err) == (4, "")
    assert result.shown.endswith("[prod] nothing recorded: 0 changes, N objects, N s\n")
    assert len(project.commits) == 1


def test_keep_going_leaves_out_what_was_never_read(project: Project, prod: dict[str, str]) -> None:
    project.write_config("prod", {**prod, "datasource_server": UNREACHABLE})
    result = project.call("snap", "prod", "--keep-going")
    assert result.code == 4
    assert "; it is left out\n" in result.out
    assert project.git("ls-tree", "--name-only", "prod:databases") == "dataflow_server"
    project.write_config("prod", prod)
    assert "✅ New database: datasource_server (N objects)\n" in project.call("snap", "prod").shown


def test_keep_going_with_nothing_to_keep_fails(project: Project) -> None:
    project.write_config("prod", {"a": UNREACHABLE, "b": UNREACHABLE})
    project.fails("snap", "prod", "--keep-going", "--dry-run", code=3)


def test_of_several_the_worst_exit_code_counts(project: Project, prod: dict[str, str]) -> None:
    project.write_config("stage", {**prod, "datasource_server": UNREACHABLE})
    assert project.call("snap", "--all", "--keep-going").code == 4
    project.write_config("beta", {"a": UNREACHABLE})
    assert project.call("snap", "--all", "--keep-going").code == 3


def test_a_database_that_lost_most_of_its_objects_is_refused(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database("".join(f"create table t{number} ();" for number in range(60)))
    project.record("prod", conninfo)
    objects = project.objects("prod")
    half = objects // 2
    left = objects - half - 1
    execute(conninfo, "".join(f"drop table t{number};" for number in range(half)))
    assert project.call("snap", "prod", "--dry-run").code == 0
    execute(conninfo, f"drop table t{half}")
    assert project.fails("snap", "prod", code=3) == [
        f"error: app of prod has {left} objects, in the last snapshot it had {objects}: nothing was recorded",
        "  is it the right database? Add --allow-shrink if it is",
    ]
    assert len(project.commits) == 1
    result = project.call("snap", "prod", "--allow-shrink")
    assert (result.code, result.err) == (0, "")
    assert len(project.commits) == 2


def test_a_small_database_may_lose_twenty_objects(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database("".join(f"create table t{number} ();" for number in range(21)))
    project.record("prod", conninfo)
    execute(conninfo, "".join(f"drop table t{number};" for number in range(20)))
    assert project.call("snap", "prod", "--dry-run").code == 0
    execute(conninfo, "drop table t20")
    project.fails("snap", "prod", code=3)


def test_a_database_that_left_the_configuration_is_dropped(project: Project, prod: dict[str, str]) -> None:
    assert project.call("snap", "prod").code == 0
    project.write_config("prod", {"dataflow_server": prod["dataflow_server"]})
    assert "❌ Database dropped: datasource_server (N objects)\n" in project.call("snap", "prod").shown
    assert project.git("ls-tree", "--name-only", "prod:databases") == "dataflow_server"
    assert project.git("ls-tree", "--name-only", "prod:capture") == "dataflow_server"


def test_concurrent_snapshots_lose_nothing(project: Project, make_database: MakeDatabase) -> None:
    names = ["a", "b", "c", "d"]
    for name in names:
        conninfo = make_database(f"create table {name} ()")
        config = project.write_config("prod", {"app": conninfo})
        config.rename(project.folder / f"{name}.yml")
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda name: project.run("snap", "--config", f"{name}.yml"), names))
    assert [(result.code, result.err) for result in results] == [(0, "")] * 4
    history = project.git("log", "--format=%H %P", "prod").splitlines()
    assert len(history) == 4
    parents = [line.split()[1:] for line in history]
    assert parents == [[line.split()[0]] for line in history[1:]] + [[]]
    recorded = {project.git("ls-tree", "--name-only", f"{line.split()[0]}:{TABLES}") for line in history}
    assert recorded == {f"{name}.json" for name in names}


def test_the_loser_of_a_race_does_not_undo_what_the_winner_saw(
    project: Project, make_database: MakeDatabase, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before another snapshot was recorded is older than it: it has to be read again."""
    conninfo = make_database("create table old ()")
    project.record("prod", conninfo)

    read = catalog.read

    def read_and_be_overtaken(task: catalog.Task) -> catalog.Reading:
        reading = read(task)
        monkeypatch.undo()
        execute(conninfo, "drop table old; create table new ()")
        assert project.run("snap", "prod").code == 0
        return reading

    monkeypatch.setattr(catalog, "read", read_and_be_overtaken)
    result = project.call("snap", "prod", "--full")
    assert (result.code, result.err) == (0, "")
    assert "nothing changed" in result.out
    assert project.git("ls-tree", "--name-only", f"prod:{TABLES}") == "new.json"
    assert len(project.commits) == 2


@contextmanager
def snapping_two(project: Project, make_database: MakeDatabase, *options: str) -> Iterator[str]:
    """While a snapshot of two databases waits for a lock in each; the block is given the first of them."""
    conninfos = [make_database("create table a ()"), make_database("create table b ()")]
    project.write_config("prod", {"one": conninfos[0], "two": conninfos[1]})
    with psycopg.connect(conninfos[0]) as one, psycopg.connect(conninfos[1]) as two:
        for connection in (one, two):
            connection.execute(LOCK)
        with ThreadPoolExecutor() as pool:
            running = pool.submit(project.run, "snap", "prod", *options)
            try:
                yield conninfos[0]
            finally:
                one.rollback()
                two.rollback()
            assert running.result().code == 0


def test_databases_are_read_in_parallel(project: Project, make_database: MakeDatabase) -> None:
    """Each waits for the other: a lock that both need is given up when both ask for it."""
    with snapping_two(project, make_database) as conninfo:
        wait_for(lambda: waiting(conninfo) == 2)


def test_no_more_databases_are_read_at_a_time_than_jobs(
    project: Project, make_database: MakeDatabase
) -> None:
    with snapping_two(project, make_database, "--jobs", "1") as conninfo:
        wait_for(lambda: waiting(conninfo) == 1)
        time.sleep(0.2)
        assert waiting(conninfo) == 1


LOCK = "lock table pg_catalog.pg_inherits in access exclusive mode"
WAITING = """
select count(*) from pg_stat_activity where application_name = 'schemagit' and wait_event_type = 'Lock'
"""


def waiting(conninfo: str) -> int:
    """How many readers of the server wait for a lock."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        [(count,)] = connection.execute(WAITING).fetchall()
    return int(count)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited for 20 seconds"
        time.sleep(0.02)


def first_thread(process: int) -> int:
    return process


def another_thread(process: int) -> int:
    """As good as the first one to Linux, which sends a signal of the process to any that takes it."""
    threads = (int(task.name) for task in Path(f"/proc/{process}/task").iterdir())
    return next(thread for thread in threads if thread != process)


@pytest.mark.parametrize("receiver", [first_thread, another_thread])
def test_interrupted_it_ends_at_once_and_records_nothing(
    project: Project, prod: dict[str, str], receiver: Callable[[int], int]
) -> None:
    if receiver is another_thread and sys.platform != "linux":
        pytest.skip("only Linux sends signals to a thread by its number")
    assert project.call("snap", "--dry-run", "prod").code == 0
    conninfo = prod["dataflow_server"]
    with psycopg.connect(conninfo) as locking:
        locking.execute(LOCK)
        running = subprocess.Popen(
            project.command("snap", "prod"),
            cwd=project.folder,
            env=project.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with running:
            wait_for(lambda: waiting(conninfo) == 1)
            started = time.monotonic()
            os.kill(receiver(running.pid), signal.SIGINT)
            out, err = running.communicate(timeout=30)
            seconds = time.monotonic() - started
    assert (running.returncode, err) == (130, "interrupted\n")
    assert not out
    assert seconds < 3
    assert not project.commits


def test_contents_are_packed_before_all_are_read(
    project: Project, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write_config("prod", {"app": make_database("create table one ()")})
    given: list[str] = []
    put, read = store.Packing.put, live.read

    def noted(into: store.Packing, blob: str, content: bytes) -> None:
        given.append(blob)
        put(into, blob, content)

    def then_looked_at(*arguments: Any) -> Any:
        captures = read(*arguments)
        assert set(given) == {blob for capture in captures for blob in capture.files.ids.values()}
        return captures

    monkeypatch.setattr(store.Packing, "put", noted)
    monkeypatch.setattr(live, "read", then_looked_at)
    assert project.call("snap", "prod").code == 0
    assert given
