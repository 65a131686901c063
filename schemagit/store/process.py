"""A git process and what surrounds it: the environment that it may see, and the words for its failures."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Thread
from typing import IO, BinaryIO, NamedTuple, Protocol, cast

from schemagit.errors import FailedError
from schemagit.steps import DEBUG, step
from schemagit.store.failures import failure

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


class Running(AbstractContextManager["Running", None], Protocol):
    """A git process (a `Popen`) with the pipes and the end that it has here, where its type is in doubt."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    returncode: int

    def terminate(self) -> None: ...


class Surroundings(NamedTuple):
    """What one git command is told beside its words.

    Attributes:
        settings: `key=value`.
        variables: those of its environment that are not ours.
        apart: whether an interrupt at the terminal does not reach it, but only us.
    """

    settings: tuple[str, ...] = ()
    variables: Mapping[str, str] | None = None
    apart: bool = False


NO_MORE = Surroundings()


def forget_other_repositories() -> None:
    """Take the variables out of the environment by which git would work on another repository."""
    for name in list(os.environ):
        if name.startswith("GIT_") and not name.startswith(_KEPT):
            del os.environ[name]


@contextmanager
def running(  # noqa: PLR0913 - a process is that much
    options: Sequence[str],
    command: Sequence[str],
    *,
    stdin: BinaryIO | int | bytes | None = None,
    accepted: Sequence[int] = (0,),
    variables: Mapping[str, str] | None = None,
    apart: bool = False,
) -> Iterator[Running]:
    """A git command that runs: leaving the block waits for it, leaving it by an exception ends it.

    Args:
        options: those of git itself.
        command: the command and its words.
        stdin: what it reads: a file, PIPE, or the content itself; nothing when None.
        accepted: the exit codes that are no failure.
        variables: what its environment has beside ours.
        apart: whether an interrupt at the terminal does not reach it.

    Raises:
        FailedError: there is no git, or it failed; the message holds git's own last line.
    """
    with step(__name__, DEBUG, "git %s", " ".join(command)):
        process = _start([*options, *command], stdin, variables or {}, apart)
        with _finishing(process, command, accepted, stdin if isinstance(stdin, bytes) else None):
            yield process


def _start(
    words: Sequence[str],
    stdin: BinaryIO | int | bytes | None,
    variables: Mapping[str, str],
    apart: bool,  # noqa: FBT001 - private, passed through
) -> Running:
    program = os.environ.get("GIT_PYTHON_GIT_EXECUTABLE") or "git"
    try:
        process = subprocess.Popen(
            [program, *words],
            stdin=subprocess.PIPE if isinstance(stdin, bytes) else stdin or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LANGUAGE": "C", "LC_ALL": "C", **variables},
            start_new_session=apart,
        )
    except OSError as error:
        reason = "there is none on the PATH" if isinstance(error, FileNotFoundError) else error.strerror
        raise FailedError(
            f"cannot run git: {reason}",
            "schemagit keeps its snapshots with git: install it, or put it on the PATH",
        ) from error
    return cast("Running", process)


@contextmanager
def _finishing(
    process: Running, command: Sequence[str], accepted: Sequence[int], given: bytes | None
) -> Iterator[None]:
    """Wait for git at the end of the block, or end it when the block ends by an exception."""
    errors: list[str] = []
    # Were nobody to read them, many warnings would stop git, and us with it.
    helpers = [Thread(target=_read, args=(process.stderr, errors))]
    if given is not None:
        # git and we could each wait for the other to empty a pipe.
        helpers.append(Thread(target=_write, args=(process.stdin, given)))
    with process:
        for helper in helpers:
            helper.start()
        try:
            yield
        except BrokenPipeError:
            pass  # git ended first, and its status says why
        except BaseException:
            process.terminate()
            raise
        finally:
            pipes = (process.stdin, process.stdout) if given is None else (process.stdout,)
            for pipe in pipes:  # git waits for both
                _close(pipe)
            for helper in helpers:
                helper.join()
    if process.returncode not in accepted:
        raise failure(command, process.returncode, "".join(errors))


def _read(stream: IO[bytes], into: list[str]) -> None:
    into.append(stream.read().decode(errors="replace"))


def _write(stream: IO[bytes], content: bytes) -> None:
    with suppress(BrokenPipeError), stream:
        stream.write(content)


def _close(stream: IO[bytes] | None) -> None:
    if stream:
        with suppress(BrokenPipeError):
            stream.close()
