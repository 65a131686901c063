"""One snapshot as text for people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemagit.changes import Finding
from schemagit.characters import visible
from schemagit.document import kind_of
from schemagit.message import impacts, plural
from schemagit.names import ObjectName
from schemagit.render import as_text, history
from schemagit.render.style import Style, impact_words
from schemagit.snapshots.history import Snapshot
from schemagit.sources import Source

SHOWN = 200


def show(
    snapshot: Snapshot, names: Sequence[ObjectName], findings: Sequence[Finding], style: Style
) -> Iterator[str]:
    """Who took it and when, how much there is in each schema, and what it changed."""
    yield from history.head(snapshot, style)
    for server in snapshot.summary.servers:
        yield f"Server:   {visible(server)}"
    yield f"Objects:  {len(names):,}"
    yield from _counts(names)
    yield ""
    if snapshot.is_cut:
        yield f"{history.LACKING}: what this one changed is not known"
        return
    if not snapshot.parent:
        yield "the first snapshot of its environment"
        return
    yield f"{plural(len(findings), 'change')}: {impact_words(impacts(findings))}"
    for finding in findings[:SHOWN]:
        yield from as_text.lines(finding, style, "  ")
    if len(findings) > SHOWN:
        yield f"  and {len(findings) - SHOWN} more (schemagit diff {snapshot.short})"


def coverage(captures: Mapping[str, Mapping[str, Any]], style: Style) -> Iterator[str]:
    """What each database has that was not captured; nothing where there is nothing."""
    for database, facts in sorted(captures.items()):
        left_out = [f"{number:,} of {what}" for what, number in facts.get("unmodelled", {}).items()]
        left_out += [f"{what} (unreadable: {why})" for what, why in facts.get("unreadable", {}).items()]
        if facts.get("excluded"):
            left_out.append(f"{facts['excluded']:,} excluded by the configuration")
        if left_out:
            yield style.paint(
                f"not captured of {visible(database)}: {visible(', '.join(left_out))}", "yellow"
            )


def show_file(source: Source, names: Sequence[ObjectName], style: Style) -> Iterator[str]:
    """An exported file: when it was taken, and how much there is in each schema."""
    yield style.paint(visible(source.text), "yellow")
    if source.taken:
        yield f"Taken:    {style.when(source.taken)}"
    yield f"Objects:  {len(names):,}"
    yield from _counts(names)


def _counts(names: Sequence[ObjectName]) -> Iterator[str]:
    places: dict[str, Counter[str]] = {}
    for name in names:
        if name.name and (kind := kind_of(name.folder)):
            place = visible(name._replace(folder="", name="").dotted())
            places.setdefault(place, Counter())[kind.name] += 1
    width = max(map(len, places), default=0)
    for place, counts in sorted(places.items()):
        yield f"  {place:<{width}}   {', '.join(plural(number, kind) for kind, number in counts.items())}"
