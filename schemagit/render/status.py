"""The state of environments as text for people."""

from collections.abc import Iterator

from schemagit.characters import visible
from schemagit.message import plural
from schemagit.render import as_text
from schemagit.render.groups import hidden_words
from schemagit.render.style import Style
from schemagit.snapshots.status import Status

SHOWN = 3
_COLOURS = {"in sync": "green", "drifted": "yellow"}


def word(found: Status) -> str:
    """The state in one word or two."""
    if found.error:
        return "unreachable"
    if found.report is None:
        return "no snapshot"
    return "drifted" if found.report.findings else "in sync"


def lines(found: Status, width: int, style: Style) -> Iterator[str]:
    """One environment: its state, then the first of its differences."""
    state = word(found)
    painted = style.paint(f"{state:<11}", _COLOURS.get(state, "red"))
    yield f"{visible(found.environment):<{width}}   {painted}   {_remark(found, style)}".rstrip()
    findings = found.report.findings if found.report else ()
    for finding in findings[:SHOWN]:
        yield from as_text.lines(finding, style, " " * 6)
    if len(findings) > SHOWN:
        command = f"schemagit diff {found.environment}..live:{found.environment}"
        yield f"      and {len(findings) - SHOWN} more ({command})"
    yield from as_text.hidden(found.report.hidden if found.report else (), style)


def _remark(found: Status, style: Style) -> str:
    if found.error:
        return visible(found.error.message)
    if found.previous is None:
        first = f"the first is {found.recorded.short}" if found.recorded else ""
        return first or f"schemagit snap {found.environment} takes the first"
    age = style.ago(found.previous.taken) if found.previous.taken else ""
    what = f"{found.previous.short}, taken {age}"
    if found.report and found.report.findings:
        what = f"{plural(len(found.report.findings), 'change')} since {found.previous.short} ({age})"
    what += f", recorded as {found.recorded.short}" if found.recorded else ""
    return "; ".join(filter(None, [what, hidden_words(found.report.hidden if found.report else ())]))
