"""A git process that packs contents while others are still made: for many, that is half of the work."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock
from types import TracebackType
from typing import Self

from schemagit.background import Fed
from schemagit.errors import FailedError
from schemagit.store.importing import DONE, importing
from schemagit.store.repository import Repository

_MANY = 300_000  # bytes, from which on contents are not only kept for the commit
_CHUNK = 250_000  # bytes that git is given at a time
_CHUNKS = 4  # that wait for git


class Packing:
    """Contents on their way into a repository, which are nothing there until a commit holds them.

    Whatever goes wrong with them, the commit can be made without. Leaving the block ends what was begun.

    Args:
        repository: where they go, if there is one.
        make: makes one, as soon as contents are many, or all are there.
    """

    def __init__(self, repository: Repository | None, make: Callable[[], Repository]) -> None:
        self._repository = repository
        self._make = make
        self._making, self._giving = Lock(), Lock()
        self._given: set[str] = set()
        self._waiting: list[bytes] = []
        self._size = 0
        self._task: Fed[bytes, bytes] | None = None
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Then git keeps what it has for the next snapshot, which will hold most of it.
        with suppress(FailedError):
            self.finish([DONE])

    @property
    def repository(self) -> Repository:
        """Where the contents go.

        Raises:
            FailedError: it cannot be made or opened.
        """
        with self._making:
            self._repository = self._repository or self._make()
            return self._repository

    def put(self, blob: str, content: bytes) -> None:
        """Give a content, by its id."""
        with self._giving:
            if blob in self._given or self._is_over:
                return
            self._given.add(blob)
            self._waiting += (b"blob\ndata %d\n" % len(content), content, b"\n")
            self._size += len(content)
            if self._size > (_CHUNK if self._task else _MANY):
                self._send()

    def has(self, blob: str) -> bool:
        """Whether git has a content, or will have it when `finish` gives it a commit."""
        return self._task is not None and blob in self._given

    def finish(self, commands: Iterable[bytes]) -> bytes | None:
        """What git says to the last commands, after which it takes none; None where it never began.

        Raises:
            FailedError: it could not do what it was told.
        """
        with self._giving:
            if self._task is None or self._is_over:
                return None
            self._is_over = True
            self._task.give(b"".join((*self._waiting, *commands)))
            self._task.end()
        return self._task.result()

    def _send(self) -> None:
        if self._task is None:
            self._task = Fed(lambda chunks: importing(self.repository, chunks, apart=True), _CHUNKS)
        self._task.give(b"".join(self._waiting))
        self._waiting, self._size = [], 0
