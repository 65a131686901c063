"""Whom a server runs as: PostgreSQL refuses root, and what root owns others may not be able to reach."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from schemagit.errors import FailedError


class Account(NamedTuple):
    """An account of this machine; None is whoever we are. Its fields are arguments of `subprocess`."""

    user: int | None = None
    group: int | None = None
    extra_groups: tuple[()] | None = None

    def may_enter(self, folder: Path) -> bool:
        """Whether a folder is open to the account for sure: to everybody, and all above it too."""
        return self.user is None or all(
            step.stat().st_mode & 0o001 for step in (folder, *folder.absolute().parents)
        )

    def own(self, path: Path) -> None:
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group, follow_symlinks=False)


def unprivileged() -> Account:
    """Whoever we are, or instead of root an account that the machine has anyway.

    Raises:
        FailedError: we are root and there is no such account.
    """
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, ())
    raise FailedError(
        "cannot start PostgreSQL as root: there is no account postgres or nobody to run it as",
        "run it as an ordinary user",
    )


def reachable(programs: Path, folder: Path, account: Account) -> Path:
    """The folder of the programs itself, or a copy in `folder` where the account cannot run them.

    A virtual environment below /root is the usual case: nobody else may enter it.
    """
    command = [str(programs / "postgres"), "--version"]
    try:
        subprocess.run(command, check=True, capture_output=True, cwd="/", **account._asdict())
    except (PermissionError, subprocess.CalledProcessError):
        return _copy(programs, folder / "programs", account)
    return programs


def _copy(programs: Path, folder: Path, account: Account) -> Path:
    install = programs.parent
    # As deep as in a wheel, whose libraries lie in package.libs beside package and are found relatively.
    copy = folder / install.parent.name / install.name
    for part in ("bin", "lib", "share"):
        if (install / part).is_dir():
            shutil.copytree(install / part, copy / part, symlinks=True)
    libraries = install.parent.with_name(f"{install.parent.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    for path in (folder, *folder.rglob("*")):
        account.own(path)
    return copy / programs.name
