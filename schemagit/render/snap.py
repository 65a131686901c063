"""What taking a snapshot says."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from schemagit import moments
from schemagit.characters import visible
from schemagit.later import Later
from schemagit.message import impacts, plural
from schemagit.render.style import Style, impact_words
from schemagit.snapshots.live import Capture
from schemagit.snapshots.take import Taken

if TYPE_CHECKING:
    from schemagit.render import as_json, as_text
else:
    # Where nothing changed, there are no findings to show.
    as_json, as_text = Later("schemagit.render.as_json"), Later("schemagit.render.as_text")

SHOWN = 100


def taken(snapshot: Taken, style: Style, seconds: float) -> Iterator[str]:
    """What was read, what changed, and what was recorded."""
    if snapshot.previous and not snapshot.findings and not snapshot.unread and not snapshot.current:
        previous = snapshot.previous
        since = f"{previous.short} ({style.ago(previous.taken)})" if previous.taken else previous.short
        how = "verified" if snapshot.is_known else "read"
        yield f"{snapshot.environment}: nothing changed since {since}; {how} in {seconds:.1f} s"
        return
    yield from _databases(snapshot, style)
    yield from _changes(snapshot, style)
    yield _outcome(snapshot, style, seconds)


def _databases(snapshot: Taken, style: Style) -> Iterator[str]:
    yield f"{snapshot.environment}: {plural(len(snapshot.captures), 'database')}"
    width = max(len(visible(capture.name)) for capture in snapshot.captures)
    for capture in snapshot.captures:
        yield f"  {visible(capture.name):<{width}}   {_database(capture, snapshot, style)}"


def _database(capture: Capture, snapshot: Taken, style: Style) -> str:
    if capture.facts is None:
        kept = "its last known objects are kept" if snapshot.previous else "it is left out"
        return f"{style.paint('not read', 'red')}: {visible(str(capture.error))}; {kept}"
    objects = plural(capture.objects, "object")
    return f"PostgreSQL {capture.facts.version:<6} {objects:>14}   {capture.seconds:.1f} s"


def _changes(snapshot: Taken, style: Style) -> Iterator[str]:
    if snapshot.previous is None:
        return
    yield ""
    if not snapshot.findings:
        yield f"nothing changed since {snapshot.previous.short}"
    for finding in snapshot.findings[:SHOWN]:
        yield from as_text.lines(finding, style)
    if len(snapshot.findings) > SHOWN:
        yield f"and {len(snapshot.findings) - SHOWN} more (schemagit diff {snapshot.environment})"
    yield ""


def _outcome(snapshot: Taken, style: Style, seconds: float) -> str:
    what = "first snapshot"
    if snapshot.previous is not None:
        impact = impact_words(impacts(snapshot.findings))
        what = plural(len(snapshot.findings), "change") + (f" ({impact})" if impact else "")
    if snapshot.current is None:
        where = f"[{snapshot.environment}] nothing recorded:"
    else:
        where = style.paint(f"[{snapshot.environment} {snapshot.current.short}]", "yellow")
    return f"{where} {what}, {plural(snapshot.objects, 'object')}, {seconds:.1f} s"


def as_data(snapshot: Taken) -> dict[str, Any]:
    """The same for programs; what was not read, for nothing changed, is not counted."""
    findings = snapshot.findings if snapshot.previous else ()
    return {
        "environment": snapshot.environment,
        "taken": moments.iso(snapshot.when),
        **as_json.step(snapshot.previous, snapshot.current, findings),
        "objects": None if snapshot.is_known else snapshot.objects,
        "databases": [
            {
                "name": capture.name,
                "server": capture.facts.version if capture.facts else None,
                "objects": capture.objects if capture.facts and not snapshot.is_known else None,
                "error": str(capture.error) if capture.error else None,
            }
            for capture in snapshot.captures
        ],
    }


def in_clear(captures: Iterable[Capture]) -> Iterator[str]:
    """Which databases were read so that others could read along, and what to do about it."""
    for name in dict.fromkeys(each.name for each in captures if each.facts and each.facts.in_clear):
        yield (
            f"{name} was read without encryption, for its server offers no TLS; "
            "sslmode: require refuses that, sslmode: disable accepts it"
        )


def warnings(snapshot: Taken) -> Iterator[str]:
    """How it was read, what it does not show, and what it shows although it may be a secret."""
    yield from in_clear(snapshot.captures)
    for capture in snapshot.captures:
        coverage, name = capture.coverage, capture.name
        for what, number in coverage.unmodelled.items():
            yield f"{name}: {number:,} of {what} not captured: this version of schemagit does not know it"
        for what, why in coverage.unreadable.items():
            yield f"{what} is unreadable: {why}"
        for what in coverage.secrets:
            yield (
                f"{what} holds what looks like a secret, in a connection string or a setting; "
                "name it under accept: in the configuration if it is none"
            )
