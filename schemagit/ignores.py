"""What users want to be left out of differences: rules, and the findings that they hide."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from schemagit import kinds
from schemagit.changes import Finding
from schemagit.errors import UsageError
from schemagit.facets import FACETS, PARTITION
from schemagit.followers import FOLLOWS
from schemagit.logical import AS_IT_IS, Names
from schemagit.partitions import group, parent_of
from schemagit.patterns import Pattern


@dataclass(frozen=True)
class Ignore:
    """One rule.

    Attributes:
        text: what it hides, as it was written.
        origin: where it was written.
        pattern: of the objects, and parts of them, that it is about; None for all.
        traits: attributes and codes of the findings that it hides; empty for all.
        reason: why, in the words of who wrote it.
        until: the last day on which it hides anything; None for always.
        environment: the only one that it is for the comparison with; "" for all.
    """

    text: str
    origin: str
    pattern: Pattern | None = None
    traits: frozenset[str] = frozenset()
    reason: str = ""
    until: date | None = None
    environment: str = ""

    def hides(self, finding: Finding) -> bool:
        """Whether a finding is one that the rule is about."""
        is_meant = self.pattern is None or any(map(self.pattern.matches, finding.names))
        return is_meant and (not self.traits or not self.traits.isdisjoint(_traits(finding)))

    def is_expired(self, today: date) -> bool:
        """Whether the rule hides nothing any more."""
        return self.until is not None and self.until < today


@cache
def attributes() -> frozenset[str]:
    """Every attribute that a rule may name: alone, of all kinds, or as the code of a finding."""
    return frozenset(
        name
        for kind in kinds.KINDS
        for attribute in ("added", "removed", "renamed", "signature", "label", "order", *kind.changed)
        for name in (attribute, f"{kind.name.replace(' ', '_')}.{attribute}")
    )


# What is shown only to those who ask for it.
BY_DEFAULT = (
    Ignore(
        "column-order",
        "by default",
        traits=FACETS["column-order"],
        reason="only SELECT * and INSERT without column names depend on it",
    ),
    Ignore(
        "what follows a rename",
        "by default",
        traits=frozenset({FOLLOWS}),
        reason="only the new name is written in it",
    ),
)


class Hidden(NamedTuple):
    finding: Finding
    rule: Ignore


class Ignores(NamedTuple):
    """How two snapshots are to be compared.

    Attributes:
        rules: those in force.
        old_names, new_names: what roles and schemas of each side are called.
    """

    rules: tuple[Ignore, ...] = ()
    old_names: Names = AS_IT_IS
    new_names: Names = AS_IT_IS


# Compares all there is.
EVERYTHING = Ignores()


def facet(name: str) -> frozenset[str]:
    """The traits of the findings that a facet is.

    Raises:
        UsageError: there is no such facet.
    """
    if name not in FACETS:
        close = difflib.get_close_matches(name, FACETS, 1)
        hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(FACETS)}"
        raise UsageError(f'there is nothing to ignore that is called "{name}"', hint)
    return FACETS[name]


def asked(text: str) -> tuple[Ignore, ...]:
    """The rules that `--ignore owners,grants` makes.

    Raises:
        UsageError: there is no such facet.
    """
    names = dict.fromkeys(name.strip() for name in text.split(","))
    return tuple(Ignore(name, "--ignore", traits=facet(name)) for name in names if name)


def in_force(rules: Iterable[Ignore], environment: str, today: date) -> Iterator[Ignore]:
    """The rules that hold for the comparison with an environment ("": with what is none) on a day."""
    for rule in rules:
        if rule.environment in {"", environment} and not rule.is_expired(today):
            yield rule


def split(findings: Iterable[Finding], rules: Iterable[Ignore]) -> tuple[list[Finding], list[Hidden]]:
    """The findings that no rule hides, and the others, each with the first rule that does."""
    shown: list[Finding] = []
    hidden: list[Hidden] = []
    rules = tuple(rules)
    for finding in findings:
        rule = next((rule for rule in rules if rule.hides(finding)), None)
        if rule:
            hidden.append(Hidden(finding, rule))
        else:
            shown.append(finding)
    return shown, hidden


def by_rule(hidden: Iterable[Hidden]) -> Iterator[Hidden]:
    """What each rule hides; partitions of one parent that came, or went, are one finding here too."""
    found: dict[Ignore, list[Finding]] = {}
    for finding, rule in hidden:
        found.setdefault(rule, []).append(finding)
    for rule, findings in found.items():
        yield from (Hidden(finding, rule) for finding in group(findings))


def _traits(finding: Finding) -> set[str]:
    traits = {finding.code, finding.code.rpartition(".")[2], *finding.tags}
    return traits | {PARTITION} if finding.partition_of or parent_of(finding) else traits
