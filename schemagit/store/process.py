"""What surrounds a git process: the environment that it may see, and the words for its failures."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Thread
from typing import IO, NamedTuple, Protocol

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


def _read(stream: IO[bytes], into: list[str]) -> None:
    into.append(stream.read().decode(errors="replace"))


def _close(stream: IO[bytes] | None) -> None:
    if stream:
        with suppress(BrokenPipeError):
            stream.close()
