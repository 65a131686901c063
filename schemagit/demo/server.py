"""A PostgreSQL server that lives as long as a `with` block, in a folder of its own.

It listens on a unix socket only, trusts whoever can reach it, and gives up durability for speed.
Nothing on the machine is changed for it: no account is made, no folder of others gets other permissions.
"""

import re
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from schemagit.demo import binaries, place
from schemagit.demo.account import Account, reachable, unprivileged
from schemagit.errors import FailedError

_SETTINGS = {
    "log_line_prefix": "",
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
    "logging_collector": "off",
    "shared_buffers": "16MB",
    "max_wal_size": "64MB",
    "max_connections": "40",
}
_START_SECONDS = 60
_STOP_SECONDS = 10

# Outlives a parent that was killed: when the pipe it reads from closes without a word, the server goes too.
# It sleeps rather than waits, for in a container nobody may ever collect the server's exit status.
_GUARD = 'read -r line || { kill -QUIT "$0"; sleep 1; rm -rf "$1"; }'


class Server:
    """A context manager: started when entered, stopped and removed when left, however it is left.

    Args:
        programs: the binaries to run; the first found on this machine when None.
        settings: server settings, in place of ours or beside them: `{"autovacuum": "on"}`.
        parent: the folder to make its own folder in; the temporary folder when None.

    Raises:
        FailedError: no binaries are found, or the server does not start (on entering).
        UsageError: $SCHEMAGIT_PG_BIN names a folder without the programs.
    """

    def __init__(
        self,
        programs: binaries.Binaries | None = None,
        settings: Mapping[str, str] | None = None,
        parent: Path | None = None,
    ) -> None:
        self.programs = programs or binaries.first()
        self.version = self.programs.version()
        self.host = ""
        self.port = int((settings or {}).get("port", "5432"))
        self._parent = parent
        self._settings = _SETTINGS | dict(settings or {})
        self._account = Account()
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._account = unprivileged()
        folder = place.make(self._parent, self._account)
        self.host = str(folder)
        try:
            programs = reachable(self.programs.folder, folder, self._account)
            self._initialise(programs, folder)
            self._start(programs, folder)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def conninfo(self, database: str = "postgres", user: str = "postgres") -> str:
        """What libpq needs to connect, as `key=value` words."""
        words = {"host": self.host, "port": str(self.port), "dbname": database, "user": user}
        return " ".join(f"{key}={_quote(value)}" for key, value in words.items())

    def _initialise(self, programs: Path, folder: Path) -> None:
        command = [str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", "postgres"]
        command += ["--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self._surroundings(folder),
        )
        if done.returncode:
            raise FailedError(f"cannot prepare PostgreSQL {self.version}: {_reason(done.stdout)}")

    def _start(self, programs: Path, folder: Path) -> None:
        settings = self._settings | {"unix_socket_directories": str(folder)}
        command = [str(programs / "postgres"), "-D", str(folder / "data")]
        for setting, value in settings.items():
            command += ["-c", f"{setting}={value}"]
        # In sessions of their own: Ctrl-C at the terminal is for us, and we then stop them in order.
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._surroundings(folder),
            )
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, str(self._process.pid), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._surroundings(folder),
        )
        self._wait(self._process, folder)

    def _surroundings(self, folder: Path) -> dict[str, Any]:
        return {"cwd": folder, "env": place.environment(folder), **self._account._asdict()}

    def _wait(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not _is_ready(folder):
            if process.poll() is not None:
                reason = _reason((folder / "log").read_bytes())
                raise FailedError(f"cannot start PostgreSQL {self.version}: {reason}")
            if time.monotonic() > deadline:
                raise FailedError(f"PostgreSQL {self.version} was not ready after {_START_SECONDS} seconds")
            time.sleep(0.01)

    def _stop(self) -> None:
        try:
            if self._process is not None:
                _end(self._process)
            if self._guard is not None:
                self._guard.communicate(b"stopped\n")
        finally:
            place.remove(Path(self.host))


def _is_ready(folder: Path) -> bool:
    """Whether the server accepts connections: it says so on the eighth line of its own file."""
    try:
        lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(how)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _reason(log: bytes) -> str:
    """The last line that says what was wrong, or the last line."""
    lines = log.decode(errors="replace").strip().splitlines() or ["it said nothing"]
    wrong = [line for line in lines if re.search(r"FATAL|PANIC|error:", line)]
    return (wrong or lines)[-1].strip()


def _quote(value: str) -> str:
    if re.fullmatch(r"[\w/.-]+", value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
