"""Partitions that come and go: one finding per parent, however many there are."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from schemagit.changes import Finding
from schemagit.kinds import Impact
from schemagit.names import quote_database

SHOWN = 3
_KINDS = {"table", "foreign table"}
_PHRASES = {
    ("added", False): "New partition",
    ("added", True): "{} new partitions",
    ("removed", False): "Partition dropped",
    ("removed", True): "{} partitions dropped",
}
_RULES = {
    "added": (Impact.SAFE, "rows of the parent have another place"),
    "removed": (Impact.BREAKING, "its rows are gone, or no longer seen by queries on the parent"),
}


def collapse(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, in which partitions of one parent that came, or went, are one."""
    return group(without_summaries(findings))


def without_summaries(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without what a parent's summary says of partitions that are named themselves."""
    found = list(findings)
    if all(each.code != "table.partitions" for each in found):
        return iter(found)
    named = {parent_of(finding) for finding in found}
    return (each for each in found if each.code != "table.partitions" or each.path not in named)


def group(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those of one parent's partitions together."""
    found = [(parent_of(finding), finding) for finding in findings]
    groups: dict[tuple[str, str], list[Finding]] = {}
    for parent, finding in found:
        if parent:
            groups.setdefault((parent, finding.verb), []).append(finding)
    for parent, finding in found:
        if not parent:
            yield finding
        elif (together := groups[parent, finding.verb])[0] is finding:
            yield _together(together)


def parent_of(finding: Finding) -> str:
    """The dotted name of the table whose partition came or went; "" for every other finding."""
    table = finding.after if finding.verb == "added" else finding.before
    if finding.kind not in _KINDS or finding.part or finding.attribute or not isinstance(table, dict):
        return ""
    parent = table.get("partition_of")
    return f"{quote_database(finding.object.database)}.{parent}" if parent else ""


def _together(group: list[Finding]) -> Finding:
    first, number = group[0], len(group)
    names = [finding.object.name for finding in group]
    listed = ", ".join(names[:SHOWN]) + (f" and {number - SHOWN} more" if number > SHOWN else "")
    what = _PHRASES[first.verb, number > 1].format(number)
    tables = {"names": names, "tables": [finding.after or finding.before for finding in group]}
    impact, because = _RULES[first.verb]
    return replace(
        first,
        code=f"partition.{first.verb}",
        kind="partition",
        path=parent_of(first),
        impact=impact,
        because=because,
        text=f"{what}: {parent_of(first)} ({listed})",
        before=tables if first.verb == "removed" else None,
        after=tables if first.verb == "added" else None,
    )
