"""One query over the catalogs, whose answer changes whenever anything changes that documents are made of.

Its rows are the same for the same contents, on any server of the same major version. It looks at rows alone:
functions that print definitions would look at the catalogs of now.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from schemagit import __version__
from schemagit.coverage import CANONICAL
from schemagit.document import FORMAT
from schemagit.facts import Facts
from schemagit.hashes import WITH_PASSING, Part, parts
from schemagit.kinds import KINDS
from schemagit.ledger import MODULUS


def _residue(total: str) -> str:
    return f"(({total}) % {MODULUS} + {MODULUS}) % {MODULUS}"


def query(server: int, *, of_versions: bool = False) -> str:
    """The query for a server of a version: one row, with the sum of the hashes of all rows of the catalogs.

    Args:
        server: its version.
        of_versions: to get another sum too, which also differs when something was changed and changed
            back; but VACUUM may change it, so that it only is for comparing within one run.
    """
    versions = ", pg_catalog.sum(part.versions)::text as versions" if of_versions else ""
    sums = [_sums(part, of_versions=of_versions) for part in parts(server)]
    return f"""
{WITH_PASSING}
select ({_residue("pg_catalog.sum(part.content)")})::text as content{versions}
from (
{" union all ".join(sums)}
) as part
"""  # noqa: S608 - our own names


def _sums(part: Part, *, of_versions: bool) -> str:
    versions = f", sum({part.hashed_version}) as versions" if of_versions else ""
    return f"select sum({part.content}) as content{versions} from {part.rows}\n"  # noqa: S608 - our own names


def ledger(server: int, relations: Iterable[int] = ()) -> str:
    """The query for both sums of `query`, and those of each relation.

    Its row: `content` and `versions` as `query` gives them; `found`, how many rows there are by which
    `stillness` sees what changed; and `entries`, a bytea of three numbers of eight bytes for each relation,
    indexes too: its oid, what its rows come to, and how many are found; 0 for the rows of no relation.

    Args:
        server: its version.
        relations: the oids of those to look at; none for all.
    """
    listed = ", ".join(map(str, relations))
    entries = [_entries(part, listed) for part in parts(server) if not listed or part.relation != "0"]
    return f"""
{WITH_PASSING},

entry (relation, content, versions, found) as (
    select relation, {_residue("pg_catalog.sum(content)")}, pg_catalog.sum(versions), pg_catalog.sum(found)
    from (
{" union all ".join(entries)}
    ) as part
    group by relation
)

select
    ({_residue("pg_catalog.sum(content)")})::text as content,
    pg_catalog.sum(versions)::text as versions,
    pg_catalog.sum(found)::text as found,
    pg_catalog.string_agg(
        pg_catalog.int8send(relation::bigint) || pg_catalog.int8send(content::bigint)
        || pg_catalog.int8send(case when relation <> 0 then found else 0 end::bigint),
        '' order by relation
    ) as entries
from entry
"""  # noqa: S608 - our own names


def _entries(part: Part, relations: str) -> str:
    found = "1" if part.is_counted else part.content
    return f"""
select ({part.relation})::pg_catalog.oid as relation, {part.content} as content,
    {part.hashed_version} as versions, {found}::bigint as found
from {part.of(relations) if relations else part.rows}
"""  # noqa: S608 - our own names


def key(content: int | str, facts: Facts, conditions: Any) -> str:
    """What must be the same for documents to be the same: the catalogs, who reads them, and how.

    Args:
        content: what the query gave, without versions; or what `stillness` gives.
        facts: of the server.
        conditions: what else decides what is stored, as JSON can hold it.
    """
    program = [__version__, FORMAT, CANONICAL, [(kind.name, kind.query) for kind in KINDS]]
    words = json.dumps([content, facts, conditions, program, query(facts.server_version_num)])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
