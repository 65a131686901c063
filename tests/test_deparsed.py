"""Pairs of texts that servers print for the same thing, and what must hold for any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemagit.deparsed import body_lines, expression, printed, view_lines

# What 15 and what 16 (or the version named) prints for one view, and what is stored.
VIEWS = {
    "one table": (
        " SELECT t.a,\n    t.b AS other\n   FROM v.t\n  WHERE (t.c > (1)::numeric);",
        " SELECT a,\n    b AS other\n   FROM v.t\n  WHERE (c > (1)::numeric);",
        "SELECT a,\n    b AS other\n   FROM v.t\n  WHERE (c > (1)::numeric)",
    ),
    "an alias": (' SELECT "X y".a\n   FROM v.t "X y";', ' SELECT a\n   FROM v.t "X y";', None),
    "ONLY": (" SELECT t.a\n   FROM ONLY v.t;", " SELECT a\n   FROM ONLY v.t;", None),
    "aliases of columns": (" SELECT q.k\n   FROM v.t q(k, l);", " SELECT k\n   FROM v.t q(k, l);", None),
    "TABLESAMPLE": (
        " SELECT s.a\n   FROM v.t s TABLESAMPLE system (50) REPEATABLE (1);",
        " SELECT a\n   FROM v.t s TABLESAMPLE system (50) REPEATABLE (1);",
        None,
    ),
    "a function with ordinality": (
        " SELECT n.x,\n    n.ord\n   FROM unnest(ARRAY[1, 2]) WITH ORDINALITY n(x, ord);",
        " SELECT x,\n    ord\n   FROM unnest(ARRAY[1, 2]) WITH ORDINALITY n(x, ord);",
        None,
    ),
    "a query in FROM": (
        " SELECT s.n\n   FROM ( SELECT count(t.a) AS n\n           FROM v.t) s\n  WHERE (s.n > 1);",
        " SELECT n\n   FROM ( SELECT count(t.a) AS n\n           FROM v.t) s\n  WHERE (n > 1);",
        None,
    ),
    "queries within stay as they are": (
        " SELECT t.a\n   FROM v.t\n  WHERE (EXISTS ( SELECT\n   FROM v.u\n  WHERE (u.t = t.a)));",
        " SELECT a\n   FROM v.t\n  WHERE (EXISTS ( SELECT\n   FROM v.u\n  WHERE (u.t = t.a)));",
        None,
    ),
    "WITH": (
        " WITH t AS (\n         SELECT u.a\n           FROM v.u\n        )\n SELECT t.a\n   FROM t;",
        " WITH t AS (\n         SELECT u.a\n           FROM v.u\n        )\n SELECT a\n   FROM t;",
        None,
    ),
    "ORDER BY a column that another one of the result is called like": (
        " SELECT t.b AS a,\n    t.a AS b,\n    t.c\n   FROM v.t\n  ORDER BY t.a, t.b DESC, t.c;",
        " SELECT b AS a,\n    a AS b,\n    c\n   FROM v.t\n  ORDER BY t.a, t.b DESC, c;",
        "SELECT b AS a,\n    a AS b,\n    c\n   FROM v.t\n  ORDER BY a, b DESC, c",
    ),
    "VALUES": (
        ' VALUES (1,2), (3,4)\n  ORDER BY "*VALUES*".column2 DESC, "*VALUES*".column1;',
        " VALUES (1,2), (3,4)\n  ORDER BY column2 DESC, column1;",
        None,
    ),
    "whole rows": (
        " SELECT t.*::v.t AS t,\n    t.a,\n    count(t.*) AS n\n   FROM v.t t;",
        " SELECT t.*::v.t AS t,\n    a,\n    count(t.*) AS n\n   FROM v.t t;",
        None,
    ),
    "a schema that is called like the alias": (
        " SELECT v.f(v.a),\n (v.a OPERATOR(v.=) 1),\n NULL::v.pair,\n (v.b COLLATE v.c)\n   FROM v.t v;",
        " SELECT v.f(a),\n (a OPERATOR(v.=) 1),\n NULL::v.pair,\n (b COLLATE v.c)\n   FROM v.t v;",
        None,
    ),
    "literals": (
        " SELECT t.a,\n    'it''s \"t\".a t.b'::text,\n    'b\\'::text,\n    t.c AS \"t.a\"\n   FROM v.t;",
        " SELECT a,\n    'it''s \"t\".a t.b'::text,\n    'b\\'::text,\n    c AS \"t.a\"\n   FROM v.t;",
        None,
    ),
    "words that 17 made keywords": (
        " SELECT w.json,\n    o.merge_action\n   FROM v.words w,\n    v.words o;",
        ' SELECT w."json",\n    o."merge_action"\n   FROM v.words w,\n    v.words o;',
        "SELECT w.json,\n    o.merge_action\n   FROM v.words w,\n    v.words o",
    ),
    "XMLSERIALIZE": (
        " SELECT XMLSERIALIZE(CONTENT x.x AS text) AS s\n   FROM v.x;",
        " SELECT XMLSERIALIZE(CONTENT x AS text NO INDENT) AS s\n   FROM v.x;",
        "SELECT XMLSERIALIZE(CONTENT x AS text) AS s\n   FROM v.x",
    ),
    "FETCH, of minor versions": (
        " SELECT t.a\n   FROM v.t\n  ORDER BY t.a\n FETCH FIRST 2 ROWS WITH TIES;",
        " SELECT a\n   FROM v.t\n  ORDER BY a\n FETCH FIRST (2) ROWS WITH TIES;",
        "SELECT a\n   FROM v.t\n  ORDER BY a\n FETCH FIRST 2 ROWS WITH TIES",
    ),
}  # fmt: skip

# Texts in which the names of tables stay, for 16 and later print them too.
QUALIFIED = {
    "a join": " SELECT t.a\n   FROM (v.t\n     JOIN v.u ON ((u.t = t.a)));",
    "two tables": " SELECT t.a\n   FROM v.t,\n    v.u;",
    "a union": " SELECT t.a\n   FROM v.t\nUNION\n SELECT u.a\n   FROM v.u;",
    "no table": " SELECT ( SELECT max(t.a) AS max\n           FROM v.t) AS m;",
}

# Two spellings of one expression; the second is stored.
EXPRESSIONS = {
    "a keyword of 17": ('("json_table" > 0)', "(json_table > 0)"),
    "a keyword of 17 in a string": ("'\"json\"'::text", "'\"json\"'::text"),
    "NORMALIZED, of minor versions": ("((b) IS NFC NORMALIZED)", "(b IS NFC NORMALIZED)"),
    "log positions of 19": ("'16/0B374D84'::pg_lsn", "'16/B374D84'::pg_lsn"),
    "the first log position of 19": ("'0/00000001'::pg_lsn", "'0/1'::pg_lsn"),
    "IN, restored from a dump": (
        "((v)::text = ANY ((ARRAY['A'::character varying, 'B, C'::character varying])::text[]))",
        "((v)::text = ANY (ARRAY[('A'::character varying)::text, ('B, C'::character varying)::text]))",
    ),
    "IN of a type with a size": (
        "(a = ANY ((ARRAY[1, f(2, 3)])::numeric(10,2)[]))",
        "(a = ANY (ARRAY[(1)::numeric(10,2), (f(2, 3))::numeric(10,2)]))",
    ),
    "BETWEEN, restored from a dump": (
        "(((a >= 1) AND (a <= 2)) AND (b > 0))",
        "((a >= 1) AND (a <= 2) AND (b > 0))",
    ),
    "NOT BETWEEN, restored from a dump": (
        "(((a < 1) OR (a > 2)) OR b OR (c OR d))",
        "((a < 1) OR (a > 2) OR b OR c OR d)",
    ),
    "several BETWEEN": (
        "((((a >= 1) AND (a <= 2)) AND ((b >= 1) AND (b <= 2))) OR (NOT (a AND b)))",
        "(((a >= 1) AND (a <= 2) AND (b >= 1) AND (b <= 2)) OR (NOT (a AND b)))",
    ),
}  # fmt: skip

UNCHANGED = {
    "a cast of another array": "((names)::text[])",
    "an array of arrays": "((ARRAY[ARRAY['a'::character varying]])::text[])",
    "an array cast to no array": "((ARRAY[1, 2])::v.vector)",
    "a frame": "count(*) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AND a AND (b AND c)",
    "AND in OR in AND": "((a AND b) OR (c AND d))",
    "not the same brackets": "(f(a AND b) AND (NOT (c AND d)) AND ((a AND b) = c))",
    "a string": "'FETCH FIRST (2) ROWS NO INDENT ((a AND b) AND c)'::text",
    "other names of a type": "('0/00000001'::text || \"pg_lsn\")",
    "brackets that do not match": "((a AND b) AND c",
}


@pytest.mark.parametrize("name", VIEWS)
def test_views_of_two_versions_are_one(name: str) -> None:
    older, newer, stored = VIEWS[name]
    expected = stored or newer.strip().removesuffix(";")
    assert "\n".join(view_lines(older)) == expected
    assert "\n".join(view_lines(newer)) == expected
    assert "\n".join(view_lines(expected)) == expected


@pytest.mark.parametrize("name", QUALIFIED)
def test_views_of_several_tables_keep_their_names(name: str) -> None:
    assert "\n".join(view_lines(QUALIFIED[name])) == QUALIFIED[name].strip().removesuffix(";")


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_expressions_of_two_histories_are_one(name: str) -> None:
    one, stored = EXPRESSIONS[name]
    assert expression(one) == expression(stored) == stored


@pytest.mark.parametrize("name", UNCHANGED)
def test_expressions_that_only_look_alike_stay(name: str) -> None:
    assert expression(UNCHANGED[name]) == UNCHANGED[name]


# Anything, made of what the rules look for.
PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "SELECT FROM WHERE VALUES WITH UNION ORDER BY AND OR BETWEEN IS NFC NORMALIZED FETCH FIRST ROWS"
        """ NO INDENT AS t a "json" "t" 't.a' '0/1' ::pg_lsn 2 , . ; ( ) [ ] :: OPERATOR ONLY JOIN""",
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_any_text_is_taken_and_what_is_kept_keeps_its_order(text: str) -> None:
    characters = iter(text)
    assert all(character in characters for character in "".join("\n".join(view_lines(text)).split()))


@given(TEXTS.filter(lambda text: text.count("(") != text.count(")")))
def test_a_text_that_is_not_understood_stays(text: str) -> None:
    if "'" not in text and '"' not in text:
        assert expression(text) == text
        assert "\n".join(view_lines(text)) == text.strip().removesuffix(";")


# Parts of a view: {0} is where 15 prints the name of the table, {1} where all do.
COLUMNS = st.sampled_from(
    ["{0}a", "({0}b > 1)", "count({1}*)", "s.f({0}a, 't.a')", "{0}a::s.t", "{0}c[1]", "'{{t.a,(}}'::text[]"]
)
CONDITIONS = st.recursive(
    st.sampled_from(["({0}a > 1)", "(NOT {0}b)", "({0}c = ANY ((ARRAY['x'::u])::text[]))"]),
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from(["AND", "OR"]), part),
    max_leaves=6,
)


@given(st.sampled_from(["t", '"T"', "s", "json"]), st.lists(COLUMNS, min_size=1), CONDITIONS)
def test_what_is_stored_is_the_text_of_16_and_stays_itself(
    alias: str, columns: list[str], condition: str
) -> None:
    text = f" SELECT {', '.join(columns)}\n   FROM s.things {alias}\n  WHERE {condition};"
    stored = view_lines(text.format(f"{alias}.", f"{alias}."))
    assert stored == view_lines(text.format("", f"{alias}."))
    assert stored == view_lines("\n".join(stored))


def test_a_body_is_changed_only_where_the_server_prints_it() -> None:
    assert body_lines('BEGIN ATOMIC\n SELECT "json";\nEND') == ["BEGIN ATOMIC", " SELECT json;", "END"]
    assert body_lines('RETURN ((a AND b) AND "json")') == ["RETURN (a AND b AND json)"]
    assert body_lines('\nselect "json" -- BEGIN ATOMIC') == ["", 'select "json" -- BEGIN ATOMIC']


def test_values_of_any_form_are_printed() -> None:
    value = [{"expression": 'f("json")', "column": "a", "statistics": 3}, None, True]
    assert printed(value) == [{"expression": "f(json)", "column": "a", "statistics": 3}, None, True]
