"""The message of a snapshot's commit, and what it says when it is read again."""

import re
from collections import Counter
from typing import Any

import pytest

from schemagit.changes import Change
from schemagit.judge import judge
from schemagit.kinds import Impact
from schemagit.message import MAX_LINES, compose, in_signs, in_words, parse, plural
from schemagit.names import ObjectName

USERS = ObjectName("app", "public", "tables", "users")
AGE: Any = {"name": "age", "type": "integer"}
FINDINGS = [
    judge(USERS, Change(("columns", "age"), None, AGE), {}),
    judge(USERS, Change(("columns", "name", "type"), "text", "integer"), {}),
    judge(USERS._replace(name="two\nlines"), Change((), {}, None), {}),
]
MESSAGE = """prod: release 7

Ticket 12
Server: evil

1 column added, 1 column changed, 1 table dropped

+ New column: app.public.users.age (integer)
~ Type changed: app.public.users.name (text → integer)
- Table dropped: app.public."two\\u000alines"

Environment: prod
Changes: +1 column, ~1 column, -1 table
Impact: 2 breaking, 1 safe
Objects: 3
Server: app PostgreSQL 18.6 as reader
"""


def test_a_message() -> None:
    changes = in_words(Counter((finding.verb, finding.kind) for finding in FINDINGS))
    trailers = [("Objects", "3"), ("Server", "app PostgreSQL 18.6 as reader"), ("Incomplete", "")]
    assert compose("prod", changes, FINDINGS, trailers, "release 7\n\nTicket 12\nServer: evil\n") == MESSAGE


def test_a_message_is_read_again() -> None:
    summary = parse(MESSAGE)
    assert summary.subject == "prod: release 7"
    assert summary.counts == {("added", "column"): 1, ("changed", "column"): 1, ("removed", "table"): 1}
    assert summary.impacts == {Impact.BREAKING: 2, Impact.SAFE: 1}
    assert (summary.objects, summary.servers, summary.incomplete) == (
        3,
        ("app PostgreSQL 18.6 as reader",),
        (),
    )


def test_a_message_is_bounded() -> None:
    message = compose("prod", "much", FINDINGS * 20, [], "")
    assert message.count("\n+ ") + message.count("\n~ ") + message.count("\n- ") == MAX_LINES
    assert f"\nand {60 - MAX_LINES} more\n" in message
    assert parse(message).counts.total() == 60


def test_a_line_of_a_message_is_bounded() -> None:
    labels = [f"label {number}" for number in range(10_000)]
    change = Change((), None, {"labels": labels})
    message = compose("prod", "1 enum added", [judge(USERS._replace(folder="enums"), change, {})], [], "")
    ((line,), _) = parse(message).first(MAX_LINES)
    assert re.fullmatch(
        r"\+ New enum: app.public.users \(label 0, .{900,} \.\.\. and 1\d\d,\d+ more characters", line
    )
    assert len(message) < 1_300


@pytest.mark.parametrize("text", ["", "x", "x\n\ny", "x\n\nChanges: many\nImpact: 1 awful\nObjects: few"])
def test_what_others_wrote_counts_as_nothing(text: str) -> None:
    summary = parse(text)
    assert (summary.counts, summary.impacts, summary.objects) == (Counter(), Counter(), None)
    assert summary.servers == summary.incomplete == ()


def test_numbers_in_words() -> None:
    counts = Counter({("removed", "index"): 2, ("added", "materialized view"): 1, ("added", "table"): 1234})
    assert in_words(counts) == "1,234 tables added, 1 materialized view added, 2 indexes dropped"
    assert in_signs(counts) == "+1234 table, +1 materialized view, -2 index"
    assert plural(0, "index") == "0 indexes"
    assert plural(2, "object") == "2 objects"
