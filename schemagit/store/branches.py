"""What branches are at, and how their commits relate."""

import re
from collections.abc import Mapping, Sequence

from schemagit.errors import FailedError
from schemagit.store.refs import MARK, environments
from schemagit.store.repository import Repository, checked_id

_HEX = re.compile(r"[0-9a-f]{4,40}")


def is_ancestor(repository: Repository, old: str, new: str) -> bool:
    """Whether a commit is one of those that another one builds on, or that one itself."""
    # With a list of what is excluded, the answer is what is left: nothing.
    left = repository.run("rev-list", "--max-count=1", checked_id(old), f"^{checked_id(new)}")
    return not left


def is_related(repository: Repository, one: str, other: str) -> bool:
    """Whether two commits have one in common that both build on."""
    return bool(repository.run("merge-base", checked_id(one), checked_id(other), accepted=(0, 1)))


def count(repository: Repository, commit: str, other: str = "") -> int:
    """How many snapshots lead to a commit, along first parents, that another one does not build on."""
    excluded = [f"^{other}"] if _HEX.fullmatch(other) else []
    return int(repository.run("rev-list", "--count", "--first-parent", checked_id(commit), *excluded))


def is_shallow(repository: Repository) -> bool:
    """Whether the repository has only the newest part of some histories."""
    return (repository.folder / "shallow").exists()


def cuts(repository: Repository) -> frozenset[str]:
    """The commits that build on what is missing, for the repository is a shallow clone; else none."""
    try:
        return frozenset((repository.folder / "shallow").read_text("ascii").split())
    except FileNotFoundError:
        return frozenset()


def marked(repository: Repository, commits: Mapping[str, str]) -> dict[str, str]:
    """Those of some commits, by name, that are snapshots."""
    marks = trees(repository, list(commits.values()), MARK)
    return {name: commit for (name, commit), mark in zip(commits.items(), marks, strict=True) if mark}


def of_snapshots(repository: Repository) -> dict[str, str]:
    """The commit of each environment; a branch of something else is none, however it came here."""
    tips = environments(repository)
    known = marked(repository, tips)
    return {name: tip for name, tip in tips.items() if name in known or _is_unreadable(repository, tip)}


def _is_unreadable(repository: Repository, commit: str) -> bool:
    """Whether nobody can tell, for the repository is damaged: that is for others to say."""
    try:
        return bool(repository.run("ls-tree", commit, "--", MARK))
    except FailedError:
        return True


def trees(repository: Repository, commits: Sequence[str], folder: str) -> list[str]:
    """The id of a folder in each of some commits; "" where there is none."""
    questions = "".join(f"{checked_id(commit)}:{folder}\n" for commit in commits).encode()
    answers = repository.run("cat-file", "--batch-check", stdin=questions).decode().splitlines()
    return ["" if answer.endswith(" missing") else answer.split(" ")[0] for answer in answers]
