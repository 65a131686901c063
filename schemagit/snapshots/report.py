"""What a difference of two snapshots is handed on as."""

from typing import NamedTuple

from schemagit.changes import Finding
from schemagit.sources import Source


class Report(NamedTuple):
    """The difference of two snapshots: findings by object, and why they may not be all."""

    old: Source
    new: Source
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()
