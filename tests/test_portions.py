"""A large database is read in portions, which give the same as all at once."""

from pathlib import Path

import pytest
from fix_db import Execute, MakeDatabase, binaries_of, configured
from fix_matrix import GetCluster, everywhere

from schemagit import portions
from schemagit.config import Environment
from schemagit.contents import Contents
from schemagit.demo.server import Server
from schemagit.document import Rows
from schemagit.kinds import KINDS, Kind
from schemagit.portions import Portion
from schemagit.snapshots import live

PARTITIONED = """
create table low (id integer, note text) partition by list (id);
create table high (id integer, note text, check (note <> '')) partition by range (id);
create table high_1 partition of high for values from (0) to (10) partition by range (id);
create table high_1_1 partition of high_1 for values from (0) to (5);
alter table high_1_1 add constraint own check (note <> 'x');
create table later (id integer, note text default 'y', constraint high_note_check check (note <> ''));
alter table high attach partition later for values from (10) to (20);
create index on high (note);
create domain positive as integer constraint above check (value > 0);
create type pair as (a integer, b text);
create view seen as select * from high;
"""


def read(conninfo: str) -> Contents:
    environment = Environment("prod", (configured(conninfo),), Path("x.yml"))
    [capture] = live.read(environment, lambda _: None)
    assert capture.error is None, capture.error
    return capture.files


def test_no_relation_is_in_two_portions_or_none() -> None:
    relations = Rows(("oid", "relkind"), list(zip(range(10, 17), "rvrprrv", strict=True)))
    assert list(portions.portions(relations, 7)) == [portions.ALL]
    assert [portion.relations for portion in portions.portions(relations, 3)] == [
        "{0} in (13)",
        "{0} < 13",
        "{0} >= 13 and {0} < 16",
        "{0} >= 16",
    ]
    assert [portion.rest for portion in portions.portions(relations, 3)] == [True, False, False, False]
    asked = [portion.query(_kind("view")) is not None for portion in portions.portions(relations, 3)]
    assert asked == [True, True, False, True]
    asked = [portion.query(_kind("column")) is not None for portion in portions.portions(relations, 3)]
    assert all(asked)


@pytest.mark.parametrize("size", [pytest.param(1, marks=pytest.mark.slow), 4])
def test_partitions_find_their_parents(
    size: int, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    conninfo = make_database(PARTITIONED)
    whole = read(conninfo)
    monkeypatch.setattr(portions, "SIZE", size)
    assert dict(read(conninfo)) == dict(whole)


@everywhere
def test_the_rich_schema_in_portions(
    major: str, cluster: GetCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = cluster(major)
    conninfo = there.server.conninfo(there.rich())
    whole = read(conninfo)
    monkeypatch.setattr(portions, "SIZE", 20)
    assert dict(read(conninfo)) == dict(whole)


@pytest.mark.slow
def test_more_relations_than_the_server_can_lock(
    request: pytest.FixtureRequest, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server keeps a lock on each relation of a view that it prints, until the statement is undone."""
    many = 5_000
    settings = {"max_locks_per_transaction": "10", "max_connections": "5", "shared_buffers": "128kB"}
    with Server(binaries_of(request.config), settings) as server:
        for start in range(0, many, 50):
            statements = [
                f"create table t{n} (id integer); create view v{n} as select id from t{n};"
                for n in range(start, start + 50)
            ]
            execute(server.conninfo(), "".join(statements))
        monkeypatch.setattr(portions, "SIZE", 500)
        assert sum("/views/" in path for path in read(server.conninfo())) == many
        monkeypatch.setattr(portions, "SIZE", 3 * many)
        with pytest.raises(AssertionError, match="out of shared memory"):
            read(server.conninfo())


def test_joins_are_narrowed_too() -> None:
    """Where the query says so; what is of another catalog has no relation there."""
    narrowed = {kind.name: Portion("{0} < 7", rest=False).query(kind) or "" for kind in KINDS}
    assert "and adrelid < 7" in narrowed["column"]
    assert "and c.oid < 7" in narrowed["column"]
    assert " as q where q.parent < 7" not in narrowed["column"], "it would be narrowed twice"
    assert "and k.conrelid < 7" in narrowed["constraint"]
    assert " as q where q.catalog = 'pg_class' and q.parent < 7" in narrowed["constraint"]
    assert not [name for name, query in narrowed.items() if "within" in query]
    with_rest = Portion("{0} < 7").query(_kind("constraint")) or ""
    assert "and (k.conrelid < 7 or k.conrelid = 0)" in with_rest
    assert "and (i.indrelid < 7 or i.indrelid = 0)" in with_rest


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)
