"""Other repositories: what they have, and what they take from this one."""

import hashlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from schemagit.errors import FailedError, UsageError
from schemagit.redaction import hide_passwords
from schemagit.store.address import Address, address, checked_url
from schemagit.store.branches import marked
from schemagit.store.process import Surroundings
from schemagit.store.refs import BRANCHES, REMOTES, TAGS, below, is_branch, refs
from schemagit.store.repository import Repository

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?<!\.)(?<!\.lock)"
DEFAULT = "origin"
NO_REMOTE = (
    "no remote is known to push to or to pull from",
    'name it (schemagit push URL), or write "remote: URL" into the configuration',
)
# Somebody else moved the branch, before or while we pushed.
_BEHIND = (
    "fetch first|non-fast-forward|stale info|failed to update ref|cannot lock|failed to lock|incorrect old"
)

_RANGE = r"[0-9a-f]{4,40}(?=\.\.)"


class Remote(NamedTuple):
    """Another repository of snapshots.

    Attributes:
        name: the folder of `refs/remotes/` in which its branches are known here.
        shown: how messages name it; it holds no password.
        source, target: where git fetches from and pushes to.
    """

    name: str
    shown: str
    source: Address
    target: Address

    @property
    def branches(self) -> str:
        return f"{REMOTES}{self.name}/"

    @property
    def tags(self) -> str:
        return f"refs/schemagit/{self.name}/tags/"


class Pushed(NamedTuple):
    """What became of branches and tags that were pushed, by name.

    Attributes:
        branches: those that moved, with the short id of where they were there ("" for a new one).
        behind: the branches that somebody else moved there.
        tags: those that are new there.
        conflicts: the tags that mean something else there.
        refused: why the others were refused.
    """

    branches: Mapping[str, str]
    behind: tuple[str, ...]
    tags: tuple[str, ...]
    conflicts: tuple[str, ...]
    refused: Mapping[str, str]


def remote(repository: Repository, text: str, folder: Path, alias: str = "") -> Remote:
    """The remote that a text means: the name of one that git knows here, else a URL or a path.

    Args:
        repository: where names are looked up.
        text: as typed; "" is `origin`.
        folder: what a relative path begins in.
        alias: the name by which a URL is known here; one that is made of it when "".

    Raises:
        UsageError: it is neither, or an address that runs commands.
    """
    known = repository.run("remote").decode(errors="replace").split("\n")
    name = text or DEFAULT
    if name in known and re.fullmatch(_NAME, name):
        source, target = (_known(repository, name, *options) for options in ((), ("--push",)))
        return Remote(name, name, source, target)
    if not text:
        raise UsageError(*NO_REMOTE)
    if re.fullmatch(_NAME, text) and not (folder / text).exists():
        raise UsageError(
            f'there is no remote "{text}"',
            f"git -C {repository.path} remote add {text} URL makes it known; or give a URL or a path",
        )
    return remote_at(text, folder, alias or f"url-{hashlib.sha256(text.encode()).hexdigest()[:8]}")


def remote_at(url: str, folder: Path, name: str = DEFAULT) -> Remote:
    """The remote at a URL or a path, known here by a name.

    Raises:
        UsageError: no repository can be there, or the address runs commands.
    """
    place = address(checked_url(url, folder))
    return Remote(name, hide_passwords(place.word) if "::" in url else place.word, place, place)


def _known(repository: Repository, name: str, *options: str) -> Address:
    urls = repository.run("remote", "get-url", *options, "--", name).decode(errors="replace").splitlines()
    return address(urls[0] if urls else name, name)


def fetch(repository: Repository, remote: Remote) -> tuple[dict[str, str], dict[str, str]]:
    """Bring what a remote has; no branch and no tag of this repository changes.

    Returns:
        The commit of each of its branches that is one of snapshots, and of each of its tags, by name.

    Raises:
        FailedError: it could not be reached, or read.
    """
    wanted = (f"+{BRANCHES}*:{remote.branches}*", f"+{TAGS}*:{remote.tags}*")
    options = ("--quiet", "--prune", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    talk(
        repository,
        remote.source,
        "fetch",
        f"fetch from {remote.shown}",
        (*options, remote.source.word, *wanted),
    )
    found = refs(repository, remote.branches, remote.tags)
    branches = below(remote.branches, found)
    branches.pop("HEAD", None)
    return marked(repository, branches), below(remote.tags, found)


def push(repository: Repository, remote: Remote, branches: Sequence[str], tags: Sequence[str]) -> Pushed:
    """Offer branches and tags to a remote under their own names; it is never made to lose a commit.

    Raises:
        FailedError: it could not be reached.
    """
    names = [*(f"{BRANCHES}{name}" for name in branches), *(f"{TAGS}{name}" for name in tags)]
    if not names:
        return Pushed({}, (), (), (), {})
    options = ("--porcelain", "--no-progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
    words = (*options, remote.target.word, *(f"{name}:{name}" for name in names))
    said = talk(repository, remote.target, "push", f"push to {remote.shown}", words)
    return _outcome(said.decode(errors="replace"))


def _outcome(said: str) -> Pushed:
    """Reads what git-push(1) says with --porcelain: a sign, both names and a summary, between tabulators."""
    moved: dict[str, str] = {}
    refused: dict[str, str] = {}
    for line in said.splitlines():
        match line.split("\t"):
            case ["!", names, summary]:
                refused[names.partition(":")[2]] = hide_passwords(summary)
            case [" " | "*", names, summary]:
                moved[names.partition(":")[2]] = (re.match(_RANGE, summary) or [""])[0]
    behind = below(BRANCHES, {name: why for name, why in refused.items() if re.search(_BEHIND, why)})
    conflicts = below(TAGS, {name: why for name, why in refused.items() if "already exists" in why})
    others = below(BRANCHES, refused) | below(TAGS, refused)
    return Pushed(
        {name.removeprefix(BRANCHES): old for name, old in moved.items() if name.startswith(BRANCHES)},
        tuple(behind),
        tuple(name.removeprefix(TAGS) for name in moved if name.startswith(TAGS)),
        tuple(conflicts),
        {name: why for name, why in others.items() if name not in behind and name not in conflicts},
    )


def adopt_tags(
    repository: Repository, remote: Remote, theirs: Mapping[str, str], mine: Mapping[str, str]
) -> list[str]:
    """Make the tags of a remote that are not here yet, as `fetch` found them there; their names."""
    new = [name for name in theirs if name not in mine and is_branch(name)]
    for name in new:
        repository.run("update-ref", f"{TAGS}{name}", f"{remote.tags}{name}", "0" * 40)
    return new


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
