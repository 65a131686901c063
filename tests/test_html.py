"""--format html: one page that needs nothing else, in which nothing of a database runs or breaks out."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fix_cli import STORY_NOW, Project
from format_reports import HOSTILE, NOW, STYLE, hostile_report, render, tables

from schemagit.changes import Finding
from schemagit.characters import visible
from schemagit.ignores import Hidden, Ignore
from schemagit.render.side_by_side import Row, side_by_side
from schemagit.render.style import Style
from schemagit.snapshots.diff import diff
from schemagit.snapshots.report import Report

_EMPTY = {"meta", "link", "br", "input", "col"}
_OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "form",
        "input",
        "select",
        "option",
        "label",
        "output",
    ),
    *(
        "section",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "span",
        "bdi",
        "code",
        "time",
        "p",
        "strong",
        "div",
        "nav",
    ),
    *("ul", "li", "details", "summary", "a", "main", "article", "small", "table", "colgroup", "col", "thead"),
    *("tr", "th", "tbody", "td", "br", "footer", "script"),
}
_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "id", "hidden", "autocomplete", "type", "class"),
    *("placeholder", "aria-label", "value", "checked", "open", "href", "colspan", "scope"),
    *("data-impact", "data-kind", "data-number"),
}


class Page(HTMLParser):
    """A page as a browser reads it: elements, attributes and the text of each element."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _EMPTY:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def hostile() -> Report:
    """Also with hints, reasons, kinds, notes and rules that are called by the names."""
    report = hostile_report()

    def named(number: int, finding: Finding) -> Finding:
        name = HOSTILE[number % len(HOSTILE)]
        odd = {"kind": name, "text": name} if number % 5 == 0 else {}
        return replace(finding, hint=name, because=name, tags=frozenset({name}), **odd)  # type: ignore[arg-type]

    findings = tuple(named(number, finding) for number, finding in enumerate(report.findings))
    rules = [Ignore(name, name, reason=name) for name in HOSTILE]
    hidden = tuple(Hidden(finding, rule) for finding, rule in zip(findings, rules, strict=False))
    named_side = tables(HOSTILE[0], {"s.t": ("id",)})
    return Report(named_side, report.new, findings, HOSTILE, hidden)


@pytest.mark.parametrize("pictures", [True, False], ids=["unicode", "ascii"])
def test_everything_of_a_database_is_text(pictures: bool) -> None:  # noqa: FBT001 - a parameter of a test
    report = hostile()
    page = render("html", report, style=Style(NOW, pictures=pictures, show_ignored=True))
    assert page.isascii() is not pictures
    read = Page(page)
    assert set(read.tags) <= _OURS
    assert {name for _, name, _ in read.attributes} <= _ATTRIBUTES
    assert (read.tags["script"], read.tags["style"], read.tags["title"]) == (1, 1, 1)
    assert read.tags["article"] == len(report.findings) + len(report.hidden)
    assert read.texts["title"] == [f"{HOSTILE[0]} → new.json"]
    shown = {text for texts in read.texts.values() for text in texts}
    for name in HOSTILE:
        assert any(visible(name) in text for text in shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_the_page_loads_nothing_and_runs_its_own_script_only(story: Project) -> None:
    page = story.call("diff", "prod", "--format", "html").out
    read = Page(page)
    (policy,) = (value for value in read.values("content") if "default-src" in value)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'",) * 3
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert all(re.fullmatch(r"#o\d+", link) for link in read.values("href"))
    assert "http:" not in page
    assert "https:" not in page
    assert "src=" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_the_tree_leads_to_each_object(story: Project) -> None:
    page = Page(story.call("diff", "prod~2", "prod~1", "prod", "--format", "html").out)
    ids = [value for value in page.values("id") if value not in {"filter", "shown"}]
    assert len(ids) == len(set(ids)) > 8
    assert sorted(page.values("href")) == sorted(f"#{each}" for each in ids)
    assert page.tags["h1"] == 2


def test_what_the_page_says(story: Project) -> None:
    out = story.call("diff", "prod", "--format", "html", at=STORY_NOW).out
    page = Page(out)
    assert page.texts["strong"] == ["5 differences"]
    assert page.texts["time"] == ["2026-11-10 09:00 UTC", "2026-11-20 09:00 UTC"]
    assert Counter(page.values("data-impact")) == {"breaking": 2, "review": 2, "cosmetic": 1}
    assert [text.strip() for text in page.texts["td"] if "state" in text][:2] == [
        "state",
        "upper(state) AS state",
    ]
    same = Page(story.call("diff", "prod..prod", "--format", "html").out)
    assert same.texts["strong"] == ["No differences"]
    assert not same.tags["article"]


def test_what_is_hidden_is_counted_and_shown_on_request() -> None:
    report = diff(tables("a", {"s.t": ("x",)}), tables("b", {"s.t": ("x", "y"), "s.u": ("x",)}))
    first, second = report.findings
    report = report._replace(findings=(first,), hidden=(Hidden(second, Ignore("s.u", "here", reason="why")),))
    counted = render("html", report)
    assert "1 hidden by 1 rule (--show-ignored)" in counted
    assert "hidden by s.u (here): why" not in counted
    shown = render("html", report, style=STYLE._replace(show_ignored=True))
    assert "hidden by s.u (here): why" in shown
    assert Page(shown).tags["article"] == 2


def test_lines_stand_beside_each_other() -> None:
    before = [*"abcdefgh", "old", "same", "gone"]
    after = [*"abcdefgh", "new", "more", "same"]
    assert list(side_by_side(before, after)) == [
        Row((6, "f"), (6, "f"), same=True, skipped=5),
        Row((7, "g"), (7, "g"), same=True),
        Row((8, "h"), (8, "h"), same=True),
        Row((9, "old"), (9, "new"), same=False),
        Row(None, (10, "more"), same=False),
        Row((10, "same"), (11, "same"), same=True),
        Row((11, "gone"), None, same=False),
    ]
    assert list(side_by_side([], [])) == []
    assert list(side_by_side([], ["x"])) == [Row(None, (1, "x"), same=False)]


# A real browser.

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
# Types into the page as a person would, and writes down what is then shown.
_DRIVER = """
(() => {
  const form = document.getElementById("filter"), seen = {};
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.offsetParent).length;
  const look = (name) => {
    form.dispatchEvent(new Event("input"));
    seen[name] = [shown("article"), shown("section.object"), shown("nav a"), shown("section.place"),
      document.getElementById("shown").textContent];
  };
  look("all");
  form.querySelector("input[value=breaking]").checked = false;
  look("without breaking");
  form.querySelector("input[value=breaking]").checked = true;
  form.elements.kind.value = "view";
  look("views");
  form.elements.kind.value = "";
  form.elements.text.value = "ONERROR style";
  look("text");
  form.elements.text.value = "no such text";
  look("nothing");
  form.elements.text.value = "";
  look("all again");
  window.dispatchEvent(new Event("beforeprint"));
  seen.closed = document.querySelectorAll("article details:not([open])").length;
  window.dispatchEvent(new Event("afterprint"));
  seen.open = document.querySelectorAll("article details[open]").length;
  seen.title = document.title;
  seen.elements = document.querySelectorAll("img, svg, iframe, [onload], [onerror], [onmouseover]").length;
  seen.scripts = document.scripts.length;
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(seen))));
  document.body.append(result);
})();
"""


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or pytest.skip("there is no Chromium on the PATH")


def browse(chromium: str, page: str, folder: Path) -> dict[str, Any]:
    """What the driver saw in a page, whose policy is told of the driver and is otherwise as it was."""
    digest = base64.b64encode(hashlib.sha256(_DRIVER.encode()).digest()).decode()
    driven = page.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    driven = driven.replace("</body>", f"<script>{_DRIVER}</script></body>")
    (folder / "page.html").write_text(driven, "utf-8")
    command = [chromium, *_FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [*command, f"file://{folder / 'page.html'}"], capture_output=True, check=True, timeout=60, text=True
    )
    (result,) = re.findall(r'<pre id="result">([^<]*)</pre>', done.stdout)
    seen: dict[str, Any] = json.loads(base64.b64decode(result))
    return seen


@pytest.mark.slow
def test_in_a_browser_nothing_runs_and_the_filters_work(chromium: str, tmp_path: Path) -> None:
    report = hostile_report()
    seen = browse(chromium, render("html", report), tmp_path)
    number = len(HOSTILE)
    assert seen["title"] == "old.json → new.json"
    assert (seen["elements"], seen["scripts"]) == (0, 2)
    assert seen["all"] == [8 * number, 5 * number, 5 * number, number, f"{8 * number} shown"]
    assert seen["without breaking"][0] == 6 * number
    assert seen["without breaking"][1:3] == [4 * number, 4 * number]
    assert seen["views"] == [2 * number, number, number, number, f"{2 * number} of {8 * number} shown"]
    assert seen["text"][3] == 1
    assert seen["nothing"] == [0, 0, 0, 0, f"0 of {8 * number} shown"]
    assert seen["all again"] == seen["all"]
    assert (seen["closed"], seen["open"]) == (0, 0)


@pytest.mark.slow
def test_a_browser_would_see_what_breaks_out(chromium: str, tmp_path: Path) -> None:
    """The test above would fail were a name not escaped; the policy alone keeps it from running."""
    page = render("html", hostile_report())
    broken = page.replace("&lt;img", "<img", 1).replace("&lt;script", "<script", 1)
    seen = browse(chromium, broken, tmp_path)
    assert seen["elements"] + seen["scripts"] > 2
    assert seen["title"] == "old.json → new.json"
