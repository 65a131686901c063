"""Long histories for the measurements of log and of growth, written by the store as snapshots are."""

import random
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from schemagit import store
from schemagit.document import decode, encode
from schemagit.message import compose, count, in_signs
from schemagit.snapshots.diff import diff
from schemagit.snapshots.open import open_commit
from schemagit.sources import Files

SNAPSHOTS = 1000
CHANGES = 10


def make(source: Path, into: Path, environment: str) -> None:
    """Begin with a snapshot of an environment, and change 10 of its tables a thousand times."""
    first = open_commit(environment, store.open_repository(source))
    entries = first.entries("")
    contents = first.read(set(entries.values()))
    files = {path: contents[blob] for path, blob in entries.items()}
    tables = sorted(path for path in files if "/tables/" in path)
    repository = store.create_repository(into)
    when = first.taken
    assert when is not None
    parent = store.commit(repository, environment, None, files=files, message="first", when=when)
    chance = random.Random(1)  # noqa: S311 - no secret depends on it
    for number in range(SNAPSHOTS):
        old = {path: files[path] for path in chance.sample(tables, CHANGES)}
        new = {path: _changed(content, number) for path, content in old.items()}
        files |= new
        parent = store.commit(
            repository,
            environment,
            parent,
            files=new,
            message=_message(environment, old, new),
            when=when + timedelta(minutes=5 * (number + 1)),
        )


def alter_all(place: Path, environment: str, branch: str) -> None:
    """A branch on which every table of an environment is another."""
    repository = store.open_repository(place)
    first = open_commit(environment, repository)
    entries = {path: blob for path, blob in first.entries("").items() if "/tables/" in path}
    contents = first.read(set(entries.values()))
    files = {path: _changed(contents[blob], 0) for path, blob in entries.items()}
    assert first.taken is not None
    begun = store.commit(
        repository, branch, None, files=_all(first.entries("")), message="same", when=first.taken
    )
    store.commit(repository, branch, begun, files=files, message="all", when=first.taken)


def _all(entries: Mapping[str, str]) -> dict[str, bytes | str]:
    return dict(entries)


def _message(environment: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> str:
    findings = diff(Files("old", old), Files("new", new)).findings
    return compose(environment, in_signs(count(findings)), findings, [("Schemagit", "bench")], "")


def _changed(content: bytes, number: int) -> bytes:
    """A table with another type of its second column, and another comment."""
    document = decode(content)
    document["comment"] = f"{document.get('comment', '')[:30]} revision {number}"
    document["columns"][1]["type"] = f"numeric({10 + number % 20},2)"
    return encode(document)
