"""Findings and snapshots as JSON for programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from schemagit import moments
from schemagit.changes import Finding
from schemagit.characters import INVISIBLE, escaped
from schemagit.ignores import Hidden
from schemagit.impact import Impact
from schemagit.message import SIGNS, impacts
from schemagit.render.style import Style
from schemagit.snapshots.history import Snapshot
from schemagit.snapshots.report import Report
from schemagit.sources import Commit, Source

# The version of what is written here: a field that goes or changes its meaning makes a new one.
VERSION = 1


def dump(value: Any, style: Style) -> str:
    """Readable JSON; what cannot be seen is escaped, for a terminal may show it."""
    return INVISIBLE.sub(escaped, json.dumps(value, ensure_ascii=not style.pictures, indent=2))


def reports(found: Sequence[Report], style: Style) -> Iterator[str]:
    """One difference as an object, several as an array of them."""
    documents = [report(each) for each in found]
    yield dump(documents[0] if len(documents) == 1 else documents, style)


def report(found: Report) -> dict[str, Any]:
    totals = impacts(found.findings)
    return {
        "version": VERSION,
        "old": side(found.old),
        "new": side(found.new),
        "totals": {impact.word: totals[impact] for impact in Impact},
        "doubts": list(found.doubts),
        "only": list(found.only),
        "others": found.others,
        "findings": [finding(each) for each in found.findings],
        "hidden": [hidden(each) for each in found.hidden],
    }


def side(source: Source) -> dict[str, Any]:
    taken = moments.iso(source.taken) if source.taken else None
    return {"ref": source.text, "commit": source.short or None, "taken": taken}


def finding(each: Finding) -> dict[str, Any]:
    return {
        "code": each.code,
        "verb": each.verb,
        "impact": each.impact.word,
        "because": each.because,
        "kind": each.kind,
        "path": each.path,
        "object": each.object.dotted(),
        "attribute": each.attribute or None,
        "text": each.text,
        "before": each.before,
        "after": each.after,
        "tags": sorted(each.tags),
        "hint": each.hint or None,
    }


def hidden(each: Hidden) -> dict[str, Any]:
    """A finding that is hidden, the rule that does so, where that is written, and why."""
    rule = each.rule
    said = {"rule": rule.text, "origin": rule.origin, "reason": rule.reason or None}
    return {**finding(each.finding), **said}


def step(previous: Commit | None, current: Commit | None, findings: Sequence[Finding]) -> dict[str, Any]:
    """What a new snapshot changed; `current` is None where nothing was recorded."""
    totals = impacts(findings)
    return {
        "commit": current.ref.commit if current else None,
        "previous": previous.ref.commit if previous else None,
        "totals": {impact.word: totals[impact] for impact in Impact},
        "findings": [finding(each) for each in findings],
    }


def snapshot(entry: Snapshot) -> dict[str, Any]:
    summary = entry.summary
    return {
        "commit": entry.commit,
        "environment": entry.environment,
        "taken": moments.iso(entry.taken),
        "cut": entry.is_cut,
        "author": entry.author,
        "tags": list(entry.tags),
        "subject": summary.subject,
        "objects": summary.objects,
        "changes": [
            {"verb": verb, "sign": SIGNS[verb], "kind": kind, "count": number}
            for (verb, kind), number in summary.counts.items()
        ],
        "impacts": {impact.word: summary.impacts[impact] for impact in Impact},
        "servers": list(summary.servers),
        "incomplete": list(summary.incomplete),
    }
