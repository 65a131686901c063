"""What holds for all documents, names and messages, however hostile."""

import os
import re
from collections import Counter
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from schemagit.changes import Change, Finding
from schemagit.characters import INVISIBLE, UNPRINTABLE, visible
from schemagit.compare import compare
from schemagit.document import canonical, decode, encode
from schemagit.judge import judge
from schemagit.kinds import FOLDERS, KINDS, Impact
from schemagit.message import MAX_LINES, SIGNS, compose, count, impacts, parse
from schemagit.names import SIGNATURES, ObjectName, database_name, from_path, quote, shorten
from schemagit.patterns import parse_pattern

# The same examples each time where nobody is there to look at new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None, max_examples=60)
settings.register_profile("curious", deadline=None, max_examples=60)
settings.load_profile("repeatable" if "CI" in os.environ else "curious")

HOSTILE = [
    ".", "..", ".git", ".GIT", "git~1", "a/b", "../../x", "\\", "con", "NUL.txt", "", " ", "a.", "a ", "%2E",
    "%", "\n", "\r\n", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\U000e0041", "\udc80", "'", '"', '""', "a.b",
    "*", "__x", "[0]", "name", "columns", "tables", "database", "schema.json", "Server: evil", "+9 table",
    "\n\nServer: evil", "ü" * 31, "x" * 63, "\x01" * 63, "👩\u200d💻", "users", "public", "Users",
    "f(integer)", "(", ")", "→", "null",
]  # fmt: skip
# Text of PostgreSQL is UTF-8; bytes that are none come as lone surrogates of the lower half.
CHARACTERS = st.characters(exclude_categories=["Cs"]) | st.characters(
    min_codepoint=0xDC80, max_codepoint=0xDCFF
)
TEXTS = st.sampled_from(HOSTILE) | st.text(CHARACTERS, max_size=5)
NAMES = TEXTS.filter(bool)

# What JSON can hold, without the numbers that it cannot.
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(TEXTS, v, max_size=3), max_leaves=3
)
# Documents never hold what they leave out: no value, false, an empty list.
HELD = VALUES.filter(lambda value: value is not None and value is not False and value != [])
PARTS = st.builds(
    lambda name, more: {"name": name, **more},
    NAMES,
    st.dictionaries(TEXTS.filter("name".__ne__), HELD, max_size=3),
)
SECTIONS = st.lists(PARTS, min_size=1, max_size=3, unique_by=lambda part: part["name"])
DOCUMENTS = st.dictionaries(TEXTS, HELD | SECTIONS, max_size=4)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two documents that have much in common, as two versions of one have."""
    one, other = draw(DOCUMENTS), draw(DOCUMENTS)
    mixed: dict[str, Any] = {**other, **one}
    for name in draw(st.lists(st.sampled_from(sorted(mixed)), unique=True)) if mixed else ():
        value = mixed.pop(name)
        if isinstance(value, list) and parts(value):
            more = [part for part in draw(SECTIONS) if part["name"] not in names_of(value)]
            mixed[name] = draw(st.permutations(value)) + more
            del mixed[name][: draw(st.integers(0, len(value)))]
        elif draw(st.booleans()):
            mixed[name] = draw(HELD | SECTIONS)
    return one, mixed


def parts(value: Any) -> dict[str, Any] | None:
    """The parts of a section by name; None for what is no section."""
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        return None
    found = {part["name"]: part for part in value if isinstance(part.get("name"), str)}
    return found if len(found) == len(value) else None


def names_of(section: list[Any]) -> set[str]:
    return {part["name"] for part in section}


def typed(value: Any) -> Any:
    """The value in a form in which 1, 1.0 and true are not equal, and the order of keys has no meaning."""
    if isinstance(value, dict):
        return {name: typed(element) for name, element in value.items()}
    if isinstance(value, list):
        return [typed(element) for element in value]
    return type(value), repr(value)


def flat(document: dict[str, Any]) -> dict[tuple[str, ...], Any]:
    """All values of a document, each with the steps that lead to it; the order of parts is left out."""
    values: dict[tuple[str, ...], Any] = {}
    for name, value in document.items():
        found = parts(value)
        if found is None:
            values[name,] = typed(value)
            continue
        for part, attributes in found.items():
            values |= {(name, part, key): typed(each) for key, each in attributes.items()}
    return values


def applied(changes: list[Change], before: dict[str, Any]) -> dict[tuple[str, ...], Any]:
    """What changes make of a document, in the form of `flat`."""
    values = flat(before)
    for steps, old, new in changes:
        for sign, side in ((-1, old), (1, new)):
            inside = (
                flat({steps[0]: [side]} if len(steps) == 2 else {steps[0]: side}) if side is not None else {}
            )
            if len(steps) == 3:
                inside = {steps: typed(side)} if side is not None else {}
            for place, value in inside.items():
                if sign > 0:
                    values[place] = value
                else:
                    assert values.pop(place) == value
    return values


def moved(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The sections whose parts, of those that both sides have, stand in another order."""
    found = {}
    for name in before.keys() & after.keys():
        old, new = parts(before[name]) or {}, parts(after[name]) or {}
        orders = [part for part in old if part in new], [part for part in new if part in old]
        if orders[0] != orders[1]:
            found[name] = orders
    return found


@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(document: dict[str, Any]) -> None:
    assert compare(document, decode(encode(document))) == []


@example(({"a": 1, "s": [{"name": "p", "x": 0}]}, {"a": True, "s": [{"name": "p", "x": 0.0}]}))
@given(pairs())
def test_changes_are_all_that_differs(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before, after = pair
    expected = moved(before, after)
    orders = [c for c in compare(before, after) if c.steps[0] in expected and len(c.steps) == 1]
    others = [c for c in compare(before, after) if c not in orders]
    assert {change.steps[0]: change[1:] for change in orders} == expected
    assert applied(others, before) == flat(after)
    assert all(typed(change.before) != typed(change.after) for change in others)


@given(pairs())
def test_the_way_back_is_the_inversion(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before, after = pair
    forth = Counter(repr(change.inverted()) for change in compare(before, after))
    assert forth == Counter(map(repr, compare(after, before)))


@given(st.sampled_from(["tables", "future_things"]), NAMES, pairs())
def test_a_finding_names_where_documents_differ(
    folder: str, name: str, pair: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    before, after = ({key: value for key, value in side.items() if key not in KNOWN} for side in pair)
    holder = ObjectName("app", "public", folder, name)
    for change in compare(before, after):
        finding = judge(holder, change, after)
        assert finding.object == holder
        assert finding.part == (change.steps[1:2] if len(change.steps) > 1 else ())
        assert finding.path == holder.dotted(*finding.part)
        assert finding.path in finding.text
        assert (finding.impact, bool(finding.because)) == (Impact.REVIEW, True)


# Attributes and sections that have rules, which may count on what the catalogs give.
KNOWN = {name for kind in KINDS for name in (kind.plural, *kind.changed)}


@given(DOCUMENTS)
def test_bytes_are_canonical(document: dict[str, Any]) -> None:
    content = encode(document)
    assert typed(decode(content)) == typed(document)
    assert list(decode(content)) == list(document)
    assert encode(decode(content)) == content


@given(DOCUMENTS)
def test_bytes_hold_nothing_that_cannot_be_seen(document: dict[str, Any]) -> None:
    text = encode(document).decode()
    assert INVISIBLE.search(text) is None
    assert set(UNPRINTABLE.findall(text)) <= {"\n"}


@given(DOCUMENTS)
def test_an_attribute_or_an_element_is_a_line(document: dict[str, Any]) -> None:
    lines = [len(value) + 2 if isinstance(value, list) else 1 for value in document.values()]
    assert encode(document).count(b"\n") == sum(lines) + (2 if document else 1)


@given(st.sampled_from(sorted(FOLDERS)), DOCUMENTS)
def test_the_canonical_order_is_a_fixed_point(folder: str, document: dict[str, Any]) -> None:
    ordered = canonical(folder, document)
    assert flat(ordered) == flat(document)
    assert encode(canonical(folder, ordered)) == encode(ordered)
    assert encode(canonical(folder, dict(reversed(document.items())))) == encode(ordered)


TYPES = [
    "integer",
    "character varying",
    "text[]",
    '"My types"."a.b"',
    'public."c(d"',
    "timestamp with time zone",
]
OPERATORS = st.sampled_from(["*", "**", "+", "||", "#>>", "<->", "~~*", "@-@"])
SCHEMA_FOLDERS = ["tables", "views", "enums", "future_things"]


@st.composite
def object_names(draw: st.DrawFn) -> ObjectName:
    database, schema, name = draw(NAMES), draw(NAMES), draw(NAMES)
    match draw(st.integers(0, 4)):
        case 0:
            return ObjectName(database, "", "database", "")
        case 1:
            return ObjectName(database, schema, "schema", "")
        case 2:
            return ObjectName(database, "", draw(st.sampled_from(["extensions", "casts"])), name)
        case 3:
            types = ", ".join(draw(st.lists(st.sampled_from(TYPES), max_size=20)))
            folder = draw(st.sampled_from(sorted(SIGNATURES)))
            symbol = draw(OPERATORS) if folder == "operators" else quote(name)
            return ObjectName(database, schema, folder, shorten(f"{symbol}({types})"))
        case _:
            return ObjectName(database, schema, draw(st.sampled_from(SCHEMA_FOLDERS)), name)


def short(name: ObjectName) -> ObjectName:
    return ObjectName(*(shorten(part) for part in name))


@given(object_names())
def test_a_name_comes_back_from_its_path(name: ObjectName) -> None:
    assert from_path(name.path) == short(name)


@given(object_names(), object_names())
def test_two_names_have_two_paths(one: ObjectName, other: ObjectName) -> None:
    assert (one.path == other.path) == (short(one) == short(other))


@example(ObjectName(".git", "..", "tables", "con"))
@given(object_names())
def test_every_file_system_can_hold_a_path(name: ObjectName) -> None:
    for step in name.path.split("/"):
        assert step
        assert step.rstrip(". ") == step.lstrip(".") == step
        assert len(step.encode()) <= 255
        assert not re.search(r'[\\:*?"<>|~\x00-\x1f]', step)
        assert not re.fullmatch(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", step)


@given(object_names(), object_names())
def test_a_dotted_name_means_only_that_object(name: ObjectName, other: ObjectName) -> None:
    pattern = parse_pattern(name.dotted())
    assert pattern.matches(name.parts)
    assume(len(other.parts) == len(name.parts) and other.parts != name.parts)
    # A bare name means all functions of that name as well.
    assume(not other.name.endswith(")"))
    assert not pattern.matches(other.parts)


@given(object_names(), st.lists(NAMES, min_size=1, max_size=1))
def test_a_dotted_part_means_only_that_part(name: ObjectName, part: list[str]) -> None:
    pattern = parse_pattern(name.dotted(*part))
    assert pattern.matches((*name.parts, *part))
    assert not pattern.matches(name.parts)
    assert not pattern.matches((*name.parts, part[0] + "x"))


FINDINGS = st.builds(
    Finding,
    code=TEXTS,
    object=st.just(database_name("app")),
    kind=st.sampled_from([kind.name for kind in KINDS] + ["future_things"]),
    part=st.just(()),
    path=TEXTS,
    verb=st.sampled_from(sorted(SIGNS)),
    impact=st.sampled_from(Impact),
    because=TEXTS,
    text=TEXTS,
    before=st.none(),
    after=st.none(),
)
WORDS = TEXTS.filter(str.strip)
NOTES = TEXTS | st.lists(TEXTS, max_size=4).map("\n".join)


@given(st.lists(FINDINGS, max_size=5), NOTES, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_a_message_says_what_it_was_made_from(
    findings: list[Finding], note: str, servers: list[str], unread: list[str]
) -> None:
    trailers = [
        ("Objects", "7"),
        *(("Server", text) for text in servers),
        *(("Incomplete", t) for t in unread),
    ]
    message = compose("prod", "what changed", findings, trailers, note)
    summary = parse(message)
    assert not set(UNPRINTABLE.findall(message)) - {"\n"}
    assert summary.counts == count(findings)
    assert summary.impacts == impacts(findings)
    assert summary.objects == 7
    assert [text.strip() for text in summary.servers] == [visible(text).strip() for text in servers]
    assert [text.strip() for text in summary.incomplete] == [visible(text).strip() for text in unread]
    written = [f"{SIGNS[finding.verb]} {visible(finding.text)}" for finding in findings]
    assert [line.rstrip() for line in summary.first(MAX_LINES)[0]] == [line.rstrip() for line in written]
    title, _, more = note.strip().partition("\n")
    assert summary.subject == f"prod: {visible(title) or 'what changed'}"
    noted = [title, *(more.strip().split("\n") if more else ())] if title else []
    assert summary.note == tuple(map(visible, noted))


@given(st.text(st.characters(exclude_categories=["Cs"])) | NOTES)
def test_any_message_can_be_parsed(message: str) -> None:
    assert parse(message).subject in message
