"""Why the difference of two snapshots may not be the whole difference of their databases."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemagit.document import Document, load
from schemagit.names import capture_path, unescape
from schemagit.sources import Source

# What differs here was captured by other rules.
_RULES = {"canonical": "canonical form", "filters": "filters"}
_LISTS = {"kinds": "kinds", "unmodelled": "objects that no kind models", "unreadable": "unreadable objects"}


def doubts(old: Source, new: Source) -> Iterator[str]:
    """What was captured of one side and not of the other, or not read at all; a sentence each."""
    before, after = captures(old), captures(new)
    for database in sorted(before.keys() & after.keys()):
        yield from _differences(database, (old, before[database]), (new, after[database]))
    for source, found in ((old, before), (new, after)):
        yield from _unread(source, found)


def captures(source: Source) -> dict[str, Document]:
    """The facts about the capture of each database; databases without such a file are left out."""
    entries = source.entries("capture")
    databases = {unescape(path.split("/")[1]) for path in entries}
    blobs = {name: entries[path] for name in sorted(databases) if (path := capture_path(name)) in entries}
    contents = source.read(set(blobs.values()))
    return {name: load(capture_path(name), contents[blob]) for name, blob in blobs.items()}


def _differences(
    database: str, old: tuple[Source, Mapping[str, Any]], new: tuple[Source, Mapping[str, Any]]
) -> Iterator[str]:
    (before, mine), (after, theirs) = old, new
    for key, word in _RULES.items():
        if mine.get(key) != theirs.get(key):
            yield f"{database}: {before.text} and {after.text} were captured by different {word}"
    for key, word in _LISTS.items():
        first, second = set(mine.get(key, ())), set(theirs.get(key, ()))
        for side, only in ((before, first - second), (after, second - first)):
            if only:
                yield f"{database}: {word} only in {side.text}: {', '.join(sorted(only))}"


def _unread(source: Source, found: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for database, facts in found.items():
        if "unread" in facts:
            yield f"{database} of {source.text} could not be read then: these are its last known objects"
