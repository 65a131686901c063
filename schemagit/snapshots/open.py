"""What a user typed to mean a snapshot -> a source that it can be read from."""

from collections.abc import Callable
from pathlib import Path

from schemagit import exchange, store
from schemagit.errors import UsageError
from schemagit.snapshots.history import Range, history
from schemagit.sources import NOTHING, Commit, Source


def open_source(text: str, repository: Callable[[], store.Repository]) -> Source:
    """The snapshot that a text means: an exported file, or a ref of the repository.

    Args:
        text: as typed.
        repository: opens the repository; not called for a file, which needs none.

    Raises:
        UsageError: it may mean a file and a ref, or the file is no snapshot.
        FailedError: there is no such ref, or no repository.
    """
    file = Path(text)
    if file.is_file():
        _refuse_ambiguity(text, repository)
        return exchange.load(file)[0]
    if text.endswith(".json"):
        raise UsageError(f"there is no file {text}", "schemagit export REF --out FILE writes one")
    return open_commit(text, repository())


def open_commit(text: str, repository: store.Repository) -> Commit:
    """The snapshot of the repository that a text means, with the moment when it was taken."""
    ref = store.resolve(repository, text)
    (entry,) = history(repository, {text: ref.commit}, Range(limit=1))
    return Commit(repository, ref, entry.taken)


def open_parent(commit: Commit) -> Source:
    """The snapshot before one; an empty one before the first."""
    if store.parent(commit.repository, commit.ref.commit) is None:
        return NOTHING
    return open_commit(f"{commit.text}~1", commit.repository)


def _refuse_ambiguity(text: str, repository: Callable[[], store.Repository]) -> None:
    try:
        found = repository()
    except store.NoRepositoryError:
        return
    if text in store.environments(found) or text in store.tags(found):
        raise UsageError(
            f'"{text}" is a file and a name in the repository',
            f"write ./{text} for the file, or refs/heads/{text} or refs/tags/{text} for the snapshot",
        )
