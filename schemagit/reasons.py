"""What to do about a database that cannot be reached, by the words of libpq and of the server."""

import re
from collections.abc import Mapping
from typing import Any

from schemagit.config import Database
from schemagit.names import quote

# A moment later it may go well.
_PASSING = re.compile(
    "too many (?:clients|connections)|connection slots|starting up|shutting down|not yet accepting|"
    "recovery mode|closed the connection|onnection reset|terminating connection"
)
_UNKNOWN_HOST = re.compile(
    "not known|could not translate|nodename|no address associated|name resolution|resolve", re.IGNORECASE
)
# The name of what is denied is the same in all languages that servers speak.
_DENIED = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+")


def is_passing(reason: str) -> bool:
    """Whether the same may go well a moment later."""
    return _PASSING.search(reason) is not None


def hint(reason: str, database: Database, parameters: Mapping[str, Any]) -> str:
    """What to do about a connection that could not be made.

    Args:
        reason: the words of libpq or of the server.
        database: where its configuration says what.
        parameters: what libpq was told.
    """
    known = (
        _about_login(reason, database, parameters),
        _about_server(reason),
        _about_place(reason, database),
    )
    return next(filter(None, known), "")


def _about_login(reason: str, database: Database, parameters: Mapping[str, Any]) -> str:
    if "password" in reason:
        if parameters.get("password"):
            return f"the password comes from {database.password_origin}"
        return f"give the password by PGPASSWORD, ~/.pgpass or ${{VARIABLE}} ({database.source})"
    if "permission denied for database" in reason:
        role, name = parameters.get("user", "..."), parameters.get("dbname", "...")
        return f"as its owner: grant connect on database {quote(name)} to {quote(role)}"
    if "pg_hba.conf" in reason:
        return "pg_hba.conf of the server says who may connect from where, and how"
    return ""


def _about_server(reason: str) -> str:
    if "too many" in reason or "connection slots" in reason:
        return "a limit of the role, or of the server, is reached: --jobs 1 takes one connection at a time"
    if "certificate" in reason:
        return "sslrootcert names who signed the certificate of the server, and host must be its name"
    if "starting up" in reason or "not yet accepting" in reason:
        return "wait until it has started"
    if "timeout" in reason:
        return "does it hang, or does a firewall drop what is sent? connect_timeout waits longer"
    if "closed the connection" in reason or "onnection reset" in reason:
        return "is that a PostgreSQL server, and does nothing between end its connections?"
    return ""


def _about_place(reason: str, database: Database) -> str:
    if _UNKNOWN_HOST.search(reason):
        return f"is the name right? It comes from {database.source}"
    if "refused" in reason or "No such file" in reason:
        return f"is the server running there? The address comes from {database.source}"
    if "does not exist" in reason:
        return f"the name comes from {database.source}"
    return ""


def grant(reason: str, role: str) -> str:
    """The statement that gives back what PUBLIC has by default, of whatever the server says is denied."""
    match _DENIED.search(reason):
        case None:
            return "schemagit reads what PUBLIC may read by default: grant it to its role"
        case found if found[0] == "pg_catalog":
            what = "usage on schema pg_catalog"
        case found if "function" in reason or not found[0].startswith("pg_"):
            what = f"execute on function pg_catalog.{found[0]}(...)"
        case found:
            what = f"select on pg_catalog.{found[0]}"
    return f"run in that database: grant {what} to {quote(role)}"


def without_secrets(text: str, parameters: Mapping[str, Any]) -> str:
    """A text without the passwords among what libpq was told."""
    for name in ("password", "sslpassword"):
        if secret := parameters.get(name):
            text = text.replace(str(secret), "***")
    return text
