"""What a person sees while waiting; nothing where nobody watches."""

import threading
from types import TracebackType
from typing import Self

from cleo.io.io import IO
from cleo.io.outputs.output import Type


class Line:
    """A line on stderr that is written over, and gone at the end; only on a terminal."""

    def __init__(self, io: IO) -> None:
        stream = getattr(io.error_output, "stream", None)
        is_watched = stream is not None and stream.isatty()
        # The steps of -v would be written into the line.
        self._io = io if is_watched and not (io.output.is_quiet() or io.is_verbose()) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.show("")

    def show(self, text: str) -> None:
        if self._io:
            self._io.write_error(f"\r\x1b[K{text}", type=Type.RAW)


class Progress(Line):
    """How many databases of an environment are read."""

    def __init__(self, io: IO, name: str, total: int) -> None:
        super().__init__(io)
        self._name = name
        self._total = total
        self._done = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self.show(f"{self._name}: reading {self._total} databases ...")
        return self

    def advance(self, _capture: object) -> None:
        """One more database is read; called from several threads."""
        with self._lock:
            self._done = self._done % self._total + 1  # all are read again where another snapshot came first
            self.show(f"{self._name}: {self._done} of {self._total} databases read ...")
