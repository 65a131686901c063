"""What changes mean: their words, their impact, and why."""

import time
from typing import Any

import pytest

from schemagit.changes import Change, Finding
from schemagit.judge import judge, whole_database
from schemagit.kinds import FOLDERS, Impact
from schemagit.kinds.common import weigh_new_column, weigh_type
from schemagit.names import ObjectName, database_name

COSMETIC, SAFE, REVIEW, BREAKING = Impact.COSMETIC, Impact.SAFE, Impact.REVIEW, Impact.BREAKING
USERS = ObjectName("app", "public", "tables", "users")
ORDERS = ObjectName("app", "shop", "tables", "Order items")
FUTURE = ObjectName("app", "public", "future_things", "x")


def found(name: ObjectName, *steps: str, before: Any = None, after: Any = None) -> Finding:
    return judge(name, Change(steps, before, after), {step: [] for step in steps})


def test_a_finding_says_everything_about_a_change() -> None:
    assert found(ORDERS, "columns", "Age", "type", before="integer", after="text") == Finding(
        code="column.type",
        object=ORDERS,
        kind="column",
        part=("Age",),
        path='app.shop."Order items"."Age"',
        verb="changed",
        impact=BREAKING,
        because="programs that read or write the old type may fail, and values may not convert",
        text='Type changed: app.shop."Order items"."Age" (integer → text)',
        before="integer",
        after="text",
        attribute="type",
    )


@pytest.mark.parametrize(
    ("steps", "tags"),
    [
        (("grants",), {"security"}),
        (("row_security",), {"security"}),
        (("policies", "mine"), {"security"}),
        (("policies", "mine", "using"), {"security"}),
        (("indexes", "by_name"), {"performance"}),
        (("comment",), set()),
    ],
    ids=str,
)
def test_a_finding_is_tagged_with_what_it_is_about(steps: tuple[str, ...], tags: set[str]) -> None:
    value: Any = {"name": "mine", "method": "btree"} if len(steps) == 2 else None
    assert found(USERS, *steps, before=value).tags == tags


def test_the_lines_that_users_know() -> None:
    logs, source = USERS._replace(name="job_logs"), USERS._replace(name="data_source")
    assert [
        found(USERS._replace(name="schedule"), after={"owner": "app"}).text,
        found(logs, "columns", "error_message", after={"name": "error_message", "type": "text"}).text,
        found(USERS, "columns", "age", "type", before="integer", after="text").text,
        found(source, "columns", "secret_key", before={"name": "secret_key", "type": "text"}).text,
    ] == [
        "New table: app.public.schedule",
        "New column: app.public.job_logs.error_message (text)",
        "Type changed: app.public.users.age (integer → text)",
        "Column dropped: app.public.data_source.secret_key",
    ]


@pytest.mark.parametrize(
    ("change", "code", "impact", "text"),
    [
        (
            (USERS, (), {}, None),
            "table.removed",
            BREAKING,
            "Table dropped: app.public.users",
        ),
        (
            (database_name("app"), (), None, {}),
            "database.added",
            SAFE,
            "New database: app",
        ),
        (
            (ObjectName("app", "shop", "schema", ""), (), None, {}),
            "schema.added",
            SAFE,
            "New schema: app.shop",
        ),
        (
            (USERS._replace(folder="materialized_views"), (), {}, None),
            "materialized_view.removed",
            BREAKING,
            "Materialized view dropped: app.public.users",
        ),
        (
            (USERS, ("comment",), None, "Who"),
            "table.comment",
            COSMETIC,
            "Comment changed: app.public.users (none → Who)",
        ),
        (
            (database_name("app"), ("owner",), "a", "b"),
            "database.owner",
            REVIEW,
            "Owner changed: app (a → b)",
        ),
        (
            (USERS, ("row_security",), None, True),
            "table.row_security",
            BREAKING,
            "Row security changed: app.public.users (disabled → enabled)",
        ),
        (
            (USERS, ("inherits",), None, ["public.a", "public.b"]),
            "table.inherits",
            REVIEW,
            "Inheritance changed: app.public.users (none → public.a, public.b)",
        ),
        (
            (USERS, ("columns",), ["a", "B"], ["B", "a"]),
            "column.order",
            COSMETIC,
            "Column order changed: app.public.users (a, B → B, a)",
        ),
        (
            (USERS, ("indexes",), ["a", "b"], ["b", "a"]),
            "index.order",
            COSMETIC,
            "Order of indexes changed: app.public.users (a, b → b, a)",
        ),
        (
            (USERS, ("constraints", "users_pkey"), None, {"type": "primary key", "columns": ["id"]}),
            "constraint.added",
            BREAKING,
            "New primary key: app.public.users.users_pkey (id)",
        ),
        (
            (USERS, ("constraints", "k"), {"type": "unique"}, None),
            "constraint.removed",
            REVIEW,
            "Unique constraint dropped: app.public.users.k",
        ),
        (
            (ORDERS, ("indexes", "I"), None, {"method": "hash", "keys": [{"column": "a"}]}),
            "index.added",
            SAFE,
            'New index: app.shop."I" on "Order items" using hash (a)',
        ),
        (
            (ORDERS, ("indexes", "I"), {"method": "btree", "unique": True}, None),
            "index.removed",
            REVIEW,
            'Unique index dropped: app.shop."I"',
        ),
        (
            (ORDERS, ("indexes", "I", "method"), "btree", "hash"),
            "index.method",
            REVIEW,
            'Method changed: app.shop."I" (btree → hash)',
        ),
    ],
)
def test_words_and_impact(
    change: tuple[ObjectName, tuple[str, ...], Any, Any], code: str, impact: Impact, text: str
) -> None:
    name, steps, before, after = change
    finding = found(name, *steps, before=before, after=after)
    assert (finding.code, finding.impact, finding.text) == (code, impact, text)
    assert finding.because


@pytest.mark.parametrize(
    ("steps", "before", "after", "code", "text"),
    [
        ((), None, {"a": 1}, "future_things.added", "New future_things: app.public.x"),
        ((), {"a": 1}, None, "future_things.removed", "Future_things dropped: app.public.x"),
        (
            ("new_thing",),
            1,
            [1.5, None],
            "future_things.new_thing",
            "New thing changed: app.public.x (1 → [1.5, null])",
        ),
        (("parts", "p"), None, {"name": "p"}, "parts.added", "New parts: app.public.x.p"),
        (("parts", "p", "y"), False, True, "parts.y", "Y changed: app.public.x.p (no → yes)"),
        (
            ("parts",),
            ["p", "q"],
            ["q", "p"],
            "future_things.parts",
            "Parts changed: app.public.x (p, q → q, p)",
        ),
        (("", "p"), {"name": "p"}, None, ".removed", " dropped: app.public.x.p"),
    ],
)
def test_what_a_newer_schemagit_wrote_is_to_be_reviewed(
    steps: tuple[str, ...], before: Any, after: Any, code: str, text: str
) -> None:
    finding = found(FUTURE, *steps, before=before, after=after)
    assert (finding.code, finding.impact, finding.text) == (code, REVIEW, text)
    assert "schemagit" in finding.because


def test_an_attribute_without_a_rule_is_to_be_reviewed() -> None:
    finding = found(USERS, "new_thing", after="x")
    assert (finding.code, finding.impact) == ("table.new_thing", REVIEW)
    assert finding.because == "schemagit has no rule for this attribute; a newer version may"


def test_a_database_counts_what_it_holds() -> None:
    name = database_name("app")
    finding = whole_database(name, Change((), {}, None), 12)
    assert (finding.text, finding.code) == ("Database dropped: app (12 objects)", "database.removed")
    assert whole_database(name, Change((), None, {}), 1).text == "New database: app (1 object)"


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (None, "a\nb", ((), ("a", "b"))),
        ("a\nb", None, (("a", "b"), ())),
        ("a", "a\nb", (("a",), ("a", "b"))),
        ("a", "b", None),
        (["a"], "a\nb", None),
    ],
)
def test_texts_of_several_lines(before: Any, after: Any, lines: Any) -> None:
    finding = found(USERS, "new_thing", before=before, after=after)
    assert finding.lines == lines
    assert ("→" in finding.text) == (lines is None)


def test_a_definition_is_shown_by_its_lines() -> None:
    view = USERS._replace(folder="views")
    finding = found(view, "definition", before=["a"], after=["b"])
    assert (finding.text, finding.lines) == ("View changed: app.public.users", (("a",), ("b",)))


def test_what_a_pattern_may_call_it() -> None:
    assert found(USERS, "columns", "id", "type", before="a", after="b").names == (
        ("app", "public", "users", "id"),
    )
    assert found(USERS, "indexes", "i", "method", before="a", after="b").names == (
        ("app", "public", "users", "i"),
        ("app", "public", "i"),
    )
    assert found(USERS, "comment", before="a", after="b").names == (("app", "public", "users"),)


def test_changes_have_no_other_steps() -> None:
    with pytest.raises(ValueError, match=r"^a change has no such steps: "):
        found(USERS, "a", "b", "c", "d")


WIDER = [
    ("smallint", "integer"),
    ("integer", "bigint"),
    ("integer", "numeric"),
    ("bigint", "numeric"),
    ("real", "double precision"),
    ("numeric(8,2)", "numeric"),
    ("numeric(8,2)", "numeric(9,2)"),
    ("numeric(8,2)", "numeric(10,4)"),
    ("numeric(3,-2)", "numeric(5,0)"),
    ("character varying(20)", "character varying(21)"),
    ("character varying(20)", "character varying"),
    ("character varying(20)", "text"),
    ("character varying", "text"),
    ("text", "character varying"),
    ("bit varying(3)", "bit varying(4)"),
    ("bit varying(3)", "bit varying"),
    ("timestamp(3) without time zone", "timestamp without time zone"),
    ("timestamp(3) with time zone", "timestamp(6) with time zone"),
    ("time(0) without time zone", "time(3) without time zone"),
]
OTHER = [
    ("integer", "text"),
    ("integer", "numeric(10,0)"),
    ("integer", "double precision"),
    ("numeric", "integer"),
    ("numeric", "numeric(8,2)"),
    ("numeric(8,2)", "bigint"),
    ("numeric(8,2)", "numeric(8,3)"),
    ("numeric(8,2)", "numeric(9,4)"),
    ("character(3)", "character(4)"),
    ("character(3)", "text"),
    ("text", "character varying(20)"),
    ("text", "citext"),
    ("bit(3)", "bit(4)"),
    ("timestamp without time zone", "timestamp with time zone"),
    ("timestamp without time zone", "date"),
    ("date", "timestamp without time zone"),
    ("integer[]", "bigint[]"),
    ("public.mood", "text"),
    ('"Mood"', "text"),
    ("interval(3)", "interval"),
    ("integer", "oid"),
]


@pytest.mark.parametrize(("narrow", "wide"), WIDER)
def test_a_wider_type_is_safe(narrow: str, wide: str) -> None:
    assert weigh_type(narrow, wide).impact == SAFE


@pytest.mark.parametrize(
    ("before", "after"),
    [pair for a, b in (*OTHER, *WIDER) for pair in ((a, b), (b, a)) if pair not in WIDER],
)
def test_every_other_type_breaks(before: str, after: str) -> None:
    assert weigh_type(before, after).impact == BREAKING


@pytest.mark.parametrize(
    ("column", "impact"),
    [
        ({}, SAFE),
        ({"default": "1"}, SAFE),
        ({"not_null": True}, BREAKING),
        ({"not_null": True, "default": "1"}, SAFE),
        ({"not_null": True, "identity": "always"}, SAFE),
        ({"not_null": True, "generated": "lower(name)"}, SAFE),
    ],
)
def test_a_new_column_that_must_be_given_breaks_writers(column: dict[str, Any], impact: Impact) -> None:
    assert weigh_new_column(None, {"type": "text", **column}).impact == impact


@pytest.mark.parametrize(
    ("before", "after", "impact"),
    [
        (["a"], ["a", "b"], SAFE),
        (["a", "b"], ["a", "c", "b"], REVIEW),
        (["a", "b"], ["c", "a", "b"], REVIEW),
        (["a", "b"], ["b", "a"], BREAKING),
        (["a", "b"], ["a"], BREAKING),
        (["a", "b"], ["a", "c"], BREAKING),
        (["a", "b"], ["b", "c", "a"], BREAKING),
        (None, ["a"], SAFE),
        (["a"], None, BREAKING),
    ],
)
def test_labels_of_an_enum(before: Any, after: Any, impact: Impact) -> None:
    assert FOLDERS["enums"].changed["labels"].weigh(before, after).impact == impact


def test_an_enum_of_many_labels_is_weighed_at_once() -> None:
    labels = [str(number) for number in range(100_000)]
    started = time.process_time()
    verdict = FOLDERS["enums"].changed["labels"].weigh(labels, [*labels, "new"])
    assert (verdict.impact, time.process_time() - started < 5) == (Impact.SAFE, True)


@pytest.mark.parametrize(
    ("before", "after", "impact"),
    [
        ("smallint", "bigint", SAFE),
        ("integer", "bigint", SAFE),
        ("bigint", "integer", BREAKING),
        ("integer", "smallint", BREAKING),
    ],
)
def test_types_of_a_sequence(before: str, after: str, impact: Impact) -> None:
    assert FOLDERS["sequences"].changed["type"].weigh(before, after).impact == impact


def test_impacts_are_ordered() -> None:
    assert COSMETIC < SAFE < REVIEW < BREAKING
    assert [impact.word for impact in Impact] == ["cosmetic", "safe", "review", "breaking"]
