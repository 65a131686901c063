"""The folder that a server lives in: its data, its socket, its log, and copies of programs if need be."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from schemagit.demo.account import Account

_PREFIX = "schemagit-"
_RANDOM_LENGTH = 8  # what mkdtemp adds

# Linux allows 107 bytes for the path of a socket, macOS 103.
_SOCKET_BYTES = 103


def make(parent: Path | None, account: Account) -> Path:
    """A new folder that belongs to the account.

    It is in `parent`, or in the temporary folder when None; or in /tmp, where the account may not enter
    that one or its path is too long for a socket.
    """
    parent = parent or Path(tempfile.gettempdir())
    socket = parent / (_PREFIX + "x" * _RANDOM_LENGTH) / ".s.PGSQL.65535"
    if len(os.fsencode(socket)) > _SOCKET_BYTES or not account.may_enter(parent):
        parent = Path("/tmp")  # noqa: S108 - the one place that is short and open; mkdtemp makes it safe
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    account.own(folder)
    return folder


def remove(folder: Path) -> None:
    # More than once: a child of an interrupted initdb may still be writing its last file.
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


def environment(folder: Path) -> dict[str, str]:
    """Ours, without what changes how PostgreSQL starts or speaks."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC", "HOME": str(folder)}
