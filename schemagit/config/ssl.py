"""What `ssl` and `rejectUnauthorized`, which drivers of Node know, are in libpq's terms."""

from schemagit.config.context import Context
from schemagit.config.values import Value

MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def read_sslmode(entries: dict[str, Value], sslmode: str, context: Context) -> str:
    """The sslmode of a database, or "" to leave it to libpq.

    Args:
        entries: what the database is given.
        sslmode: the mode it asks for itself, which wins; "" if none.
        context: takes a warning where the keys contradict one another.

    Raises:
        UsageError: a key is neither true nor false.
    """
    ssl = context.boolean(entries.get("ssl"))
    verify = context.boolean(entries.get("rejectUnauthorized"))
    if ssl is None and verify is None:
        return sslmode
    agreeing = _agreeing_modes(ssl=ssl, verify=verify)
    if sslmode:
        if sslmode not in agreeing:
            context.warn(
                entries["sslmode"], f"sslmode wins over {_given(entries)}, which would be {agreeing[0]}"
            )
        return sslmode
    if ssl is None:
        context.warn(entries["rejectUnauthorized"], "rejectUnauthorized does nothing without ssl: true")
        return ""
    # verify-full needs a root certificate. It is left to libpq where to find it (sslrootcert, PGSSLROOTCERT,
    # ~/.postgresql/root.crt) and to say so when there is none: sslrootcert=system would override what is
    # installed there, is a file name to libpq before 16, and finds nothing in psycopg's binary package,
    # whose OpenSSL looks in a folder of its own. Whoever wants it writes `sslrootcert: system`.
    return agreeing[0]


def _agreeing_modes(*, ssl: bool | None, verify: bool | None) -> tuple[str, ...]:
    """The modes that keep what the keys promise; first the one that they mean."""
    if ssl is False:
        return ("disable",)
    if verify is None:
        # Drivers of Node verify unless told not to; so nobody is given less than what they had.
        return ("verify-full", "verify-ca", "require")
    return ("verify-full",) if verify else ("require",)


def _given(entries: dict[str, Value]) -> str:
    return " and ".join(key for key in ("ssl", "rejectUnauthorized") if key in entries)
