"""What two documents have in common need not be decoded, and changes nothing of how they differ."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from test_properties import pairs

from schemagit.compare import compare
from schemagit.document import Document, encode, load
from schemagit.errors import FailedError
from schemagit.names import ObjectName
from schemagit.trimmed import load_both, trimmed

NAME = ObjectName("app", "public", "tables", "users")
COLUMNS = [{"name": f"c{number}", "type": "text"} for number in range(6)]
TABLE: Document = {
    "owner": "app",
    "columns": COLUMNS,
    "constraints": [{"name": "k", "type": "check"}],
    "comment": "x",
}
OTHER = {"name": "new", "type": "bigint"}


@settings(max_examples=50)
@given(pairs())
def test_documents_differ_as_before(sides: tuple[Document, Document]) -> None:
    old, new = map(encode, sides)
    try:
        both = load(NAME, old), load(NAME, new)
    except FailedError:
        return  # of a shape that no snapshot has
    assert compare(*load_both(NAME, old, new)) == compare(*both)


@pytest.mark.parametrize(
    "columns",
    [
        [*COLUMNS, OTHER],
        [OTHER, *COLUMNS],
        [*COLUMNS[:3], OTHER, *COLUMNS[3:]],
        COLUMNS[:-1],
        COLUMNS[1:],
        [*COLUMNS[:2], {**COLUMNS[2], "type": "bigint"}, *COLUMNS[3:]],
        [*COLUMNS[:2], COLUMNS[3], COLUMNS[2], *COLUMNS[4:]],
        [*COLUMNS[:2], COLUMNS[4], {**COLUMNS[3], "type": "bigint"}, COLUMNS[2], COLUMNS[5]],
        [COLUMNS[-1], *COLUMNS[:-1]],
        COLUMNS,
    ],
)
@pytest.mark.parametrize("more", [{}, {"owner": "root"}, {"constraints": []}])
def test_columns(columns: list[Any], more: Document) -> None:
    changed = {**TABLE, "columns": columns, **more}
    for one, other in ((TABLE, changed), (changed, TABLE)):
        assert compare(*load_both(NAME, encode(one), encode(other))) == compare(one, other)


def test_little_is_decoded() -> None:
    changed = {**TABLE, "columns": [*COLUMNS[:2], OTHER, *COLUMNS[3:]]}
    before, after = load_both(NAME, encode(TABLE), encode(changed))
    assert before == {"owner": "app", "columns": [COLUMNS[2]], "comment": "x"}
    assert after == {"owner": "app", "columns": [OTHER], "comment": "x"}


def test_a_part_twice_is_still_a_difference() -> None:
    changed = encode({**TABLE, "columns": COLUMNS[:1] * 2})
    assert compare(*load_both(NAME, encode({**TABLE, "columns": COLUMNS[:1]}), changed))


FIRST, SECOND = b'{"name": "c0", "type": "text"}', b'{"name": "c1", "type": "text"}'


@pytest.mark.parametrize(
    "columns",
    [
        b"[%s]" % FIRST,
        b'[\n    {"name": "c0",\n    "type": "text"}\n  ]',
        b"[\n    %s, %s\n  ]" % (FIRST, SECOND),
        b'[\n    %s,\n    {"type": "text", "name": "c1"}\n  ]' % FIRST,
        b'[\n    %s,\n    {"name": "c1", "type": ["text"\n  ]\n}]' % FIRST,
        b'[\n    %s\n  ],\n  "a\\"b": 1,\n  "a\\"c": 2' % FIRST,
        b"[\n    %s\n    %s\n  ]" % (FIRST, SECOND),
    ],
)
def test_what_is_written_otherwise(columns: bytes) -> None:
    """A document that somebody edited is what it says, or is refused."""
    edited = b'{\n  "columns": %s\n}\n' % columns
    for old, new in ((encode(TABLE), edited), (edited, encode(TABLE))):
        assert outcome(lambda: load_both(NAME, old, new)) == outcome(  # noqa: B023 - called at once
            lambda: (load(NAME, old), load(NAME, new))  # noqa: B023 - called at once
        )


def outcome(loaded: Callable[[], tuple[Document, Document]]) -> object:
    """The changes, or the error."""
    try:
        return compare(*loaded())
    except FailedError as error:
        return str(error)


def test_what_is_no_document_stays_as_it_is() -> None:
    assert trimmed(b"", encode(TABLE)) == (b"", encode(TABLE))
