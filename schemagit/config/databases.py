"""The entries of `databases`: what may stand there, and what libpq is told."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from schemagit.config.context import Context
from schemagit.config.model import Database
from schemagit.config.ssl import MODES, read_sslmode
from schemagit.config.values import Value
from schemagit.config.variables import expand, expand_dsn

# What is wrong with a text, as the end of the sentence "port must be ..."; "" when nothing is.
Check: TypeAlias = Callable[[str], str]


def _anything(_text: str) -> str:
    return ""


def _port(text: str) -> str:
    # As libpq has it, several hosts may have several ports.
    is_right = all(_is_number(port) and 1 <= int(port) <= 65535 for port in text.split(","))
    return "" if is_right else "a number from 1 to 65535"


def _seconds(text: str) -> str:
    return "" if _is_number(text) else "a number of seconds"


def _sslmode(text: str) -> str:
    return "" if text in MODES else f"one of {', '.join(MODES)}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


class Parameter(NamedTuple):
    """A key that is a parameter of the connection, under libpq's own name for it."""

    keyword: str
    check: Check = _anything


PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {
        "host": Parameter("host"),
        "port": Parameter("port", _port),
        "username": Parameter("user"),
        "user": Parameter("user"),
        "password": Parameter("password"),
        "database": Parameter("dbname"),
        "sslmode": Parameter("sslmode", _sslmode),
        "sslrootcert": Parameter("sslrootcert"),
        "sslcert": Parameter("sslcert"),
        "sslkey": Parameter("sslkey"),
        "service": Parameter("service"),
        "passfile": Parameter("passfile"),
        "connect_timeout": Parameter("connect_timeout", _seconds),
        "options": Parameter("options"),
    }
)
_SSL = ("ssl", "rejectUnauthorized")
DATABASE_KEYS = ("name", "dsn", *PARAMETERS, *_SSL, "synchronize", "dbType", "roles")
# One of these says which database it is; libpq knows the rest, as psql does.
_PLACES = frozenset({"host", "service", "dbname"})


def read_databases(value: Value, context: Context) -> tuple[Database, ...]:
    """All databases of an environment, in the order of the file.

    Raises:
        UsageError: there is none, two have one name, or an entry of one is wrong.
    """
    found: dict[str, Database] = {}
    for entry in value.elements:
        database = _read_database(entry, context)
        if database.name in found:
            line = found[database.name].source.line
            raise entry.error(f"this database has the same name as the one on line {line}")
        found[database.name] = database
    if not found:
        raise value.error("databases is empty", "add at least one, with its name and dsn")
    return tuple(found.values())


def _read_database(entry: Value, context: Context) -> Database:
    entries = entry.known_entries(DATABASE_KEYS)
    name = _name(entry, entries, context)
    _check_habits(entries, context)
    # A key whose variable is empty is not given either.
    dsn = expand_dsn(entries["dsn"], context.environ) if "dsn" in entries else None
    if dsn and dsn.text:
        _warn_of_ignored(entries, context)
        return Database(
            name,
            entry.source,
            dsn=dsn.text,
            variables=dsn.variables,
            password_source=entries["dsn"].source,
            roles=context.boolean(entries.get("roles")) or False,
        )
    parameters = _read_parameters(entries, context)
    if _PLACES.isdisjoint(parameters):
        raise entry.error(
            "a database needs a dsn, or a host, service or database",
            "as in dsn: postgres://user@host/database",
        )
    password = entries.get("password")
    return Database(
        name,
        entry.source,
        MappingProxyType(parameters),
        variables=expand(password, context.environ).variables if password else (),
        password_source=password.source if password else None,
        roles=context.boolean(entries.get("roles")) or False,
    )


def _name(entry: Value, entries: dict[str, Value], context: Context) -> str:
    name = context.text(entries.get("name"))
    if not name:
        raise entry.error("a database needs a name", "the same in every environment, as in name: orders")
    if not name.isprintable():
        raise entries["name"].error("name holds a character that cannot be printed")
    return name


def _check_habits(entries: dict[str, Value], context: Context) -> None:
    """Keys that other programs read from the same file."""
    if context.boolean(entries.get("synchronize")):
        context.warn(entries["synchronize"], "synchronize is ignored, schemagit only reads")
    if context.text(entries.get("dbType")).lower() not in ("", "postgres", "postgresql"):
        raise entries["dbType"].error("dbType must be postgres", "schemagit knows no other databases")


def _warn_of_ignored(entries: dict[str, Value], context: Context) -> None:
    ignored = [key for key in entries if key in PARAMETERS or key in _SSL]
    if ignored:
        context.warn(entries["dsn"], f"the dsn wins, so these are ignored: {', '.join(ignored)}")


def _read_parameters(entries: dict[str, Value], context: Context) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for key, value in entries.items():
        if key not in PARAMETERS:
            continue
        keyword, check = PARAMETERS[key]
        text = context.text(value)
        expected = check(text) if text else ""
        if expected:
            raise value.error(f"{key} must be {expected}")
        if keyword in parameters and text:
            raise value.error("user and username are the same", "keep one of them")
        if text:
            parameters[keyword] = text
    sslmode = read_sslmode(entries, parameters.get("sslmode", ""), context)
    return parameters | ({"sslmode": sslmode} if sslmode else {})
