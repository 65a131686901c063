"""What all formats for people share: totals, findings by schema, and how many of them there is room for."""

import shlex
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from schemagit.changes import Finding
from schemagit.ignores import Hidden
from schemagit.message import impacts, plural
from schemagit.names import ObjectName
from schemagit.render.style import impact_words
from schemagit.snapshots.report import Report
from schemagit.sources import Commit, Source


class Group(NamedTuple):
    """The findings of a database or a schema, the worst first."""

    place: str
    findings: tuple[Finding, ...]


def by_place(findings: Iterable[Finding]) -> list[Group]:
    """Findings by the schema, or the database, that they are in; where the worst one is comes first."""
    ordered = sorted(findings, key=lambda each: (place(each.object), -each.impact, each.path, each.code))
    groups = [
        Group(where, tuple(group)) for where, group in groupby(ordered, key=lambda each: place(each.object))
    ]
    return sorted(groups, key=lambda group: -group.findings[0].impact)


def place(name: ObjectName) -> str:
    """The dotted name of the schema that an object is in, or of its database where it is in none."""
    return _place(name.database, name.schema)


@lru_cache(maxsize=1024)
def _place(database: str, schema: str) -> str:
    return ObjectName(database, schema, "", "").dotted()


def shares(sizes: Sequence[int], room: int) -> list[int]:
    """How many of each group to show so that all groups together fit: the small ones whole, if they can be.

    >>> shares([2, 100, 50], 12), shares([5, 5], 100), shares([3, 3, 3], 2)
    ([2, 5, 5], [5, 5], [1, 1, 0])
    """
    shown = [0] * len(sizes)
    left = room
    smallest_first = sorted(range(len(sizes)), key=sizes.__getitem__)
    if len(sizes) > room:  # one each, in order, for as many as there is room for
        return [int(number < room) for number in range(len(sizes))]
    for done, number in enumerate(smallest_first):
        shown[number] = min(sizes[number], left // (len(sizes) - done))
        left -= shown[number]
    return shown


def totals(report: Report) -> str:
    """How many differences there are, by impact, and how many are not shown."""
    number = len(report.findings)
    found = f"{plural(number, 'difference')}: {impact_words(impacts(report.findings))}"
    shown = found if number else "no differences"
    return "; ".join(filter(None, [shown, left_out(report)]))


def left_out(report: Report) -> str:
    """What is not shown because the user wants it so; "" for nothing."""
    return "; ".join(filter(None, [others_words(report), hidden_words(report.hidden)]))


def others_words(report: Report) -> str:
    """How many findings `--only` leaves out; "" for none."""
    if not report.others:
        return ""
    noun = "other" if report.others == 1 else "others"
    return f"{report.others:,} {noun} not shown (--only {','.join(report.only)})"


def hidden_words(found: Sequence[Hidden]) -> str:
    """How much is hidden, by how many rules, and how to see it; "" for nothing."""
    rules = len({each.rule for each in found})
    return f"{len(found):,} hidden by {plural(rules, 'rule')} (--show-ignored)" if found else ""


def command(report: Report) -> str:
    """The command line that shows the difference on a terminal."""
    sides = (report.old, report.new)
    if all(map(_is_plain_ref, sides)):
        return f"schemagit diff {report.old.text}..{report.new.text}"
    return f"schemagit diff {' '.join(shlex.quote(side.text) for side in sides)}"


def _is_plain_ref(source: Source) -> bool:
    is_ref = isinstance(source, Commit) or source.text.startswith("live:")
    return is_ref and shlex.quote(source.text).strip("'") == source.text and " " not in source.text
