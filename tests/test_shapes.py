"""Documents that nobody but schemagit should have written, and somebody did."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fix_cli import Project

from schemagit import shapes, store
from schemagit.document import encode
from schemagit.kinds import KINDS
from schemagit.names import MARK
from schemagit.shapes import misshapen

TABLE = "databases/app/schemas/public/tables/t.json"
WHOLE: dict[str, Any] = {
    "owner": "app",
    "columns": [{"name": "id", "type": "integer", "not_null": True, "default": "1"}],
    "indexes": [{"name": "i", "method": "btree", "keys": [{"column": "id", "order": "desc"}]}],
    "grants": [{"role": "reader", "privileges": ["SELECT"]}],
}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"grants": 3}, "its grants has another shape"),
        ({"grants": [{"privileges": []}]}, "its grants has another shape"),
        ({"owner": ["app"]}, "its owner has another shape"),
        ({"columns": "id"}, "its columns has another shape"),
        ({"columns": ["id"]}, "one of its columns has no name"),
        ({"columns": [{"name": "id"}]}, "one of its columns lacks what all have"),
        ({"columns": [{"name": 1, "type": "x"}]}, "one of its columns has no name"),
        ({"columns": [{"name": "id", "type": 3}]}, "type of one of its columns has another shape"),
        ({"constraints": {"name": "c"}}, "its constraints has another shape"),
        ({"partitions": ["x"]}, "its partitions has another shape"),
        ({"toast_options": [1]}, "its toast_options has another shape"),
        ({"indexes": [{"name": "i", "keys": [{}]}]}, "keys of one of its indexes has another shape"),
    ],
)
def test_what_documents_do_not_look_like(change: dict[str, Any], why: str) -> None:
    assert misshapen(WHOLE) == ""
    assert misshapen(WHOLE | change) == why


def test_the_shape_of_every_attribute_is_known() -> None:
    listed = shapes._VALUES | shapes._WORDS | shapes._CONTAINERS
    known = {name for kind in KINDS for name in kind.changed}
    assert known <= listed
    assert known >= shapes._VALUES | shapes._WORDS


def test_what_a_newer_schemagit_may_add() -> None:
    assert misshapen(WHOLE | {"from the future": [{"a": [1, None]}]}) == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (encode(WHOLE | {"grants": 3}), "its grants has another shape"),
        (
            b"{",
            "it is not JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))",
        ),
        (b"[]", "it is not a JSON object"),
    ],
)
def test_edited_by_hand(project: Project, content: bytes, why: str) -> None:
    repository = store.create_repository(project.folder / "snapshots.git")
    when = datetime(2026, 11, 1, tzinfo=UTC)
    parent = None
    for each in (encode(WHOLE), content):
        files = MARK | {"databases/app/database.json": b"{}\n", TABLE: each}
        parent = store.commit(repository, "prod", parent, files=files, message="m", when=when)
    expected = [
        f"error: {TABLE} is no document of schemagit: {why}",
        "  was it edited by hand? schemagit verify --all says in which snapshots",
    ]
    for command in (
        ["diff", "prod~1..prod"],
        ["show", "prod", "app.public.t"],
        ["generate", "prod", "--out", "m"],
    ):
        assert project.fails(*command, code=3) == expected


def test_an_exported_file(project: Project) -> None:
    files = {"databases/app/database.json": {}, TABLE: WHOLE | {"grants": 3}}
    Path(project.folder / "x.json").write_text(json.dumps({"format": 1, "files": files}))
    assert project.fails("show", "x.json") == [
        f"error: x.json is not a snapshot: '{TABLE}': its grants has another shape"
    ]
