"""Where data goes: to stdout, or to the pager in which the user reads it, as git does it."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from cleo.io.io import IO
from cleo.io.outputs.output import Type, Verbosity

from schemagit import store
from schemagit.cli.streams import forget_stdout
from schemagit.errors import FailedError
from schemagit.later import Later

if TYPE_CHECKING:
    import shlex
    import shutil
else:
    # Only who looks at a terminal needs a pager.
    shlex, shutil = Later("shlex"), Later("shutil")

# What git sets for less and lv where the user sets nothing: https://git-scm.com/docs/git-config#core.pager
_SETTINGS = {"LESS": "FRX", "LV": "-c"}
_ENCODING = "utf-8"
_BLOCK = 1 << 15


class Reader:
    """Who reads the data of a command; one that has seen enough gets no more, which is no error."""

    def __init__(self, io: IO, *, paged: bool) -> None:
        self._io = io
        self._pager = _start(io) if paged else None
        self._has_enough = False

    def write(self, lines: Iterable[str]) -> None:
        """Write lines, many at once: each time costs more than a line does.

        Raises:
            FailedError: they cannot be written.
        """
        for block in _blocks(lines):
            if self._has_enough:
                return
            self._write(block)

    def _write(self, text: str) -> None:
        try:
            if self._pager and self._pager.stdin:
                self._pager.stdin.write(f"{text}\n")
            else:
                self._io.write_line(text, verbosity=Verbosity.QUIET, type=Type.RAW)
        except BrokenPipeError:
            self._has_enough = True
            if not self._pager:
                forget_stdout()
        except OSError as error:
            forget_stdout()
            raise FailedError(f"cannot write to stdout: {error.strerror}") from error

    def close(self) -> None:
        """Wait until the user has left the pager, where there is one."""
        if self._pager is None:
            return
        if self._pager.stdin:
            with suppress(BrokenPipeError):
                self._pager.stdin.close()
        while True:
            # The pager decides what Ctrl-C does, for the keyboard is its own as long as it runs.
            with suppress(KeyboardInterrupt):
                self._pager.wait()
                return


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """The lines, as many together as are soon there: the first alone, for somebody waits for it."""
    block: list[str] = []
    length, limit = 0, 0
    try:
        for line in lines:
            block.append(line)
            length += len(line)
            if length > limit:
                yield "\n".join(block)
                block, length, limit = [], 0, _BLOCK
    except Exception:
        if block:
            yield "\n".join(block)
        raise
    if block:
        yield "\n".join(block)


def _start(io: IO) -> "subprocess.Popen[str] | None":
    """The pager that the user wants, running; None where there is none, or no terminal to show it on."""
    stream = getattr(io.output, "stream", None)
    if stream is None or not stream.isatty():
        return None
    command = _wanted(os.environ)
    if not _is_there(command):
        return None
    with suppress(OSError):
        return subprocess.Popen(
            ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            encoding=stream.encoding or _ENCODING,
            errors="backslashreplace",
            bufsize=1,
            env=_SETTINGS | os.environ,
        )
    return None


def _wanted(environ: Mapping[str, str]) -> str:
    """The command line of the pager; "" or "cat" for none."""
    try:
        return store.pager()
    except FailedError:  # without git, files can still be compared
        return environ.get("GIT_PAGER", environ.get("PAGER", "less"))


def _is_there(command: str) -> bool:
    """Whether a command line names a program that exists; were it started in vain, the data would be lost."""
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    program = next((word for word in words if "=" not in word), "")
    return program not in {"", "cat"} and shutil.which(program) is not None
