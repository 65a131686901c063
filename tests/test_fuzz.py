"""Whatever comes from outside gives a result or an error in our words, and nothing else."""

import copy
import json
from collections.abc import Callable
from contextlib import chdir, suppress
from pathlib import Path
from typing import Any

import pytest
from fix_cli import STORY_NOW, Project
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_properties import NAMES, TEXTS, VALUES

from schemagit import config, exchange, moments, store
from schemagit.cli import shells
from schemagit.document import load
from schemagit.errors import SchemagitError
from schemagit.names import from_path
from schemagit.patterns import parse_pattern
from schemagit.render import FORMATS, renderer
from schemagit.render.style import Style
from schemagit.snapshots.diff import diff
from schemagit.snapshots.open import open_source


def budgets(few: int = 25, many: int = 1000) -> pytest.MarkDecorator:
    values = [few, pytest.param(many, marks=pytest.mark.slow)]
    return pytest.mark.parametrize("examples", values, ids=["few", "many"])


def fuzz(examples: int, strategy: st.SearchStrategy[Any], check: Callable[[Any], object]) -> None:
    """Try a check with examples; it fails by any exception that is none of ours."""

    def attempt(value: Any) -> None:
        with suppress(SchemagitError):
            check(value)

    phases = [phase for phase in Phase if phase is not Phase.explain]
    options = settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=phases
    )
    options(given(strategy)(attempt))()


STEPS = st.sampled_from(
    ["databases", "schemas", "tables", "database.json", "identity", "a.json", "", "%", "%2"]
)
PATHS = st.lists(STEPS | TEXTS, max_size=7).map("/".join)


@budgets()
def test_names(examples: int) -> None:
    fuzz(examples, PATHS, lambda path: from_path(path).dotted())


@budgets()
def test_patterns(examples: int) -> None:
    pieces = st.lists(TEXTS | st.sampled_from([".", "*", '"', "(", ")", ",", '""']), max_size=8).map("".join)
    fuzz(examples, pieces, lambda text: parse_pattern(text).matches(("a", "b", "c")))


@budgets()
def test_moments(examples: int) -> None:
    words = st.sampled_from(
        ["2 weeks ago", "yesterday", "2026-", "13", "-", ":", "T", "Z", "+", "9" * 30, " "]
    )
    fuzz(
        examples,
        st.lists(words | TEXTS, max_size=6).map("".join),
        lambda text: moments.parse(text, STORY_NOW),
    )
    fuzz(examples, st.lists(words | TEXTS, max_size=6).map("".join), moments.duration)


@budgets(few=12, many=600)
def test_refs(examples: int, story: Project) -> None:
    pieces = st.sampled_from(
        [
            "prod",
            "stage",
            "v2.3",
            "~",
            "^",
            "1",
            "@{",
            "}",
            "2026-11-15",
            "..",
            ":",
            "-",
            "--",
            "refs/",
            "/",
            "~9",
            "x",
        ]
    )
    repository = store.open_repository(story.folder / "snapshots.git")
    with chdir(story.folder):
        texts = st.lists(pieces | TEXTS, max_size=4).map("".join)
        fuzz(examples, texts, lambda text: open_source(text, lambda: repository))


class Spoil:
    """Puts a value in a place of JSON data that is chosen by numbers, or takes away what is there."""

    def __init__(self, numbers: list[int], value: Any, *, is_removed: bool) -> None:
        self.numbers, self.value, self.is_removed = numbers, value, is_removed

    def __repr__(self) -> str:
        return f"Spoil({self.numbers}, {self.value!r}, is_removed={self.is_removed})"

    def __call__(self, data: Any) -> Any:
        data = copy.deepcopy(data)
        holder: Any = {"": data}
        key: Any = ""
        for number in self.numbers:
            inner: Any = holder[key]
            if not isinstance(inner, dict | list) or not inner:
                break
            keys: list[Any] = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            holder, key = inner, keys[number % len(keys)]
        if self.is_removed and holder is not data:
            del holder[key]
        else:
            holder[key] = self.value
        return data


SPOILS = st.lists(
    st.builds(
        lambda numbers, value, is_removed: Spoil(numbers, value, is_removed=is_removed),
        st.lists(st.integers(0, 50), min_size=1, max_size=7),
        VALUES | st.sampled_from([[{}], [{"name": "a"}, {"name": "a"}], "integer[]", -1, {"name": None}]),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="module")
def exported(story: Project) -> Any:
    return json.loads(story.call("export", "prod~1").out)


@pytest.mark.parametrize("value", [[None], [1], ["unreadable"], {"a": [None]}, [{"name": 1}], [[]]], ids=str)
def test_attributes_of_a_later_version_may_be_anything(value: Any, exported: Any, tmp_path: Path) -> None:
    place = "databases/dataflow_server/schemas/public/tables/jobs.json"
    document = {**exported["files"][place], "later": value, "comment": "other"}
    sources = []
    for name, content in (("old", exported["files"][place]), ("new", document)):
        data = {**exported, "files": {**exported["files"], place: content}}
        (tmp_path / name).write_text(json.dumps(data))
        sources.append(exchange.load(tmp_path / name)[0])
    old, new = sources
    for report in (diff(old, new), diff(new, old)):
        assert "comment" in {finding.attribute for finding in report.findings}


@budgets(few=25, many=2000)
def test_exported_files(examples: int, exported: Any, tmp_path: Path) -> None:
    """Also what is made of them: differences, in all forms."""
    (tmp_path / "whole.json").write_text(json.dumps(exported))
    whole, _ = exchange.load(tmp_path / "whole.json")
    style = Style(STORY_NOW, colour=False, pictures=True)

    def check(spoils: list[Spoil]) -> None:
        data = exported
        for spoil in spoils:
            data = spoil(data)
        (tmp_path / "spoilt.json").write_text(json.dumps(data))
        spoilt, _ = exchange.load(tmp_path / "spoilt.json")
        for sides in ((whole, spoilt), (spoilt, whole)):
            report = diff(*sides)
            for form in FORMATS:
                for line in renderer(form)([report], style):
                    assert isinstance(line, str)

    fuzz(examples, SPOILS, check)


@budgets(few=25, many=2000)
def test_stored_documents(examples: int, exported: Any) -> None:
    places = sorted(exported["files"])

    def check(spoilt: tuple[int, list[Spoil], list[int]]) -> None:
        number, spoils, cuts = spoilt
        place = places[number % len(places)]
        data = exported["files"][place]
        for spoil in spoils:
            data = spoil(data)
        content = bytearray(json.dumps(data).encode())
        for cut in cuts:
            content[cut % len(content)] ^= 1 << cut % 8
        load(place, bytes(content))

    cuts = st.lists(st.integers(0, 100_000), max_size=2)
    fuzz(examples, st.tuples(st.integers(0, 1000), SPOILS, cuts), check)


CONFIGURATION = """
env: DEV
repository: snapshots.git
remote: https://user:${TOKEN:-x}@example.org/x.git
databases:
  - name: one
    dsn: postgres://app:${PASSWORD:-y}@localhost:5432/one?sslmode=disable
  - {name: two, host: localhost, port: 5432, username: app, password: x, database: two, ssl: true}
exclude: [scratch, function: legacy.*]
include: ["scratch.countries"]
accept: [app.public.f(text)]
ignore:
  - owners
  - {object: "*.audit.*", attributes: [owner], until: 2026-12-31, with: prod}
roles: {app_prod: app}
schemas: {tenant_a: tenant}
"""


@budgets()
def test_configurations(examples: int, tmp_path: Path) -> None:
    """A configuration of which some characters are others."""
    pieces = (
        st.sampled_from([*"{}[]:,-&*!|>'\"%@`#$ \n\t", "<<: *x", "${", "!!python/object:os", "? ", "\x00"])
        | TEXTS
    )

    def check(changes: list[tuple[int, int, str]]) -> None:
        text = CONFIGURATION
        for place, length, piece in changes:
            start = place % len(text)
            text = text[:start] + piece + text[start + length :]
        file = tmp_path / "dev.yml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        for database in config.find_environment("", tmp_path, file, environ={}).databases:
            assert database.name

    changes = st.tuples(st.integers(0, 5000), st.integers(0, 20), pieces)
    fuzz(examples, st.lists(changes, min_size=1, max_size=4), check)


@budgets()
def test_lines_of_shells(examples: int) -> None:
    """What bash is told goes into a line again, and comes out of it as it was."""

    def check(names: list[str]) -> None:
        line = "x " + " ".join(map(shells.bash, names))
        assert shells.split(line, "")[0][1:] == names

    fuzz(
        examples,
        st.lists(NAMES.filter(lambda name: not any("\ud800" <= c <= "\udfff" for c in name)), min_size=1),
        check,
    )
