"""Changes of a text that only tell that another version of PostgreSQL printed it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from schemagit.changes import Finding
from schemagit.deparsed import as_functions
from schemagit.kinds import Impact
from schemagit.kinds.base import VERBATIM

# The tag of such findings.
RENDERING = "rendering"


def mark(findings: Iterable[Finding], versions: Callable[[str], tuple[int, int] | None]) -> Iterator[Finding]:
    """The findings; those that are only another spelling are tagged, and cost nothing.

    Args:
        findings: of one comparison.
        versions: the major versions that a database was read from on both sides; None where they are equal.
    """
    for finding in findings:
        if _may_be(finding) and _same(finding) and (majors := versions(finding.object.database)):
            because = f"PostgreSQL {majors[0]} and {majors[1]} print the same in different ways"
            yield replace(finding, impact=Impact.COSMETIC, because=because, tags=finding.tags | {RENDERING})
        else:
            yield finding


def _may_be(finding: Finding) -> bool:
    """Whether the server prints the value; the body of a function is as somebody wrote it."""
    attribute = finding.attribute
    return finding.verb == "changed" and bool(attribute) and attribute not in VERBATIM | {"body"}


def _same(finding: Finding) -> bool:
    return bool(_spelled(finding.before) == _spelled(finding.after))


def _spelled(value: Any) -> Any:
    match value:
        case str():
            return as_functions(value)
        case list():
            return [_spelled(element) for element in value]
        case dict():
            return {key: _spelled(element) for key, element in value.items()}
    return value
