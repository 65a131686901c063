"""The words for what git says when it fails."""

import re
from collections.abc import Sequence
from pathlib import Path
from signal import Signals

from schemagit.errors import FailedError
from schemagit.redaction import hide_passwords

PARTIAL = (
    "this repository is a partial clone, and what it lacks could not be fetched from its remote",
    "go where the remote can be reached; a clone without --filter lacks nothing",
)
DAMAGED = "the repository is damaged: schemagit verify --all says where; another clone of it may be whole"

_REASON = r"(?:fatal|error): (.+)"
# What git says behind the reason when it could not talk to another repository.
_VAGUE = (
    "fatal: (?:Could not read from remote|unable to fork|(?:index-pack|unpack-objects) failed|fetch-pack|"
    "fsck error)|Please make sure you have|and the repository exists"
)
_DISTRUST = r"(?:dubious ownership in|unsafe) repository \(?(?:at )?'([^']*)'"
_DAMAGE = (
    "not a (?:tree|valid) object|unable to (?:read|parse)|ould not read [0-9a-f]{40}|raverse parents|corrupt|"
    "bad object|inflate"
)
_FULL = "Out of diskspace|No space left on device|File too large|Disk quota exceeded|SIGXFSZ"
_DENIED = "Read-only file system|insufficient permission|Permission denied$"
_LOCKED = r"Unable to create '([^']+\.lock)': File exists"
_ELSEWHERE = frozenset({"fetch", "push"})


class FullDiskError(FailedError):
    """There is no room for what git was to write."""


class LockedError(FailedError):
    """Another process of git holds a lock, or died with it.

    Attributes:
        file: the lock.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} is locked by another process, or by one that died",
            "wait for the other one to end; a lock that stays is removed by a later run",
        )
        self.file = file


def failure(command: Sequence[str], status: int, errors: str) -> FailedError:
    """The error for a git command that failed, without the passwords of URLs."""
    if distrusted := re.search(_DISTRUST, errors):
        return FailedError(
            f"git does not trust the repository at {distrusted[1]}: it belongs to somebody else",
            f"git config --global --add safe.directory {distrusted[1]} says that you do",
        )
    if "promisor remote" in errors:
        return FailedError(*PARTIAL)
    if locked := re.search(_LOCKED, errors):
        return LockedError(Path(locked[1]))
    lines = [line for line in errors.splitlines() if line.strip() and not re.match(_VAGUE, line)]
    reasons = [found[1] for line in lines if (found := re.match(_REASON, line))]
    reason = hide_passwords((reasons or lines or [_ending(status)])[-1].strip().rstrip("."))
    sentence = f"git {command[0]} failed: {reason}"
    if command[0] not in _ELSEWHERE:
        if re.search(_FULL, sentence):
            return FullDiskError(
                f"the disk of the snapshot repository is full: {sentence}",
                "make room; nothing was recorded, so run the same again",
            )
        if re.search(_DENIED, sentence):
            return FailedError(
                f"the snapshot repository cannot be written: {sentence}",
                "who runs schemagit must be allowed to write there",
            )
    return FailedError(sentence, DAMAGED if re.search(_DAMAGE, sentence) else "")


def _ending(status: int) -> str:
    return f"killed by {Signals(-status).name}" if status < 0 else f"exit code {status}"
