"""One finding as HTML: what happened, what it costs and why, and old and new beside each other."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from schemagit.changes import Finding
from schemagit.characters import visible
from schemagit.document import encode
from schemagit.impact import Impact
from schemagit.message import plural
from schemagit.render.line_diff import safe_lines
from schemagit.render.side_by_side import Row, side_by_side
from schemagit.render.style import IMPACT_WORDS
from schemagit.snapshots.report import Report

_SIGNS = {"added": "+", "renamed": "→", "changed": "~", "removed": "-"}
_COLUMNS = "<colgroup><col class=number><col><col class=number><col></colgroup>"


def text(content: str) -> str:
    """A text from a database, to stand in an element or in a quoted attribute."""
    return escape(visible(content))


def impact_word(impact: Impact) -> str:
    return IMPACT_WORDS.get(impact, impact.word)


def finding(found: Finding, report: Report) -> Iterator[str]:
    """The lines of a found."""
    impact = found.impact
    phrase, _, rest = found.text.partition(": ")
    about = f'data-impact="{impact.word}" data-kind="{text(found.kind)}"'
    yield f'<article class="{impact.word}" {about}>'
    yield f'<h4><span class="sign {found.verb}">{_SIGNS[found.verb]}</span> {text(phrase)} '
    yield f"<code>{text(rest)}</code>"
    yield f'<span class="badge {impact.word}">{impact_word(impact)}</span>'
    yield from (f"<span class=tag>{text(tag)}</span>" for tag in sorted(found.tags))
    yield "</h4>"
    if found.hint:
        yield f"<p class=hint>{text(found.hint)}</p>"
    if found.because:
        yield f"<p class=because>{text(found.because)}</p>"
    yield from _sides(found, report)
    yield "</article>"


def _sides(finding: Finding, report: Report) -> Iterator[str]:
    """Old and new beside each other; what came or went as a whole only where it is asked for."""
    before, after = finding.lines or (_lines(finding.before), _lines(finding.after))
    rows = list(side_by_side(safe_lines(before), safe_lines(after)))
    if not rows:
        return
    is_whole = finding.verb in {"added", "removed"}
    if is_whole:
        yield "<details><summary>definition</summary>"
    yield f"<table{' class=short' if len(rows) == 1 else ''}>{_COLUMNS}<thead><tr>"
    yield from (f"<th colspan=2 scope=col>{text(side.text)}</th>" for side in (report.old, report.new))
    yield "</tr></thead><tbody>"
    yield from map(_row, rows)
    yield "</tbody></table>"
    if is_whole:
        yield "</details>"


def _row(row: Row) -> str:
    gap = f"<tr class=gap><td colspan=4>{plural(row.skipped, 'equal line')}</td></tr>" if row.skipped else ""
    left = _cell(row.left, "" if row.same else "old")
    return f"{gap}<tr>{left}{_cell(row.right, '' if row.same else 'new')}</tr>"


def _cell(line: tuple[int, str] | None, mark: str) -> str:
    if line is None:
        return "<td class=number></td><td class=none></td>"
    number, content = line
    shown = escape(content) or "<br>"
    return f'<td class=number data-number="{number}"></td><td class="{mark}">{shown}</td>'


def _lines(value: Any) -> list[str]:
    """A value as lines: texts as they are, documents as they are stored."""
    if value is None:
        return []
    if isinstance(value, str):
        return value.split("\n")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    if isinstance(value, dict):
        return encode(value).decode().removesuffix("\n").split("\n")
    return json.dumps(value, ensure_ascii=False, indent=2).split("\n")
