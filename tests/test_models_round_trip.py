"""Models against a real server: rows of every type are read as models, and models are written as rows."""

import importlib
import ipaddress
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import psycopg
import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase
from psycopg import sql
from psycopg.rows import class_row
from psycopg.types.datetime import DateLoader
from psycopg.types.json import Json
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from schemagit.demo.server import Server
from schemagit.models.folder import write
from schemagit.models.options import STYLES, VARIANTS, Options
from schemagit.models.package import generate
from schemagit.snapshots.open import open_source
from schemagit.store import open_repository

_FOLDER = Path(__file__).parent / "models"
SCHEMA, ROWS = ((_FOLDER / name).read_text("utf-8") for name in ("schema.sql", "rows.sql"))


class Models(NamedTuple):
    """The packages of a database, and what libpq needs to connect to it."""

    conninfo: str
    packages: dict[str, ModuleType]
    folder: Path


@pytest.fixture(scope="module")
def models(server: Server, execute: Execute, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Models]:
    execute(server.conninfo(), "create database models")
    conninfo = server.conninfo("models")
    execute(conninfo, SCHEMA)
    execute(conninfo, ROWS)
    project = Project(tmp_path_factory.mktemp("models"))
    project.record("dev", conninfo)
    source = open_source("dev", lambda: open_repository(project.folder / "snapshots.git"))
    for style in STYLES:
        made = generate(source, Options(style, VARIANTS), [], lambda _done, _all: None)
        assert not made.warnings
        write(project.folder / f"made_{style}", made.files)
    sys.path.insert(0, str(project.folder))
    packages = {style: importlib.import_module(f"made_{style}.app") for style in STYLES}
    yield Models(conninfo, packages, project.folder)
    sys.path.remove(str(project.folder))
    execute(server.conninfo(), "drop database models")


class FarDates(DateLoader):
    """Infinity is no date of Python: as psycopg's documentation has it, the last day stands for it."""

    def load(self, data: Any) -> date:
        return date.max if bytes(data) == b"infinity" else super().load(data)


def connect(models: Models, style: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(models.conninfo)
    connection.adapters.register_loader("date", FarDates)
    importlib.import_module(f"made_{style}.app._psycopg").register(connection)
    return connection


def value(style: str, row: Any, name: str) -> Any:
    return row[name] if style == "typeddict" else getattr(row, name)


# What a full row is to hold; columns that only need to be read are left out.
FULL = {
    "small": -32768,
    "big": 2**63 - 1,
    "exact": Decimal(10**30),
    "tiny": Decimal("0.99"),
    "double": float("-inf"),
    "words": '\n"',
    "fixed": "ab  ",
    "day": date(9999, 12, 31),
    "clock": time(23, 59, 59, 999999),
    "moment": datetime(1, 1, 1),  # noqa: DTZ001 - the column has no time zone
    "moment_tz": datetime(9999, 12, 31, tzinfo=UTC),
    "span": timedelta(days=-368, seconds=-1),
    "raw": b"\x00\xff",
    "doc": [1, {"a": None}],
    "docb": None,
    "flag": True,
    "host": ipaddress.ip_interface("10.0.0.1/8"),
    "net": ipaddress.ip_network("fe80::/16"),
    "bits": "101",
    "cash": "$1.50",
    "feeling": "so-so",
    "feelings": ["sad", None, ""],
    "other_feeling": "glad",
    "mail": "a@b",
    "mails": ["x@y", None],
    "dom": 7,
    "ints": Range(1, 5, "[)"),
    "stamps": Range(None, None, "()"),
    "days": Range(empty=True),
    "floats": Range(1.5, 2.5, "[]"),
    "many_ints": Multirange([Range(1, 2), Range(5, 6)]),
    "many_floats": Multirange([Range(0.5, 1.5)]),
    "range_list": [Range(1, 2), None],
    "pairs": {"a": "1", "b": None},
    "path": "a.b",
    "paths": ["a.b"],
    "numbers": [],
    "grid": [[1, None], [3, 4]],
    "texts": ["", None, "a,b"],
    "uuids": [None],
    "docs": [{"a": [1, 2]}, None],
    "citexts": ["A"],
    "point": "(1,2)",
    "oid": 2**32 - 1,
    "class": "c",
    "Select": 1,
    "a b": "x",
    "a_b": "y",
    "str": "s",
    "Mood": "sad",
    "date": date.max,
    "🎉": 1,
    "computed": 1,
}


def by_column(style: str, row: Any) -> dict[str, Any]:
    support = importlib.import_module(f"made_{style}.app._psycopg")
    if style == "typeddict":
        return dict(row)
    names = {column: name for name, column, _ in support._columns(type(row))}
    return {column: getattr(row, name) for column, name in names.items()}


@pytest.mark.parametrize("style", STYLES)
def test_rows_of_every_type_are_read(models: Models, style: str) -> None:
    package = models.packages[style]
    rows = importlib.import_module(f"made_{style}.app._psycopg").rows
    with connect(models, style) as connection:
        cursor = connection.cursor(row_factory=rows(package.EveryType))
        empty, full = cursor.execute("select * from every_type order by id").fetchall()
    found = by_column(style, full)
    assert {column: found[column] for column in FULL} == FULL
    assert all(found[column].is_nan() for column in ("money_like",))
    assert found["exacts"][1].is_nan()
    assert isinstance(found["key"], uuid.UUID)
    assert {name for name, held in by_column(style, empty).items() if held is not None} == {
        "id", "dom", "computed",
    }  # fmt: skip


def test_pydantic_reads_rows_with_the_row_factory_of_psycopg(models: Models) -> None:
    package = models.packages["pydantic"]
    with connect(models, "pydantic") as connection:
        cursor = connection.cursor(row_factory=class_row(package.EveryType))
        (row,) = cursor.execute("select * from every_type where id = 2").fetchall()
    assert row.class_ == "c"
    assert isinstance(row.feeling, package.Mood)
    assert row.feelings == [package.Mood.sad, None, package.Mood.empty]
    assert row.home == package.OtherOneAddress(
        street='a "b"', zip_code="12345", moods=[package.Mood.m_1st, None]
    )
    assert row.homes == [package.OtherOneAddress(street=None, zip_code=None, moods=None), None]
    assert row.spot.address.street == "s"


@pytest.mark.parametrize("style", STYLES)
def test_every_relation_has_a_class_and_no_partition_has_one(models: Models, style: str) -> None:
    package = models.packages[style]
    names = set(package.public.__all__)
    assert {"EveryType", "Seen", "Kept", "Events", "EnumRecord", "BaseModelRecord", "NoColumns"} <= names
    assert not any(name.startswith("Events2026") for name in names)
    assert "SeenInsert" not in names
    assert package.other_one.Minimal is not package.Minimal
    with connect(models, style) as connection:
        rows = importlib.import_module(f"made_{style}.app._psycopg").rows
        for name in names - {"TABLES"}:
            if package.public.TABLES.get(name) and not name.endswith(("Insert", "Update")):
                cursor = connection.cursor(row_factory=rows(getattr(package, name)))
                cursor.execute(f"select * from {package.public.TABLES[name]}").fetchall()


@pytest.mark.parametrize("style", STYLES)
def test_what_was_read_can_be_inserted(models: Models, style: str) -> None:
    package = models.packages[style]
    support = importlib.import_module(f"made_{style}.app._psycopg")
    with connect(models, style) as connection:
        cursor = connection.cursor(row_factory=support.rows(package.EveryType))
        (row,) = cursor.execute("select * from every_type where id = 2").fetchall()
        given = by_column(style, row)
        for server_gives in ("id", "computed"):
            del given[server_gives]
        given["date"] = date(2026, 1, 1)
        if style == "typeddict":
            given |= {column: Json(given[column]) for column in ("doc", "docb")}
            given |= dict.fromkeys(("home", "homes", "spot"))
        given["docs"] = None
        names = (
            {} if style == "typeddict" else {c: n for n, c, _ in support._columns(package.EveryTypeInsert)}
        )
        new = package.EveryTypeInsert(**{names.get(column, column): value for column, value in given.items()})
        statement, parameters = support.insert(package.public.TABLES["EveryTypeInsert"], new)
        connection.execute(statement, parameters)
        (again,) = cursor.execute("select * from every_type order by id desc limit 1").fetchall()
        connection.rollback()
    left_out = {"id", "date", "docs", "money_like", "exacts", "single"}
    left_out |= {"home", "homes", "spot", "docb"} if style == "typeddict" else set()
    expected, found = by_column(style, row), by_column(style, again)
    assert {c: v for c, v in found.items() if c not in left_out} == {
        c: v for c, v in expected.items() if c not in left_out
    }


@pytest.mark.parametrize("style", STYLES)
def test_what_nobody_gives_is_left_to_the_server(models: Models, style: str) -> None:
    package = models.packages[style]
    support = importlib.import_module(f"made_{style}.app._psycopg")
    with connect(models, style) as connection:
        statement, parameters = support.insert("minimal", package.MinimalInsert(id=5))
        connection.execute(statement, parameters)
        (row,) = connection.execute("select state, made is not null from minimal where id = 5").fetchall()
        connection.rollback()
    assert (str(row[0]), row[1]) == ("sad", True)


@pytest.mark.parametrize("style", STYLES)
def test_an_update_sets_what_was_given(models: Models, style: str) -> None:
    package = models.packages[style]
    support = importlib.import_module(f"made_{style}.app._psycopg")
    with connect(models, style) as connection:
        connection.execute("insert into minimal (id) values (6)")
        given = support.parameters(
            package.MinimalUpdate(state="so-so" if style == "typeddict" else package.Mood.so_so)
        )
        pairs = [sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in given]
        connection.execute(
            sql.SQL("update minimal set {} where id = 6").format(sql.SQL(", ").join(pairs)), given
        )
        (row,) = connection.execute("select state, made is not null from minimal where id = 6").fetchall()
        connection.rollback()
    assert list(given) == ["state"]
    assert (str(row[0]), row[1]) == ("so-so", True)


def test_vectors_are_lists_of_numbers(
    project: Project, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    conninfo = make_database("create table known (name text)")
    with psycopg.connect(conninfo, autocommit=True) as connection:
        try:
            connection.execute("create extension vector")
        except psycopg.errors.FeatureNotSupported:
            pytest.skip("the server has no extension vector")
        connection.execute("create table items (id integer, place vector(3), places vector(2)[])")
    project.record("dev", conninfo)
    monkeypatch.chdir(project.folder)
    monkeypatch.syspath_prepend(project.folder)
    for style in STYLES:
        result = project.call(
            "generate", "dev", "--out", f"vectors_{style}", "--style", style, "--variants", "row,insert"
        )
        assert (result.code, result.err) == (0, "")
        package = importlib.import_module(f"vectors_{style}.app")
        support = importlib.import_module(f"vectors_{style}.app._psycopg")
        with psycopg.connect(conninfo) as connection:
            support.register(connection)
            new = package.ItemsInsert(id=1, place=[1.5, -2.0, 0.25], places=None)
            connection.execute(*support.insert(package.public.TABLES["ItemsInsert"], new))
            connection.execute("insert into items values (2, null, array['[1,2]', null]::vector[])")
            cursor = connection.cursor(row_factory=support.rows(package.Items))
            rows = cursor.execute("select * from items order by id").fetchall()
            connection.rollback()
        assert [value(style, row, "place") for row in rows] == [[1.5, -2.0, 0.25], None]
        assert [value(style, row, "places") for row in rows] == [None, [[1.0, 2.0], None]]
