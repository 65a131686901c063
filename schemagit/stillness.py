"""One query that sees by the versions of rows that nothing changed: it costs less than looking at the rows.

A server that runs on gives each row that is written the number of the transaction that wrote it. Where no row
has a newer number than it had before, and none is gone, all are what they were:
https://www.postgresql.org/docs/current/ddl-system-columns.html
A server that was started anew may be a copy, on which other transactions had the same numbers.
"""

from schemagit.facts import Facts
from schemagit.fingerprint import OWN, VIEWS, asked, catalogs
from schemagit.postgres import Session

# Numbers of transactions are only compared with those before and after them: of 2^32, half of them.
_FAR = 2**30


def since(moment: str) -> int:
    """The oldest transaction that may not have been over at a moment: all that come after it are newer."""
    return int(moment.partition(":")[0])


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


def query(server: int, beginning: int) -> str:
    """The query for a server of a version: whether a row is newer, and what all come to.

    That is how many there are, and when the server was started; of what cannot be seen so, what it holds.
    """
    names = catalogs(server)
    newer = f"pg_catalog.age(t.xmin) <= pg_catalog.age('{beginning % 2**32}'::pg_catalog.xid)"
    counted = [
        f"select count(*)::numeric as found, bool_or({newer}) as is_newer from pg_catalog.{name} as t\n"  # noqa: S608 - our own names
        for name in names
        if name not in VIEWS
    ]
    others = [*asked(server), *(f"select * from pg_catalog.{name}" for name in names if name in VIEWS)]  # noqa: S608 - our own names
    hashed = [
        f"select sum(pg_catalog.hashtextextended(t::text, {number})), false from ({text}) as t\n"  # noqa: S608 - our own names
        for number, text in enumerate(others)
    ]
    return f"""
select
    pg_catalog.bool_or(part.is_newer) as has_changed,
    pg_catalog.pg_postmaster_start_time()::text || ' ' || pg_catalog.sum(part.found)::text as found
from (
{" union all ".join([*counted, *hashed])}
) as part
"""  # noqa: S608 - our own names


def glance(since: int) -> str:
    """The query that says whether a transaction after this one seems to have changed a relation.

    It looks at one catalog only and may be wrong either way: it only says what is worth asking first.
    """
    return f"""
select exists (
    select from pg_catalog.pg_attribute as t
    where t.attrelid >= {OWN} and pg_catalog.age(t.xmin) <= pg_catalog.age('{since}'::pg_catalog.xid)
) as has_changed
"""  # noqa: S608 - numbers
