"""Reads the history of environments, newest first, by one `git log`."""

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, NamedTuple

from schemagit.store.process import Surroundings
from schemagit.store.read import Changed, raw_change
from schemagit.store.refs import TAGS
from schemagit.store.repository import Repository, checked_id

_FIELDS = ("%H", "%h", "%S", "%P", "%ct", "%an <%ae>", "%D", "%B")
_LAYOUT = (
    *("-z", f"--format={'%n'.join(_FIELDS)}", "--source", "--first-parent", "--encoding=UTF-8"),
    *("--decorate=full", f"--decorate-refs={TAGS}*"),
    *("--no-follow", "--no-show-signature"),  # which the user may have configured for git log
)
# What each commit changed against its first parent, and the first of all against nothing.
_CHANGES = ("-m", "--raw", "--root", "--no-renames", "--no-abbrev", "--no-relative")
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
    pathspecs = [*(f":(literal){path}" for path in paths), *(f":(glob){pattern}" for pattern in globs)]
    names = _names(starts)
    if not names:
        return  # git would begin with HEAD
    command = ("log", *_LAYOUT, *_bounds(limit, since, until), *names, "--", *pathspecs)
    with repository.stream(*command, around=_BUFFERED) as running:
        for record in _records(running.stdout):
            yield _entry(record, names)


def changing(  # noqa: PLR0913 - as above
    repository: Repository,
    start: Mapping[str, str],
    globs: Sequence[str],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    meanwhile: Callable[[], object] = tuple,
) -> list[tuple[Entry, list[Changed]]]:
    """The commits of a history that changed what some patterns match, with what each changed of that.

    Beside ids of blobs in full, git prints no short ids of commits: that of each entry is "", see `shorts`.

    Args:
        repository: where.
        start: the commits to begin with, by name.
        globs: the patterns, as `history` takes them.
        since: only commits of this moment or later.
        until: only commits of this moment or earlier.
        meanwhile: what to do while git works, which takes a while.

    Raises:
        FailedError: one of the commits is not there.
    """
    names = _names(start)
    if not names:
        return []
    pathspecs = [f":(glob){pattern}" for pattern in globs]
    command = ("log", *_LAYOUT, *_CHANGES, *_bounds(None, since, until), *names, "--", *pathspecs)
    with repository.stream(*command, around=_BUFFERED) as running:
        meanwhile()
        # Of what an object is asked for, little is changed: all of it is read at once.
        fields = running.stdout.read().split(b"\0")[:-1]
    found = []
    place = 0
    while place < len(fields):
        entry = _entry(fields[place], names)
        place += 1
        changes = []
        while place < len(fields) and fields[place].lstrip(b"\n").startswith(b":"):
            changes.append(raw_change(*fields[place : place + 2]))
            place += 2
        found.append((entry._replace(short=""), [change for change in changes if change[1] != change[2]]))
    return found


@contextmanager
def shorts(repository: Repository, commits: Sequence[str]) -> Iterator[Callable[[], dict[str, str]]]:
    """The short ids of some commits: git looks for them until what is given in the block is called.

    Raises:
        FailedError: one of the commits is not there.
    """
    command = ("log", "--no-walk=unsorted", "--format=%H %h", "--no-show-signature", "--stdin")
    asked = "".join(f"{checked_id(commit)}\n" for commit in commits).encode()
    with repository.stream(*command, stdin=asked) as running:
        yield lambda: dict(line.split(" ") for line in running.stdout.read().decode().splitlines())


def _names(starts: Mapping[str, str]) -> dict[str, str]:
    """The names of commits."""
    names: dict[str, str] = {}
    for name, commit in starts.items():
        names.setdefault(checked_id(commit), name)
    return names


def _entry(record: bytes, names: Mapping[str, str]) -> Entry:
    # Only the last field, the message, may have several lines.
    fields = [field.decode(errors="replace") for field in record.split(b"\n", len(_FIELDS) - 1)]
    commit, short, start, parents, seconds, author, tags, message = fields
    return Entry(
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


def _records(stream: IO[bytes]) -> Iterator[bytes]:
    """The fields of each commit, which end with a NUL, as soon as git has printed them."""
    rest = b""
    while chunk := os.read(stream.fileno(), _CHUNK):
        found, start = rest + chunk, 0
        # To find is many times as fast as to split.
        while (end := found.find(b"\0", start)) >= 0:
            yield found[start:end]
            start = end + 1
        rest = found[start:]
