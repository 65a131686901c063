"""What a snapshot costs: statements and processes, whose number does not grow with the schema."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase, binaries_of

from schemagit import config, portions
from schemagit.demo.server import Server
from schemagit.errors import FailedError
from schemagit.postgres import session

# What only looks, or begins and ends a transaction that may only look.
BEGIN = "begin isolation level repeatable read read only"
READS = re.compile(rf"{BEGIN}|(?:select|with|savepoint|rollback|release|set transaction snapshot)\b")
MANY = 60
# How many times git is started at most.
PROCESSES = {
    "snap": 9,
    "diff {}": 12,
    "diff {}~1..{} --format json": 10,
    "log {}": 2,
    "log {} app.public.t0": 4,
    "show {}": 11,
    "show {} app.public.*": 5,
    "export {}": 4,
}

# An entry of the log, and a statement in one that says who sent it.
_ENTRY = re.compile(r"^(?=\w*\|)", re.MULTILINE)
_STATEMENT = re.compile(r"schemagit\|LOG:  (?:statement|execute [^:]*): (.*)", re.DOTALL)
_COMMENT = re.compile(r"^\s*(?:--.*\n\s*)*")


@pytest.fixture(scope="module")
def talkative(request: pytest.FixtureRequest, execute: Execute) -> Iterator[Server]:
    """A server that writes down every statement, and who sent it."""
    settings = {"log_statement": "all", "log_line_prefix": "%a|"}
    with Server(binaries_of(request.config), settings) as running:
        for name, tables in (("few", 1), ("more", 2), ("many", MANY)):
            execute(running.conninfo(), f"create database {name}")
            execute(running.conninfo(name), "".join(schema(number) for number in range(tables)))
        yield running


def schema(number: int) -> str:
    """Some of each kind that has parts, or that the server prints."""
    return f"""
    create table t{number} (id integer primary key, at timestamptz default now(), check (id > {number}));
    create index on t{number} (at);
    create view v{number} as select id from t{number};
    create function f{number}(a integer) returns integer language sql as 'select {number}';
    create type e{number} as enum ('a', 'b');
    """


def statements(server: Server, work: Callable[[], object]) -> list[str]:
    """What schemagit sends to the server meanwhile, without comments at their beginning."""
    log = Path(server.host, "log")
    start = len(log.read_text())
    work()
    written = log.read_text()[start:]
    found = [_STATEMENT.match(entry) for entry in _ENTRY.split(written)]
    return [_COMMENT.sub("", match[1]).strip().lower() for match in found if match]


def snap(project: Project, server: Server, database: str) -> list[str]:
    project.write_config("prod", {"app": server.conninfo(database)})
    return statements(server, lambda: project.call("snap", "prod", "--dry-run"))


def test_statements_do_not_grow_with_the_schema(project: Project, talkative: Server) -> None:
    few, many = (snap(project, talkative, name) for name in ("few", "many"))
    assert len(few) > 10
    assert few == many


@pytest.mark.parametrize(
    "line", ["snap prod", "snap prod --full --dry-run", "status prod", "diff prod..live:prod"]
)
def test_no_statement_could_write(line: str, project: Project, talkative: Server) -> None:
    project.write_config("prod", {"app": talkative.conninfo("few")})
    assert project.call("snap", "prod").code == 0
    sent = statements(talkative, lambda: project.call(*line.split()))
    assert not [text for text in sent if not READS.match(text)]
    begins = [number for number, text in enumerate(sent) if text.startswith("begin")]
    ends = [number for number, text in enumerate(sent) if text == "rollback"]
    assert begins[0] == 0
    assert ends[-1] == len(sent) - 1
    assert [number + 1 for number in ends[:-1]] == begins[1:], "nothing is sent outside of a transaction"
    assert {sent[number] for number in begins} == {BEGIN}


def test_no_statement_of_two_sessions_could_write(
    project: Project, talkative: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "SIZE", MANY // 10)
    sent = snap(project, talkative, "many")
    assert not [text for text in sent if not READS.match(text)]
    assert {text for text in sent if text.startswith("begin")} == {BEGIN}
    assert len([text for text in sent if text.startswith("set transaction snapshot")]) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "create table made (id integer)",
        "insert into t0 (id) values (1)",
        "with made as (insert into t0 (id) values (1) returning id) select id from made",
        "select nextval('s')",
        "select lo_create(0)",
        "select public.write()",
        "set transaction read write",
        "commit; insert into t0 (id) values (1)",
    ],
)
def test_a_statement_that_writes_fails(
    statement: str, make_database: MakeDatabase, execute: Execute, project: Project
) -> None:
    conninfo = make_database(
        "create table t0 (id integer); create sequence s;"
        "create function write() returns integer language sql as"
        " 'insert into public.t0 values (1) returning id'"
    )
    project.write_config("prod", {"app": conninfo})
    environment = config.find_environment("prod", project.folder, None, environ={})
    with session(environment.databases[0], "app of prod") as opened, opened.snapshot():
        opened.facts()
        with pytest.raises(FailedError, match=r"read-only|read-write|multiple commands"):
            opened.rows(statement.replace("t0", "public.t0").replace("'s'", "'public.s'"))
    assert execute(conninfo, "select count(*) from t0") == [(0,)]
    assert execute(conninfo, "select is_called from s") == [(False,)]


def test_processes_do_not_grow_with_the_schema(
    project: Project, talkative: Server, count_processes: Callable[[], int]
) -> None:
    lines = [
        ["diff", "{}"],
        ["diff", "{}~1..{}", "--format", "json"],
        ["log", "{}"],
        ["log", "{}", "app.public.t0"],
        ["show", "{}"],
        ["show", "{}", "app.public.*"],
        ["export", "{}"],
    ]
    counts = []
    for environment, then in (("small", "more"), ("large", "many")):
        for database in ("few", then):
            project.write_config(environment, {"app": talkative.conninfo(database)})
            count_processes()
            assert project.call("snap", environment).code == 0
        counted = {"snap": count_processes()}
        for line in lines:
            result = project.call(*(word.replace("{}", environment) for word in line))
            assert (result.code, result.err) == (0, ""), result
            counted[" ".join(line)] = count_processes()
        counts.append(counted)
    assert counts[0] == counts[1]
    assert {line: number for line, number in counts[0].items() if number > PROCESSES[line]} == {}


def loaded(project: Project, *words: str) -> tuple[list[str], set[str]]:
    """What a command says, and the modules that it has loaded by then."""
    program = "import sys; from schemagit.__main__ import main; main(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=project.folder,
        env=project.surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    *said, modules = done.stdout.splitlines()
    return said, set(modules.split())


def test_where_nothing_changed_nothing_is_loaded_that_compares_or_records(
    project: Project, talkative: Server
) -> None:
    project.write_config("prod", {"app": talkative.conninfo("few")})
    assert project.call("snap", "prod").code == 0
    (said,), modules = loaded(project, "snap", "prod")
    assert said.startswith("prod: nothing changed since")
    unneeded = {"deepdiff", "git", "schemagit.exchange"}
    unneeded |= {f"schemagit.snapshots.{name}" for name in ("diff", "record", "sync")}
    assert not unneeded & modules


def test_the_history_of_an_object_loads_the_kinds_that_it_is_about(story: Project) -> None:
    said, modules = loaded(story, "log", "prod", "dataflow_server.public.job_logs")
    assert said
    kinds = {name for name in modules if re.fullmatch(r"schemagit\.kinds\.\w+", name)}
    assert "schemagit.kinds.table" in kinds
    assert not kinds & {f"schemagit.kinds.{name}" for name in ("sequence", "subscription", "view")}


def test_a_history_loads_nothing_that_reads_documents(story: Project) -> None:
    said, modules = loaded(story, "log", "prod")
    assert said
    names = ("sources", "document", "kinds", "store.creating", "store.partial")
    assert not modules & {f"schemagit.{name}" for name in names}
