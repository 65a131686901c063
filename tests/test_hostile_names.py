"""Names that want to be something else: a path, an option, a pattern, an escape sequence, markup."""

import json
import re
from pathlib import Path

import pytest
from fix_cli import Project
from fix_db import Execute
from psycopg import sql

from schemagit.characters import visible
from schemagit.demo.server import Server
from schemagit.names import ObjectName

NAMES = {
    "capitals": "Users",
    "blanks": " Order  items ",
    "one blank": " ",
    "dots": "we.ird",
    "quotes": 'say "hi"',
    "apostrophe": "it's",
    "path upwards": "../../x",
    "absolute path": "/etc/passwd",
    "two dots": "..",
    "backslash": "a\\b",
    "percent": "100%2Fdone",
    "git folder": ".git",
    "git folder on Windows": "git~1",
    "device": "con",
    "device with ending": "NUL.json",
    "our own file": "schema.json",
    "our own folder": "databases",
    "emoji": "👩\u200d💻 café",
    "right to left": "user\u202etxt.exe",
    "zero width": "\ufeff\u200b",
    "escape sequence": "\x1b[31mred\x1b[0m",
    "control of eight bits": "\x9b31m",
    "newline": "two\nlines",
    "carriage return": "over\rwritten",
    "tabulator": "a\tb",
    "bell and delete": "\x07\x7f",
    "line separator": "a\u2028b",
    "markup": "<error>x</error>",
    "markup that is not closed": "<info>",
    "option": "--help",
    "short option": "-n1",
    "wildcards": "*",
    "wildcards of git": "[a-z]?*",
    "magic of git": ":(glob)**",
    "trailer": "Server: evil",
    "finding": "+ New table: x, +9 table",
    "range": "a..b",
    "arrow": "a → b",
    "escaped already": "\\u202e",
    "longest": "x" * 63,
    "longest in bytes": "ü" * 31,
    "longest when escaped": "\x01" * 63,
    "keyword": "select",
    "number": "1",
    "dollar": "$1${HOME}",
    "ellipsis": "abc…0123456789abcdef",
}
DATABASE = 'my.data/base "1"'
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

_CREATE = """
create schema {schema};
create table {schema}.{table} ({column} integer constraint {enum} primary key, other text default {text});
alter table {schema}.{table} add constraint {view} check ({column} > 0);
create index {index} on {schema}.{table} (other, {column}) where {column} > 1;
create view {schema}.{view} as select other as {column} from {schema}.{table};
create type {schema}.{enum} as enum ({text}, 'x');
comment on schema {schema} is {text};
comment on table {schema}.{table} is {text};
comment on column {schema}.{table}.{column} is {text};
"""
_CHANGE = """
alter table {schema}.{table} alter {column} type bigint;
comment on table {schema}.{table} is 'changed';
drop index {schema}.{index};
alter type {schema}.{enum} rename value {text} to 'y';
create table {schema}.{new} ({column} integer constraint {index} references {schema}.{table});
"""


@pytest.fixture(scope="module")
def hostile(server: Server, execute: Execute, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two snapshots of a database in which everything is called by one of the names, in all roles."""
    execute(server.conninfo(), "create database hostile")
    made = Project(tmp_path_factory.mktemp("hostile"))
    made.write_config("hostile", {DATABASE: server.conninfo("hostile")})
    for script in (_CREATE, _CHANGE):
        execute(server.conninfo("hostile"), "".join(map(_fill, [script] * len(NAMES), NAMES)))
        result = made.call("snap", "hostile")
        assert (result.code, result.err) == (0, ""), result
        assert not CONTROLS.search(result.out)
    execute(server.conninfo(), "drop database hostile")
    return made


def _fill(script: str, label: str) -> str:
    identifiers = {role: sql.Identifier(name) for role, name in roles(label).items()}
    filled = sql.SQL(script).format(**identifiers, text=sql.Literal(NAMES[label]))
    return filled.as_string(None)


def roles(label: str) -> dict[str, str]:
    """What is called how in the schema of a name: those that share a namespace have different ones."""
    names = [*NAMES.values(), *NAMES.values()]
    place = list(NAMES).index(label)
    own = {role: names[place + more] for more, role in enumerate(("table", "index", "view", "enum", "new"))}
    return {"schema": NAMES[label], "column": NAMES[label], **own}


def dotted(*parts: str) -> str:
    """A name as somebody types it who quotes everything."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in (DATABASE, *parts))


def printed(*parts: str) -> str:
    """The same name as the program prints it."""
    schema, name, *more = parts
    return visible(ObjectName(DATABASE, schema, "tables", name).dotted(*more))


def call(hostile: Project, *arguments: str) -> str:
    """What a command prints that works: nothing that a terminal would obey."""
    result = hostile.call(*arguments)
    assert (result.code, result.err) == (0, ""), result
    assert not CONTROLS.search(result.out), result.out
    return result.out


# The worst of them are typed in every run: the others need a second each.
_TYPED = {"capitals", "dots", "quotes", "path upwards", "escape sequence", "newline", "option", "wildcards"}


@pytest.mark.parametrize(
    "label", [label if label in _TYPED else pytest.param(label, marks=pytest.mark.slow) for label in NAMES]
)
def test_every_name_can_be_typed(hostile: Project, label: str) -> None:
    """As SQL has it, or as the program prints it."""
    names = roles(label)
    table, index = (dotted(names["schema"], names[role]) for role in ("table", "index"))
    shown = call(hostile, "show", "hostile", table)
    assert shown.startswith(f"Table {printed(names['schema'], names['table'])}   (hostile ")
    assert f"  {visible(names['column'])} " in shown
    entries = json.loads(call(hostile, "log", "hostile", index, "--format", "json"))
    codes = [finding["code"] for entry in entries for finding in entry["findings"]]
    assert codes == ["index.removed", "table.added"]
    column = printed(names["schema"], names["table"], names["column"])
    lines = call(hostile, "diff", "hostile~1..hostile", column).splitlines()
    assert lines[1].startswith("1 difference: ")
    assert lines[-1] == f"  ⚠️ Type changed: {column} (integer → bigint)"


@pytest.mark.parametrize(
    "arguments",
    [
        ["log"],
        ["log", "-v"],
        ["log", "--oneline"],
        ["log", "hostile", dotted()],
        ["log", "--format", "json"],
        ["show", "hostile", "-v"],
        ["show", "hostile", "--format", "json"],
        ["show", "hostile", "*.*"],
        ["show", "hostile~1", "*.*.*"],
        ["show", "hostile", "*.*.*", "--format", "json"],
        ["diff", "hostile", "-v"],
        ["diff", "hostile", "--stat"],
        ["diff", "hostile", "--format", "json"],
        ["diff", "hostile", "--format", "markdown"],
        ["diff", "hostile", "--format", "html"],
        ["envs"],
        ["export", "hostile~1"],
    ],
    ids=" ".join,
)
def test_nothing_that_is_printed_moves_the_cursor(hostile: Project, arguments: list[str]) -> None:
    assert call(hostile, *arguments)


def test_a_patch_has_no_control_characters_but_those_of_git(hostile: Project) -> None:
    """It ends a name that has a blank by a tabulator."""
    result = hostile.call("diff", "hostile", "--format", "patch")
    assert result.code == 0
    assert not CONTROLS.search(result.out.replace("\t\n", "\n"))


def test_every_object_is_shown_with_what_refers_to_it(hostile: Project) -> None:
    lines = call(hostile, "show", "hostile", "*.*.*").splitlines()
    titles = {line.split("   (hostile ")[0] for line in lines if "   (hostile " in line}
    for names in map(roles, NAMES):
        for role, kind in (("table", "Table"), ("view", "View"), ("enum", "Enum"), ("new", "Table")):
            assert f"{kind} {printed(names['schema'], names[role])}" in titles
        title = f"Table {printed(names['schema'], names['table'])}   (hostile "
        start = next(number for number, line in enumerate(lines) if line.startswith(title))
        referring = lines.index("  Referenced by", start) + 1
        assert lines[referring] == f"    {printed(names['schema'], names['new'])}"
        assert lines[referring + 1] == ""


def test_the_names_that_differ_can_be_given_back(hostile: Project) -> None:
    """What --name-only prints names exactly these objects, one in each line."""
    lines = call(hostile, "diff", "hostile", "--name-only").splitlines()
    assert len(lines) == len(set(lines)) >= 3 * len(NAMES)
    assert call(hostile, "diff", "hostile~1..hostile", *lines, "--name-only").splitlines() == lines


def test_a_name_forges_neither_trailers_nor_counts(hostile: Project) -> None:
    newest, oldest = json.loads(call(hostile, "log", "--format", "json"))
    assert [len(entry["servers"]) for entry in (newest, oldest)] == [1, 1]
    assert newest["objects"] == hostile.objects("hostile")
    counts = {(change["verb"], change["kind"]): change["count"] for change in newest["changes"]}
    assert counts == {
        ("added", "table"): len(NAMES),
        ("changed", "table"): len(NAMES),
        ("renamed", "enum"): len(NAMES),
        ("changed", "column"): len(NAMES),
        ("removed", "index"): len(NAMES),
    }


def test_git_finds_the_repository_whole_and_readable(hostile: Project, tmp_path: Path) -> None:
    assert not hostile.git("fsck", "--strict", "--no-dangling", "--no-progress")
    assert not CONTROLS.search(hostile.git("log", "-p", "hostile").replace("\t", ""))
    paths = hostile.git("ls-tree", "-r", "-z", "--name-only", "hostile").split("\0")[:-1]
    assert all(path.isprintable() for path in paths)
    steps = {step.lower() for path in paths for step in path.split("/")}
    assert not steps & {"", ".", "..", ".git", "con", "nul.json", "git~1"}
    hostile.git(f"--work-tree={tmp_path}", "checkout", "-f", "hostile", "--", ".")
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert written == set(paths)


def test_export_and_import_keep_every_byte(hostile: Project) -> None:
    call(hostile, "export", "hostile", "--out", "written.json")
    (hostile.folder / "printed.json").write_text(call(hostile, "export", "hostile"), "utf-8")
    for name in ("written", "printed"):
        call(hostile, "import", f"{name}.json", name)
        tree = hostile.git("rev-parse", f"{name}:databases")
        assert tree == hostile.git("rev-parse", "hostile:databases")
        call(hostile, "diff", f"{name}.json", "hostile", "--exit-code")
    for name in ("written", "printed"):
        hostile.git("update-ref", "-d", f"refs/heads/{name}")


@pytest.mark.parametrize("name", ["\x1b[31m", "\x9b", "a\nb", "\u202e", "<error>", "--", "-x", "\udcff"])
def test_names_that_nobody_has_are_said_safely(hostile: Project, name: str) -> None:
    for arguments in (
        ["show", "hostile", f'a.b."{name}"'],
        ["log", "hostile", f'a.b."{name}"'],
        ["diff", "hostile", f'a.b."{name}"'],
        ["show", "--", name],
        ["diff", "--", f"{name}..hostile"],
        ["import", "--", name, "hostile"],
        ["snap", "--", name],
    ):
        result = hostile.call(*arguments)
        assert (result.code in {2, 3}, result.out) == (True, ""), result
        assert result.err.startswith("error: ")
        assert not CONTROLS.search(result.err), result.err
