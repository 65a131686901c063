"""The pages of the kinds: each is listed, asks for what it has rules for, and gives its reasons."""

import ast
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fix_db import MakeDatabase

from schemagit import kinds
from schemagit.acl import PRIVILEGES
from schemagit.document import IDENTITY
from schemagit.kinds import FOLDERS, KINDS, Impact, Kind, Rule, part_kind
from schemagit.kinds.base import ANYWHERE, Verdict
from schemagit.words import PLURALS, SCHEMA_FOLDERS

FOLDER = Path(kinds.__file__).parent
HELPERS = {"__init__", "base", "common"}

# Values as catalogs give them, for functions that weigh one against another.
VALUES: list[Any] = [
    None,
    True,
    1,
    2,
    "integer",
    "bigint",
    "text",
    "numeric(8,2)",
    ["a"],
    ["a", "b"],
    ["b", "a"],
    {"type": "text"},
    {"type": "text", "not_null": True},
    {"type": "check", "unique": True, "method": "btree"},
]


def modules() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.py") if file.stem not in HELPERS)


def each(kind: Kind) -> str:
    return kind.name


def slug(kind: Kind) -> str:
    return kind.name.replace(" ", "_")


def rules(kind: Kind) -> Iterator[tuple[str, Rule]]:
    yield "added", kind.added
    yield "removed", kind.removed
    if kind.reordered:
        yield "reordered", kind.reordered
    yield from kind.changed.items()


def test_every_page_is_listed_once() -> None:
    assert sorted(map(slug, KINDS)) == modules()
    assert sorted(file.stem for file in FOLDER.glob("*.sql")) == modules()


def test_kinds_with_documents_come_before_the_parts_that_are_put_into_them() -> None:
    assert [bool(kind.lives_in) for kind in KINDS] == sorted(bool(kind.lives_in) for kind in KINDS)


def test_a_folder_or_a_section_belongs_to_one_kind() -> None:
    owners = [kind for kind in KINDS if not kind.lives_in]
    assert len({kind.plural for kind in owners}) == len(owners) == len(FOLDERS)
    for part in (kind for kind in KINDS if kind.lives_in):
        for folder in FOLDERS if part.lives_in == ANYWHERE else part.lives_in:
            assert part_kind(folder, part.plural) is part
            assert part.plural not in FOLDERS[folder].changed


@pytest.mark.parametrize("kind", KINDS, ids=each)
def test_a_query_returns_what_the_kind_has_rules_for(kind: Kind, make_database: MakeDatabase) -> None:
    with psycopg.connect(make_database()) as connection:
        if kind.since > connection.info.server_version:
            pytest.skip(f"PostgreSQL {connection.info.server_version // 10000} has no {kind.plural}")
        columns = [column.name for column in connection.execute(kind.query.encode()).description or ()]
    assert [name for name in columns if name not in IDENTITY] == list(kind.changed)
    assert ("parent" in columns) == bool(kind.lives_in)
    assert ("id" in columns) != bool(kind.lives_in)
    assert "name" in columns
    if not kind.lives_in:
        assert ("schema" in columns) == (kind.plural in SCHEMA_FOLDERS)


@pytest.mark.parametrize("kind", KINDS, ids=each)
def test_every_verdict_has_a_reason(kind: Kind) -> None:
    for name, rule in rules(kind):
        verdicts = list(verdicts_of(rule))
        assert verdicts, f"no value that {name} is weighed by is known here"
        assert all(isinstance(verdict.impact, Impact) for verdict in verdicts)
        assert all(is_sentence(verdict.because) for verdict in verdicts), name


def verdicts_of(rule: Rule) -> Iterator[Verdict]:
    for before, after in permutations(VALUES, 2):
        try:
            yield rule.weigh(before, after)
        except (TypeError, AttributeError, KeyError, ValueError, IndexError):
            continue  # no values of this attribute


def is_sentence(text: str) -> bool:
    return bool(text) and text == text.strip() and not text.endswith(".")


@pytest.mark.parametrize("name", modules())
def test_no_verdict_is_written_without_a_reason(name: str) -> None:
    tree = ast.parse(FOLDER.joinpath(f"{name}.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "Verdict":
            reason = call.args[1]
            assert not isinstance(reason, ast.Constant) or is_sentence(str(reason.value))


@pytest.mark.parametrize("kind", KINDS, ids=each)
def test_every_change_has_words(kind: Kind) -> None:
    for name, rule in rules(kind):
        if name not in {"added", "removed"}:
            assert rule.phrase[:1].isupper(), name
            assert is_sentence(rule.phrase), name
        if rule.show:
            assert rule.show(None), f"{name} is shown as nothing where it is at its default"


@pytest.mark.parametrize("kind", KINDS, ids=each)
def test_privileges_are_known_where_there_are_grants(kind: Kind) -> None:
    assert set(kind.public) <= set(kind.privileges) <= set(PRIVILEGES)
    if kind.privileges:
        assert "grants" in kind.changed


def test_the_words_are_those_of_the_kinds_in_their_order() -> None:
    words = [(kind.name, kind.plural.replace("_", " ")) for kind in KINDS]
    assert list(PLURALS.items()) == words
