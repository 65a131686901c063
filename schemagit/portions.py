"""Which relations are read together: a large database is read in portions, so that it needs little memory."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemagit.document import Rows
from schemagit.kinds import FOLDERS, Kind

# Relations of a portion: with more of them a snapshot needs more memory, with fewer the server plans more.
SIZE = 1_800

# What has a document of its own, and whether others take over what it has.
RELATIONS = """
select
    c.oid,
    c.relkind
from pg_catalog.pg_class as c
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c') and c.relpersistence <> 't' and c.relnamespace <> 11
order by c.oid
"""
RELATIONS_CATALOG = "pg_class"
# Where a query joins what is of the relations that it is about: the server then need not look at all of it.
# What is of an object of another catalog has 0 there.
_WITHIN = re.compile(r"/\* (?:only )?within (?P<oid>[\w.]+) \*/")
# Where that is all it takes: a server that is told twice expects next to nothing, and plans for that.
_ONLY = "/* only within "


class Portion(NamedTuple):
    """What is read together.

    Attributes:
        relations: which relations, as an SQL condition with {0} for their oid; "" for all.
        rest: whether also all that is no relation, and no part of one.
        relkinds: the letters that these relations have in pg_class; None where they may have any.
    """

    relations: str = ""
    rest: bool = True
    relkinds: frozenset[str] | None = None

    def query(self, kind: Kind) -> str | None:
        """The query for those rows of a kind that belong here; None where none can."""
        if not self.relations:
            return kind.query
        if kind.catalog != RELATIONS_CATALOG:
            return kind.query if self.rest else None
        if kind.relkinds and self.relkinds is not None and self.relkinds.isdisjoint(kind.relkinds):
            return None
        condition = self.relations.format("q.parent" if kind.lives_in else "q.id")
        within = self.relations
        if _is_of_other_catalogs(kind):
            condition = f"q.catalog = '{RELATIONS_CATALOG}' and {condition}"
            if self.rest:
                condition += f" or q.catalog <> '{RELATIONS_CATALOG}'"
                within = f"({within} or {{0}} = 0)"
        query = _WITHIN.sub(lambda match: f"and {within.format(match['oid'])}", kind.query)
        if _ONLY in kind.query:
            return query
        return f"select * from ({query}) as q where {condition}"  # noqa: S608 - numbers, and our own names


ALL = Portion()


def portions(relations: Rows, size: int) -> Iterator[Portion]:
    """The portions of a database, in which what is partitioned comes first, and each relation once.

    Args:
        relations: what RELATIONS gave.
        size: how many relations a portion has.
    """
    if len(relations.records) <= size:
        yield ALL
        return
    yield these([oid for oid, relkind in relations.records if relkind == "p"])
    parts = [relations.records[start : start + size] for start in range(0, len(relations.records), size)]
    cuts = [part[0][0] for part in parts[1:]]
    starts, ends = ["", *map("{{0}} >= {}".format, cuts)], [*map("{{0}} < {}".format, cuts), ""]
    for part, *bounds in zip(parts, starts, ends, strict=True):
        relkinds = frozenset(relkind for _, relkind in part)
        yield Portion(" and ".join(filter(None, bounds)), rest=False, relkinds=relkinds)


def these(relations: Sequence[int]) -> Portion:
    """The portion of a few relations, and of all that is none."""
    if not relations:
        return Portion("false")
    return Portion(f"{{0}} in ({', '.join(map(str, relations))})")


def _is_of_other_catalogs(kind: Kind) -> bool:
    """Whether it has parts of objects of other catalogs too, which its rows name."""
    catalogs = {FOLDERS[folder].catalog for folder in kind.lives_in if folder in FOLDERS}
    return bool(kind.lives_in) and catalogs != {kind.catalog}
