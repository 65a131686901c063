"""A seeded generator of databases as people have them: the same number of tables gives the same SQL."""

import random
from collections.abc import Iterator

SEED = 20261122
_PER_SCHEMA = 500
_TYPES = (
    *("bigint", "integer", "text", "character varying(120)", "boolean", "timestamp with time zone", "date"),
    *("numeric(12,2)", "uuid", "jsonb", "text[]", "double precision", "bytea", "smallint", "inet"),
)
_DEFAULTS = {
    "bigint": "0",
    "integer": "1",
    "text": "''::text",
    "boolean": "false",
    "timestamp with time zone": "now()",
    "date": "('now'::text)::date",
    "uuid": "gen_random_uuid()",
    "jsonb": "'{}'::jsonb",
    "numeric(12,2)": "0.00",
}
_NOUNS = ("account", "order", "invoice", "event", "job", "user", "item", "price", "session", "address")
_WORDS = ("state", "kind", "code", "amount", "note", "owner", "source", "target", "weight", "region", "label")


def scripts(tables: int) -> Iterator[str]:
    """One transaction each: roles are left to the server, everything else is made."""
    chance = random.Random(SEED)  # noqa: S311 - no secret depends on it
    for first in range(0, tables, _PER_SCHEMA):
        yield "\n".join(_schema(chance, first, min(first + _PER_SCHEMA, tables)))


def partitions(number: int) -> Iterator[str]:
    """A table with so many partitions, in two levels: in one, the server makes each slower than the last."""
    columns = "id bigint, at date not null, state text default 'new' check (state <> ''), sum numeric"
    yield f"create table event ({columns}) partition by range (id); create index on event (at);"
    for first in range(0, number, _PER_SCHEMA):
        numbers = range(first, min(first + _PER_SCHEMA, number))
        bounds = f"values from ({first}) to ({numbers[-1] + 1})"
        yield f"create table part_{first} partition of event for {bounds} partition by range (id)" + "".join(
            f"; create table event_{n} partition of part_{first} for values from ({n}) to ({n + 1})"
            for n in numbers
        )


def table_name(number: int) -> str:
    """The qualified name of a table, which is its primary key's and its documents' name too."""
    return f"s{number // _PER_SCHEMA}.{_NOUNS[number % len(_NOUNS)]}_{number}"


def schema_names(tables: int) -> list[str]:
    """The schemas of a database of so many tables."""
    return [f"s{first // _PER_SCHEMA}" for first in range(0, tables, _PER_SCHEMA)]


def _schema(chance: random.Random, first: int, last: int) -> Iterator[str]:
    schema = f"s{first // _PER_SCHEMA}"
    yield f"create schema {schema};"
    for number in range(5):
        labels = ", ".join(f"'{word}_{number}'" for word in chance.sample(_WORDS, 4))
        yield f"create type {schema}.enum_{number} as enum ({labels});"
    yield (
        f"create function {schema}.touch() returns trigger language plpgsql as "
        "$$begin new.updated_at := now(); return new; end$$;"
    )
    for number in range(first, last):
        yield from _table(chance, schema, number, first)
        if number % 10 == 0:
            yield from _beside(chance, schema, number)


def _table(chance: random.Random, schema: str, number: int, first: int) -> Iterator[str]:
    name = table_name(number)
    lines = ["id bigint generated always as identity primary key", "updated_at timestamp with time zone"]
    columns = []
    for place in range(chance.randint(7, 13)):
        kind = chance.choice(_TYPES)
        column = f"{chance.choice(_WORDS)}_{place}"
        columns.append((column, kind))
        default = f" default {_DEFAULTS[kind]}" if kind in _DEFAULTS and chance.random() < 0.4 else ""
        lines.append(f"{column} {kind}{default}{' not null' if chance.random() < 0.5 else ''}")
    lines.append(f"state {schema}.enum_{chance.randrange(5)}")
    lines.append(f"quantity integer check (quantity > {chance.randrange(9)} and quantity < 1000)")
    if number > first and chance.random() < 0.6:
        lines.append(f"parent_id bigint references {table_name(chance.randrange(first, number))} (id)")
    yield f"create table {name} ({', '.join(lines)});"
    yield f"create index on {name} (state, quantity);"
    if chance.random() < 0.5:
        yield f"create index on {name} (updated_at desc) where quantity > 10;"
    yield f"comment on table {name} is 'Table number {number}, of the {schema} team';"
    for column, kind in columns[:3]:
        yield f"comment on column {name}.{column} is 'The {column} as {kind}';"


def _beside(chance: random.Random, schema: str, number: int) -> Iterator[str]:
    name = table_name(number)
    yield (
        f"create view {schema}.view_{number} as select t.id, t.state, count(*) as number, max(t.updated_at) "
        f"as newest from {name} t where t.quantity > {chance.randrange(50)} group by t.id, t.state;"
    )
    yield (
        f"create function {schema}.function_{number}(a integer, b text default 'x') returns bigint language "
        f"sql stable as $$select count(*) from {name} where quantity > a$$;"
    )
    yield (
        f"create trigger touch before update on {name} for each row when (old.* is distinct from new.*) "
        f"execute function {schema}.touch();"
    )
    yield f"create sequence {schema}.sequence_{number} increment {chance.randint(1, 9)};"
    yield f"grant select on {name} to bench_reader;"
