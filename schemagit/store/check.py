"""Looks for what is wrong with a repository, whatever its snapshots mean."""

from collections.abc import Iterable, Mapping

from schemagit.store.read import blobs
from schemagit.store.repository import Repository, checked_id

_FSCK = ("--full", "--strict", "--no-dangling", "--no-reflogs", "--no-progress")


def damages(repository: Repository) -> list[str]:
    """What git-fsck(1) finds wrong, a line each; nothing in a repository that is whole."""
    every = tuple(range(256))  # the codes say in what way it is damaged
    with repository.stream("fsck", *_FSCK, accepted=every) as running:
        found = running.stdout.read().decode(errors="replace").splitlines()
    lines = [line for line in found if line.startswith(("missing", "error", "bad"))]
    if running.returncode and not lines:
        return ["git fsck finds it damaged"]
    return lines


def missing(repository: Repository, ids: Iterable[str]) -> set[str]:
    """Which of some objects the repository does not have."""
    questions = "".join(f"{checked_id(each)}\n" for each in ids).encode()
    answers = repository.run("cat-file", "--batch-check", stdin=questions).decode().splitlines()
    return {answer.split(" ")[0] for answer in answers if answer.endswith(" missing")}


def signatures(repository: Repository, starts: Mapping[str, str], limit: int | None) -> dict[str, str]:
    """What git says of the signature of each commit, as a letter: see %G? of git-log(1).

    Args:
        repository: where.
        starts: the commits to begin with.
        limit: how many of each history; all when None.
    """
    found: dict[str, str] = {}
    bound = [] if limit is None else [f"--max-count={limit}"]
    for commit in dict.fromkeys(starts.values()):
        command = ("log", "--first-parent", "--no-show-signature", "--format=%H %G?", *bound)
        lines = repository.run(*command, checked_id(commit), "--").decode().splitlines()
        found |= dict(line.split(" ", 1) for line in lines)
    # Of a signature by a key of ssh that it was not told to trust, git says that there is none.
    unsigned = [commit for commit, letter in found.items() if letter == "N"]
    for commit, content in blobs(repository, unsigned):
        if b"\ngpgsig" in content.partition(b"\n\n")[0]:
            found[commit] = "E"
    return found
