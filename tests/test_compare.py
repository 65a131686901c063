"""Which changes lead from one document to another."""

from typing import Any

import pytest

from schemagit.changes import Change
from schemagit.compare import compare

ID: dict[str, Any] = {"name": "id", "type": "bigint"}
EMAIL: dict[str, Any] = {"name": "email", "type": "text", "not_null": True}
NAME: dict[str, Any] = {"name": "name", "type": "text"}
USERS: dict[str, Any] = {"owner": "app", "columns": [ID, EMAIL]}


def test_a_document_that_came_or_went() -> None:
    assert compare(None, USERS) == [Change((), None, USERS)]
    assert compare(USERS, None) == [Change((), USERS, None)]
    assert compare(None, {}) == [Change((), None, {})]
    assert compare(None, None) == []


def test_equal_documents() -> None:
    assert compare(USERS, dict(reversed(USERS.items()))) == []
    assert compare({}, {}) == []


def test_attributes() -> None:
    assert compare({"owner": "app"}, {"comment": "x"}) == [
        Change(("owner",), "app", None),
        Change(("comment",), None, "x"),
    ]
    assert compare({"options": ["a", "b"]}, {"options": ["b", "a"]}) == [
        Change(("options",), ["a", "b"], ["b", "a"])
    ]
    assert compare({"a": {"b": [{"c": 1}]}}, {"a": {"b": [{"c": 2}]}}) == [
        Change(("a",), {"b": [{"c": 1}]}, {"b": [{"c": 2}]})
    ]


def test_parts() -> None:
    changed = USERS | {"columns": [{**ID, "type": "integer", "identity": "always"}, NAME]}
    assert compare(USERS, changed) == [
        Change(("columns", "id", "type"), "bigint", "integer"),
        Change(("columns", "id", "identity"), None, "always"),
        Change(("columns", "email"), EMAIL, None),
        Change(("columns", "name"), None, NAME),
    ]


def test_a_section_that_came_or_went() -> None:
    assert compare({}, {"columns": [ID, NAME]}) == [
        Change(("columns", "id"), None, ID),
        Change(("columns", "name"), None, NAME),
    ]
    assert compare({"columns": [ID]}, {"owner": "app"}) == [
        Change(("columns", "id"), ID, None),
        Change(("owner",), None, "app"),
    ]


def test_the_order_of_parts_that_stayed() -> None:
    assert compare({"columns": [ID, EMAIL, NAME]}, {"columns": [NAME, EMAIL]}) == [
        Change(("columns", "id"), ID, None),
        Change(("columns",), ["email", "name"], ["name", "email"]),
    ]
    assert compare({"columns": [ID, NAME]}, {"columns": [ID, EMAIL, NAME]}) == [
        Change(("columns", "email"), None, EMAIL)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [(1, True), (1, 1.0), (1, "1"), (0, ""), ("a", ["a"]), (["a", "b"], "a, b"), ([1], [True]), ({}, "{}")],
)
def test_values_that_python_may_take_for_equal(before: Any, after: Any) -> None:
    assert compare({"x": before}, {"x": after}) == [Change(("x",), before, after)]
    old, new = {"s": [{"name": "p", "x": before}]}, {"s": [{"name": "p", "x": after}]}
    assert compare(old, new) == [Change(("s", "p", "x"), before, after)]


@pytest.mark.parametrize(
    "name",
    ["__dunder", "_private", "", " ", "a.b", "a']['b", "[0]", "root", '"', "\n", "name", "0", "\udc80"],
)
def test_names_of_attributes_and_parts(name: str) -> None:
    assert compare({name: 1}, {name: 2}) == [Change((name,), 1, 2)]
    part = {"name": name, "x": 1}
    assert compare({name: [part]}, {name: []}) == [Change((name, name), part, None)]
    assert compare({"s": [part]}, {"s": [{**part, "x": 2}]}) == [Change(("s", name, "x"), 1, 2)]


@pytest.mark.parametrize(
    "value",
    [
        [{"name": "a"}, {"name": "a"}],
        [{"name": "a"}, {"title": "b"}],
        [{"name": 1}],
        [["name"]],
        {"name": "a"},
    ],
    ids=repr,
)
def test_what_is_no_section_is_one_value(value: Any) -> None:
    assert compare({"s": [{"name": "a"}]}, {"s": value}) == [Change(("s",), [{"name": "a"}], value)]
    assert compare({}, {"s": value}) == [Change(("s",), None, value)]


def test_changes_come_in_the_order_of_the_documents() -> None:
    before = {"owner": "a", "columns": [ID, NAME], "comment": "x"}
    after = {"columns": [{**NAME, "type": "x"}, ID], "options": ["y"], "comment": "z", "owner": "b"}
    assert [change.steps for change in compare(before, after)] == [
        ("owner",),
        ("columns", "name", "type"),
        ("comment",),
        ("options",),
        ("columns",),
    ]


def test_a_change_seen_from_the_other_side() -> None:
    change = Change(("owner",), "a", None)
    assert change.inverted() == Change(("owner",), None, "a")
    assert change.inverted().inverted() == change
