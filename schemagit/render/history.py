"""Histories and snapshots as text for people."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from schemagit.characters import visible
from schemagit.message import SIGNS, in_signs, in_words, plural
from schemagit.render.style import Style, impact_words
from schemagit.snapshots.history import Snapshot

SHOWN = 10
LACKING = "older snapshots are not in this clone"
_STARTS = {f"{sign} ": verb for verb, sign in SIGNS.items()}
_ALL = 1_000_000
# A history has many snapshots of few authors.
_visible = lru_cache(visible)


def entry(snapshot: Snapshot, style: Style, findings: Sequence[str] | None = None) -> str:
    """The lines of one snapshot, as `git log` shows a commit.

    Args:
        snapshot: what its commit says.
        style: how to show it.
        findings: the lines of its changes; what its message says of them when None.
    """
    text = [*head(snapshot, style)]
    if changes := _changes(snapshot):
        text.append(f"Changes:  {changes}")
    if findings is None:
        lines, more = snapshot.summary.first(_ALL if style.verbose else SHOWN)
        findings = _in_style(lines, style)
        if more:
            findings.append(f"    and {more} more (schemagit show {snapshot.short})")
    else:
        findings = [f"    {line}" for line in findings]
    if findings:
        text += ["", *findings]
    text.append("")
    return "\n".join(text)


def head(snapshot: Snapshot, style: Style) -> Iterator[str]:
    yield style.paint(f"snapshot {snapshot.short}", "yellow") + _marks(snapshot.environment, snapshot.tags)
    yield f"Taken:    {style.when(snapshot.taken)}"
    yield f"By:       {_visible(snapshot.author)}"
    for number, line in enumerate(snapshot.summary.note):
        yield f"{'' if number else 'Note:':<10}{visible(line)}".rstrip()
    for missing in snapshot.summary.incomplete:
        yield f"Unread:   {visible(missing)}"


@lru_cache
def _marks(environment: str, tags: Sequence[str]) -> str:
    """The names that lead to a snapshot, behind its id."""
    marks = ", ".join(filter(None, [environment, *map("tag: {}".format, tags)]))
    return f" ({visible(marks)})" if marks else ""


def _changes(snapshot: Snapshot) -> str:
    summary = snapshot.summary
    if not snapshot.parent and not snapshot.is_cut:
        return "first snapshot" + (f", {summary.objects:,} objects" if summary.objects else "")
    impact = impact_words(summary.impacts)
    words = in_words(summary.counts) + (f" ({impact})" if impact else "")
    return "; ".join(filter(None, [words, LACKING])) if snapshot.is_cut else words


def _in_style(lines: Sequence[str], style: Style) -> list[str]:
    """These lines, set in."""
    signs = _signs(style)
    return [
        signs[start] + line[2:] if (start := line[:2]) in signs else f"    {line}"
        for line in style.lines(lines)
    ]


@lru_cache
def _signs(style: Style) -> dict[str, str]:
    """How a line begins, by how it begins in a message."""
    return {start: f"    {style.sign(verb)} " for start, verb in _STARTS.items()}


def oneline(snapshots: Iterable[Snapshot], style: Style) -> Iterator[str]:
    """One line per snapshot, in columns."""
    rows = [
        (
            snapshot.short,
            style.ago(snapshot.taken),
            visible(snapshot.environment),
            _short_changes(snapshot),
            impact_words({k: n for k, n in snapshot.summary.impacts.items() if k.word == "breaking"}),
            f"(tag: {visible(', '.join(snapshot.tags))})" if snapshot.tags else "",
        )
        for snapshot in snapshots
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True) if width]
        yield style.paint(cells[0], "yellow") + "  " + "  ".join(cells[1:]).rstrip()


def _short_changes(snapshot: Snapshot) -> str:
    counts = in_signs(snapshot.summary.counts).replace(",", "")
    if snapshot.is_cut:
        return counts or LACKING
    return (counts or visible(snapshot.summary.subject)) if snapshot.parent else "first snapshot"


def environments(
    newest: Mapping[str, Snapshot | None],
    configured: Collection[str],
    verified: Mapping[str, datetime],
    style: Style,
) -> Iterator[str]:
    """One line per environment: its newest snapshot, how old it is, what it holds, when it was last so."""
    rows = [
        _environment(
            name, snapshot, "" if name in configured else "not configured", verified.get(name), style
        )
        for name, snapshot in newest.items()
    ]
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(map(len, column)) for column in columns]
    for row in zip(*columns, strict=True):
        yield "   ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _environment(
    name: str, snapshot: Snapshot | None, remark: str, seen: datetime | None, style: Style
) -> tuple[str, ...]:
    if snapshot is None:
        return visible(name), "no snapshot", "", "", "", remark
    objects = snapshot.summary.objects
    counted = plural(objects, "object") if objects is not None else ""
    last = f"last verified {style.ago(seen)}" if seen and seen > snapshot.taken else ""
    return visible(name), snapshot.short, style.when(snapshot.taken), counted, last, remark
