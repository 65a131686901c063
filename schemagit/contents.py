"""The files of a snapshot in the making: those of the snapshot before are not kept, and many wait on disk."""

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from schemagit import store
from schemagit.errors import FailedError
from schemagit.later import Later
from schemagit.sources import Files

if TYPE_CHECKING:
    import tempfile
else:
    # Where nothing changed, there is nothing to keep.
    tempfile = Later("tempfile")

_IN_MEMORY = 1_000_000  # bytes of one database; more of them wait in a temporary file


def _nobody(*_told: object) -> None:
    """Where nobody wants to be told."""


class Known(NamedTuple):
    """The files of the snapshot before.

    Attributes:
        ids: gives their ids by path.
        read: reads them by id.
        tell: is told of each content that is in none of them, and its id.
        expect: is told before, as soon as there may be such contents.
    """

    ids: Callable[[], Mapping[str, str]]
    read: Callable[[Iterable[str]], Mapping[str, bytes]]
    tell: Callable[[str, bytes], None] = _nobody
    expect: Callable[[], None] = _nobody


NOTHING_KNOWN = Known(dict, lambda _blobs: {})


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong with the folder of temporary files."""
    try:
        yield
    except OSError as error:
        raise FailedError(
            f"cannot use a temporary file in {tempfile.gettempdir()}: {error.strerror}",
            "make room there, or let TMPDIR name another folder",
        ) from error


class _Spool:
    """Contents in memory, or where they are many, in a temporary file that goes with this."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)
        self._length = 0
        weakref.finalize(self, self._file.close)

    def write(self, content: bytes) -> "_Place":
        if self._file.tell() != self._length:
            # Not each time: what was written would go to the disk by itself.
            self._file.seek(self._length)
        self._file.write(content)
        place = _Place(self, self._length, len(content))
        self._length += len(content)
        return place

    def read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)


class _Place(NamedTuple):
    spool: _Spool
    start: int
    length: int


class Contents(Mapping[str, bytes]):
    """Files by path, of which each is on a spool or in the snapshot before.

    Attributes:
        ids: the id of each file by its path.
    """

    def __init__(self, known: Known = NOTHING_KNOWN) -> None:
        self.ids: dict[str, str] = {}
        self._known = known
        self._places: dict[str, _Place] = {}
        self._spool = _Spool()

    def put(self, path: str, content: bytes) -> None:
        """Take in a file.

        Raises:
            FailedError: there is no room for it on this machine.
        """
        blob = self.ids[path] = store.blob_id(content)
        if self._known.ids().get(path) != blob and blob not in self._places:
            with _told():
                self._places[blob] = self._spool.write(content)
            self._known.tell(blob, content)

    def carry(self, path: str) -> None:
        """Take in a file as it is in the snapshot before."""
        self.ids[path] = self._known.ids()[path]

    def add(self, other: "Contents") -> None:
        """Take in all files of another one with the same snapshot before."""
        self.ids |= other.ids
        self._places |= other._places  # noqa: SLF001 - of its own class

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """The contents of files by id.

        Raises:
            FailedError: there is no room for them on this machine.
        """
        wanted = set(blobs)
        places = {blob: self._places[blob] for blob in wanted & self._places.keys()}
        with _told():  # what was written last may only now reach the disk
            there = {blob: spool.read(start, length) for blob, (spool, start, length) in places.items()}
        rest = wanted - there.keys()
        return there | {**self._known.read(rest)} if rest else there

    def __getitem__(self, path: str) -> bytes:
        blob = self.ids[path]
        return self.read([blob])[blob]

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Making(Files):
    """A snapshot in the making."""

    files: Contents = field(default_factory=Contents)

    @property
    def _ids(self) -> dict[str, str]:
        return self.files.ids

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        return self.files.read(blobs)
