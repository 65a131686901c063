"""What a user typed to mean a snapshot -> a source that it can be read from."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from schemagit import moments, store
from schemagit.errors import FailedError, UsageError
from schemagit.glance import is_file
from schemagit.later import Later
from schemagit.names import MARK
from schemagit.snapshots.history import Range, history

if TYPE_CHECKING:
    from schemagit import document, exchange, sources
else:
    # Most snapshots are of this format, and in the repository.
    document, exchange = Later("schemagit.document"), Later("schemagit.exchange")
    # A history is read from commits alone.
    sources = Later("schemagit.sources")

_MARK = store.blob_id(MARK["snapshot.json"])
_AT_MOMENT = re.compile(r"(?P<ref>[^@]+)@(?:\{(?P<braced>[^}]*)\}|(?P<plain>[^{].*))")


def open_source(text: str, repository: Callable[[], store.Repository]) -> "sources.Source":
    """The snapshot that a text means: an exported file, or a ref of the repository.

    Args:
        text: as typed.
        repository: opens the repository; not called for a file, which needs none.

    Raises:
        UsageError: it may mean a file and a ref, or the file is no snapshot.
        FailedError: there is no such ref, or no repository.
    """
    if is_file(text):
        _refuse_ambiguity(text, repository)
        return exchange.load(Path(text))[0]
    if text.endswith(".json"):
        raise UsageError(f"there is no file {text}", "schemagit export REF --out FILE writes one")
    return open_typed(text, repository())


def open_typed(text: str, repository: store.Repository) -> "sources.Commit":
    """The snapshot that somebody means by a name of the repository.

    Raises:
        UsageError: the name may mean several.
        FailedError: there is no such ref.
    """
    found = open_commit(text, repository)
    _refuse_rivals(found.ref)
    return found


def find_typed(text: str, repository: store.Repository) -> store.Ref:
    """The same, where nobody asks for its short id, nor when it was taken: each costs a process."""
    is_moment = _AT_MOMENT.fullmatch(text) is not None
    ref = open_commit(text, repository).ref if is_moment else _find(text, repository)
    _refuse_rivals(ref)
    return ref


def _refuse_rivals(ref: store.Ref) -> None:
    if ref.rivals:
        raise UsageError(
            f'"{ref.text}" may mean {" or ".join(ref.rivals)}', "write the one that is meant in full"
        )


def open_commit(text: str, repository: store.Repository) -> "sources.Commit":
    """The snapshot of the repository that a text means, with the moment when it was taken.

    Beside what git's names can say, `prod@2026-05-01` and `prod@{2 weeks ago}` are the snapshot that was
    the newest at that moment. git's own `@{...}` would ask the log of this clone, not the commits.

    Raises:
        UsageError: what follows @ is no moment.
        FailedError: there is no such ref, or no snapshot is that old.
    """
    if match := _AT_MOMENT.fullmatch(text):
        return _at_moment(text, match["ref"], match["braced"] or match["plain"] or "", repository)
    ref = _find(text, repository)
    (entry,) = history(repository, {text: ref.commit}, Range(limit=1))
    return sources.Commit(repository, ref._replace(short=entry.short), entry.taken)


def tip(repository: store.Repository, environment: str) -> "sources.Commit | None":
    """The newest snapshot of an environment; None when it has none."""
    return open_commit(environment, repository) if store.tip(repository, environment) else None


def _find(text: str, repository: store.Repository) -> store.Ref:
    ref = store.find(repository, text)
    if ref.mark != _MARK:
        for _, content in store.blobs(repository, [ref.mark]):
            if why := unknown_format(content):
                raise FailedError(f'"{ref.text}" cannot be read: {why}', "install the version that made it")
    return ref


def unknown_format(content: bytes) -> str:
    """Why a snapshot cannot be read whose mark has this content; "" when it can."""
    try:
        number = document.decode(content).get("format")
    except FailedError:
        return "is not JSON"
    if number == document.FORMAT:
        return ""
    if isinstance(number, int) and number > document.FORMAT:
        return f"it was made by a newer schemagit: its format is {number}, this one reads {document.FORMAT}"
    return f"its format is {number!r}, this schemagit reads {document.FORMAT}"


def _at_moment(text: str, start: str, date: str, repository: store.Repository) -> "sources.Commit":
    ref = _find(start, repository)
    moment = moments.parse(date, moments.now())
    for entry in history(repository, {start: ref.commit}, Range(limit=1, until=moment)):
        return sources.Commit(
            repository,
            store.Ref(text, entry.commit, entry.short, ref.environment, rivals=ref.rivals),
            entry.taken,
        )
    *_, oldest = history(repository, {start: ref.commit}, Range())
    first = f"{oldest.short} of {moments.absolute(oldest.taken)}"
    if oldest.is_cut:
        raise FailedError(
            f"no snapshot of {start} is as old as {date}; the oldest that is here is {first}",
            "this repository is a shallow clone: schemagit clone makes a whole one",
        )
    raise FailedError(
        f"no snapshot of {start} is as old as {date}; the oldest is {first}",
        f"schemagit log {start} --oneline shows them all",
    )


def open_parent(commit: "sources.Commit") -> "sources.Source":
    """The snapshot before one; an empty one before the first.

    Raises:
        FailedError: the repository is a shallow clone, and begins with the one.
    """
    if commit.ref.commit in store.cuts(commit.repository):
        raise FailedError(
            f"the snapshot before {commit.text} is missing here, for this repository is a shallow clone",
            f"git -C {commit.repository.path} fetch --unshallow origin brings it, if it can",
        )
    if store.parent(commit.repository, commit.ref.commit) is None:
        return sources.NOTHING
    parent = open_commit(f"{commit.ref.commit}~1", commit.repository)
    # A moment has no ancestor, nor has what `git` does not know: then the id alone names the parent.
    text = parent.short if "@" in commit.text else f"{commit.text}~1"
    return replace(parent, ref=parent.ref._replace(text=text))


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
