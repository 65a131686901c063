"""Talks to other repositories through git, which asks nobody where nobody is there to answer."""

import os
import re
import sys
from collections.abc import Sequence

from schemagit.errors import FailedError
from schemagit.store.address import Address, address
from schemagit.store.process import Surroundings
from schemagit.store.repository import Repository


def known_address(repository: Repository, name: str, *options: str) -> Address:
    """Where git fetches from a remote that it knows by name, or with "--push", where it pushes to."""
    urls = repository.run("remote", "get-url", *options, "--", name).decode(errors="replace").splitlines()
    return address(urls[0] if urls else name, name)


def talk(  # noqa: PLR0913, PLR0917 - all that is said to another repository
    repository: Repository,
    place: Address,
    command: str,
    doing: str,
    words: Sequence[str],
    stdin: bytes | None = None,
) -> bytes:
    """What git prints when it fetches from another repository, or pushes there.

    Args:
        repository: where from.
        place: where to.
        command: fetch or push.
        doing: the same for messages: "fetch from origin".
        words: what follows the command.
        stdin: what git reads.

    Raises:
        FailedError: it could not be done, with what to do about it.
    """
    accepted = (0, 1) if command == "push" else (0,)  # 1 says that refs were refused, which ones is printed
    # What comes from elsewhere is looked at as git fsck does, before it is let in.
    settings = (*place.around.settings, "transfer.fsckObjects=true")
    around = Surroundings(settings, {**_unasked(), **(place.around.variables or {})})
    try:
        return repository.run(command, *words, stdin=stdin, accepted=accepted, around=around)
    except FailedError as error:
        reason = error.message.removeprefix(f"git {command} failed: ")
        raise FailedError(f"cannot {doing}: {reason}", error.hint or _hint(reason)) from error


def _unasked() -> dict[str, str]:
    """What keeps git and ssh from asking on the terminal, where there is nobody to answer."""
    if sys.stdin is not None and sys.stdin.isatty():
        return {}
    # Else ssh would open the terminal of the process by itself; see SSH_ASKPASS_REQUIRE in ssh(1).
    silent = {"GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS": "false", "SSH_ASKPASS_REQUIRE": "force"}
    return {name: value for name, value in silent.items() if name not in os.environ}


# What git says of a way that leads nowhere, of a door that stays closed, and of what it does not let in.
_HINTS = {
    "uthentication|ermission denied|could not read (Username|Password)|40[13]": (
        "git asks for the credentials: does git fetch work there by hand?"
    ),
    "ost key verification": (
        "ssh does not know this host by its key: connect to it by hand once, and look at the key"
    ),
    "cannot run": "install it; or is it GIT_SSH_COMMAND or core.sshCommand that names it?",
    "resolve host|onnection (refused|timed out)|to connect|appear to be a git|not found|not exist|remote-": (
        "is the address right, and can this machine reach it?"
    ),
    "object [0-9a-f]{40}: ": "what is there was not made by schemagit, or is damaged: git does not let it in",
}


def _hint(reason: str) -> str:
    return next((hint for words, hint in _HINTS.items() if re.search(words, reason)), "")
