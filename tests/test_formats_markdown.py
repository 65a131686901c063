"""--format markdown, as GitHub's own parser understands it: nothing that a database holds gets out of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped] # has no types
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from fix_cli import STORY_NOW, Project
from format_reports import HOSTILE, NOW, STYLE, hostile_report, render, snapshot, table, tables

from schemagit.characters import visible
from schemagit.names import ObjectName
from schemagit.render.as_markdown import ROOM, code
from schemagit.render.style import Style
from schemagit.snapshots.diff import diff
from schemagit.snapshots.report import Report

VERBOSE = STYLE._replace(verbose=True)
_TAGS = {"p", "strong", "code", "details", "summary", "ul", "li", "pre", "br", "blockquote"}
# What is ours: between code there are these words only.
_OURS = re.compile(r"[A-Za-z0-9 ,;:().'→\n✅❌️⚠↪+>~-]*")


class Page(HTMLParser):
    """What a hosting site makes of Markdown: elements, text in code, and text that is not."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.code: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}
        if tag != "br":
            self._open.append(tag)
        if tag == "code":
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "code" in self._open:
            self.code[-1] += data
        else:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def assert_holds(markdown: str) -> Page:
    """The page, in which nothing is but what we put there."""
    page = Page(markdown)
    assert set(page.tags) <= _TAGS
    assert page.attributes <= {("details", "open", None), ("pre", "lang", "diff")}
    for words in page.words:
        assert _OURS.fullmatch(words), words
    return page


@pytest.mark.parametrize(
    "style", [STYLE, VERBOSE, Style(NOW, pictures=False)], ids=["short", "verbose", "ascii"]
)
def test_nothing_gets_out(style: Style) -> None:
    """Of names, texts, hints, notes, references, attributes and kinds that a newer program knows."""
    for name in HOSTILE:
        report = hostile_report((name,))
        hinted = tuple(replace(each, hint=name, because=name) for each in report.findings)
        assert len(hinted) == 8
        odd = replace(hinted[0], text=f"{name} changed: x", kind=name)
        named = tables(name, {"s.t": ("id",)})
        page = assert_holds(
            render("markdown", Report(named, named, (*hinted, odd), (name, "*")), style=style)
        )
        shown = ObjectName(name, name, "tables", name).dotted()
        if name.strip():
            assert any(visible(shown) in text for text in page.code)
        assert page.tags.count("details") == page.tags.count("summary") == 1


@pytest.mark.parametrize("text", [*HOSTILE, "", "`", "``", " ` ", "  ", "a`", "`a", "a" + "`" * 40, "a  b"])
def test_a_text_in_code_is_that_text(text: str) -> None:
    page = assert_holds(f"- x {code(text)}, y\n")
    assert page.code == [visible(text).replace(" ", "\xa0") if not text.strip(" ") else visible(text)]


def test_a_fence_is_longer_than_what_it_holds() -> None:
    report = hostile_report(("`" * 7,))
    lines = render("markdown", report).splitlines()
    assert lines.count("  ````````diff") == lines.count("  ````````") == 3


def test_the_comment(story: Project) -> None:
    result = story.call("diff", "prod", "--format", "markdown", at=STORY_NOW)
    assert (result.code, result.err) == (0, "")
    totals = "2 breaking, 2 to review, 1 cosmetic"
    sides = "from `prod~1 <id>` (2026-11-10 09:00 UTC) to `prod <id>` (2026-11-20 09:00 UTC)"
    assert result.shown.splitlines()[:10] == [
        f"**5 differences** {sides}: {totals}",
        "",
        f"<details open><summary><code>dataflow_server.public</code>: {totals}</summary>",
        "",
        '- ⚠️ Nullability changed: `dataflow_server.public."Order items"."we.ird" (nullable → not null)`',
        "- ❌ Table dropped: `dataflow_server.public.old_jobs`",
        "- ⚠️ View changed: `dataflow_server.public.active`",
        "  ```diff",
        "   SELECT id,",
        "  -    state",
    ]
    page = assert_holds(result.out)
    assert page.tags.count("li") == 5
    nothing = story.call("diff", "prod..prod", "--format", "markdown").out
    assert nothing.startswith("**No differences** from `prod ")


def test_several_differences_are_one_comment(story: Project) -> None:
    out = story.call("diff", "prod", "prod~1", "prod~2", "--format", "markdown").out
    heads = [line.split(" from ")[0] for line in out.splitlines() if line.startswith("**")]
    assert heads == ["**5 differences**", "**9 differences**"]
    assert assert_holds(out).tags.count("strong") == 2


def size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def bounded(report: Report) -> Iterator[str]:
    out = render("markdown", report, style=VERBOSE)
    assert ROOM // 2 < size(out) <= ROOM
    assert_holds(out)
    yield from out.splitlines()


def test_a_comment_is_as_long_as_sites_take() -> None:
    wide = {f"s{number}.t": ("id",) for number in range(5)}
    columns = [f"👩{'x' * number}" for number in range(200)]
    new = tables("b", dict.fromkeys(wide, ("id", *columns)))
    report = diff(tables("a", wide), new)
    *lines, last = bounded(report)
    shown = len([line for line in lines if line.startswith("- ")])
    assert last == f"and {len(report.findings) - shown:,} more: `schemagit diff a b`"
    assert "1,000 differences" in lines[0]


def test_one_finding_is_not_longer_than_all_may_be() -> None:
    """A text of any length, in words and in lines."""
    name = ObjectName("app", "s", "tables", "t")
    long = {f"long_{number}": "x" * 10_000 for number in range(40)}
    old, new = (
        snapshot(text, {name: table("id", comment=f"{text}\n" * 5_000, **long) | {"owner": text * 10_000}})
        for text, long in (("a", long), ("b", {}))
    )
    lines = list(bounded(diff(old, new)))
    assert any(line.startswith("  and ") and line.endswith(" more lines") for line in lines)
    assert max(map(len, lines)) < 2_000


def test_many_notes_and_many_differences() -> None:
    report = hostile_report(HOSTILE[:1])._replace(doubts=("of a doubt " * 50,) * 100)
    out = render("markdown", *[report] * 100)
    assert size(out) <= ROOM
    assert "> and 90 more notes" in out
    assert re.search(r"\nand \d+ more differences of snapshots\n$", out)
