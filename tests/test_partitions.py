"""Partitions: many of them cost little, and are told of in one line."""

import json
from typing import Any

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase

PLAIN = """
create table orders (id bigint not null, at integer not null default 0, note text) partition by range (at);
"""
PARENT = f"""
{PLAIN}
alter table orders add constraint positive check (id > 0);
create index orders_note on orders (note);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger stamped before insert on orders for each row execute function f();
"""
TABLES = "databases/app/schemas/public/tables"
NEWS = "✅ 1000 new partitions: app.public.orders (orders_0002, orders_0003, orders_0004 and 997 more)"


def parts(first: int, last: int) -> str:
    """A statement that makes the partitions of these numbers."""
    return f"""
    do $$ begin
        for n in {first}..{last} loop
            execute format('create table orders_%s partition of orders for values from (%s) to (%s)',
                to_char(n, 'FM0000'), n * 10, n * 10 + 10);
        end loop;
    end $$;
    """


def bound(number: int) -> str:
    return f"FOR VALUES FROM ({number * 10}) TO ({number * 10 + 10})"


def document(project: Project, table: str, ref: str = "prod") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(project.git("show", f"{ref}:{TABLES}/{table}.json"))
    return found


def partition(number: int) -> dict[str, Any]:
    return {"owner": "postgres", "partition_of": "public.orders", "partition_bound": bound(number)}


def findings(project: Project, *arguments: str) -> list[str]:
    """The lines of findings of a diff, sorted."""
    lines = project.call("diff", *(arguments or ["prod"])).out.splitlines()
    return sorted(line.strip() for line in lines if line.startswith("  "))


def change(project: Project, execute: Execute, conninfo: str, script: str) -> list[str]:
    """What the snapshot after a script finds."""
    execute(conninfo, script)
    result = project.call("snap", "prod")
    assert (result.code, result.err) == (0, "")
    return findings(project)


@pytest.fixture
def conninfo(project: Project, make_database: MakeDatabase) -> str:
    """Two partitions, of which there is a snapshot."""
    conninfo = make_database(PARENT, parts(1, 2))
    project.record("prod", conninfo)
    return conninfo


def test_a_thousand_partitions_cost_a_line(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database(PLAIN, parts(1, 1))
    project.record("prod", conninfo)
    execute(conninfo, parts(2, 1001))
    result = project.call("snap", "prod")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[2:-1] == ["", NEWS, ""]
    assert findings(project) == [NEWS]
    subject, *body = project.git("log", "-1", "--format=%B", "prod").splitlines()
    assert subject == "prod: 1 partition added"
    assert f"+{NEWS[1:]}" in body
    for number in (2, 500, 1001):
        name = f"orders_{number:04}"
        assert document(project, name) == partition(number)
        assert len(project.git("show", f"prod:{TABLES}/{name}.json").splitlines()) == 3 + len("{}")
    assert document(project, "orders")["partitions"] == {
        "count": 1001,
        "first": bound(1),
        "last": bound(1001),
    }


def test_what_the_parent_gives_is_not_repeated(project: Project, conninfo: str) -> None:
    assert conninfo
    assert document(project, "orders_0001") == partition(1)
    assert document(project, "orders")["partitions"] == {"count": 2, "first": bound(1), "last": bound(2)}
    assert {"columns", "constraints", "indexes", "triggers"} <= document(project, "orders").keys()


def test_a_change_of_the_parent_is_one_of_the_parent_alone(
    project: Project, conninfo: str, execute: Execute
) -> None:
    script = "alter table orders add extra integer; alter table orders drop constraint positive"
    assert change(project, execute, conninfo, script) == [
        "✅ New column: app.public.orders.extra (integer)",
        "❌ Check constraint dropped: app.public.orders.positive",
    ]


def test_a_partition_that_differs_shows_only_that(project: Project, conninfo: str, execute: Execute) -> None:
    script = """
    create index own_index on orders_0001 (id, note);
    alter table orders_0001 alter note set default 'x';
    alter table orders_0001 add constraint own_check check (at > 0);
    create trigger own_trigger after insert on orders_0001 for each row execute function f();
    comment on table orders_0001 is 'The first';
    """
    shown = change(project, execute, conninfo, script)
    assert len(shown) == 5
    assert all("app.public.orders_0001" in line or "app.public.own_index" in line for line in shown)
    own = document(project, "orders_0001")
    names = {
        section: [part["name"] for part in own[section]]
        for section in ("columns", "constraints", "indexes", "triggers")
    }
    assert names == {
        "columns": ["note"],
        "constraints": ["own_check"],
        "indexes": ["own_index"],
        "triggers": ["own_trigger"],
    }
    assert {key: own[key] for key in partition(1)} == partition(1)
    assert own["comment"] == "The first"
    assert document(project, "orders_0002") == partition(2)


def test_added_and_dropped_in_one_diff(project: Project, conninfo: str, execute: Execute) -> None:
    script = f"drop table orders_0001, orders_0002; {parts(7, 9)}"
    assert change(project, execute, conninfo, script) == [
        "✅ 3 new partitions: app.public.orders (orders_0007, orders_0008, orders_0009)",
        "❌ 2 partitions dropped: app.public.orders (orders_0001, orders_0002)",
    ]
    assert findings(project, "prod..prod~1") == [
        "✅ 2 new partitions: app.public.orders (orders_0001, orders_0002)",
        "❌ 3 partitions dropped: app.public.orders (orders_0007, orders_0008, orders_0009)",
    ]


def test_one_partition_is_said_as_one(project: Project, conninfo: str, execute: Execute) -> None:
    line = "✅ New partition: app.public.orders (orders_0003)"
    assert change(project, execute, conninfo, parts(3, 3)) == [line]
    [found] = json.loads(project.call("diff", "prod", "--format", "json").out)["findings"]
    assert (found["code"], found["impact"]) == ("partition.added", "safe")


def test_partitions_of_each_parent_are_a_line(project: Project, conninfo: str, execute: Execute) -> None:
    script = """
    create table "Other one" (a integer) partition by list (a);
    """
    execute(conninfo, script)
    assert project.call("snap", "prod").code == 0
    script = f"""
    create table x1 partition of "Other one" for values in (1);
    create table x2 partition of "Other one" for values in (2);
    {parts(3, 3)}
    """
    assert change(project, execute, conninfo, script) == [
        '✅ 2 new partitions: app.public."Other one" (x1, x2)',
        "✅ New partition: app.public.orders (orders_0003)",
    ]


def test_partitions_have_partitions(project: Project, conninfo: str, execute: Execute) -> None:
    script = """
    create table deep partition of orders for values from (100) to (200) partition by list (note);
    create table deep_a partition of deep for values in ('a');
    create table deep_rest partition of deep default;
    """
    assert change(project, execute, conninfo, script) == [
        "✅ 2 new partitions: app.public.deep (deep_a, deep_rest)",
        "✅ New partition: app.public.orders (deep)",
    ]
    deep = document(project, "deep")
    assert deep["partitions"] == {
        "count": 2,
        "first": "FOR VALUES IN ('a')",
        "last": "FOR VALUES IN ('a')",
    } | {"default": "deep_rest"}
    assert (deep["partition_of"], deep["partition_key"]) == ("public.orders", "LIST (note)")
    assert not {"columns", "constraints", "indexes", "triggers"} & deep.keys()
    assert document(project, "deep_rest") == {
        "owner": "postgres",
        "partition_of": "public.deep",
        "partition_bound": "DEFAULT",
    }


def test_the_default_partition_is_in_the_summary(project: Project, conninfo: str, execute: Execute) -> None:
    script = "create table orders_rest partition of orders default"
    assert change(project, execute, conninfo, script) == ["✅ New partition: app.public.orders (orders_rest)"]
    assert document(project, "orders")["partitions"]["default"] == "orders_rest"
    assert document(project, "orders")["partitions"]["count"] == 3
    script = "alter table orders_rest rename to orders_other"
    assert change(project, execute, conninfo, script) == [
        "↪️ Table renamed: app.public.orders_rest → app.public.orders_other"
    ]


def test_detached_and_attached_again(project: Project, conninfo: str, execute: Execute) -> None:
    detached = change(project, execute, conninfo, "alter table orders detach partition orders_0001")
    assert detached == [
        "⚠️ Partition attached or detached: app.public.orders_0001 (public.orders → none)",
        f"⚠️ Partition bound changed: app.public.orders_0001 ({bound(1)} → none)",
        f"⚠️ Partitions changed: app.public.orders (2: {bound(1)} to {bound(2)} → 1: {bound(2)})",
    ]
    assert {"columns", "constraints", "indexes"} <= document(project, "orders_0001").keys()
    script = f"alter table orders attach partition orders_0001 {bound(1).lower()}"
    assert change(project, execute, conninfo, script) == [
        "⚠️ Partition attached or detached: app.public.orders_0001 (none → public.orders)",
        f"⚠️ Partition bound changed: app.public.orders_0001 (none → {bound(1)})",
        f"⚠️ Partitions changed: app.public.orders (1: {bound(2)} → 2: {bound(1)} to {bound(2)})",
    ]
    assert document(project, "orders_0001") == partition(1)
    trees = [project.git("rev-parse", f"{ref}:{TABLES}") for ref in ("prod", "prod~2")]
    assert trees[0] == trees[1]


def test_the_summary_alone_is_shown_where_no_partition_is(
    project: Project, conninfo: str, execute: Execute
) -> None:
    """Where the partitions are not captured, the summary of their parent is all that tells of them."""
    project.write_config("prod", {"app": conninfo}, 'exclude: ["public.orders_*"]')
    assert project.call("snap", "prod").code == 0
    assert not project.git("ls-tree", "--name-only", f"prod:{TABLES}").count("orders_")
    [line] = change(project, execute, conninfo, parts(3, 4))
    assert "Partitions changed: app.public.orders (" in line
    assert findings(project, "prod", "app.public.orders") == [line]


def test_a_partition_is_found_by_its_own_name(project: Project, conninfo: str, execute: Execute) -> None:
    assert change(project, execute, conninfo, parts(3, 5))
    line = "✅ New partition: app.public.orders (orders_0004)"
    assert findings(project, "prod", "app.public.orders_0004") == [line]


def test_a_foreign_table_may_be_a_partition(project: Project, conninfo: str, execute: Execute) -> None:
    execute(conninfo, "create foreign data wrapper files; create server disk foreign data wrapper files;")
    assert project.call("snap", "prod").code == 0
    far = "create foreign table far partition of orders for values from (500) to (600) server disk"
    assert change(project, execute, conninfo, f"{far}; {parts(3, 3)}") == [
        "✅ 2 new partitions: app.public.orders (far, orders_0003)",
    ]
    stored = json.loads(project.git("show", "prod:databases/app/schemas/public/foreign_tables/far.json"))
    assert stored == {
        "owner": "postgres",
        "server": "disk",
        "partition_of": "public.orders",
        "partition_bound": "FOR VALUES FROM (500) TO (600)",
    }


def test_what_else_changed_of_a_detached_table_is_shown(
    project: Project, conninfo: str, execute: Execute
) -> None:
    script = """
    alter table orders detach partition orders_0001;
    alter table orders_0001 add column more integer, drop column note;
    """
    lines = change(project, execute, conninfo, script)
    assert "✅ New column: app.public.orders_0001.more (integer)" in lines
    assert "❌ Column dropped: app.public.orders_0001.note" in lines
    assert len(lines) == 5
