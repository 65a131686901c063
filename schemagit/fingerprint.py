"""One query over the catalogs, whose answer changes whenever anything changes that documents are made of.

Its rows are the same for the same contents, on any server of the same major version. It looks at rows alone:
functions that print definitions would look at the catalogs of now.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from schemagit import __version__
from schemagit.coverage import CANONICAL
from schemagit.coverage import QUERY as COVERAGE
from schemagit.document import FORMAT
from schemagit.kinds import KINDS
from schemagit.postgres import Facts

_RECORDS_SINCE = 140000  # hash_record_extended: https://www.postgresql.org/docs/14/release-14.html


class _Catalog(NamedTuple):
    """How the rows of a catalog are hashed.

    Attributes:
        name: of the catalog.
        columns: those that matter, with the major version that brought one behind an "@"; "*" for whole
            rows of types that can be hashed, "text" for whole rows of any.
        condition: which rows matter.
        version: what else changes when a row does, and then is changed back.
        since: the version of servers that have it.
    """

    name: str
    columns: str = "*"
    condition: str = ""
    version: str = "t.xmin::text::bigint"
    since: int = 0


def _lasting(relation: str) -> str:
    return f"t.{relation} not in (select temporary.oid from temporary)"  # noqa: S608 - our own names


_OWN = 16384  # where numbers of objects begin that initdb did not make
_NAMESPACE = "not in (select temporary_schema.oid from temporary_schema)"
_CLASS = "'pg_catalog.pg_class'::pg_catalog.regclass"
_DEPENDENCIES = f"""
(t.deptype = 'e' or (
    t.deptype in ('a', 'i') and t.classid = {_CLASS} and t.refclassid = {_CLASS} and t.refobjsubid > 0
) or (
    t.deptype = 'i'
    and t.classid in ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_cast'::pg_catalog.regclass)
)) and {_lasting("objid")}
"""

_CATALOGS = (
    _Catalog(
        "pg_class",
        "oid, relname, relnamespace, reloftype, relowner, relam, reltablespace, relkind, relrowsecurity, "
        "relforcerowsecurity, relreplident, relispartition, relpersistence, relacl, reloptions, "
        "relpartbound::text",
        "t.relkind <> 't' and t.relpersistence <> 't' and t.relnamespace <> 99",
        # TRUNCATE and others write the rows of tables. A default prints the name of a sequence as it is now.
        "case t.relkind when 'S' then t.xmin::text::bigint else 0 end",
    ),
    _Catalog("pg_class", "relname, reloptions", "t.relkind = 't' and t.reloptions is not null", "0"),
    _Catalog(
        "pg_attribute",
        "attrelid, attname, atttypid, attstattarget, attnum, atttypmod, attstorage, attnotnull, atthasdef, "
        "attidentity, attgenerated, attisdropped, attislocal, attcollation, attacl, attoptions, "
        "attfdwoptions, attcompression@14",
        f"t.attnum > 0 and t.attrelid >= {_OWN} and {_lasting('attrelid')}",
    ),
    _Catalog("pg_attrdef", "adrelid, adnum, adbin::text", _lasting("adrelid")),
    _Catalog(
        "pg_constraint",
        "oid, conname, connamespace, contype, condeferrable, condeferred, convalidated, conrelid, contypid, "
        "conindid, conparentid, confrelid, confupdtype, confdeltype, confmatchtype, conislocal, coninhcount, "
        "connoinherit, conkey, confkey, conexclop, conbin::text, confdelsetcols@15, conperiod@18, "
        "conenforced@18",
        f"t.connamespace {_NAMESPACE}",
    ),
    _Catalog(
        "pg_index",
        "indexrelid, indrelid, indnatts, indnkeyatts, indisunique, indisprimary, indisexclusion, "
        "indisclustered, indisvalid, indisreplident, indkey, indcollation, indclass, indoption, "
        "indexprs::text, indpred::text, indnullsnotdistinct@15",
        f"{_lasting('indrelid')} and {_lasting('indexrelid')}",
        "0",
    ),
    _Catalog(
        "pg_type",
        "oid, typname, typnamespace, typowner, typlen, typbyval, typtype, typcategory, typispreferred, "
        "typisdefined, typdelim, typrelid, typelem, typarray, typinput, typoutput, typreceive, typsend, "
        "typmodin, typmodout, typanalyze, typalign, typstorage, typnotnull, typbasetype, typtypmod, "
        "typndims, typcollation, typdefaultbin::text, typdefault, typacl, typsubscript@14",
        f"t.typnamespace {_NAMESPACE}",
    ),
    _Catalog("pg_depend", "*", _DEPENDENCIES, "0"),
    _Catalog("pg_description", "*", _lasting("objoid")),
    _Catalog("pg_proc", "oid, proname, pronamespace", f"t.oid < {_OWN}"),
    _Catalog("pg_proc", "text", f"t.oid >= {_OWN} and t.pronamespace {_NAMESPACE}"),
    _Catalog("pg_trigger", "text", f"not t.tgisinternal and {_lasting('tgrelid')}"),
    _Catalog("pg_rewrite", "text", f"t.ev_class >= {_OWN} and {_lasting('ev_class')}"),
    _Catalog("pg_sequence", "*", _lasting("seqrelid")),
    _Catalog("pg_inherits", "*", _lasting("inhrelid")),
    _Catalog("pg_policy", "text", _lasting("polrelid")),
    _Catalog("pg_partitioned_table", "text", _lasting("partrelid")),
    _Catalog("pg_statistic_ext", "text", _lasting("stxrelid")),
    _Catalog("pg_namespace", "*", f"t.oid {_NAMESPACE}"),
    _Catalog("pg_roles", "text", version="0"),
    _Catalog("pg_publication_rel", "text"),
    _Catalog("pg_publication_namespace", since=150000),
    _Catalog("pg_init_privs", version="0"),
    *map(
        _Catalog,
        (
            "pg_aggregate", "pg_am", "pg_amop", "pg_amproc", "pg_auth_members", "pg_cast", "pg_collation",
            "pg_conversion", "pg_db_role_setting", "pg_default_acl", "pg_enum", "pg_event_trigger",
            "pg_extension", "pg_foreign_data_wrapper", "pg_foreign_server", "pg_foreign_table", "pg_language",
            "pg_opclass", "pg_operator", "pg_opfamily", "pg_publication", "pg_range", "pg_seclabel",
            "pg_shdescription", "pg_shseclabel", "pg_tablespace", "pg_transform", "pg_ts_config",
            "pg_ts_config_map", "pg_ts_dict", "pg_ts_parser", "pg_ts_template",
        ),
    ),
)  # fmt: skip

# Of catalogs with secrets, or with what changes by itself, only what is read of them matters.
_ASKED = ("database", "subscription", "user mapping")


def query(version: int) -> str:
    """The query for a server of a version: one row, the hashes `content` and `version`.

    `content` is the same whenever the catalogs say the same. `version` is also another one when something was
    changed and changed back, and so is for comparing within one run: VACUUM may change it.
    """
    return f"""
with temporary_schema as materialized (
    select oid from pg_catalog.pg_namespace where nspname ~ '^pg_(toast_)?temp'
),

-- Beside temporary relations those of TOAST, which REFRESH and others make anew.
temporary as materialized (
    select oid from pg_catalog.pg_class where relpersistence = 't' or relnamespace = 99
),

part (number, entries, content, version) as (
{" union all ".join(_parts(version))}
)

select
    pg_catalog.md5(pg_catalog.string_agg(row(number, entries, content)::text, ',' order by number))
        as content,
    pg_catalog.md5(pg_catalog.string_agg(row(number, entries, content, version)::text, ',' order by number))
        as version
from part
"""  # noqa: S608 - our own names


def key(content: str, facts: Facts, conditions: Any) -> str:
    """What must be the same for documents to be the same: the catalogs, who reads them, and how.

    Args:
        content: as the query gave it.
        facts: of the server.
        conditions: what else decides what is stored, as JSON can hold it.
    """
    program = [__version__, FORMAT, CANONICAL, [(kind.name, kind.query) for kind in KINDS]]
    words = json.dumps([content, facts, conditions, program, query(facts.server_version_num)])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(version: int) -> Iterator[str]:
    present = [catalog for catalog in _CATALOGS if catalog.since <= version]
    for number, catalog in enumerate(present):
        condition = f"where {catalog.condition}" if catalog.condition else ""
        yield f"""
select {number}, count(*), sum(h), sum(pg_catalog.hashint8extended(h, v))
from (
    select {_hash(catalog.columns, version)} as h, {catalog.version} as v
    from pg_catalog.{catalog.name} as t {condition} offset 0
) as hashed
"""  # noqa: S608 - our own names
    asked = [kind.query for kind in KINDS if kind.name in _ASKED and kind.since <= version]
    for number, text in enumerate([COVERAGE, *asked], start=len(present)):
        yield f"""
select {number}, count(*), sum({_hash("text", version)}), 0 from ({text}) as t
"""  # noqa: S608 - our own names


def _hash(columns: str, version: int) -> str:
    if columns == "text":
        return "pg_catalog.hashtextextended(t::text, 0)"
    row = "row(t.*)" if columns == "*" else f"row({_present(columns, version)})"
    if version < _RECORDS_SINCE:
        return f"pg_catalog.hashtextextended({row}::text, 0)"
    return f"pg_catalog.hash_record_extended({row}, 0)"


def _present(columns: str, version: int) -> str:
    """The columns that a server of this version has."""
    words = [column.partition("@") for column in columns.split(", ")]
    return ", ".join(name for name, _, major in words if int(major or 0) * 10000 <= version)
