"""What surrounds a git process: the environment that it may see, and the words for its failures."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from signal import Signals
from threading import Thread
from typing import IO, NamedTuple, Protocol

from schemagit.errors import FailedError
from schemagit.redaction import hide_passwords

# What the user says about themselves, the network and tracing, and where CI keeps its credentials.
# All else (GIT_DIR, GIT_INDEX_FILE, GIT_LITERAL_PATHSPECS, ...) is about another repository or command:
# git sets some of it for hooks and aliases, from which schemagit may well be called.
_KEPT = (
    *("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_ASKPASS", "GIT_TERMINAL_PROMPT", "GIT_PAGER", "GIT_EDITOR"),
    *("GIT_SSH", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_CURL_", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    *("GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"),
    *("GIT_TRACE", "GIT_EXEC_PATH", "GIT_TEMPLATE_DIR", "GIT_PYTHON_"),
)
_REASON = re.compile(r"(?:fatal|error): (.+)")
# What git says behind the reason when it could not talk to another repository.
_VAGUE = re.compile("fatal: Could not read from remote|Please make sure you have|and the repository exists")
_DAMAGE = re.compile(
    "not a (?:tree|valid) object|unable to (?:read|parse)|ould not read [0-9a-f]{40}|raverse parents|corrupt|"
    "bad object|inflate"
)
DAMAGED = "the repository is damaged: schemagit verify --all says where; another clone of it may be whole"
_DISTRUST = re.compile(r"(?:dubious ownership in|unsafe) repository \(?(?:at )?'([^']*)'")


class Running(AbstractContextManager["Running", None], Protocol):
    """A git process (a `Popen`) with the pipes and the end that it has here, where its type is in doubt."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    returncode: int

    def terminate(self) -> None: ...


class Surroundings(NamedTuple):
    """What one git command is told beside its words: settings (`key=value`), and variables."""

    settings: tuple[str, ...] = ()
    variables: Mapping[str, str] | None = None


NO_MORE = Surroundings()


def forget_other_repositories() -> None:
    """Take the variables out of the environment by which git would work on another repository."""
    for name in list(os.environ):
        if name.startswith("GIT_") and not name.startswith(_KEPT):
            del os.environ[name]


@contextmanager
def finishing(process: Running, command: Sequence[str], accepted: Sequence[int]) -> Iterator[None]:
    """Wait for git at the end of the block, or end it when the block ends by an exception.

    Raises:
        FailedError: git failed; the message holds git's own last line.
    """
    errors: list[str] = []
    # Were nobody to read them, many warnings would stop git, and us with it.
    reader = Thread(target=_read, args=(process.stderr, errors))
    with process:
        reader.start()
        try:
            yield
        except BrokenPipeError:
            pass  # git ended first, and its status says why
        except BaseException:
            process.terminate()
            raise
        finally:
            for pipe in (process.stdin, process.stdout):  # git waits for both
                _close(pipe)
            reader.join()
    if process.returncode not in accepted:
        raise failure(command, process.returncode, "".join(errors))


def failure(command: Sequence[str], status: int, errors: str) -> FailedError:
    """The error for a git command that failed, without the passwords of URLs."""
    if distrusted := _DISTRUST.search(errors):
        return FailedError(
            f"git does not trust the repository at {distrusted[1]}: it belongs to somebody else",
            f"git config --global --add safe.directory {distrusted[1]} says that you do",
        )
    if "promisor remote" in errors:
        return FailedError(
            "this repository is a partial clone, and what it lacks could not be fetched from its remote",
            "go where the remote can be reached; a clone without --filter lacks nothing",
        )
    lines = [line for line in errors.splitlines() if line.strip() and not _VAGUE.match(line)]
    reasons = [found[1] for line in lines if (found := _REASON.match(line))]
    reason = (reasons or lines or [_ending(status)])[-1]
    sentence = f"git {command[0]} failed: {hide_passwords(reason.strip().rstrip('.'))}"
    return FailedError(sentence, DAMAGED if _DAMAGE.search(sentence) else "")


def _ending(status: int) -> str:
    return f"killed by {Signals(-status).name}" if status < 0 else f"exit code {status}"


def _read(stream: IO[bytes], into: list[str]) -> None:
    into.append(stream.read().decode(errors="replace"))


def _close(stream: IO[bytes] | None) -> None:
    if stream:
        with suppress(BrokenPipeError):
            stream.close()
