"""A server whose databases are made once and kept in a folder."""

from collections.abc import Iterable
from pathlib import Path

import bench_schema
import psycopg
from psycopg import sql

from schemagit.demo import binaries
from schemagit.demo.server import Server

_SETTINGS = {
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "max_locks_per_transaction": "2048",  # pg_dump locks every table
}
_MANY = 50


class KeptServer(Server):
    """A server with its data in a folder of ours; only its socket and its log go when it ends."""

    def __init__(self, programs: binaries.Binaries, data: Path) -> None:
        super().__init__(programs, _SETTINGS)
        self._data = data

    def _initialise(self, programs: Path, folder: Path) -> None:
        is_new = not (self._data / "PG_VERSION").exists()
        self._data.mkdir(parents=True, exist_ok=True)
        self._account.own(self._data)
        (folder / "data").symlink_to(self._data.absolute())
        if is_new:
            super()._initialise(programs, folder)

    def run(self, database: str, *statements: str) -> None:
        """Each statement or script in a transaction of its own."""
        with psycopg.connect(self.conninfo(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def has(self, database: str) -> bool:
        with psycopg.connect(self.conninfo()) as connection:
            found = connection.execute("select from pg_database where datname = %s", (database,))
            return found.fetchone() is not None

    def keep(self, database: str, scripts: Iterable[str]) -> None:
        """Make a database by some scripts, unless it is there: it gets its name when it is complete."""
        if self.has(database):
            return
        part = f"{database}_part"
        reader = "do $$begin create role bench_reader; exception when duplicate_object then end$$"
        self.run("postgres", reader, f"drop database if exists {part}", f"create database {part}")
        for script in scripts:
            self.run(part, script)
        self.run(part, "vacuum analyze")
        self.run("postgres", f"alter database {part} rename to {database}")

    def keep_copies(self, database: str, number: int) -> list[str]:
        """Copies of a database of 50 tables, each with its name and a number."""
        self.keep(database, bench_schema.scripts(_MANY))
        names = [f"{database}_{place}" for place in range(number)]
        for name in names:
            if not self.has(name):
                copy = sql.SQL("create database {} template {}")
                with psycopg.connect(self.conninfo(), autocommit=True) as connection:
                    connection.execute(copy.format(sql.Identifier(name), sql.Identifier(database)))
        return names
