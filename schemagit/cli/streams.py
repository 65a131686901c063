"""The streams of the process, where they are missing or lead nowhere."""

import os
import sys


def forget_stdout() -> None:
    """Let what is still to be written to stdout vanish; the interpreter would fail on it at its exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
