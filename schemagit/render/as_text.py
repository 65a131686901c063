"""Findings as text for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemagit.changes import Finding
from schemagit.characters import visible
from schemagit.ignores import Hidden
from schemagit.impact import Impact
from schemagit.message import impacts, plural, shortened
from schemagit.names import ObjectName
from schemagit.render.groups import by_place, left_out, shares, totals
from schemagit.render.line_diff import line_diff
from schemagit.render.style import Style, impact_words
from schemagit.snapshots.report import Report
from schemagit.sources import Source

# The most findings that are shown of a difference when nobody asks for all.
LIMIT = 500
# The most lines of the line diff of one finding.
LINES = 200
IMPACT_COLOURS = {
    Impact.BREAKING: "red",
    Impact.REVIEW: "yellow",
    Impact.SAFE: "green",
    Impact.COSMETIC: "dim",
}


def reports(found: Sequence[Report], style: Style) -> Iterator[str]:
    """Several differences, one after the other."""
    for number, each in enumerate(found):
        yield from [""] if number else []
        yield from report(each, style)


def report(found: Report, style: Style) -> Iterator[str]:
    """A whole difference: what was compared, totals, then the findings by schema, the worst first.

    No more than LIMIT findings are shown, and no more than LIMIT hidden ones, unless all are wanted.
    """
    yield f"{side(found.old, style)} {style.arrow} {side(found.new, style)}"
    yield from (style.paint(f"note: {visible(doubt)}", "yellow") for doubt in found.doubts)
    yield totals(found)
    groups = [(visible(group.place), group.findings) for group in by_place(found.findings)]
    yield from _groups(groups, style, "in other schemas")
    yield from hidden(found.hidden, style)


def _groups(groups: Sequence[tuple[str, Sequence[Finding]]], style: Style, elsewhere: str) -> Iterator[str]:
    """Groups under their titles; where there are too many findings, how many more each group has."""
    sizes = [len(findings) for _, findings in groups]
    shown = sizes if style.complete else shares(sizes, LIMIT)
    left = sum(sizes[shown.index(0) :]) if 0 in shown else 0
    for (title, findings), number in zip(groups, shown, strict=True):
        if not number:
            break
        yield ""
        yield style.paint(title, "bold")
        for finding in findings[:number]:
            yield from lines(finding, style, "  ")
        if len(findings) > number:
            yield f"  and {len(findings) - number:,} more (--all)"
    if left:
        yield ""
        yield f"and {left:,} more {elsewhere} (--all)"


def hidden(found: Sequence[Hidden], style: Style) -> Iterator[str]:
    """What rules hide, by rule, where it is wanted."""
    groups = []
    for rule, group in groupby(found if style.show_ignored else (), key=lambda each: each.rule):
        reason = f": {rule.reason}" if rule.reason else ""
        title = visible(f"hidden by {rule.text} ({rule.origin}){reason}")
        groups.append((title, [each.finding for each in group]))
    yield from _groups(groups, style, "hidden by other rules")


def side(source: Source, style: Style) -> str:
    name = style.paint(visible(f"{source.text} {source.short}".strip()), "bold")
    return f"{name} ({style.ago(source.taken)})" if source.taken else name


def lines(finding: Finding, style: Style, indent: str = "") -> Iterator[str]:
    """One finding: its line, a line diff where texts differ, and its reason when one is wanted."""
    yield f"{indent}{line(finding, style)}"
    if finding.lines:
        yield from (f"{indent}      {text}".rstrip() for text in _line_diff(*finding.lines, style))
    if style.verbose and finding.because:
        word = style.paint(finding.impact.word, IMPACT_COLOURS[finding.impact])
        yield f"{indent}   {word}: {finding.because}"


def line(finding: Finding, style: Style) -> str:
    hint = f" ({finding.hint})" if finding.hint else ""
    text = finding.text if style.complete else shortened(finding.text, "-v")
    return f"{style.sign(finding.verb)} {style.line(text + hint)}"


def _line_diff(before: Sequence[str], after: Sequence[str], style: Style) -> Iterator[str]:
    found = list(line_diff(before, after))
    shown = found if style.complete else found[:LINES]
    for sign, text in shown:
        colour = {"+": "green", "-": "red"}.get(sign)
        line = f"{sign} {text if style.complete else shortened(text, '-v')}".rstrip()
        yield style.paint(line, colour) if colour else line
    if len(shown) < len(found):
        yield f"and {plural(len(found) - len(shown), 'more line')} (-v)"


def stats(found: Sequence[Report], style: Style) -> Iterator[str]:
    """One line per object of each difference."""
    for number, each in enumerate(found):
        yield from [""] if number else []
        yield from stat(each, style)


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
    yield from filter(None, [left_out(found)])


def _object(finding: Finding) -> ObjectName:
    return finding.object


def names(found: Sequence[Report], _style: Style) -> Iterator[str]:
    """The name of each object that differs, by difference."""
    for number, report in enumerate(found):
        yield from [""] if number else []
        yield from dict.fromkeys(visible(finding.object.dotted()) for finding in report.findings)
