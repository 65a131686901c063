"""Models from documents: names, types, keys, defaults, equal bytes, and what other Pythons and mypy say."""

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from model_documents import column, files, imported, made, table

from schemagit.errors import UsageError
from schemagit.models import cache, generator
from schemagit.models.checks import limits
from schemagit.models.folder import differences, write
from schemagit.models.naming import assign, class_name, field_name, member_names, module_name
from schemagit.models.options import STYLES, VARIANTS, Options
from schemagit.models.postgres_type import PostgresType, parse_type
from schemagit.models.schema import Class
from schemagit.names import ObjectName

MOOD = {
    ObjectName("app", "public", "enums", "mood"): {"labels": ["sad", "class", "", "a b"], "comment": "How"}
}
EMAIL = {
    ObjectName("app", "public", "domains", "email"): {
        "type": "character varying(320)",
        "not_null": True,
        "constraints": [{"name": "c", "expression": "((VALUE)::text ~ '^[^@]+@[^@]+$'::text)"}],
    }
}
ADDRESS = {ObjectName("app", "public", "composite_types", "address"): {"columns": [column("street", "text")]}}
USERS = table(
    "users",
    column("id", "bigint", not_null=True, identity="always", comment="Who"),
    column("email", "public.email"),
    column("state", "public.mood", not_null=True, default="'sad'::public.mood"),
    column("states", "public.mood[]"),
    column("home", "public.address"),
    column("class", "text", not_null=True, default="'it''s'::text"),
    column("total", "numeric(12,2)", not_null=True, default="0.50"),
    column("made", "timestamp with time zone", not_null=True, default="now()"),
    column("org", "integer", not_null=True),
    column("double", "integer", generated="(org * 2)"),
    comment="People",
    constraints=[
        {"name": "pk", "type": "primary key", "columns": ["id"]},
        {"name": "u", "type": "unique", "columns": ["email", "org"]},
        {
            "name": "fk",
            "type": "foreign key",
            "columns": ["org"],
            "references": "public.orgs",
            "referenced_columns": ["id"],
        },
    ],
)
EVERYTHING = MOOD | EMAIL | ADDRESS | USERS
ALL = {style: Options(style, VARIANTS) for style in STYLES}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def code(generated: Any, file: str = "app/public.py") -> str:
    return str(generated.files[file])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("integer", PostgresType("", "integer")),
        ("integer[]", PostgresType("", "integer", (), is_array=True)),
        ("numeric(12,2)", PostgresType("", "numeric", ("12", "2"))),
        ("timestamp(3) with time zone", PostgresType("", "timestamp with time zone", ("3",))),
        ("character varying(320)[]", PostgresType("", "character varying", ("320",), is_array=True)),
        ('public."We.ird ""x"" (1)[]"', PostgresType("public", 'We.ird "x" (1)[]')),
        ("public.geometry(Point,4326)", PostgresType("public", "geometry", ("Point", "4326"))),
        ('"char"', PostgresType("", '"char"')),
        ("interval day to second(3)", PostgresType("", "interval day to second", ("3",))),
        ("((", PostgresType("", "((")),
        ("", PostgresType("", "")),
    ],
)
def test_types_are_taken_apart(text: str, expected: PostgresType) -> None:
    assert parse_type(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("id", "id"),
        ("createdAt", "createdAt"),
        ("class", "class_"),
        ("None", "None_"),
        ("_hidden", "f_hidden"),
        ("__class__", "f__class__"),
        ("2fa", "f_2fa"),
        ("a b", "a_b"),
        ("größe", "groe"),
        ("model_config", "model_config_"),
        ("model_dump_x", "f_model_dump_x"),
        ("schema", "schema_"),
        ("date", "date"),
        ("str", "str_"),
        ("Int4", "Int4_"),
    ],
)
def test_a_field_has_a_name_that_python_takes(name: str, expected: str) -> None:
    assert field_name(name) == expected
    assert field_name(name).isidentifier()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("user_accounts", "UserAccounts"),
        ("Order items", "OrderItems"),
        ("HTTPLog", "HTTPLog"),
        ("Enum", "EnumRecord"),
        ("base_model", "BaseModelRecord"),
        ("none", "NoneRecord"),
        ("varchar_20", "Varchar20Record"),
        ("2024", "T2024"),
    ],
)
def test_a_class_has_a_name_that_nothing_else_has(name: str, expected: str) -> None:
    assert class_name(name) == expected


def test_a_name_without_a_letter_has_a_hash() -> None:
    assert field_name("🎉") != field_name("日本")
    assert all(make("🎉").isidentifier() for make in (field_name, class_name, module_name))


def test_names_that_fold_to_one_are_told_apart_whatever_else_there_is() -> None:
    both = assign(["a b", "a_b", "a-b"], field_name)
    assert both["a_b"] == "a_b"
    assert len(set(both.values())) == 3
    assert assign(["a b", "a_b", "a-b", "zzz"], field_name).items() >= both.items()


def test_members_of_enums_have_names() -> None:
    found = member_names(["", "mro", "name", "class", "1st", "so-so", "title", "_x", "🎉", "A", "a"])
    assert len(set(found.values())) == len(found)
    assert all(name.isidentifier() and not name.startswith("_") for name in found.values())
    assert (found[""], found["mro"], found["class"]) == ("empty", "mro_", "class_")


def test_modules_have_names_that_every_file_system_takes() -> None:
    assert [module_name(name) for name in ("con", "App", "import", "__init__", "_types")] == [
        "con_", "app", "import_", "f__init__", "f_types",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "python", "expected"),
    [
        ("(VALUE > 0)", "int", {"gt": 0}),
        ("((VALUE >= 1) AND (VALUE <= 10))", "int", {"ge": 1, "le": 10}),
        ("((VALUE > 0) OR (VALUE < -10))", "int", {}),
        ("(VALUE > (0)::double precision)", "float", {"gt": 0.0}),
        ("(length(VALUE) < 5)", "str", {"max_length": 4}),
        ("(char_length((VALUE)::text) >= 2)", "str", {"min_length": 2}),
        ("(VALUE ~ '^[a-z]+$'::text)", "str", {"pattern": "^[a-z]+$"}),
        (r"(VALUE ~ '^\w+$'::text)", "str", {}),
        ("(VALUE ~ '(?i)x'::text)", "str", {}),
        ("(VALUE ~ '^[[:alpha:]]+$'::text)", "str", {}),
        ("(VALUE ~* 'x'::text)", "str", {}),
        ("(VALUE <> ''::text)", "str", {}),
        ("(VALUE ~ 'a AND (b'::text)", "str", {}),
    ],
)
def test_checks_of_domains_are_carried_where_they_mean_the_same(
    expression: str, python: str, expected: dict[str, Any]
) -> None:
    assert dict(limits({"constraints": [{"name": "c", "expression": expression}]}, python)) == expected


def test_a_row_of_pydantic(tmp_path: Path) -> None:
    with imported(made(EVERYTHING), tmp_path, "of_rows") as models:
        fields = models.Users.model_fields
        assert models.Users.__doc__.strip() == "People"
        assert models.Mood.__doc__.strip() == "How"
        assert fields["id"].description == "Who"
        assert fields["id"].json_schema_extra == {"x-postgresql": {"type": "bigint", "primary_key": True}}
        assert fields["org"].json_schema_extra == {
            "x-postgresql": {
                "type": "integer",
                "unique": [["email", "org"]],
                "references": [{"table": "public.orgs", "column": "id"}],
            }
        }
        assert fields["class_"].alias == "class"
        assert all(field.is_required() for field in fields.values())
        assert models.public.TABLES == {"Users": "public.users"}
        with pytest.raises(ValueError, match="email"):
            models.Users(email="nobody")


def test_what_an_insert_takes_and_an_update_sets(tmp_path: Path) -> None:
    with imported(made(EVERYTHING, ALL["pydantic"]), tmp_path, "of_variants") as models:
        insert, update = models.UsersInsert.model_fields, models.UsersUpdate.model_fields
        assert {"id", "double"}.isdisjoint(insert.keys() | update.keys())
        assert {name for name, field in insert.items() if field.is_required()} == {"email", "org"}
        assert not any(field.is_required() for field in update.values())
        assert (insert["state"].default, insert["class_"].default) == (models.Mood.sad, "it's")
        assert insert["total"].default == Decimal("0.50")
        assert insert["made"].default is None
        assert update["class_"].default is None
        given = models.UsersUpdate.model_validate({"class": "x"})
        assert given.model_dump(exclude_unset=True, by_alias=True) == {"class": "x"}
        with pytest.raises(ValueError, match="made"):
            models.UsersUpdate(made=None)


@pytest.mark.parametrize("style", ["dataclass", "typeddict", "msgspec"])
def test_other_styles_tell_about_fields_by_annotated(style: str, tmp_path: Path) -> None:
    with imported(made(EVERYTHING, ALL[style]), tmp_path, f"annotated_{style}") as models:
        hints = get_type_hints(models.Users, include_extras=True)
        (about,) = [each for each in hints["id"].__metadata__ if isinstance(each, dict)]
        assert about == {"type": "bigint", "primary_key": True}


def test_the_same_table_in_two_schemas_and_tables_named_like_ours(tmp_path: Path) -> None:
    documents = (
        table("users", column("id"))
        | table("users", column("id", "text"), schema="other")
        | table("Users", column("x"), schema="other")
        | table("Enum", column("Enum"))
        | table("mood", column("feeling", "public.mood"), schema="other")
        | MOOD
    )
    with imported(made(documents), tmp_path, "clashing") as models:
        assert models.Users is models.public.Users
        assert models.other.Users.__name__ == "Users"
        assert "x" in models.other.Users.model_fields
        assert models.EnumRecord.model_fields["Enum_"].alias == "Enum"
        assert models.other.MoodRecord.model_fields["feeling"].annotation == models.Mood | None


def test_unknown_types_are_any_and_are_warned_of_once(tmp_path: Path) -> None:
    documents = table("a", column("x", "public.geometry(Point,4326)"), column("y", "public.geometry"))
    documents |= table("b", column("z", "topology.topogeometry[]"))
    generated = made(documents)
    assert [warning.partition(" of app")[0] for warning in generated.warnings] == [
        "the type public.geometry",
        "the type topology.topogeometry",
    ]
    with imported(generated, tmp_path, "unknown") as models:
        extra = models.A.model_fields["x"].json_schema_extra
        assert extra == {"x-postgresql": {"type": "public.geometry(Point,4326)"}}


def test_types_that_hold_themselves_are_not_believed() -> None:
    documents: dict[ObjectName, dict[str, Any]] = {
        ObjectName("app", "public", "domains", "a"): {"type": "public.b"},
        ObjectName("app", "public", "domains", "b"): {"type": "public.a[]"},
        ObjectName("app", "public", "composite_types", "c"): {"columns": [column("c", "public.c")]},
    }
    assert made(documents | table("t", column("x", "public.a"))).warnings


def test_documents_that_another_program_wrote_are_believed_as_far_as_they_go() -> None:
    wrong: dict[ObjectName, dict[str, Any]] = {
        ObjectName("app", "public", "tables", "t"): {
            "columns": [{"name": "id", "type": ""}, {"name": "x", "type": "a b", "default": ""}],
            "constraints": [{"name": "f", "type": "foreign key", "columns": ["id"], "definition": ""}],
            "comment": "",
        },
        ObjectName("app", "public", "enums", "e"): {},
        ObjectName("app", "public", "domains", "d"): {"type": ""},
        ObjectName("app", "public", "range_types", "r"): {"subtype": ""},
        ObjectName("app", "public", "composite_types", "c"): {"columns": []},
    }
    for style in STYLES:
        assert "class T(" in code(made(wrong, ALL[style])) or style == "dataclass"


def test_patterns_choose_relations_and_bring_their_types() -> None:
    documents = EVERYTHING | table("orgs", column("id"))
    only = made(documents, patterns=["app.public.orgs"])
    assert "class Orgs(" in code(only)
    assert "class Users(" not in code(only)
    assert "Mood" not in code(only, "app/_types.py")
    assert "class Mood(" in code(made(documents, patterns=["app.public.users"]), "app/_types.py")
    with pytest.raises(UsageError, match="no table, view or type"):
        made(documents, patterns=["app.public.nothing"])


def test_a_pattern_renames_no_class() -> None:
    documents = table("a_b", column("id")) | table("a b", column("id"))
    assert code(made(documents, patterns=["app.public.a_b"])).split("class ")[1].split("(")[0] in code(
        made(documents)
    )


@pytest.mark.parametrize("style", STYLES)
def test_the_same_snapshot_gives_the_same_bytes(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(EVERYTHING, ALL[style]).files
    monkeypatch.setattr(generator, "code", None)  # all is in the cache
    assert made(EVERYTHING, ALL[style]).files == first
    reordered = dict(reversed(EVERYTHING.items()))
    assert made(reordered, ALL[style]).files == first


def test_a_cache_that_is_broken_or_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(EVERYTHING).files
    for file in (tmp_path / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"import os\n\xff")
    assert made(EVERYTHING).files == first
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert made(EVERYTHING).files == first


def test_only_what_changed_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    many: dict[ObjectName, Any] = {}
    for number in range(20):
        many |= table(f"t{number}", column("id"))
    made(many)
    asked: list[str] = []
    original = generator.code

    def noted(classes: Sequence[Class], style: str) -> str:
        asked.extend(each.name for each in classes)
        return original(classes, style)

    monkeypatch.setattr(generator, "code", noted)
    made(many | table("t7", column("id", "bigint")))
    assert asked == ["T7"]


def test_a_cache_forgets_what_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write({"a" * 64: "old"})
    (tmp_path / "cache/schemagit/models/pruned").unlink()
    later = time.time() + 100 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    cache.write({"b" * 64: "new"})
    assert cache.read(["a" * 64, "b" * 64]) == {}


def test_inflect_is_never_loaded() -> None:
    program = (
        "import sys; from schemagit.models import generator; from schemagit.models.schema import Class;"
        "generator.code([Class('A', {'type': 'object', 'properties': {}})], 'pydantic');"
        "print([name for name in sys.modules if 'inflect' in name or 'black' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_writing_keeps_what_is_not_ours_and_removes_what_went(tmp_path: Path) -> None:
    both = made(EVERYTHING | table("t", column("id"), schema="other"))
    assert write(tmp_path, both.files) == len(both.files)
    assert write(tmp_path, both.files) == 0
    (tmp_path / "app" / "mine.py").write_text("x = 1\n", "utf-8")
    one = made(EVERYTHING)
    assert set(differences(tmp_path, one.files)) == {
        "differs: app/__init__.py",
        "not part of it: app/other.py",
    }
    write(tmp_path, one.files)
    assert not (tmp_path / "app" / "other.py").exists()
    assert (tmp_path / "app" / "mine.py").exists()
    assert differences(tmp_path, one.files) == []
    (tmp_path / "app" / "public.py").write_text("x = 1\n", "utf-8")
    with pytest.raises(UsageError, match="was not made by schemagit"):
        write(tmp_path, one.files)


PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
# Which of the libraries that packages import are there.
PROBE = """
import importlib.util
print(*(name for name in ("psycopg", "pydantic", "msgspec") if importlib.util.find_spec(name)))
"""
PLAIN = table("t", column("id", not_null=True), column("class", "text"), column("at", "date[]")) | MOOD
USE = """
import importlib, sys, typing
for style in sys.argv[1:]:
    models = importlib.import_module(f"of_{style}.app.public")
    importlib.import_module(f"of_{style}.app._psycopg") if style != "plain" else None
    for name in set(models.__all__) - {"TABLES", "Mood", "Email"}:
        typing.get_type_hints(getattr(models, name), include_extras=True)
print("imported")
"""


def runs(python: str, program: str, *arguments: str, folder: Path | None = None) -> tuple[bool, str]:
    """Whether a program runs without a warning, and what it writes."""
    done = subprocess.run(
        [python, "-W", "error", "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return not done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", PYTHONS)
def test_packages_import_under_other_pythons(name: str, tmp_path: Path) -> None:
    """Of every style whose library that Python has, and of those that need none."""
    python = shutil.which(name)
    # A shim may stand there for a Python that is not chosen.
    if python is None or not runs(python, "")[0]:
        pytest.skip(f"there is no {name} on the path")
    libraries = runs(python, PROBE)[1].split()
    needed = {style: {"psycopg", *({style} & {"pydantic", "msgspec"})} for style in STYLES}
    styles = [style for style in STYLES if needed[style] <= set(libraries)]
    for style in styles:
        write(tmp_path / f"of_{style}", made(EVERYTHING, ALL[style]).files)
    write(tmp_path / "of_plain", made(PLAIN, ALL["dataclass"]).files)
    styles.append("plain")
    assert runs(python, USE, *styles, folder=tmp_path) == (True, "imported\n")


def test_packages_pass_mypy(tmp_path: Path) -> None:
    for style in STYLES:
        write(tmp_path / f"made_{style}", made(EVERYTHING, ALL[style]).files)
        write(tmp_path / f"rows_{style}", made(EVERYTHING, Options(style)).files)
    packages = sorted(path.name for path in tmp_path.iterdir() if path.name != "cache")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *packages],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_a_snapshot_without_anything_is_an_empty_package() -> None:
    assert list(made({}).files) == ["__init__.py"]
    assert files({}).entries("") == {}
