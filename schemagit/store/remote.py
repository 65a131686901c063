"""Other repositories: what they have, and what they take from this one."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from schemagit.errors import FailedError, UsageError
from schemagit.store.address import Address, address, checked_url
from schemagit.store.branches import trees
from schemagit.store.process import hide_passwords
from schemagit.store.refs import BRANCHES, MARK, REMOTES, TAGS, below, is_branch, refs
from schemagit.store.repository import Repository

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?<!\.)(?<!\.lock)")
DEFAULT = "origin"
# Somebody else moved the branch, before or while we pushed.
_BEHIND = re.compile(
    "fetch first|non-fast-forward|stale info|failed to update ref|cannot lock|failed to lock|incorrect old"
)


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
    """What became of the refs that were pushed, by full name.

    Attributes:
        moved: those that are there now as they are here, and were not before.
        behind: the branches that somebody else moved.
        refused: why the others were refused.
    """

    moved: tuple[str, ...]
    behind: tuple[str, ...]
    refused: Mapping[str, str]


def remote(repository: Repository, text: str, folder: Path) -> Remote:
    """The remote that a text means: the name of one that git knows here, else a URL or a path.

    Args:
        repository: where names are looked up.
        text: as typed; "" is `origin`.
        folder: what a relative path begins in.

    Raises:
        UsageError: it is neither, or an address that runs commands.
    """
    known = repository.run("remote").decode(errors="replace").split("\n")
    name = text or DEFAULT
    if name in known and _NAME.fullmatch(name):
        source, target = (_known(repository, name, *options) for options in ((), ("--push",)))
        return Remote(name, name, source, target)
    if not text:
        raise UsageError(
            "no remote is known to push to or to pull from",
            'name it (schemagit push URL), or write "remote: URL" into the configuration',
        )
    if _NAME.fullmatch(text) and not (folder / text).exists():
        raise UsageError(
            f'there is no remote "{text}"',
            f"git -C {repository.path} remote add {text} URL makes it known; or give a URL or a path",
        )
    return remote_at(text, folder, f"url-{hashlib.sha256(text.encode()).hexdigest()[:8]}")


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
    _run(
        repository,
        remote.source,
        "fetch",
        f"fetch from {remote.shown}",
        (*options, remote.source.word, *wanted),
    )
    found = refs(repository, remote.branches, remote.tags)
    branches = below(remote.branches, found)
    marks = trees(repository, list(branches.values()), MARK)
    snapshots = {name: tip for (name, tip), mark in zip(branches.items(), marks, strict=True) if mark}
    snapshots.pop("HEAD", None)
    return snapshots, below(remote.tags, found)


def push(repository: Repository, remote: Remote, names: Sequence[str]) -> Pushed:
    """Offer refs to a remote under their own full names; it is never made to lose a commit.

    Raises:
        FailedError: it could not be reached.
    """
    options = ("--porcelain", "--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
    words = (*options, remote.target.word, *(f"{name}:{name}" for name in names))
    said = _run(repository, remote.target, "push", f"push to {remote.shown}", words)
    return _outcome(said.decode(errors="replace"))


def _outcome(said: str) -> Pushed:
    """Reads what git-push(1) says with --porcelain: a sign, both names and a summary, between tabulators."""
    moved, behind, refused = [], [], {}
    for line in said.splitlines():
        match line.split("\t"):
            case ["!", names, summary] if _BEHIND.search(summary) and f":{BRANCHES}" in names:
                behind.append(names.partition(":")[2])
            case ["!", names, summary]:
                refused[names.partition(":")[2]] = hide_passwords(summary)
            case [" " | "*", names, _]:
                moved.append(names.partition(":")[2])
    return Pushed(tuple(moved), tuple(behind), refused)


def adopt_tags(
    repository: Repository, remote: Remote, theirs: Mapping[str, str], mine: Mapping[str, str]
) -> list[str]:
    """Make the tags of a remote that are not here yet, as `fetch` found them there; their names."""
    new = [name for name in theirs if name not in mine and is_branch(name)]
    for name in new:
        repository.run("update-ref", f"{TAGS}{name}", f"{remote.tags}{name}", "0" * 40)
    return new


def _run(repository: Repository, place: Address, command: str, doing: str, words: Sequence[str]) -> bytes:
    accepted = (0, 1) if command == "push" else (0,)  # 1 says that refs were refused, which ones is printed
    try:
        return repository.run(command, *words, accepted=accepted, around=place.around)
    except FailedError as error:
        reason = error.message.removeprefix(f"git {command} failed: ")
        raise FailedError(f"cannot {doing}: {reason}", error.hint or _hint(reason)) from error


def _hint(reason: str) -> str:
    if re.search("uthentication|ermission denied|could not read (Username|Password)|403|401", reason):
        return "git asks for the credentials: does git fetch work there by hand?"
    if re.search(
        "resolve host|onnection (refused|timed out)|not appear to be a git|not found|does not exist", reason
    ):
        return "is the address right, and can this machine reach it?"
    return ""
