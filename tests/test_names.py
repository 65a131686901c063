"""Names: as a path, as people read them, and as a pattern."""

import time
from collections.abc import Mapping

import pytest

from schemagit.errors import FailedError, UsageError
from schemagit.names import (
    MAX_BYTES,
    SIGNATURES,
    ObjectName,
    capture_path,
    database_name,
    environment_name,
    escape,
    from_path,
    is_capture_path,
    quote,
    shorten,
    sql_names,
    unescape,
)
from schemagit.patterns import parse_pattern
from schemagit.words import SCHEMA_FOLDERS

USERS = ObjectName("app", "public", "tables", "users")
ADD = ObjectName("app", "public", "functions", "add(integer, numeric)")

PATHS = {
    database_name("app"): "databases/app/database.json",
    ObjectName("app", "", "extensions", "hstore"): "databases/app/extensions/hstore.json",
    ObjectName("app", "public", "schema", ""): "databases/app/schemas/public/schema.json",
    USERS: "databases/app/schemas/public/tables/users.json",
    ADD: "databases/app/schemas/public/functions/add(integer, numeric).json",
    ObjectName("app", "schema", "tables", "schema"): "databases/app/schemas/schema/tables/schema.json",
    ObjectName("a/b", "..", "tables", ".git"): "databases/a%2Fb/schemas/%2E%2E/tables/%2Egit.json",
    ObjectName("x.json", "con", "tables", "Nul.txt"): "databases/x.json/schemas/%63on/tables/%4Eul.txt.json",
}


@pytest.mark.parametrize(("name", "path"), PATHS.items(), ids=PATHS.values())
def test_a_name_and_its_path(name: ObjectName, path: str) -> None:
    assert name.path == path
    assert from_path(path) == name


STEPS = {
    "users": "users",
    "Order items": "Order items",
    "Ünïcode 👩": "Ünïcode 👩",
    "[a]{b}(c)#!$&'+,;=@^`": "[a]{b}(c)#!$&'+,;=@^`",
    "a/b\\c": "a%2Fb%5Cc",
    ".": "%2E",
    "..": "%2E%2E",
    "...": "%2E.%2E",
    ".git": "%2Egit",
    "git~1": "git%7E1",
    "dot.": "dot%2E",
    "blank ": "blank%20",
    " blank": " blank",
    "100%": "100%25",
    "%2E": "%252E",
    'a:b*c?d"e<f>g|h': "a%3Ab%2Ac%3Fd%22e%3Cf%3Eg%7Ch",
    "con": "%63on",
    "COM1.tar.gz": "%43OM1.tar.gz",
    "lpt²": "%6Cpt²",
    "console": "console",
    "\x00\n\x7f": "%00%0A%7F",
    "a\u202eb": "a%E2%80%AEb",
    "\ufeff\U000e0041": "%EF%BB%BF%F3%A0%81%81",
    "\udcff": "%FF",
}


@pytest.mark.parametrize(("name", "step"), STEPS.items(), ids=STEPS.values())
def test_a_step_of_a_path_holds_nothing_that_a_file_system_refuses(name: str, step: str) -> None:
    assert escape(name) == step
    assert unescape(step) == name


@pytest.mark.parametrize(
    "path",
    [
        "",
        "snapshot.json",
        "databases/app/database",
        "databases//database.json",
        "databases/app/schemas/schema.json",
        "databases/app/schemas/public/tables/a/b.json",
        "databases/../database.json",
        "databases/app/schemas/public/tables/.json",
        "databases/app/schemas/public/tables/%2egit.json",
        "databases/app/schemas/public/tables/%75sers.json",
        "databases/app/schemas/public/tables/con.json",
        "databases/app/schemas/public/tables/" + "x" * 201 + ".json",
        "Databases/app/database.json",
        "capture/app/capture.json",
    ],
)
def test_a_path_that_nobody_writes_is_refused(path: str) -> None:
    with pytest.raises(FailedError) as raised:
        from_path(path)
    assert raised.value.message == f"the path {path!r} is not one that schemagit writes"


@pytest.mark.parametrize("surrogate", [0xD800, 0xDCFF], ids=hex)
def test_a_path_that_is_no_text_is_refused(surrogate: int) -> None:
    with pytest.raises(FailedError):
        from_path(f"databases/a{chr(surrogate)}/database.json")
    assert not is_capture_path(f"capture/{chr(surrogate)}/capture.json")


def test_where_the_facts_of_a_capture_are() -> None:
    assert capture_path("a/b") == "capture/a%2Fb/capture.json"
    assert is_capture_path("capture/a%2Fb/capture.json")
    for path in (
        "capture/a/b/capture.json",
        "capture//capture.json",
        "capture/con/capture.json",
        "",
        "a/b/c",
    ):
        assert not is_capture_path(path)


def test_a_name_is_cut_where_its_path_would_be_too_long() -> None:
    assert shorten("x" * MAX_BYTES) == "x" * MAX_BYTES
    assert shorten("x" * 201) == "x" * 181 + "…84a0678c90937f5d"
    assert shorten("ü" * 101) == "ü" * 90 + "…2bb4522ea0294a15"
    # A control character takes three bytes of the path: 66 of them fit, 67 do not.
    assert shorten("\x01" * 66) == "\x01" * 66
    assert shorten("\x01" * 67) == "\x01" * 60 + "…8e1bc4b6253c9370"
    assert shorten("x" * 201) != shorten("x" * 202)
    assert shorten(shorten("x" * 201)) == shorten("x" * 201)


def test_the_path_of_a_cut_name_leads_to_its_short_form() -> None:
    name = USERS._replace(name="f(" + "integer, " * 30 + "text)")
    assert from_path(name.path) == name._replace(name=shorten(name.name))
    assert from_path(name.path).path == name.path


@pytest.mark.parametrize(
    ("name", "dotted"),
    [
        (USERS, "app.public.users"),
        (ADD, "app.public.add(integer, numeric)"),
        (ADD._replace(name="add(integer, …0123456789abcdef"), 'app.public."add(integer, …0123456789abcdef"'),
        (ADD._replace(folder="operators", name="*(integer, bigint)"), 'app.public."*"(integer, bigint)'),
        (ADD._replace(folder="operators", name="||(text, text)"), "app.public.||(text, text)"),
        (ADD._replace(name='"a*b"()'), 'app.public."a*b"()'),
        (ADD._replace(folder="tables"), 'app.public."add(integer, numeric)"'),
        (database_name("2nd-app"), "2nd-app"),
        (database_name("Order data"), '"Order data"'),
        (ObjectName("app", "2nd-app", "schema", ""), 'app."2nd-app"'),
        (ObjectName("app", "", "extensions", "uuid-ossp"), 'app."uuid-ossp"'),
        (ObjectName("app", "public", "tables", 'say "hi".x'), 'app.public."say ""hi"".x"'),
    ],
    ids=str,
)
def test_a_name_as_people_read_it(name: ObjectName, dotted: str) -> None:
    assert name.dotted() == dotted


def test_parts_of_an_object_are_quoted_too() -> None:
    assert USERS.dotted("id", "Secret key") == 'app.public.users.id."Secret key"'


@pytest.mark.parametrize(
    ("part", "quoted"),
    [
        ("a_1$", "a_1$"),
        ("1a", '"1a"'),
        ("A", '"A"'),
        ("", '""'),
        ("é", '"é"'),
        ("a\n", '"a\n"'),
        ('"', '""""'),
    ],
)
def test_quotes_are_those_of_sql(part: str, quoted: str) -> None:
    assert quote(part) == quoted


def test_names_that_sql_may_print() -> None:
    assert sql_names("public", "json") == {
        "public.json",
        'public."json"',
        '"public".json',
        '"public"."json"',
    }
    assert sql_names("public", "A") == {'public."A"', '"public"."A"'}


@pytest.mark.parametrize("text", ["prod", "PROD", "eu-1", "a", "v1.2", "a_b", "x" * 100])
def test_names_of_environments(text: str) -> None:
    assert environment_name(text) == text.lower()


@pytest.mark.parametrize(
    "text", ["", "-a", ".a", "a.", "a..b", "a.lock", "a/b", "a b", "a~1", "a@b", "a:b", "ä", "x" * 101, "a\n"]
)
def test_names_that_no_environment_can_have(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        environment_name(text)
    assert raised.value.message == f"no environment can be called {text!r}"


MATCHES: Mapping[str, list[tuple[str, ...]]] = {
    "app": [("app",), ("app", "public"), ("app", "public", "users", "id")],
    "app.public": [("app", "public"), ("app", "public", "users")],
    "app.public.users": [("app", "public", "users"), ("app", "public", "users", "id")],
    "app.public.users.id": [("app", "public", "users", "id")],
    "*": [("app",), ("Other", "x")],
    "app.*.users": [("app", "public", "users"), ("app", "x\ny", "users")],
    "*.pub*.u*s": [("app", "public", "users"), ("b", "pub", "us")],
    'app.public."Order items"': [("app", "public", "Order items")],
    'app.public."*"': [("app", "public", "*")],
    '"my.app"."a""b"': [("my.app", 'a"b')],
    " app . public ": [("app", "public")],
    "app.public.add": [("app", "public", "add"), ("app", "public", "add(integer, numeric)")],
    "app.public.add(integer, numeric)": [("app", "public", "add(integer, numeric)")],
    "app.public.f(numeric(10,2))": [("app", "public", "f(numeric(10,2))")],
    'app.public.f("a.b"."c(d")': [("app", "public", 'f("a.b"."c(d")')],
    'app.public."Add"': [("app", "public", "Add"), ("app", "public", '"Add"(integer)')],
    "app.public.a*(integer)": [("app", "public", "add(integer)")],
}
DIFFERENT: Mapping[str, list[tuple[str, ...]]] = {
    "app": [("apps",), ("App",), ("an app",)],
    "app.public": [("app",), ("app", "public2")],
    "app.public.users": [("app", "public", "Users"), ("app", "public", "user"), ("app", "users")],
    "app.*.users": [("app", "users"), ("app", "public", "x", "users")],
    "*.pub*.u*s": [("app", "public", "users2")],
    "app.p.blic": [("app", "public")],
    'app.public."*"': [("app", "public", "users")],
    "app.public.add(integer)": [("app", "public", "add(integer, numeric)"), ("app", "public", "add")],
    "app.public.add.x": [("app", "public", "address", "x")],
}


@pytest.mark.parametrize("text", MATCHES)
def test_a_pattern_matches(text: str) -> None:
    pattern = parse_pattern(text)
    assert pattern.text == text
    for parts in MATCHES[text]:
        assert pattern.matches(parts)


@pytest.mark.parametrize("text", DIFFERENT)
def test_a_pattern_does_not_match(text: str) -> None:
    for parts in DIFFERENT[text]:
        assert not parse_pattern(text).matches(parts)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "a.", "a..b", ".a", '"a', 'a"', 'a"b"', '"a"b', "a.b.f(", "a.b.f(x)y", "(x)"]
)
def test_what_is_no_pattern(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_pattern(text)
    assert raised.value.message == f"cannot read the object name {text!r}"


def test_a_name_that_cannot_be_read_is_refused_at_once() -> None:
    started = time.perf_counter()
    with pytest.raises(UsageError):
        parse_pattern("a.b.f(" + '""' * 1000)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("app", ("databases/app/**",)),
        ("*", ("databases/*/**",)),
        ("app.public", ("databases/app/schemas/public/**", "databases/app/*/public.json")),
        ('app."a[b]*"."x/y".c', ("databases/app/schemas/a\\[b]%2A/*/x%2Fy.json",)),
        ("app.public.u*", ("databases/app/schemas/public/*/*.json",)),
    ],
)
def test_paths_where_git_has_to_look(text: str, paths: tuple[str, ...]) -> None:
    assert parse_pattern(text).paths[: len(paths)] == paths


def test_paths_without_anything_wild_are_those_of_all_folders_of_a_schema() -> None:
    paths = parse_pattern("app.public.users.email").paths
    start = "databases/app/schemas/public"
    named = [f"{start}/{folder}/users.json" for folder in SCHEMA_FOLDERS if folder not in SIGNATURES]
    assert sorted(paths) == sorted([*named, *(f"{start}/{folder}" for folder in SIGNATURES)])
    assert not any("*" in path for path in paths)
