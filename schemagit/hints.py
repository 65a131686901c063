"""What looks like a rename without a proof: said beside what is gone and what has come, never instead."""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from schemagit.changes import Finding
from schemagit.kinds import UNREADABLE
from schemagit.names import spellings
from schemagit.respelling import Respelling

# Of so many that are gone or have come, nobody would look for the one.
_MOST = 200

# What does not tell one object from another, and the parts whose names are mostly made of the table's.
_NO_STRUCTURE = frozenset({"owner", "comment", "grants", "security_labels"})
_NAMED_BY_TABLE = frozenset({"constraints", "indexes", "triggers", "policies", "rules"})


def add(findings: Iterable[Finding], is_certain: Callable[[str], bool]) -> Iterator[Finding]:
    """The findings; where exactly one thing is gone and one of the same structure has come, both say so.

    Args:
        findings: of one comparison.
        is_certain: whether it is known of a database that nothing else was renamed in it.
    """
    found = list(findings)
    wholes = [f for f in found if f.verb in {"added", "removed"} and isinstance(f.after or f.before, dict)]
    groups: dict[Hashable, list[Finding]] = {}
    for finding in wholes if len(wholes) <= _MOST else ():
        groups.setdefault((finding.object.database, _place(finding), _structure(finding)), []).append(finding)
    likely = dict(_likely(groups.values(), is_certain))
    return (replace(each, hint=likely[id(each)]) if id(each) in likely else each for each in found)


def _likely(groups: Iterable[list[Finding]], is_certain: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    for group in groups:
        if {finding.verb for finding in group} != {"added", "removed"} or len(group) != 2:
            continue
        old, new = sorted(group, key=lambda finding: finding.verb, reverse=True)
        if not is_certain(new.object.database):
            yield id(old), f"likely renamed to {new.path}"
            yield id(new), f"likely renamed from {old.path}"


def _place(finding: Finding) -> Hashable:
    """Where both must be: a part in the same object, an object anywhere in its database."""
    return (finding.kind, finding.object if finding.part else None)


def _structure(finding: Finding) -> str:
    """All that does not depend on the name."""
    attributes: dict[str, Any] = finding.after or finding.before
    if UNREADABLE in attributes:
        return f"unreadable {id(finding)}"
    own = finding.part[-1] if finding.part else finding.object.name
    names = Respelling(dict.fromkeys(spellings(own), "?") | dict.fromkeys(_printed(finding), "?"))
    kept = {
        key: [part | {"name": ""} for part in value] if key in _NAMED_BY_TABLE else names.value(value)
        for key, value in attributes.items()
        if key not in _NO_STRUCTURE and key != "name"
    }
    return json.dumps(kept, sort_keys=True)


def _printed(finding: Finding) -> Iterator[str]:
    for schema in spellings(finding.object.schema) if not finding.part else ():
        yield from (f"{schema}.{name}" for name in spellings(finding.object.name))
