"""What can go wrong in a way that the user can mend; one class per exit code.

SchemagitError
├── UsageError    2  wrong usage or configuration
└── FailedError   3  could not do it: connection, permission, repository
"""


class Terminated(KeyboardInterrupt):
    """The process is to end by SIGTERM, as cleanly as by Ctrl-C."""


def stop_code(stopped: KeyboardInterrupt) -> int:
    """The exit code of a process that a signal ended, as a shell gives it: 128 and its number."""
    return 143 if isinstance(stopped, Terminated) else 130


class SchemagitError(Exception):
    """An error that is shown as one sentence, then what to do about it; never with a traceback.

    Args:
        message: what was tried, on what, and what went wrong; no full stop at its end.
        hint: what to do about it, or "" when nothing better than the message can be said.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SchemagitError):
    """Wrong usage or configuration."""

    exit_code = 2


class FailedError(SchemagitError):
    """The work could not be done."""

    exit_code = 3
