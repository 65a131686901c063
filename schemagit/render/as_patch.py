"""Differences as a patch of the stored files."""

import re
from collections.abc import Iterator, Sequence

from schemagit.characters import UNPRINTABLE, escaped, visible
from schemagit.render.groups import others_words
from schemagit.render.style import Style
from schemagit.snapshots.patch import patch
from schemagit.snapshots.report import Report

_COLOURS = {"+": "green", "-": "red", "@": "cyan", " ": ""}
_HEAD = re.compile(r"(diff --git|index|---|\+\+\+|new|deleted|old|similarity|rename|#) ")


def reports(found: Sequence[Report], style: Style) -> Iterator[str]:
    """The patches, one after the other; what is not of them stands in lines that `git apply` passes over."""
    for report in found:
        if len(found) > 1:
            yield f"# {visible(report.old.text)} {style.arrow} {visible(report.new.text)}"
        yield from (f"# note: {visible(doubt)}" for doubt in report.doubts)
        if others := others_words(report):
            yield f"# {others}"
        for line in patch(report):
            yield _shown(line, style)


def _shown(line: str, style: Style) -> str:
    """A line as it is; only a terminal, which would obey them, gets no control characters."""
    if not style.terminal:
        return line
    safe = UNPRINTABLE.sub(escaped, line.replace("\t", "    "))
    colour = "bold" if _HEAD.match(line) else _COLOURS.get(line[:1])
    return style.paint(safe, colour) if colour else safe
