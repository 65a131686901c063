"""Where the log goes: to stderr with -v and -vv, and to the file of --log-file; nowhere by default."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO

from cleo.io.io import IO
from cleo.io.outputs.output import Type

from schemagit.characters import visible
from schemagit.errors import UsageError
from schemagit.redaction import hide_passwords

_LOGGER = logging.getLogger("schemagit")
_FILE = "%(asctime)s.%(msecs)03dZ %(process)d %(levelname)-5s %(name)s: %(message)s"


class _Safe(logging.Formatter):
    """One line per entry, without passwords and what a terminal would act on."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        return time.strftime(datefmt or self.default_time_format, time.gmtime(record.created))

    def format(self, record: logging.LogRecord) -> str:
        return visible(hide_passwords(super().format(record)))


class _Terminal(logging.Handler):
    def __init__(self, io: IO) -> None:
        super().__init__(logging.DEBUG if io.is_very_verbose() else logging.INFO)
        self._io = io

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            self._io.write_error_line(self.format(record), type=Type.RAW)


class _File(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library calls it so
        """A full disk does not end what is logged."""

    def close(self) -> None:
        with suppress(OSError):
            self.stream.close()
        super().close()


@contextmanager
def logging_to(io: IO, file: str | None) -> Iterator[None]:
    """Log what the block does.

    Args:
        io: stderr, and how much it is to tell.
        file: where everything goes as well, behind what is there; None for no file.

    Raises:
        UsageError: the file cannot be written.
    """
    handlers: list[logging.Handler] = []
    with ExitStack() as stack:
        if io.is_verbose():
            handlers.append(_with_format(_Terminal(io), "%(name)s: %(message)s"))
        if file:
            handlers.append(_with_format(_File(_open(Path(file))), _FILE))
        for handler in handlers:
            _LOGGER.addHandler(handler)
            stack.callback(handler.close)
            stack.callback(_LOGGER.removeHandler, handler)
        if handlers:
            stack.callback(_LOGGER.setLevel, _LOGGER.level)
            _LOGGER.setLevel(logging.DEBUG if file or io.is_very_verbose() else logging.INFO)
        yield


def _with_format(handler: logging.Handler, words: str) -> logging.Handler:
    handler.setFormatter(_Safe(words, "%Y-%m-%dT%H:%M:%S"))
    return handler


def _open(path: Path) -> TextIO:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        raise UsageError(
            f"cannot write the log to {path}: {error.strerror}", "give --log-file a path that can be written"
        ) from error
    return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")
