"""Secrets never enter a snapshot: what may be kept of texts that can hold one."""

import re
from collections.abc import Iterable

MARKER = "<redacted>"

# Options of foreign servers, tables and columns that say where and how, and cannot hold a secret.
# https://www.postgresql.org/docs/current/postgres-fdw.html#POSTGRES-FDW-OPTIONS, file-fdw.html, dblink.html
_KEPT = frozenset({
    "host", "hostaddr", "port", "dbname", "connect_timeout", "sslmode", "application_name",
    "schema_name", "table_name", "column_name", "use_remote_estimate", "fdw_startup_cost", "fdw_tuple_cost",
    "extensions", "fetch_size", "batch_size", "async_capable", "updatable", "truncatable", "analyze_sampling",
    "keep_connections", "parallel_commit", "parallel_abort", "import_collate", "import_default",
    "filename", "format", "header", "delimiter", "quote", "escape", "null", "encoding", "force_not_null",
    "force_null", "server_version", "use_scram_passthrough",
})  # fmt: skip


_USERINFO = re.compile(r"(?<=://)\S*@")

# The beginning of a password that is written out: not of an expression, a parameter or a placeholder.
_VALUE = r"(?:''|['\"])?[^\s'\",;)|%$&]"
_KEYWORD = r"(?:ssl|pg)?(?:password|passwd|pwd)"
# A password in a URL; as a word of a connection string; with blanks, only among other words of one,
# for `where password = ...` is SQL.
_SECRET = re.compile(
    rf"""
    \b\w+://[^\s:/@]*:[^\s@/]+@
    | \b{_KEYWORD}={_VALUE}
    | \b\w+\s*=\s*(?:'[^']*'|[^\s',]+)\s+{_KEYWORD}\s*=\s*{_VALUE}
    | \b{_KEYWORD}\s*=\s*{_VALUE}[^\s',]*'?\s+\w+\s*=
    """,
    re.IGNORECASE | re.VERBOSE,
)

# Settings of the server itself have no dot in their names, and hold no secrets.
_SECRET_NAME = re.compile(
    r"passw|pwd|passphrase|secret|token|credential|jwt|(?:^|[._-]|api|access|private)keys?(?:$|[._-])",
    re.IGNORECASE,
)
_PLAIN_VALUE = re.compile(
    r"[\"']*(?:\d+\s?(?:us|ms|s|min|h|d|[kmgt]?b)?|on|off|yes|no|true|false|none)?[\"']*", re.IGNORECASE
)


def hide_passwords(text: str) -> str:
    """A text without what its URLs say of users and passwords."""
    return _USERINFO.sub("***@", text)


def looks_secret(text: str) -> bool:
    """Whether a text looks like a connection string with a password in it."""
    return _SECRET.search(text) is not None


def is_secret_setting(setting: str) -> bool:
    """Whether `name=value` is a setting of an application that is called like a secret, and may be one."""
    name, _, value = setting.partition("=")
    return "." in name and _SECRET_NAME.search(name) is not None and not _PLAIN_VALUE.fullmatch(value)


def may_hold_secret(content: bytes) -> bool:
    """Whether one of the texts in an encoded document may look so: cheap, and never wrongly no."""
    lower = content.lower()
    # Regular expressions that ignore case take the long s for an s.
    return b"://" in lower or b"pass" in lower or b"pwd" in lower or b"\xc5\xbf" in lower


def redact_options(options: Iterable[str]) -> list[str]:
    """`name=value` entries; a value becomes a marker unless its name is known to be harmless."""
    return [_redact(*option.partition("=")) for option in options]


def _redact(name: str, equals: str, value: str) -> str:
    return f"{name}{equals}{value if name in _KEPT and not looks_secret(value) else MARKER}"
