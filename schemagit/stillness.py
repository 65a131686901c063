"""One query that sees by the versions of rows that nothing changed: it costs less than looking at the rows.

A server that runs on gives each row that is written the number of the transaction that wrote it. Where no row
has a newer number than it had before, and none is gone, all are what they were:
https://www.postgresql.org/docs/current/ddl-system-columns.html
A server that was started anew may be a copy, on which other transactions had the same numbers.
"""

from typing import NamedTuple

from schemagit import fingerprint
from schemagit.facts import Facts
from schemagit.hashes import OWN, VIEWS, WITH_PASSING, Part, asked, catalogs, parts
from schemagit.ledger import MOST, SHARED, Ledger
from schemagit.postgres import Session

# Numbers of transactions are only compared with those before and after them: of 2^32, half of them.
_FAR = 2**30


def since(moment: str) -> int:
    """The oldest transaction that may not have been over at a moment: all that come after it are newer."""
    return int(moment.partition(":")[0])


def started(moment: str) -> str:
    """When the server was started whose moment it is."""
    return moment.partition(" ")[2]


def rows(opened: Session, facts: Facts, moment: str, beginning: int) -> str:
    """What the rows of all catalogs come to; "" where a transaction since some beginning wrote one of them.

    Args:
        opened: in a transaction.
        facts: of its server.
        moment: as `Session.moment` gave it for the transaction.
        beginning: as `since` gave it, at this moment or before.
    """
    if not 0 <= since(moment) - beginning < _FAR:
        return ""
    ((has_changed, found),) = opened.rows(query(facts.server_version_num, beginning)).records
    return "" if has_changed else str(found)


class Followed(NamedTuple):
    """What a database comes to now.

    Attributes:
        ledger: all of it.
        has_versions: whether something was changed, even if it was changed back.
    """

    ledger: Ledger
    has_versions: bool


def follow(opened: Session, facts: Facts, moment: str, old: Ledger) -> Followed | None:
    """What the database comes to now, found by looking only at relations of which a row is newer.

    None where that does not tell: where too many are newer, or rows of others are gone.

    Args:
        opened: in a transaction.
        facts: of its server.
        moment: as `Session.moment` gave it for the transaction.
        old: what it came to at this moment or before.
    """
    beginning = since(moment)
    if old.start != started(moment) or not 0 <= beginning - old.since < _FAR:
        return None
    server = facts.server_version_num
    ((found, relations, has_versions),) = opened.rows(moved(server, old.since)).records
    if SHARED in relations or len(relations) > MOST:
        return None
    new = Ledger(0, 0, b"")
    if relations:
        ((content, _, there, entries),) = opened.rows(fingerprint.ledger(server, relations)).records
        new = Ledger(int(content or 0), int(there or 0), entries or b"")
    followed = old.following(relations, new._replace(since=beginning, start=old.start), int(found))
    return Followed(followed, has_versions) if followed else None


def query(server: int, beginning: int) -> str:
    """The query for a server of a version: whether a row is newer, and what all come to.

    That is how many there are, and when the server was started; of what cannot be seen so, what it holds.
    """
    names = catalogs(server)
    # To compare each of a million ages would take longer than to find the least.
    counted = [
        f"select count(*)::numeric as found, min(pg_catalog.age(t.xmin)) as age from pg_catalog.{name} as t\n"  # noqa: S608 - our own names
        for name in names
        if name not in VIEWS
    ]
    others = [*asked(server), *(f"select * from pg_catalog.{name}" for name in names if name in VIEWS)]  # noqa: S608 - our own names
    hashed = [
        f"select sum(pg_catalog.hashtextextended(t::text, {number})), null from ({text}) as t\n"  # noqa: S608 - our own names
        for number, text in enumerate(others)
    ]
    return f"""
select
    pg_catalog.min(part.age) <= {_age(beginning)} as has_changed,
    pg_catalog.pg_postmaster_start_time()::text || ' ' || pg_catalog.sum(part.found)::text as found
from (
{" union all ".join([*counted, *hashed])}
) as part
"""  # noqa: S608 - our own names


def moved(server: int, beginning: int) -> str:
    """The query for the relations of which a transaction since some beginning wrote a row.

    Its row: `found` as `fingerprint.ledger` gives it; `relations`, their oids, 0 for rows of none, as many as
    are worth knowing; and `has_versions`, whether one was written that has other versions only when it was
    changed.
    """
    looked_at = [_new(part, _newer(beginning)) for part in parts(server)]
    return f"""
{WITH_PASSING},

part (found, relations, has_versions) as (
{" union all ".join(looked_at)}
)

select
    pg_catalog.sum(found)::text as found,
    array(select distinct pg_catalog.unnest(relations) from part limit {MOST + 1}) as relations,
    coalesce(pg_catalog.bool_or(has_versions), false) as has_versions
from part
"""  # noqa: S608 - our own names


def glance(beginning: int) -> str:
    """The query that says whether a transaction since some beginning seems to have changed a relation.

    It looks at one catalog only and may be wrong either way: it only says what is worth preparing for.
    """
    return f"""
select exists (
    select from pg_catalog.pg_attribute as t
    where t.attrelid >= {OWN} and {_newer(beginning)}
) as has_changed
"""  # noqa: S608 - numbers


def _new(part: Part, newer: str) -> str:
    if not part.is_counted:
        return f"select sum({part.content}), null, null from {part.rows}\n"  # noqa: S608 - our own names
    found = f"array_agg(({part.relation})::pg_catalog.oid) filter (where {newer})"
    # What is constant need not be looked at for each row.
    has_versions = f"{part.has_version} and {found} is not null"
    if part.has_version not in ("true", "false"):
        has_versions = f"bool_or({part.has_version}) filter (where {newer})"
    return f"select count(*), {found}, {has_versions} from {part.rows}\n"  # noqa: S608 - our own names


def _newer(beginning: int) -> str:
    return f"pg_catalog.age(t.xmin) <= {_age(beginning)}"


def _age(transaction: int) -> str:
    return f"pg_catalog.age('{transaction % 2**32}'::pg_catalog.xid)"
