"""What a difference of two snapshots is handed on as."""

from typing import NamedTuple

from schemagit.changes import Finding
from schemagit.ignores import Hidden
from schemagit.logical import AS_IT_IS, Names
from schemagit.sources import Source


class Report(NamedTuple):
    """The difference of two snapshots.

    Attributes:
        old, new: the snapshots.
        findings: by object.
        doubts: why they may not be all.
        hidden: what rules hide.
        partial: whether only some objects were asked for.
        only: the impacts and tags that findings were asked for of; () for all.
        others: how many findings are of none of these.
        names: what roles and schemas of each side are called.
    """

    old: Source
    new: Source
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    partial: bool = False
    only: tuple[str, ...] = ()
    others: int = 0
    names: tuple[Names, Names] = (AS_IT_IS, AS_IT_IS)
