"""One read-only session on one database, in which the same catalogs always print the same text."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import conninfo, errors, sql

from schemagit import facts, tls
from schemagit.config import Database
from schemagit.document import Rows
from schemagit.errors import FailedError, SchemagitError, UsageError
from schemagit.facts import Facts
from schemagit.reasons import grant, hint, is_passing, without_secrets
from schemagit.steps import step
from schemagit.watch import Watch

_LOG = logging.getLogger(__name__)

# Settings of a role, a database or a client would leak into deparsed text.
# https://www.postgresql.org/docs/current/runtime-config-client.html
PINNED = {
    "search_path": "",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "quote_all_identifiers": "off",
    "standard_conforming_strings": "on",
    "lc_monetary": "C",
}
LIMITS = {
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "120s",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # each would make the same hash tables of large catalogs anew
    "work_mem": "64MB",  # what a large schema needs at most, rather than temporary files
}
CONNECT_TIMEOUT = 10
# The server itself gives up first, and says so; where nothing is heard of it, the connection is cut.
_GRACE = 5

_BACK = ("rollback to savepoint schemagit", "release savepoint schemagit")
_MAY_EXPORT = "select pg_catalog.has_function_privilege('pg_catalog.pg_export_snapshot()', 'execute')"
_EXPORT = "select pg_catalog.pg_export_snapshot()"
_BEGIN = "begin isolation level repeatable read read only"
_PIN = "select pg_catalog.set_config('statement_timeout', '%ds', true), " + ", ".join(
    f"pg_catalog.set_config('{name}', '{value}', true)" for name, value in {**PINNED, **LIMITS}.items()
)


class Moved(Exception):  # noqa: N818 - not a failure of its own: the reader starts again
    """The schema changed under the reader, or the server asks to try again.

    Attributes:
        reason: what the server said.
        is_internal: the server stumbled (XX000): over an object that went away, or over a bug of its own.
    """

    def __init__(self, reason: str, *, is_internal: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_internal = is_internal


class UnavailableError(FailedError):
    """The server cannot be read now, and perhaps in a moment."""


class DeniedError(FailedError):
    """The role that reads may not read this."""


# What a reader meets when objects change under it, or the server is short of something for a moment.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_TRANSIENT = (
    errors.InternalError_,
    errors.UndefinedTable,
    errors.UndefinedObject,
    errors.UndefinedFunction,
    errors.InvalidSchemaName,
    errors.LockNotAvailable,
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
)


class Session:
    """An open connection; use `session` to get one."""

    def __init__(self, connection: psycopg.Connection[Any], where: str, timeout: int, watch: Watch) -> None:
        self._connection = connection
        self._timeout = timeout
        self._watch = watch
        self._where = where
        self._role = connection.info.user

    @contextmanager
    def snapshot(self, of: str = "") -> Iterator[None]:
        """One transaction that sees one moment, with all settings pinned.

        Args:
            of: what `exported` gave another session of the same database, to see what that one sees.
        """
        with self._translated():
            self._connection.execute(_BEGIN)
            if of:
                self._connection.execute(sql.SQL("set transaction snapshot {}").format(of))
            self._connection.execute((_PIN % self._timeout).encode())
        try:
            yield
        finally:
            if not self._connection.closed:
                self._connection.rollback()

    def exported(self) -> str | None:
        """What lets another session see the moment that this transaction sees, while it lasts.

        None where the role may not let it: https://www.postgresql.org/docs/current/functions-admin.html
        """
        if not self.rows(_MAY_EXPORT).records[0][0]:
            return None
        with self._translated():  # behind a savepoint, the server would refuse
            found: tuple[str] | None = self._connection.execute(_EXPORT).fetchone()
            return found[0] if found else None

    @property
    def backend(self) -> tuple[int, bool]:
        """The process that the connection is said to lead to, and whether it is encrypted."""
        return self._connection.info.backend_pid, self._connection.pgconn.ssl_in_use

    def facts(self) -> Facts:
        try:
            system: str = self.rows(facts.SYSTEM).records[0][0]
        except DeniedError:
            system = ""
        return Facts(*(*self.rows(facts.FACTS).records[0], system, self._in_clear()))

    def _in_clear(self) -> bool:
        pgconn = self._connection.pgconn
        # Not by psycopg's get_parameters, which wants the user to have a home.
        mode = next((each.val or b"" for each in pgconn.info if each.keyword == b"sslmode"), b"").decode()
        return not pgconn.ssl_in_use and tls.should_be_encrypted(pgconn.hostaddr.decode(), mode)

    def moment(self) -> str | None:
        """The moment that the transaction sees: the same until somebody commits; None where nobody knows."""
        try:
            moment: str | None = self.rows(facts.MOMENT).records[0][0]
        except DeniedError:
            return None
        return moment

    def rows(self, query: str) -> Rows:
        """The rows of a query.

        It runs behind a savepoint that is rolled back: functions that print definitions lock what they
        print until then, and a migration would wait for it. After an error, the transaction goes on.
        All three are sent at once, so that a server far away is waited for once.

        Raises:
            Moved: the catalogs changed under the query, or the server asks to try again.
            DeniedError: the role may not read what the query reads.
            FailedError: the server refused it.
        """
        with self._translated():
            try:
                with self._connection.pipeline(), self._connection.cursor(binary=True) as cursor:
                    self._connection.execute("savepoint schemagit")
                    cursor.execute(query.encode())
                    self._back()
                    records = cursor.fetchall()
                    return Rows(tuple(column.name for column in cursor.description or ()), records)
            except psycopg.Error:
                if not self._connection.closed:
                    self._back()
                raise

    def _back(self) -> None:
        for statement in _BACK:
            self._connection.execute(statement)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with self._watch.waiting():
                yield
        except _TRANSIENT as error:
            is_internal = isinstance(error, errors.InternalError_)
            raise Moved(_first_line(error), is_internal=is_internal) from error
        except psycopg.Error as error:
            if self._watch.has_cut:
                raise FailedError(
                    f"reading {self._where} took too long: nothing came for {self._watch.seconds:.0f} s",
                    "is it still there? --timeout waits longer",
                ) from error
            raise _read_error(error, self._where, self._role) from error


@contextmanager
def session(database: Database, where: str) -> Iterator[Session]:
    """Connect to a database.

    Args:
        database: where and as whom.
        where: how messages name it: "dataflow_server of prod".

    Raises:
        UsageError: its connection string cannot be read.
        UnavailableError: no connection could be made, which may pass.
        FailedError: no connection could be made.
    """
    parameters = connection_parameters(database)
    try:
        with step(_LOG, logging.INFO, "connect to %s", where):
            connection = psycopg.connect(**parameters, autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise _connect_error(error, database, parameters, where) from error
    watch = Watch(connection.fileno(), database.timeout + _GRACE)
    try:
        yield Session(connection, where, database.timeout, watch)
    finally:
        watch.stop()
        connection.close()


def connection_parameters(database: Database) -> dict[str, Any]:
    """What libpq is told; it adds its own means (PGPASSWORD, .pgpass, service files) for the rest."""
    try:
        parameters = conninfo.conninfo_to_dict(database.dsn, **database.parameters)
    except psycopg.ProgrammingError:
        # What libpq says quotes the string, and with it the password.
        raise UsageError(
            f"{database.source}: libpq cannot read the dsn of {database.name}",
            "write postgres://user@host:5432/database or host=... dbname=..., and escape special characters",
        ) from None
    # Less than two seconds are none to libpq.
    patience = str(max(2, min(CONNECT_TIMEOUT, database.timeout)))
    defaults = {"connect_timeout": patience, "application_name": "schemagit"}
    return {**defaults, **parameters, "client_encoding": "UTF8"}


def _connect_error(
    error: psycopg.Error, database: Database, parameters: Mapping[str, Any], where: str
) -> SchemagitError:
    reason = without_secrets(_reason(error), parameters)
    host = parameters.get("host") or parameters.get("hostaddr")
    place = f" at {host}:{parameters.get('port', 5432)}" if host else ""
    role = f' as "{parameters["user"]}"' if parameters.get("user") else ""
    kind = UnavailableError if is_passing(reason) else FailedError
    words = tls.doubt(reason, parameters) or (reason, hint(reason, database, parameters))
    return kind(f"cannot connect to {where}{place}{role}: {words[0]}", words[1])


def _reason(error: psycopg.Error) -> str:
    """The server's or libpq's own words for the last attempt, without the words around them."""
    line = _first_line(error)
    for marker in ("FATAL:", "failed:"):
        if marker in line:
            line = line.rsplit(marker, maxsplit=1)[1]
    return line.strip().removeprefix("error:").strip() or "no connection"


def _read_error(error: psycopg.Error, where: str, role: str) -> FailedError:
    if isinstance(error, errors.InsufficientPrivilege):
        reason = _first_line(error)
        return DeniedError(f"cannot read the catalogs of {where}: {reason}", grant(reason, role))
    if isinstance(error, errors.QueryCanceled):
        return FailedError(
            f"reading {where} took too long: {_first_line(error)}",
            "try again when it is less busy; --timeout waits longer",
        )
    kind = UnavailableError if isinstance(error, psycopg.OperationalError) else FailedError
    return kind(f"reading {where} failed: {_first_line(error)}", "try again")


def _first_line(error: psycopg.Error) -> str:
    text = error.diag.message_primary or str(error)
    return text.strip().split("\n", maxsplit=1)[0]
