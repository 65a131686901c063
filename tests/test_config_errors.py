import contextlib
from pathlib import Path

import pytest
from config_files import HEAD, entry, load, refusal, write
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemagit import config
from schemagit.config.environment import ENVIRONMENT_KEYS
from schemagit.errors import UsageError

KNOWN_TOP = f"known: {', '.join(ENVIRONMENT_KEYS)}"
ANGLES = "write the value itself, or ${NAME} to take it from the environment"
VARIABLE = 'a "${" that is meant as it stands can only come from a variable'
BRANCH = 'use letters, digits, "-", "_" and single dots; begin with a letter or digit'
PLACE = "as in dsn: postgres://user@host/database"
DSN = "write postgres://user:${PASSWORD}@host:5432/database, or keyword=value pairs"
QUOTES = 'check the indentation, and put a value in quotes that holds ": " or " #" or begins with a sign'
SSLMODES = "disable, allow, prefer, require, verify-ca, verify-full"
BAD_NAMES = ["-a", ".a", "a..b", "a.lock", "a.", "a b", "a/b", "${NONE}", "a~1", "ä", "x" * 101, '"a\\n"']


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (entry("port: <port>"), "4: port still holds a placeholder in angle brackets", ANGLES),
        (entry("dsn: postgres://h:<port>/x"), "4: dsn still holds a placeholder in angle brackets", ANGLES),
        (entry("host: h", "port: http"), "5: port must be a number from 1 to 65535", ""),
        (entry("host: h", "port: 0"), "5: port must be a number from 1 to 65535", ""),
        (entry("host: h", "port: 65536"), "5: port must be a number from 1 to 65535", ""),
        (entry("host: h", "port: 5432,"), "5: port must be a number from 1 to 65535", ""),
        (entry("host: h", "port: ${SECRET}"), "5: port must be a number from 1 to 65535", ""),
        (entry("host: h", "connect_timeout: 2s"), "5: connect_timeout must be a number of seconds", ""),
        (entry("host: h", "sslmode: on"), f"5: sslmode must be one of {SSLMODES}", ""),
        (entry("host: h", "ssl: 1"), "5: ssl must be true or false", ""),
        (entry("user: x", "host: h", "username: x"), "6: user and username are the same", "keep one of them"),
        (entry("dsn: mysql://h/x"), "4: dsn is not a connection to PostgreSQL", DSN),
        (entry("dsn: jdbc:postgresql://h/x?user=y"), "4: dsn is not a connection to PostgreSQL", DSN),
        (entry("dsn: ${SECRET}"), "4: dsn is not a connection to PostgreSQL", DSN),
        (entry("dbType: mysql"), "4: dbType must be postgres", "schemagit knows no other databases"),
        (entry("user: x"), "3: a database needs a dsn, or a host, service or database", PLACE),
        (entry("prot: 1"), '4: the key "prot" is not one that schemagit knows here', 'did you mean "port"?'),
        (
            "env: a\ndatabases: [{name: a, host: h, password:hunter2}]\n",
            "2: this key is not one that schemagit knows here",
            'did you mean "password"?',
        ),
        ("env: a\nfoo: 1\n", '2: the key "foo" is not one that schemagit knows here', KNOWN_TOP),
        (entry("host: a", "host: b"), '5: the key "host" is given twice', "first on line 4"),
        ("env: a\nenv:\n", '2: the key "env" is given twice', "first on line 1"),
        (
            entry("host: h", "password: ${NONE}"),
            "5: the environment variable NONE is not set",
            "set it, or write ${NONE:-default}",
        ),
        *(
            (
                entry("host: h", f"password: 'x{malformed}'"),
                "5: a variable in password is not written as ${NAME} or ${NAME:-default}",
                VARIABLE,
            )
            for malformed in ("${", "${}", "${1}", "${A", "${A-b}", "${A:-${B}}", "${A:?b}")
        ),
        (entry("host: ${NUL}"), "4: the environment variable NUL holds a character that is not text", ""),
        (entry("host: ${HALF}"), "4: the environment variable HALF holds a character that is not text", ""),
        (entry(f"host: {'h' * 8193}"), "4: host is longer than 8192 characters", ""),
        (entry('host: "\\0"'), "4: host holds a character that is not text", ""),
        (entry('host: "\\ud800"'), "4: host holds a character that is not text", ""),
        (entry("host: [x]"), "4: host must be a single value, not a list", ""),
        (entry("ssl: {ca: x}", "host: h"), "4: ssl must be a single value, not a mapping", ""),
        (entry("host: !vault x"), "4: host has a tag of YAML, which schemagit does not know", ""),
        (entry("? [a]", ": b"), "4: a key must be a single value, not a list", ""),
        (
            HEAD + "    host: h\n  - name: a\n    host: h\n",
            "5: this database has the same name as the one on line 3",
            "",
        ),
        (
            "env: a\ndatabases:\n  - host: h\n",
            "3: a database needs a name",
            "the same in every environment, as in name: orders",
        ),
        ('env: a\ndatabases:\n  - name: "a\\n"\n', "3: name holds a character that cannot be printed", ""),
        ("env: a\ndatabases:\n  - x\n", "3: an entry of databases must be a mapping, not a single value", ""),
        ("env: a\ndatabases: []\n", "2: databases is empty", "add at least one, with its name and dsn"),
        ("env: a\ndatabases: {a: b}\n", "2: databases must be a list, not a mapping", ""),
        ("env: a\ndatabases:\n", "1: databases is missing", "a list, each with its name and dsn"),
        ("\ndatabases: []\n", "2: env is missing", "as in env: prod"),
        ("# x\n- env: a\n", "2: the file must be a mapping, not a list", ""),
        *(
            (f"env: {name}\ndatabases: []\n", "1: env must be a name that a git branch can have", BRANCH)
            for name in BAD_NAMES
        ),
        ("a: b: hunter2\n", "1: this is not YAML (mapping values are not allowed here)", QUOTES),
        ("env: a\npassword: *hunter2\n", "2: this is not YAML", QUOTES),
        ("env: a\n---\nenv: b\n", "2: this is not YAML (but found another document)", QUOTES),
        ("env: a\n\x07", "2: this is not YAML", QUOTES),
        ('env: "\\UFFFFFFFF"', "1: this is not YAML: it holds a number that is too large", QUOTES),
        ("[" * 5000, "1: this is nested too deeply", QUOTES),
        (b"env: a\n# \xff\n", "2: this is not UTF-8 text", "save the file as UTF-8"),
    ],
)  # fmt: skip
def test_refusals_say_where_and_what(text: str | bytes, message: str, hint: str) -> None:
    environ = {"SECRET": "hunter2", "NUL": "hunter2\0", "HALF": "hunter2\udcff", "A": "hunter2"}
    shown = refusal(config.load_environment, write(text), environ)
    assert shown == (f"configs/dev.yml line {message}", hint)


@pytest.mark.parametrize("text", ["", "\n# only this\n", "---\n", "null"])
def test_empty_file(text: str) -> None:
    expected = ("configs/dev.yml is empty", "schemagit init writes a commented example")
    assert refusal(load, write(text)) == expected


def test_files_that_cannot_be_read() -> None:
    write("x" * 1_000_001, "large.yml")
    assert refusal(load, Path("large.yml")) == (
        "large.yml is larger than 1 MB, which no configuration is",
        "",
    )
    assert refusal(load, Path("no.yml")) == ("there is no file no.yml", "schemagit init writes one")
    assert refusal(load, Path()) == ("cannot read .: Is a directory", "")


def test_aliases_multiply_nothing() -> None:
    lists = ["&a0 [x]", *(f"&a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    shown = refusal(load, write(f"env: a\ndatabases: [{', '.join(lists)}]\n"))
    assert shown == ("configs/dev.yml line 2: an entry of databases must be a mapping, not a list", "")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LINES = st.sampled_from(
    ["env: a", "databases:", "  - name: b", "    host: h", "    ", "&x", "*x", "${A:-", "- {"]
)


@given(text=TEXTS | st.lists(LINES | TEXTS).map("\n".join))
@example('env: "\\U00110000"')
@example("%YAML 1" + "0" * 5000 + ".1\n---\n")
@settings(max_examples=200, deadline=None)
def test_any_file_loads_or_is_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert load(write(text)).databases


WORDS = st.text("abcXYZ019!%+,-./@^_", min_size=4).map(lambda text: f"S3cr{text}")
BREAKS = [
    "port: x",
    "nope: 1",
    "dsn: x",
    "ssl: [",
    "host: ${NONE}",
    "name: c",
    "\t- x: 'y",
    "dbType: my",
    "user: a",
]


@pytest.mark.parametrize(
    "line",
    [
        "password: {}", "dsn: postgres://u:{}@h/d", "dsn: {}", "password: *{}", "password: {}: x",
        'password: "{}', "{{password:{}}}", "port: {}", "password: !{}", "password: '${{{}'", "dbType: {}",
        "ssl: {}", "sslmode: {}", "connect_timeout: {}",
    ],
)  # fmt: skip
@given(secret=WORDS, in_variable=st.booleans(), breaks=st.lists(st.sampled_from(BREAKS), max_size=2))
@settings(max_examples=25, deadline=None)
def test_secrets_are_never_shown(line: str, secret: str, *, in_variable: bool, breaks: list[str]) -> None:
    file = write(entry("host: h", line.format("${SECRET}" if in_variable else secret), *breaks))
    try:
        environment = load(file, SECRET=secret)
    except UsageError as error:
        shown = f"{error!r} {error} {error.hint} {error.__cause__!r} {error.__context__!r}"
    else:
        origins = [database.password_origin for database in environment.databases]
        shown = f"{environment!r} {environment} {environment.warnings} {origins}"
    assert "S3cr" not in shown
