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


# A password in a URL, or as a keyword of a connection string.
_SECRET = re.compile(
    r"\b\w+://[^\s:/@]*:[^\s@/]+@|\b(?:password|passwd|pwd)\s*=\s*[^\s'\",;)]+", re.IGNORECASE
)


def looks_secret(text: str) -> bool:
    """Whether a text looks like a connection string with a password in it."""
    return _SECRET.search(text) is not None


def redact_options(options: Iterable[str]) -> list[str]:
    """`name=value` entries; the value of a name that is not known to be harmless becomes a marker."""
    return [_redact(*option.partition("=")) for option in options]


def _redact(name: str, equals: str, value: str) -> str:
    return f"{name}{equals}{value if name in _KEPT else MARKER}"
