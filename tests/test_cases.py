"""Golden cases: what a change of a real schema is said to be, and what it costs; see cases/README.md."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from fix_db import Execute, MakeDatabase, configured
from fix_golden import Golden

from schemagit.changes import Finding, Verb
from schemagit.config import Environment
from schemagit.demo.server import Server
from schemagit.document import load
from schemagit.kinds import KINDS, Kind, role
from schemagit.render import as_text
from schemagit.render.style import Style
from schemagit.snapshots import live
from schemagit.snapshots.diff import diff
from schemagit.snapshots.report import Report
from schemagit.sources import Files

CASES = Path(__file__).parent / "cases"
STYLE = Style(datetime(2026, 11, 22, tzinfo=UTC), verbose=True)
BACK = "---- back\n"
# What no case can show, and why.
IN_NO_CASE = {
    "database.added": "a case is about one database; tests of whole snapshots are about several",
    "database.removed": "a case is about one database; tests of whole snapshots are about several",
    "database.encoding": "chosen when a database is made: test_a_database_of_another_locale",
    "database.collation": "chosen when a database is made: test_a_database_of_another_locale",
    "database.character_type": "chosen when a database is made: test_a_database_of_another_locale",
    "database.locale_provider": "chosen when a database is made: test_a_database_of_another_provider",
    "database.locale": "chosen when a database is made: test_a_database_of_another_provider",
    "database.locale_rules": "only ICU has them, and the servers of tests may be built without it",
    "database.tablespace": "nobody may be connected then: test_a_database_in_another_tablespace",
    "database.closed": "nobody can connect to such a database, not even to read it",
    "default_privilege.role": "part of the name: another role is another default privilege",
    "default_privilege.objects": "part of the name: other objects are another default privilege",
    "user_mapping.server": "part of the name: another server is another user mapping",
    "user_mapping.role": "part of the name: another role is another user mapping",
    "operator_class.method": "part of the name: another method is another operator class",
    "operator_family.method": "part of the name: another method is another operator family",
    "collation.rules": "only ICU has them, and the servers of tests may be built without it",
    **dict.fromkeys(
        (f"role.{what}" for what in ("added", "removed", *role.KIND.changed)),
        "read only where the configuration asks for it, and of the whole server",
    ),
}
_REQUIRES = re.compile(r"-- requires: (\d+)\n")
_OPPOSITE: Mapping[str, Verb] = {
    "added": "removed", "removed": "added", "changed": "changed", "renamed": "renamed",
}  # fmt: skip


def folders() -> list[Path]:
    return sorted(file.parent for file in CASES.glob("*/*/new.sql"))


def name_of(folder: Path) -> str:
    return folder.relative_to(CASES).as_posix()


def capture(conninfo: str, text: str) -> Files:
    """A database as a snapshot of one environment has it, whose ids prove renames."""
    database = configured(conninfo)
    [found] = live.read(Environment("app", (database,), CASES), lambda _: None)
    if found.error:
        raise found.error
    documents = {path: load(path, content) for path, content in found.files.items()}
    assert all(type(document) is dict for document in documents.values())
    return Files(text, found.files, environment="app")


def printed(report: Report) -> str:
    codes = sorted({finding.code for finding in report.findings})
    lines = [*as_text.report(report, STYLE), "", *(["codes: " + ", ".join(codes)] if codes else [])]
    return "\n".join(lines).rstrip("\n") + "\n"


@pytest.mark.usefixtures("tablespace")
@pytest.mark.parametrize("folder", folders(), ids=name_of)
def test_case(
    folder: Path, make_database: MakeDatabase, execute: Execute, server: Server, golden: Golden
) -> None:
    before, then = scripts(folder, server)
    conninfo = make_database(before)
    old = capture(conninfo, "old")
    execute(conninfo, then)
    new = capture(conninfo, "new")
    forth, back = diff(old, new), diff(new, old)
    golden(folder / "expected.txt", printed(forth) + BACK + printed(back))
    assert all(finding.because for finding in (*forth.findings, *back.findings))
    assert Counter(map(identity, forth.findings)) == Counter(map(identity, mirrored(back.findings)))


@pytest.mark.slow
@pytest.mark.usefixtures("tablespace")
@pytest.mark.parametrize("folder", [f for f in folders() if "added" in f.name], ids=name_of)
def test_the_same_statements_give_the_same_documents(
    folder: Path, make_database: MakeDatabase, server: Server
) -> None:
    before, then = scripts(folder, server)
    one = capture(make_database(before, then), "one")
    other = capture(
        make_database("create table gone (id bigserial); drop table gone;", before, then), "other"
    )
    assert one.entries("databases") == other.entries("databases")
    assert diff(one, other).findings == ()


def scripts(folder: Path, server: Server) -> tuple[str, str]:
    before, then = ((folder / name).read_text("utf-8") for name in ("old.sql", "new.sql"))
    required = _REQUIRES.match(before)
    if required and major(server) < int(required[1]):
        pytest.skip(f"PostgreSQL {server.version} cannot make it, {required[1]} can")
    return before, then


def major(server: Server) -> int:
    found = re.match(r"\d+", server.version)
    assert found
    return int(found[0])


def identity(finding: Finding) -> str:
    """What a finding is about, as a text; not what it costs, nor how it is worded."""
    names = sorted({finding.object, finding.formerly or finding.object})
    if finding.verb == "renamed":
        return repr((finding.code, names, sorted([finding.before, finding.after])))
    path = "" if finding.formerly else finding.path
    return repr((finding.code, path, names, finding.part, finding.before, finding.after))


def mirrored(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings as seen from the other side."""
    return [
        replace(
            finding,
            code=re.sub(r"\.(added|removed)$", lambda match: f".{_OPPOSITE[match[1]]}", finding.code),
            verb=_OPPOSITE[finding.verb],
            before=finding.after,
            after=finding.before,
        )
        for finding in findings
    ]


def test_a_database_of_another_locale(server: Server, execute: Execute, make_database: MakeDatabase) -> None:
    how = "encoding 'SQL_ASCII' lc_collate 'C.UTF-8' lc_ctype 'C'"
    try:
        execute(server.conninfo(), f"create database elsewhere template template0 {how}")
    except psycopg.errors.WrongObjectType:
        pytest.skip("this machine has no locale C.UTF-8")
    try:
        found = diff(capture(make_database(), "old"), capture(server.conninfo("elsewhere"), "new")).findings
    finally:
        execute(server.conninfo(), "drop database elsewhere with (force)")
    assert {finding.code: (finding.before, finding.after) for finding in found} == {
        "database.encoding": ("UTF8", "SQL_ASCII"),
        "database.collation": ("C", "C.UTF-8"),
        "database.character_type": (None, "C"),
    }


def test_a_database_of_another_provider(
    server: Server, execute: Execute, make_database: MakeDatabase
) -> None:
    if major(server) < 17:
        pytest.skip("PostgreSQL has locales of its own since version 17")
    how = "locale_provider 'builtin' builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'"
    execute(server.conninfo(), f"create database elsewhere template template0 {how}")
    try:
        found = diff(capture(make_database(), "old"), capture(server.conninfo("elsewhere"), "new")).findings
    finally:
        execute(server.conninfo(), "drop database elsewhere with (force)")
    assert {finding.code: (finding.before, finding.after) for finding in found} == {
        "database.locale_provider": (None, "builtin"),
        "database.locale": (None, "C.UTF-8"),
    }


@pytest.mark.usefixtures("tablespace")
def test_a_database_in_another_tablespace(
    server: Server, execute: Execute, make_database: MakeDatabase
) -> None:
    execute(server.conninfo(), "create database elsewhere tablespace fast")
    try:
        found = diff(capture(make_database(), "old"), capture(server.conninfo("elsewhere"), "new")).findings
    finally:
        execute(server.conninfo(), "drop database elsewhere with (force)")
    assert [finding.text for finding in found] == ["Tablespace changed: app (default → fast)"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_that_can_change_has_a_case(kind: Kind) -> None:
    slug = kind.name.replace(" ", "_")
    shown = {code for folder in folders() for code in codes(folder)}
    wanted = {f"{slug}.{what}" for what in ("added", "removed", *kind.changed)}
    if kind.reordered:
        wanted.add(f"{slug}.order")
    assert wanted - shown - IN_NO_CASE.keys() == set()
    assert shown.isdisjoint(IN_NO_CASE)


def codes(folder: Path) -> Iterator[str]:
    for line in (folder / "expected.txt").read_text("utf-8").split("\n"):
        if line.startswith("codes: "):
            yield from line.removeprefix("codes: ").split(", ")
