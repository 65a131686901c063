"""`ignore` and `roles` of a configuration: what they may say, and where an error is."""

from datetime import date
from pathlib import Path

import pytest
from config_files import HEAD, load, refusal, write

from schemagit import config
from schemagit.facets import FACETS

START = HEAD + "    host: h\n"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_forms_of_a_rule() -> None:
    file = write(
        START
        + """ignore:
  - owners
  - "*.public.tmp_*"
  - {object: "*.audit.*", attributes: [owner, column.default], facet: comments}
  - object: app
    reason: scratch
    until: 2026-12-31
    with: PROD
"""
    )
    owners, pattern, mixed, bounded = load(file).ignore
    assert (owners.text, owners.pattern, owners.traits) == ("owners", None, FACETS["owners"])
    assert owners.origin == "configs/dev.yml line 6"
    assert pattern.pattern
    assert pattern.pattern.matches(("app", "public", "tmp_1"))
    assert (pattern.text, pattern.traits) == ("*.public.tmp_*", frozenset())
    assert mixed.traits == {"owner", "column.default", "comment"}
    assert mixed.text == "comments, owner, column.default of *.audit.*"
    assert (bounded.reason, bounded.until, bounded.environment) == ("scratch", date(2026, 12, 31), "prod")


def test_roles() -> None:
    file = write(START + "roles: {app_dev: app, app_prod: app}\n")
    assert load(file).roles == {"app_dev": "app", "app_prod": "app"}


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ("owner", 'there is nothing to ignore that is called "owner"', 'did you mean "owners"?'),
        ("{facet: own}", 'there is nothing to ignore that is called "own"', 'did you mean "owners"?'),
        ("{facet: xyz}", 'there is nothing to ignore that is called "xyz"', f"known: {', '.join(FACETS)}"),
        ("{attributes: [ownr]}", 'nothing has an attribute "ownr"', 'did you mean "owner"?'),
        ("{attributes: [zzz]}", 'nothing has an attribute "zzz"', "docs/findings.md lists them"),
        (
            "{reason: so}",
            "this rule does not say what to ignore",
            "give it an object, a facet or attributes",
        ),
        (
            "{object: a.}",
            "cannot read the object name 'a.'",
            'write database.schema.name, quoted as in SQL: app.public."Order items"',
        ),
        (
            "{object: a, until: soon}",
            "until must be a date, not 'soon'",
            "as in until: 2026-12-31",
        ),
        (
            "{object: a, with: '-x'}",
            "no environment can be called '-x'",
            'use letters, digits, "-", "_" and single dots',
        ),
        (
            "{object: a, untill: x}",
            'the key "untill" is not one that schemagit knows here',
            'did you mean "until"?',
        ),
        ("[a]", "an entry of ignore must be a single value, not a list", ""),
        ("{object: a, attributes: owner}", "attributes must be a list, not a single value", ""),
    ],
)
def test_errors_say_where(entry: str, message: str, hint: str) -> None:
    file = write(START + f"ignore:\n  - {entry}\n")
    assert refusal(load, file) == (f"configs/dev.yml line 6: {message}", hint)
    assert refusal(config.find_tolerance, "dev", Path(), environ={})[0].endswith(message)


def test_rules_need_no_password() -> None:
    write(START + "    password: ${NOT_SET}\nignore: [owners]\nroles: {a: b}\n")
    found = config.find_tolerance("dev", Path(), environ={})
    assert ([rule.text for rule in found.ignore], found.roles) == (["owners"], {"a": "b"})
    assert config.find_tolerance("prod", Path(), environ={}) == config.Tolerance()


def test_a_file_that_cannot_be_read_is_not_taken_for_none() -> None:
    write("env: dev\nignore: [\n")
    assert refusal(config.find_tolerance, "dev", Path(), environ={})[0].startswith("configs/dev.yml line 3")
