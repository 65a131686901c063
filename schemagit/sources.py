"""Whatever a snapshot can be read from: a commit of the repository, or files at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from schemagit import store


def _below(prefix: str, entries: dict[str, str]) -> dict[str, str]:
    if not prefix:
        return entries
    start = f"{prefix}/"
    return {path: blob for path, blob in entries.items() if path.startswith(start)}


class Source(Protocol):
    """A snapshot that can be listed and read; blobs of equal content have equal ids in all sources."""

    @property
    def text(self) -> str:
        """How the user named it, or how it is to be named: "prod", "dev-1.json"."""

    @property
    def short(self) -> str:
        """The abbreviated commit id; "" for what is not committed."""

    @property
    def taken(self) -> datetime | None:
        """When it was taken, where that is known."""

    def entries(self, prefix: str) -> dict[str, str]:
        """The id of each blob by its path, of all paths below `prefix` ("": of all)."""

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """The content of blobs by id."""

    def grep(self, text: str, prefix: str) -> list[str]:
        """The paths below `prefix` whose content holds a text, or one of several, which are its lines."""


@dataclass(frozen=True, eq=False)
class Commit:
    """A snapshot of the repository."""

    repository: store.Repository
    ref: store.Ref
    taken: datetime | None = None

    @property
    def text(self) -> str:
        return self.ref.text

    @property
    def short(self) -> str:
        return self.ref.short

    @cached_property
    def _all(self) -> dict[str, str]:
        return store.entries(self.repository, self.ref.commit, "")

    def entries(self, prefix: str) -> dict[str, str]:
        if prefix and "_all" not in self.__dict__:
            return store.entries(self.repository, self.ref.commit, prefix)
        return _below(prefix, self._all)

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        return dict(store.blobs(self.repository, blobs))

    def grep(self, text: str, prefix: str) -> list[str]:
        return store.grep(self.repository, self.ref.commit, text, prefix)


@dataclass(frozen=True, eq=False)
class Step(Commit):
    """A commit of which only a part is looked at.

    Attributes:
        changed: what it changed, against the commit before, of what is looked at.
        contents: of blobs, by id, which then are not read again.
    """

    changed: tuple[store.Changed, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        wanted = set(blobs)
        missing = wanted - self.contents.keys()
        return {blob: self.contents[blob] for blob in wanted - missing} | super().read(sorted(missing))


@dataclass(frozen=True, eq=False)
class Files:
    """A snapshot that is not committed: just read from databases, or from an exported file."""

    text: str
    files: Mapping[str, bytes]
    taken: datetime | None = None
    short: str = ""
    environment: str = ""

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {path: store.blob_id(content) for path, content in self.files.items()}

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        return {self._ids[path]: content for path, content in self.files.items()}

    def entries(self, prefix: str) -> dict[str, str]:
        return _below(prefix, self._ids)

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        return {blob: self._contents[blob] for blob in blobs}

    def grep(self, text: str, prefix: str) -> list[str]:
        texts = [line.encode() for line in text.split("\n")]
        return [path for path in self.entries(prefix) if any(line in self.files[path] for line in texts)]


NOTHING = Files("nothing", {})


def changed(old: Source, new: Source, prefix: str) -> list[tuple[str, str | None, str | None]]:
    """The paths below `prefix` that differ, sorted, with their blobs on both sides."""
    if isinstance(new, Step):
        return sorted(change for change in new.changed if change[0].startswith(f"{prefix}/"))
    if isinstance(old, Commit) and isinstance(new, Commit):
        return sorted(store.changed(old.repository, old.ref.commit, new.ref.commit, prefix))
    before, after = old.entries(prefix), new.entries(prefix)
    return [
        (path, before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]
