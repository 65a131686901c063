"""Cuts a connection that hangs: a server that is gone without a word would be waited for without an end."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class Watch:
    """Watches a connection from another thread.

    Attributes:
        seconds: how long one answer may take.
        has_cut: whether one took longer, and the connection was cut.
    """

    def __init__(self, descriptor: int, seconds: float) -> None:
        self.seconds = seconds
        self.has_cut = False
        self._socket = socket.socket(fileno=os.dup(descriptor))
        self._deadline: float | None = None
        self._stopped = Event()
        Thread(target=self._run, daemon=True).start()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While an answer is waited for."""
        self._deadline = time.monotonic() + self.seconds
        try:
            yield
        finally:
            self._deadline = None

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        with self._socket:
            while not self._stopped.wait(min(1.0, self.seconds / 4)):
                deadline = self._deadline
                if deadline is not None and time.monotonic() > deadline:
                    self.has_cut = True
                    with suppress(OSError):
                        self._socket.shutdown(socket.SHUT_RDWR)
                    return
