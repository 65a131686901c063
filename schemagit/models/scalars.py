"""The types of PostgreSQL itself in Python: a name for each, and what the name stands for in each style."""

from typing import NamedTuple

from schemagit.models.postgres_type import PostgresType


class Alias(NamedTuple):
    """A name that a database's `_types.py` gives to a type.

    Attributes:
        name: the name; where it is a plain name of Python (`str`), there is nothing to define.
        base: the type of Python behind it.
        limits: what values must hold, by the keywords that pydantic and msgspec share.
        needs: names of other aliases that the definition uses.
    """

    name: str
    base: str
    limits: tuple[tuple[str, int | float | str], ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def is_builtin(self) -> bool:
        return self.name == self.base


def _integer(name: str, bits: int) -> Alias:
    return Alias(name, "int", (("ge", -(2 ** (bits - 1))), ("le", 2 ** (bits - 1) - 1)))


STR, ANY = Alias("str", "str"), Alias("Any", "Any")
INET = "IPv4Address | IPv6Address | IPv4Interface | IPv6Interface"

# What psycopg returns for each, as far as it knows the type: https://www.psycopg.org/psycopg3/docs/basic/adapt.html
SCALARS = {
    "smallint": _integer("Int2", 16),
    "integer": _integer("Int4", 32),
    "bigint": _integer("Int8", 64),
    "oid": Alias("Oid", "int", (("ge", 0), ("le", 2**32 - 1))),
    "numeric": Alias("Numeric", "Decimal"),
    "real": Alias("float", "float"),
    "double precision": Alias("float", "float"),
    "boolean": Alias("bool", "bool"),
    "bytea": Alias("bytes", "bytes"),
    "uuid": Alias("UUID", "UUID"),
    "date": Alias("Date", "date"),
    "time without time zone": Alias("Time", "time"),
    "time with time zone": Alias("Time", "time"),
    "timestamp without time zone": Alias("Timestamp", "NaiveDatetime"),
    "timestamp with time zone": Alias("Timestamptz", "AwareDatetime"),
    "json": Alias("Json", "Any"),
    "jsonb": Alias("Json", "Any"),
    "inet": Alias("Inet", INET),
    "cidr": Alias("Cidr", "IPv4Network | IPv6Network"),
    "int4range": Alias("Int4Range", "Range[int]"),
    "int8range": Alias("Int8Range", "Range[int]"),
    "numrange": Alias("NumRange", "Range[Decimal]"),
    "tsrange": Alias("TsRange", "Range[datetime]"),
    "tstzrange": Alias("TstzRange", "Range[datetime]"),
    "daterange": Alias("DateRange", "Range[date]"),
    "int4multirange": Alias("Int4Multirange", "Multirange[int]"),
    "int8multirange": Alias("Int8Multirange", "Multirange[int]"),
    "nummultirange": Alias("NumMultirange", "Multirange[Decimal]"),
    "tsmultirange": Alias("TsMultirange", "Multirange[datetime]"),
    "tstzmultirange": Alias("TstzMultirange", "Multirange[datetime]"),
    "datemultirange": Alias("DateMultirange", "Multirange[date]"),
}
# These come as the text that psql shows.
_TEXTS = """
"char" box bpchar char character cid circle citext jsonpath line lquery lseg ltree ltxtquery macaddr
macaddr8 money name path pg_lsn pg_snapshot point polygon regclass regcollation regconfig
regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype text tid tsquery
tsvector txid_snapshot xid xid8 xml
"""
_AS_TEXT = frozenset(_TEXTS.split())
_SIZED = {"character varying": "Varchar", "character": "Char", "bit": "Bit", "bit varying": "Varbit"}
# Of extensions, whatever schema they are installed in.
_EXTENSIONS = {
    "citext": STR,
    "hstore": Alias("Hstore", "dict[str, str | None]"),
    "ltree": STR,
    "lquery": STR,
    "ltxtquery": STR,
    "vector": Alias("Vector", "list[float]"),
}


def scalar(wanted: PostgresType) -> Alias | None:
    """The alias for a type of PostgreSQL or of an extension; None for one that is not known."""
    if wanted.schema:
        return _EXTENSIONS.get(wanted.name)
    if wanted.name in _SIZED:
        return _sized(wanted)
    if wanted.name == "numeric":
        return _numeric(wanted)
    if wanted.name.startswith("interval"):
        return Alias("Interval", "timedelta")
    if wanted.name in _AS_TEXT:
        return STR
    return SCALARS.get(wanted.name) or _EXTENSIONS.get(wanted.name)


def _sized(wanted: PostgresType) -> Alias:
    match wanted.numbers:
        case (size,) if size > 0:
            return Alias(f"{_SIZED[wanted.name]}{size}", "str", (("max_length", size),))
    return STR


def _numeric(wanted: PostgresType) -> Alias:
    match wanted.numbers:
        # A scale may also be negative or greater than the precision, which no style can say.
        case (precision, scale) if 0 <= scale <= precision:
            return Alias(
                f"Numeric{precision}_{scale}",
                "Decimal",
                (("max_digits", precision), ("decimal_places", scale)),
            )
    return SCALARS["numeric"]
