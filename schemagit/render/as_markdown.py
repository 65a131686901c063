"""Differences as a comment for a pull request, in Markdown as hosting sites show it.

Whatever comes from a database stands in a code span or a code block: there neither markup nor HTML,
neither names of people nor numbers of issues mean anything. Places that take HTML only get it escaped.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemagit import moments
from schemagit.changes import Finding
from schemagit.characters import visible
from schemagit.impact import Impact
from schemagit.message import SIGNS, impacts, plural
from schemagit.render.groups import Group, by_place, command, left_out
from schemagit.render.line_diff import line_diff
from schemagit.render.style import PICTURES, Style, impact_words
from schemagit.snapshots.report import Report
from schemagit.sources import Source

# The most that is written: GitHub takes 65,536 characters, and whoever posts it may add some of their own.
ROOM = 60_000
# The most that is written of one text, and of the line diff of one finding.
_LINE, _DIFF = 1_000, 6_000
_DOUBTS = 10
# Words in which nothing is markup, a mention or a link; all else is put into a code span.
_WORDS = re.compile(r"[A-Za-z][A-Za-z ,;()'-]*")
_TICKS = re.compile(r"`+")


def reports(found: Sequence[Report], style: Style) -> Iterator[str]:
    """The comment: for each difference its totals, then its schemas, to be opened, the worst first."""
    room = ROOM
    for number, report in enumerate(found):
        text = "\n".join(_report(report, style, room // (len(found) - number)))
        if (left := room - _size(text) - 2) < 0:
            yield f"\nand {plural(len(found) - number, 'more difference')} of snapshots"
            return
        room = left
        yield text if number == 0 else f"\n{text}"


def _report(report: Report, style: Style, room: int) -> Iterator[str]:
    head = "\n".join(_head(report))
    yield head
    room -= _size(head) + _size(_rest(report, len(report.findings))) + 2
    shown = 0
    for group in by_place(report.findings):
        block = _block(group, style, room)
        if block is None:
            break
        yield block.text
        room -= _size(block.text) + 1
        shown += block.findings
        if block.findings < len(group.findings):
            break
    if shown < len(report.findings):
        yield ""
        yield _rest(report, len(report.findings) - shown)


def _head(report: Report) -> Iterator[str]:
    sides = f"from {_side(report.old)} to {_side(report.new)}"
    number = len(report.findings)
    words = f": {impact_words(impacts(report.findings))}" if number else ""
    found = f"**{plural(number, 'difference') if number else 'No differences'}**"
    more = f"; {left_out(report)}" if left_out(report) else ""
    yield f"{found} {sides}{words}{more}"
    for doubt in report.doubts[:_DOUBTS]:
        yield ""
        yield f"> note: {_safe(_cut(doubt))}"
    if len(report.doubts) > _DOUBTS:
        yield ""
        yield f"> and {plural(len(report.doubts) - _DOUBTS, 'more note')}"


def _rest(report: Report, number: int) -> str:
    return f"and {number:,} more: {code(_cut(command(report)))}"


def _side(source: Source) -> str:
    taken = f" ({moments.absolute(source.taken)})" if source.taken else ""
    return code(_cut(f"{source.text} {source.short}".strip())) + taken


class Block(NamedTuple):
    """A schema as text, with as many findings as there was room for."""

    text: str
    findings: int


def _block(group: Group, style: Style, room: int) -> Block | None:
    """A schema with as many of its findings as there is room for; None where there is none for any."""
    is_open = " open" if group.findings[0].impact is Impact.BREAKING else ""
    title = f"<code>{html.escape(visible(_cut(group.place)))}</code>"
    words = impact_words(impacts(group.findings))
    lines = ["", f"<details{is_open}><summary>{title}: {words}</summary>", ""]
    end = ["", "</details>"]
    room -= sum(_size(line) + 1 for line in lines + end)
    shown = 0
    for finding in group.findings:
        item = "\n".join(_item(finding, style))
        if _size(item) + 1 > room:
            break
        lines.append(item)
        room -= _size(item) + 1
        shown += 1
    return Block("\n".join(lines + end), shown) if shown else None


def _item(finding: Finding, style: Style) -> Iterator[str]:
    phrase, colon, rest = finding.text.partition(": ")
    is_plain = colon and _WORDS.fullmatch(phrase)
    text = f"{phrase}: {code(_cut(rest))}" if is_plain else code(_cut(finding.text))
    hint = f" ({_safe(_cut(finding.hint))})" if finding.hint else ""
    sign = PICTURES[finding.verb] if style.pictures else code(SIGNS[finding.verb])
    yield f"- {sign} {text}{hint}"
    if style.verbose and finding.because:
        yield f"  <br>{finding.impact.word}: {_safe(_cut(finding.because))}"
    if finding.lines:
        yield from (f"  {line}" for line in _fenced(finding.lines))


def _fenced(texts: tuple[Sequence[str], Sequence[str]]) -> Iterator[str]:
    lines = [f"{sign}{text}".rstrip() for sign, text in line_diff(*texts)]
    shown = list(_first(lines))
    fence = "`" * max(3, 1 + _longest("\n".join(shown)))
    yield f"{fence}diff"
    yield from shown
    yield fence
    if len(shown) < len(lines):
        yield f"and {plural(len(lines) - len(shown), 'more line')}"


def _first(lines: Sequence[str]) -> Iterator[str]:
    """The first lines of a line diff that is long."""
    room = _DIFF
    for line in map(_cut, lines):
        room -= _size(line) + 3
        if room < 0:
            return
        yield line


def code(text: str) -> str:
    """A text from a database in a code span, whatever it holds."""
    safe = visible(text)
    # Emptiness cannot be written so, and blanks at both ends are taken away, as many as one each.
    if not safe.strip(" "):
        return f"<code>{'&nbsp;' * len(safe)}</code>"
    fence = "`" * (1 + _longest(safe))
    blank = " " if safe[0] in "` " or safe[-1] in "` " else ""
    return f"{fence}{blank}{safe}{blank}{fence}"


def _safe(text: str) -> str:
    """Our own words as they are, all else in a code span."""
    return text if _WORDS.fullmatch(text) else code(text)


def _longest(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)


def _cut(text: str) -> str:
    return text if len(text) <= _LINE else f"{text[:_LINE]} …"


def _size(text: str) -> int:
    """How long a text is for sites that count UTF-16 code units, as most do."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
