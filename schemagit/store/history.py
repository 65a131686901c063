"""Reads the history of environments, newest first, by one `git log`."""

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, NamedTuple

from schemagit.store.process import Surroundings
from schemagit.store.refs import TAGS
from schemagit.store.repository import Repository, checked_id

_FIELDS = ("%H", "%h", "%S", "%P", "%ct", "%an <%ae>", "%D", "%B")
_LAYOUT = (
    *("-z", f"--format={'%x00'.join(_FIELDS)}", "--source", "--first-parent", "--encoding=UTF-8"),
    *("--decorate=full", f"--decorate-refs={TAGS}*"),
    *("--no-follow", "--no-show-signature"),  # which the user may have configured for git log
)
_CHUNK = 1 << 16
# Else git would write each commit by itself, for somebody who waits for it.
_BUFFERED = Surroundings(variables={"GIT_FLUSH": "0"})


class Entry(NamedTuple):
    """One commit of a history; `branch` is the name under which the history was asked for."""

    commit: str
    short: str
    branch: str
    parents: tuple[str, ...]
    taken: datetime
    author: str
    message: str
    tags: tuple[str, ...]


def history(  # noqa: PLR0913 - each narrows the history in its own way, and all may be left out
    repository: Repository,
    starts: Mapping[str, str],
    *,
    limit: int | None = None,
    paths: Sequence[str] = (),
    globs: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> Iterator[Entry]:
    """The commits that lead to some commits, along first parents, newest first, as they are read.

    Args:
        repository: where.
        starts: the commits to begin with, by the name that their entries will have as `branch`.
        limit: how many entries at most.
        paths: only commits that changed one of these files or folders, against their first parent.
        globs: the same for patterns, in which `*` does not match a slash and `**` does.
        since: only commits of this moment or later.
        until: only commits of this moment or earlier.

    Raises:
        FailedError: one of the commits is not there.
    """
    names: dict[str, str] = {}
    for name, commit in starts.items():
        names.setdefault(checked_id(commit), name)
    if not names:
        return  # git would begin with HEAD
    options = [*_bounds(limit, since, until), *names]
    pathspecs = [*(f":(literal){path}" for path in paths), *(f":(glob){pattern}" for pattern in globs)]
    with repository.stream("log", *_LAYOUT, *options, "--", *pathspecs, around=_BUFFERED) as running:
        for commit, short, start, parents, seconds, author, tags, message in _records(running.stdout):
            yield Entry(
                commit,
                short,
                names[start],
                tuple(parents.split()),
                datetime.fromtimestamp(int(seconds), UTC),
                author,
                message.rstrip("\n"),
                _tags(tags) if tags else (),
            )


def _bounds(limit: int | None, since: datetime | None, until: datetime | None) -> Iterator[str]:
    if limit is not None:
        yield f"--max-count={limit}"
    if since is not None:
        yield f"--max-age={max(math.ceil(since.timestamp()), 0)}"
    if until is not None:
        yield f"--min-age={max(math.floor(until.timestamp()), 0)}"


def _tags(decoration: str) -> tuple[str, ...]:
    """The names of the tags in what git prints beside a commit: `tag: refs/tags/a, tag: refs/tags/b`."""
    start = f"tag: {TAGS}"
    return tuple(
        sorted(name.removeprefix(start) for name in decoration.split(", ") if name.startswith(start))
    )


def _records(stream: IO[bytes]) -> Iterator[list[str]]:
    """The fields of each commit, which end with a NUL each, as soon as git has printed them."""
    rest, fields = b"", list[str]()
    while chunk := os.read(stream.fileno(), _CHUNK):
        whole, end, rest = (rest + chunk).rpartition(b"\0")
        if end:
            fields += whole.decode(errors="replace").split("\0")
        while len(fields) >= len(_FIELDS):
            yield fields[: len(_FIELDS)]
            del fields[: len(_FIELDS)]
