"""Rows of catalogs as documents, and the exact bytes of a document: another byte is another format."""

import json
from typing import Any

import pytest
from fix_db import MakeDatabase, configured

from schemagit import catalog
from schemagit.assembly import assemble
from schemagit.document import FORMAT, Rows, canonical, decode, encode, kind_of
from schemagit.errors import FailedError
from schemagit.kinds import KINDS, Impact, Kind, Rule
from schemagit.names import MARK, ObjectName, database_name

BY_NAME = {kind.name: kind for kind in KINDS}
DATABASE, SCHEMA, TABLE, COLUMN, VIEW = (
    BY_NAME[name] for name in ("database", "schema", "table", "column", "view")
)
SAFE = Rule(Impact.SAFE)
USERS = ObjectName("app", "public", "tables", "users")

DDL = """
create table users (
    id bigint generated always as identity primary key,
    email character varying(320) not null collate "C",
    age integer default 18 check (age >= 18),
    "Secret key" text default E'two\\nlines\\u202e' unique deferrable,
    friend bigint references users on delete set null
);
create index users_email on users (lower(email) desc) include (id) where age > 20;
comment on table users is 'People who can sign in → "here"';
comment on column users.age is '';
alter table users owner to app_owner;
grant select on users to app_ro;
grant update (email) on users to app_rw with grant option;
"""
USERS_BYTES = r"""{
  "owner": "app_owner",
  "comment": "People who can sign in → \"here\"",
  "grants": [
    {"role": "app_ro", "privileges": ["SELECT"]}
  ],
  "columns": [
    {"name": "id", "type": "bigint", "not_null": true, "identity": "always"},
    {"name": "email", "type": "character varying(320)", "collation": "\"C\"", "not_null": true, "grants": [{"role": "app_rw", "privileges": ["UPDATE"], "grantable": ["UPDATE"]}]},
    {"name": "age", "type": "integer", "default": "18"},
    {"name": "Secret key", "type": "text", "default": "'two\nlines\u202e'::text"},
    {"name": "friend", "type": "bigint"}
  ],
  "constraints": [
    {"name": "users_Secret key_key", "type": "unique", "columns": ["Secret key"], "deferrable": true},
    {"name": "users_age_check", "type": "check", "expression": "(age >= 18)"},
    {"name": "users_friend_fkey", "type": "foreign key", "columns": ["friend"], "references": "public.users", "referenced_columns": ["id"], "on_delete": "set null"},
    {"name": "users_pkey", "type": "primary key", "columns": ["id"]}
  ],
  "indexes": [
    {"name": "users_email", "method": "btree", "keys": [{"expression": "lower((email)::text)", "collation": "\"C\"", "order": "desc"}], "include": ["id"], "predicate": "(age > 20)"}
  ]
}
"""  # noqa: E501


def test_the_bytes_of_a_table(make_database: MakeDatabase) -> None:
    reading = catalog.read(catalog.Task(configured(make_database(DDL)), "app of test"))
    document = assemble("app", reading.rows)[USERS]
    assert encode(document).decode() == USERS_BYTES
    assert decode(USERS_BYTES.encode()) == document


@pytest.mark.parametrize(
    ("document", "content"),
    [
        ({}, "{}\n"),
        ({"a": 1}, '{\n  "a": 1\n}\n'),
        ({"b": True, "a": None}, '{\n  "b": true,\n  "a": null\n}\n'),
        ({"a": []}, '{\n  "a": []\n}\n'),
        ({"a": ["x", {"b": [1, 2]}]}, '{\n  "a": [\n    "x",\n    {"b": [1, 2]}\n  ]\n}\n'),
        ({"a": {"b": ["c"]}}, '{\n  "a": {"b": ["c"]}\n}\n'),
        ({"a": "é→👩"}, '{\n  "a": "é→👩"\n}\n'),
        ({"a": '"\\/'}, '{\n  "a": "\\"\\\\/"\n}\n'),
        ({"a": "\n\t\x00\x1b"}, '{\n  "a": "\\n\\t\\u0000\\u001b"\n}\n'),
        ({"\x7f": "\x9b\u202e\ufeff"}, '{\n  "\\u007f": "\\u009b\\u202e\\ufeff"\n}\n'),
        ({"a": "\U000e0041"}, '{\n  "a": "\\udb40\\udc41"\n}\n'),
        ({"a": "\udc80"}, '{\n  "a": "\\udc80"\n}\n'),
        ({"a": 12345678901234567890, "b": 0.5}, '{\n  "a": 12345678901234567890,\n  "b": 0.5\n}\n'),
    ],
)
def test_canonical_bytes(document: dict[str, Any], content: str) -> None:
    assert encode(document) == content.encode()
    assert decode(content.encode()) == document


@pytest.mark.parametrize(
    "elements",
    [
        [{"name": '}, {"name": '}, {"name": '"}, {"name": "', "\\": '\\"}, {"name": "'}],
        [{"name": "a", "parts": [{"name": "b"}, {"name": "c"}]}, {"name": "d"}],
        [{"name": "a", "parts": [{"name": "b"}, {"name": "c"}]}, {"role": "d"}],
        [{"role": "a", "name": "b"}, {"name": "c"}],
        [{}, {"name": "a"}, "}, {"],
    ],
)
def test_each_element_of_a_list_has_a_line(elements: list[Any]) -> None:
    first, *lines, last = encode({"elements": elements}).decode().splitlines()[1:-1]
    assert [first, last] == ['  "elements": [', "  ]"]
    assert [json.loads(line.removesuffix(",")) for line in lines] == elements
    assert lines[0] == f"    {json.dumps(elements[0])},"


def test_the_mark_of_a_snapshot() -> None:
    assert FORMAT == 1
    assert MARK == {"snapshot.json": b'{\n  "format": 1\n}\n'}


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"{} {}", b"[" * 100_000, b"{'a': 1}"])
def test_what_is_not_json(content: bytes) -> None:
    with pytest.raises(FailedError, match=r"^a stored document is not JSON: "):
        decode(content)


@pytest.mark.parametrize("content", [b"[]", b"null", b'"a"', b"1"])
def test_what_is_not_a_document(content: bytes) -> None:
    with pytest.raises(FailedError, match=r"^a stored document is not a JSON object$"):
        decode(content)


def name_of(kind: Kind, **row: str) -> ObjectName:
    [name] = assemble("app", {kind: Rows(("id", *row), [(7, *row.values())])})
    return name


def test_names_of_objects() -> None:
    assert name_of(DATABASE, name="prod_app_7") == database_name("app")
    assert name_of(SCHEMA, name="public") == ObjectName("app", "public", "schema", "")
    assert name_of(TABLE, schema="public", name="users") == USERS
    assert len(name_of(TABLE, schema="public", name="x" * 300).name) < 200


def test_parts_go_to_the_document_that_holds_them() -> None:
    documents = assemble(
        "app",
        {
            TABLE: Rows(("id", "schema", "name", "owner"), [(7, "public", "users", "app")]),
            VIEW: Rows(("id", "schema", "name"), [(8, "public", "people")]),
            COLUMN: Rows(
                ("parent", "name", "type"), [(7, "id", "bigint"), (8, "id", "bigint"), (9, "x", "y")]
            ),
        },
    )
    assert documents == {
        USERS: {"owner": "app", "columns": [{"name": "id", "type": "bigint"}]},
        USERS._replace(folder="views", name="people"): {"columns": [{"name": "id", "type": "bigint"}]},
    }


def test_defaults_are_left_out() -> None:
    columns = ("id", "schema", "name", "owner", "comment", "options", "unlogged", "row_security")
    rows = Rows(columns, [(7, "public", "users", "app", None, [], False, True)])
    assert assemble("app", {TABLE: rows}) == {USERS: {"owner": "app", "row_security": True}}


def test_an_empty_text_is_no_default() -> None:
    rows = Rows(("id", "schema", "name", "comment"), [(7, "public", "users", "")])
    assert assemble("app", {TABLE: rows}) == {USERS: {"comment": ""}}


@pytest.mark.parametrize(
    ("items", "grants"),
    [
        (None, None),
        (["app=arwdDxtm/app"], None),
        ([], [{"role": "app", "privileges": []}]),
        (
            ["r=r/app"],
            [{"role": "app", "privileges": []}, {"role": "r", "privileges": ["SELECT"]}],
        ),
    ],
)
def test_grants_are_what_differs_from_the_default(items: list[str] | None, grants: Any) -> None:
    rows = Rows(("id", "schema", "name", "owner", "grants"), [(7, "public", "users", "app", items)])
    assert assemble("app", {TABLE: rows})[USERS].get("grants") == grants


def test_the_grants_of_a_schema_whose_owner_is_left_out() -> None:
    rows = Rows(("id", "name", "acl_owner", "owner", "grants"), [(7, "public", "app", None, ["app=UC/app"])])
    assert assemble("app", {SCHEMA: rows}) == {ObjectName("app", "public", "schema", ""): {}}


def test_texts_are_lists_of_lines() -> None:
    note = Kind("note", "notes", SAFE, SAFE, changed={"body": Rule(Impact.SAFE, is_text=True), "word": SAFE})
    rows = Rows(("id", "schema", "name", "body", "word"), [(7, "public", "a", " one\r\n\ntwo", "x\ny")])
    assert assemble("app", {note: rows}) == {
        ObjectName("app", "public", "notes", "a"): {"body": [" one\r", "", "two"], "word": "x\ny"}
    }


def test_values_are_stored_as_their_rule_says() -> None:
    note = Kind("note", "notes", SAFE, SAFE, changed={"body": Rule(Impact.SAFE, store=str.upper)})
    rows = Rows(("id", "schema", "name", "body"), [(7, "public", "a", "one"), (8, "public", "b", None)])
    assert list(assemble("app", {note: rows}).values()) == [{"body": "ONE"}, {}]


def test_another_program_may_write_attributes_in_any_order() -> None:
    document = decode(USERS_BYTES.encode())
    shuffled = {
        name: [dict(reversed(e.items())) if "name" in e else e for e in value]
        if isinstance(value, list)
        else value
        for name, value in reversed(document.items())
    }
    assert encode(shuffled) != USERS_BYTES.encode()
    assert encode(canonical("tables", shuffled)) == USERS_BYTES.encode()


def test_what_is_not_known_stands_last_and_sorted() -> None:
    document = {"z": 1, "columns": [{"z": 1, "a": 2, "type": "x", "name": "y"}, 3], "a": 2, "owner": "app"}
    assert list(canonical("tables", document)) == ["owner", "columns", "a", "z"]
    assert list(canonical("tables", document)["columns"][0]) == ["name", "type", "a", "z"]
    assert list(canonical("future_things", document)) == ["a", "columns", "owner", "z"]
    assert canonical("tables", {"columns": "odd"}) == {"columns": "odd"}


def test_the_kind_of_a_folder() -> None:
    assert kind_of("tables") is TABLE
    assert kind_of("database") is DATABASE
    assert kind_of("schema") is SCHEMA
    assert kind_of("future_things") is None
