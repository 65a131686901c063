"""Findings of some impacts or about some things only, as `diff --only security,breaking` asks."""

import difflib

from schemagit.changes import Finding
from schemagit.errors import UsageError
from schemagit.kinds import Impact
from schemagit.snapshots.report import Report

TAGS = ("security", "performance", "rendering")
WORDS = (*(impact.word for impact in sorted(Impact, reverse=True)), *TAGS)


def asked(text: str) -> tuple[str, ...]:
    """The impacts and tags that `--only security,breaking` names.

    Raises:
        UsageError: there is no such impact or tag, or none is named.
    """
    words = tuple(dict.fromkeys(word for each in text.split(",") if (word := each.strip())))
    for word in words or ("",):
        if word not in WORDS:
            near = difflib.get_close_matches(word, WORDS, 1)
            meant = f'; did you mean "{near[0]}"?' if near else ""
            raise UsageError(
                f'there is no impact or tag "{word}" that --only could show',
                f"known: {', '.join(WORDS)}{meant}",
            )
    return words


def narrow(report: Report, words: tuple[str, ...]) -> Report:
    """A difference with only the findings of these impacts and tags; the others are counted."""
    found = tuple(finding for finding in report.findings if _is_of(finding, words))
    return report._replace(findings=found, only=words, others=len(report.findings) - len(found))


def _is_of(finding: Finding, words: tuple[str, ...]) -> bool:
    return finding.impact.word in words or not finding.tags.isdisjoint(words)
