"""What a difference of two snapshots is handed on as."""

from typing import NamedTuple

from schemagit.changes import Finding
from schemagit.ignores import Hidden
from schemagit.sources import Source


class Report(NamedTuple):
    """The difference of two snapshots: findings by object, why they may not be all, and what is hidden."""

    old: Source
    new: Source
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
