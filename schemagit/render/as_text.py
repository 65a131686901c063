"""Findings as text for people."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from schemagit.changes import Finding
from schemagit.characters import visible, visible_lines
from schemagit.ignores import Hidden
from schemagit.kinds import Impact
from schemagit.message import impacts, plural
from schemagit.names import ObjectName
from schemagit.render.style import Style, impact_words
from schemagit.snapshots.report import Report
from schemagit.sources import Source

IMPACT_COLOURS = {
    Impact.BREAKING: "red",
    Impact.REVIEW: "yellow",
    Impact.SAFE: "green",
    Impact.COSMETIC: "dim",
}


def report(found: Report, style: Style) -> Iterator[str]:
    """A whole difference: what was compared, totals, then the findings by schema, the worst first."""
    yield f"{side(found.old, style)} {style.arrow} {side(found.new, style)}"
    yield from (style.paint(f"note: {visible(doubt)}", "yellow") for doubt in found.doubts)
    yield "; ".join(filter(None, [_totals(found.findings), hidden_words(found.hidden)]))
    for place, group in groupby(sorted(found.findings, key=_by_place), key=lambda f: _place(f.object)):
        yield ""
        yield style.paint(visible(place), "bold")
        for finding in group:
            yield from lines(finding, style, "  ")
    yield from hidden(found.hidden, style)


def _totals(findings: Sequence[Finding]) -> str:
    if not findings:
        return "no differences"
    return f"{plural(len(findings), 'difference')}: {impact_words(impacts(findings))}"


def hidden_words(found: Sequence[Hidden]) -> str:
    """How much is hidden, by how many rules, and how to see it; "" for nothing."""
    rules = len({each.rule for each in found})
    return f"{len(found):,} hidden by {plural(rules, 'rule')} (--show-ignored)" if found else ""


def hidden(found: Sequence[Hidden], style: Style) -> Iterator[str]:
    """What rules hide, by rule, where it is wanted."""
    for rule, group in groupby(found if style.show_ignored else (), key=lambda each: each.rule):
        reason = f": {rule.reason}" if rule.reason else ""
        yield ""
        yield style.paint(visible(f"hidden by {rule.text} ({rule.origin}){reason}"), "bold")
        for each in group:
            yield from lines(each.finding, style, "  ")


def side(source: Source, style: Style) -> str:
    name = style.paint(visible(f"{source.text} {source.short}".strip()), "bold")
    return f"{name} ({style.ago(source.taken)})" if source.taken else name


def _by_place(finding: Finding) -> tuple[str, int, str, str]:
    return _place(finding.object), -finding.impact, finding.path, finding.code


def _place(name: ObjectName) -> str:
    return name._replace(folder="", name="").dotted()


def lines(finding: Finding, style: Style, indent: str = "") -> Iterator[str]:
    """One finding: its line, a line diff where texts differ, and its reason when one is wanted."""
    yield f"{indent}{line(finding, style)}"
    if finding.lines:
        yield from (f"{indent}      {text}".rstrip() for text in _line_diff(*finding.lines, style))
    if style.verbose and finding.because:
        word = style.paint(finding.impact.word, IMPACT_COLOURS[finding.impact])
        yield f"{indent}   {word}: {finding.because}"


def line(finding: Finding, style: Style) -> str:
    return f"{style.sign(finding.verb)} {style.line(finding.text)}"


def _line_diff(before: Sequence[str], after: Sequence[str], style: Style) -> Iterator[str]:
    changed = difflib.unified_diff(_safe(before), _safe(after), n=2, lineterm="")
    for text in list(changed)[2:]:
        if text.startswith("@@"):
            continue
        colour = {"+": "green", "-": "red"}.get(text[0])
        shown = f"{text[0]} {text[1:]}".rstrip()
        yield style.paint(shown, colour) if colour else shown


def _safe(texts: Iterable[str]) -> list[str]:
    return [safe for text in texts for safe in visible_lines(text)]


def stat(found: Report, style: Style) -> Iterator[str]:
    """One line per object: how many findings it has, by impact."""
    counts = {
        visible(name.dotted()): impacts(group)
        for name, group in groupby(sorted(found.findings, key=_object), key=_object)
    }
    width = max(map(len, counts), default=0)
    for name, by_impact in counts.items():
        colour = IMPACT_COLOURS[max(by_impact)]
        yield f"{name:<{width}}   {style.paint(impact_words(by_impact), colour)}"
    if found.hidden:
        yield hidden_words(found.hidden)


def _object(finding: Finding) -> ObjectName:
    return finding.object


def names(found: Report, _style: Style) -> Iterator[str]:
    """The name of each object that differs."""
    yield from Counter(visible(finding.object.dotted()) for finding in found.findings)
