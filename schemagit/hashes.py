"""Which rows of which catalogs documents are made of, and how a row is hashed."""

from collections.abc import Iterator
from typing import NamedTuple

from schemagit.coverage import UNREAD
from schemagit.kinds import KINDS

_UNVERSIONED, _VERSION = "0", "t.xmin::text"
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
        relation: the oid of the relation that a row is of; 0 where it may be of any.
        near: finds the rows of some relations by indexes, if `relation` does not; with {0} for their oids.
    """

    name: str
    columns: str = "*"
    condition: str = "true"
    version: str = _VERSION
    since: int = 0
    relation: str = "0"
    near: str = "true"


# Beside temporary relations those of TOAST, which REFRESH and others make anew.
WITH_PASSING = """
with passing as materialized (
    select
        oid,
        relpersistence = 't' as is_temporary
    from pg_catalog.pg_class
    where relpersistence = 't' or relnamespace = 99
)"""
_PASSING = "select oid from passing"
_NAMESPACE = "not in (select oid from pg_catalog.pg_namespace where nspname ~ '^pg_(toast_)?temp')"
OWN = 16384  # where numbers of objects begin that initdb did not make


def _lasting(relation: str) -> str:
    return f"t.{relation} not in (select oid from passing where is_temporary)"  # noqa: S608 - our own names


_CLASS = "'pg_catalog.pg_class'::pg_catalog.regclass"
_DEPENDENCIES = f"""
(t.deptype = 'e' or (
    t.deptype in ('a', 'i') and t.classid = {_CLASS} and t.refclassid = {_CLASS} and t.refobjsubid > 0
) or (
    t.deptype = 'i'
    and t.classid in ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_cast'::pg_catalog.regclass)
)) and t.objid not in ({_PASSING})
"""

_DEPENDENT = f"case when t.classid = {_CLASS} and t.deptype <> 'e' then t.objid else 0 end"
_DEPENDENTS = f"t.classid = {_CLASS} and t.objid in ({{0}})"
# Each relation has a type of its rows, and one of arrays of these.
_ROW_TYPE = """
coalesce(nullif(t.typrelid, 0), (select e.typrelid from pg_catalog.pg_type as e where e.oid = t.typelem), 0)
"""
_ROW_TYPES = """
t.oid in (
    select pg_catalog.unnest(array[y.oid, y.typarray])
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_type as y on c.reltype = y.oid
    where c.oid in ({0})
)
"""

_CATALOGS = (
    _Catalog(
        "pg_class",
        "oid, relname, relnamespace, reloftype, relowner, relam, reltablespace, relkind, relrowsecurity, "
        "relforcerowsecurity, relreplident, relispartition, relpersistence, relacl, reloptions, "
        "relpartbound::text",
        "t.relkind <> 't' and t.relpersistence <> 't' and t.relnamespace <> 99",
        # TRUNCATE and others write the rows of tables. A default prints the name of a sequence as it is now.
        "case t.relkind when 'S' then t.xmin::text else '' end",
        relation="t.oid",
    ),
    _Catalog("pg_class", "relname, reloptions", "t.relkind = 't' and t.reloptions is not null", "0"),
    _Catalog(
        "pg_attribute",
        "attrelid, attname, atttypid, attstattarget, attnum, atttypmod, attstorage, attnotnull, atthasdef, "
        "attidentity, attgenerated, attisdropped, attislocal, attcollation, attacl, attoptions, "
        "attfdwoptions, attcompression@14",
        f"t.attnum > 0 and t.attrelid >= {OWN} and t.attrelid not in ({_PASSING})",
        relation="t.attrelid",
    ),
    _Catalog("pg_attrdef", "adrelid, adnum, adbin::text", _lasting("adrelid"), relation="t.adrelid"),
    _Catalog(
        "pg_constraint",
        "oid, conname, connamespace, contype, condeferrable, condeferred, convalidated, conrelid, contypid, "
        "conindid, conparentid, confrelid, confupdtype, confdeltype, confmatchtype, conislocal, coninhcount, "
        "connoinherit, conkey, confkey, conexclop, conbin::text, confdelsetcols@15, conperiod@18, "
        "conenforced@18",
        f"t.connamespace {_NAMESPACE}",
        relation="t.conrelid",
    ),
    _Catalog(
        "pg_index",
        "indexrelid, indrelid, indnatts, indnkeyatts, indisunique, indisprimary, indisexclusion, "
        "indisclustered, indisvalid, indisreplident, indkey, indcollation, indclass, indoption, "
        "indexprs::text, indpred::text, indnullsnotdistinct@15",
        f"t.indexrelid >= {OWN} and t.indexrelid not in ({_PASSING})",
        "0",
        relation="t.indrelid",
    ),
    _Catalog(
        "pg_type",
        "oid, typname, typnamespace, typowner, typlen, typbyval, typtype, typcategory, typispreferred, "
        "typisdefined, typdelim, typrelid, typelem, typarray, typinput, typoutput, typreceive, typsend, "
        "typmodin, typmodout, typanalyze, typalign, typstorage, typnotnull, typbasetype, typtypmod, "
        "typndims, typcollation, typdefaultbin::text, typdefault, typacl, typsubscript@14",
        f"t.typnamespace {_NAMESPACE}",
        relation=_ROW_TYPE,
        near=_ROW_TYPES,
    ),
    _Catalog("pg_depend", "*", _DEPENDENCIES, "0", relation=_DEPENDENT, near=_DEPENDENTS),
    _Catalog(
        "pg_description",
        "*",
        _lasting("objoid"),
        relation=f"case when t.classoid = {_CLASS} then t.objoid else 0 end",
        near="t.objoid in ({0})",
    ),
    _Catalog("pg_proc", "oid, proname, pronamespace", f"t.oid < {OWN}"),
    _Catalog("pg_proc", "text", f"t.oid >= {OWN} and t.pronamespace {_NAMESPACE}"),
    _Catalog("pg_trigger", "text", f"not t.tgisinternal and {_lasting('tgrelid')}", relation="t.tgrelid"),
    _Catalog("pg_rewrite", "text", f"t.ev_class >= {OWN} and {_lasting('ev_class')}", relation="t.ev_class"),
    _Catalog("pg_sequence", "*", _lasting("seqrelid"), relation="t.seqrelid"),
    *(
        _Catalog("pg_inherits", "*", _lasting("inhrelid"), relation=f"t.{side}")
        for side in ("inhrelid", "inhparent")
    ),
    _Catalog("pg_policy", "text", _lasting("polrelid"), relation="t.polrelid"),
    _Catalog("pg_partitioned_table", "text", _lasting("partrelid"), relation="t.partrelid"),
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

VIEWS = frozenset({"pg_roles"})
# Of catalogs with secrets, or with what changes by itself, only what is read of them matters.
_ASKED = ("database", "subscription", "user mapping")


class Part(NamedTuple):
    """Some rows, as SQL.

    Attributes:
        rows: where they come from, with a condition at the end.
        relation: of what relation one is, as `_Catalog` has it.
        content: the hash of one.
        version: as `_Catalog` has it.
        near: as `_Catalog` has it.
        number: tells equal rows of two parts apart.
    """

    rows: str
    relation: str
    content: str
    version: str
    near: str
    number: int

    @property
    def is_counted(self) -> bool:
        """Whether versions tell which rows are new; else only what they hold can be looked at."""
        return (self.relation, self.version) != ("0", _UNVERSIONED)

    @property
    def hashed_version(self) -> str:
        if self.version == _UNVERSIONED:
            return "0"
        return f"pg_catalog.hashtextextended({self.version}, {self.number})"

    @property
    def has_version(self) -> str:
        """Whether a new version of a row says that it was changed."""
        if self.version in (_UNVERSIONED, _VERSION):
            return "true" if self.version == _VERSION else "false"
        return f"({self.version}) <> ''"

    def of(self, relations: str) -> str:
        """Where those rows come from that are of some relations, whose oids are listed."""
        return f"{self.rows} and {self.near.format(relations)} and {self.relation} in ({relations})"


def parts(server: int) -> Iterator[Part]:
    """All rows that matter to a server of a version; they need WITH_PASSING."""
    for number, catalog in enumerate(_present_catalogs(server)):
        rows = f"pg_catalog.{catalog.name} as t where {catalog.condition}"
        content = _hash(catalog.columns, server, number)
        yield Part(rows, catalog.relation, content, catalog.version, catalog.near, number)
    for number, text in enumerate(asked(server), len(_CATALOGS)):
        yield Part(
            f"({text}) as t where true", "0", _hash("text", server, number), _UNVERSIONED, "true", number
        )


def catalogs(server: int) -> list[str]:
    """The catalogs of which rows matter, VIEWS among them."""
    return sorted({each.name for each in _present_catalogs(server)})


def asked(server: int) -> list[str]:
    """Queries for what matters of catalogs with secrets, with what changes by itself, or with no kind."""
    return [UNREAD, *(kind.query for kind in KINDS if kind.name in _ASKED and kind.since <= server)]


def _present_catalogs(server: int) -> list[_Catalog]:
    return [each for each in _CATALOGS if each.since <= server]


def _hash(columns: str, server: int, number: int) -> str:
    """The hash of a row; equal rows of two parts, which have other numbers, have others."""
    if columns == "text":
        return f"pg_catalog.hashtextextended(t::text, {number})"
    row = "row(t.*)" if columns == "*" else f"row({_present(columns, server)})"
    if server < _RECORDS_SINCE:
        return f"pg_catalog.hashtextextended({row}::text, {number})"
    return f"pg_catalog.hash_record_extended({row}, {number})"


def _present(columns: str, server: int) -> str:
    """The columns that a server of this version has."""
    words = [column.partition("@") for column in columns.split(", ")]
    return ", ".join(name for name, _, major in words if int(major or 0) * 10000 <= server)
