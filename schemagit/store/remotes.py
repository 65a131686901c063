"""Other repositories: what they have, and what they take from this one."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from schemagit.errors import UsageError
from schemagit.redaction import hide_passwords
from schemagit.store.address import Address, address, checked_url
from schemagit.store.branches import marked
from schemagit.store.refs import BRANCHES, REMOTES, TAGS, below, is_branch, refs
from schemagit.store.repository import Repository
from schemagit.store.talk import known_address, talk

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
        source, target = (known_address(repository, name, *options) for options in ((), ("--push",)))
        return Remote(name, name, source, target)
    if not text:
        raise UsageError(*NO_REMOTE)
    if re.fullmatch(_NAME, text) and not (folder / text).exists():
        raise UsageError(
            f'there is no remote "{text}"',
            f"git -C {repository.path} remote add {text} URL makes it known; or give a URL or a path",
        )
    return remote_at(text, folder, alias or f"url-{hashlib.sha256(os.fsencode(text)).hexdigest()[:8]}")


def remote_at(url: str, folder: Path, name: str = DEFAULT) -> Remote:
    """The remote at a URL or a path, known here by a name.

    Raises:
        UsageError: no repository can be there, or the address runs commands.
    """
    place = address(checked_url(url, folder))
    return Remote(name, hide_passwords(place.word) if "::" in url else place.word, place, place)


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
