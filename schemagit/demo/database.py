"""Makes databases on a throw-away server, and runs scripts in them."""

import psycopg
from psycopg import sql

from schemagit.demo.server import Server
from schemagit.errors import FailedError


def create(server: Server, name: str, owner: str) -> None:
    """Make a database that belongs to a role.

    Raises:
        FailedError: the server refused it.
    """
    statement = sql.SQL("create database {} owner {}").format(sql.Identifier(name), sql.Identifier(owner))
    _execute(server.conninfo(), statement, f"make the database {name}")


def run(server: Server, script: str, database: str = "postgres", role: str = "postgres") -> None:
    """Run a script in a database, as a role: wholly or not at all.

    Raises:
        FailedError: the server refused a statement of it.
    """
    _execute(server.conninfo(database, role), script.encode(), f"run a script in {database}")


def _execute(conninfo: str, statements: sql.Composed | bytes, what: str) -> None:
    try:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute(statements)
    except psycopg.Error as error:
        raise FailedError(f"cannot {what}: {error.diag.message_primary or error}") from error
