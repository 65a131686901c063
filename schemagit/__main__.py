"""`python -m schemagit` and the console script; the version is answered before any library is loaded."""

import gc
import importlib
import os
import signal
import sys

from schemagit import __version__
from schemagit.errors import Terminated, stop_code

_CLOSED = "error: stdout is closed\n  send it somewhere: to a file, to a program, or to /dev/null\n"
_FAILED = 3


def main() -> int:
    """Run the command line of this process and return its exit code."""
    # Thousands of documents are no garbage: looking through them for some again and again takes time.
    gc.set_threshold(1_000_000)
    # Who waits for a server is to ask it for the next as soon as it answers, though others are at work.
    sys.setswitchinterval(0.0005)
    _occupy(0)
    _occupy(2)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w")
    if sys.stdout is None:
        sys.stderr.write(_CLOSED)
        return _FAILED
    code = 0
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt as stopped:  # while the program was loaded, or said its last words
        sys.stderr.write("interrupted\n")
        return stop_code(stopped)
    except OSError as error:
        # Else the interpreter tries again at its exit, and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"error: cannot write to stdout: {error.strerror}\n")
            return _FAILED
    # All that is left ends with the process: to look through it for garbage first only takes time.
    gc.freeze()
    return code


def _terminate(_number: int, _frame: object) -> None:
    raise Terminated


def _occupy(descriptor: int) -> None:
    """Open a standard stream that is closed, or the next file would take its place."""
    try:
        os.fstat(descriptor)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"schemagit {__version__}\n")
        return 0
    if arguments[:1] == ["completion"] and arguments[2:3] == ["--"]:
        # Asked by a shell while a person types.
        return int(importlib.import_module("schemagit.cli.completing").main([arguments[1], *arguments[3:]]))
    application = importlib.import_module("schemagit.cli.application")
    return int(application.main(arguments))


if __name__ == "__main__":
    sys.exit(main())
