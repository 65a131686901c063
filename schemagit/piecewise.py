"""Reads a kind object by object, for a server that stumbles over one of them."""

from typing import Any

from schemagit.document import IDENTITY, Rows
from schemagit.kinds import UNREADABLE
from schemagit.postgres import Moved, Session


def rows(session: Session, query: str) -> Rows:
    """The rows of a kind's query; one that the server cannot print has its name and the server's words."""
    # Only what is asked for is computed: a subquery's other columns, with what they print, are dropped.
    columns = session.rows(f"select * from ({query}) as q limit 0").columns  # noqa: S608 - our own query
    keys = [name for name in columns if name in IDENTITY]
    listed = session.rows(f"select {', '.join(map(_quoted, keys))} from ({query}) as q")  # noqa: S608 - the same
    records = [_record(session, query, columns, dict(zip(keys, key, strict=True))) for key in listed.records]
    return Rows((*columns, UNREADABLE), records)


def _record(session: Session, query: str, columns: tuple[str, ...], key: dict[str, Any]) -> tuple[Any, ...]:
    condition = " and ".join(
        f"{_quoted(name)} = {_literal(value)}" for name, value in key.items() if isinstance(value, int | str)
    )
    single = f"select * from ({query}) as q where {condition}"  # noqa: S608 - values are quoted
    try:
        (record,) = session.rows(single).records
    except Moved as moved:
        return (*(key.get(column) for column in columns), moved.reason)
    return (*record, None)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _literal(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"
