"""Opens a repository and runs git in it: no other place starts a git process."""

import importlib
import os
import re
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from schemagit.errors import FailedError
from schemagit.later import Later
from schemagit.store.failures import DAMAGED, PARTIAL
from schemagit.store.process import NO_MORE, Running, Surroundings, forget_other_repositories, running

# A missing git is an error in our words, not an ImportError; GitPython reads this when it is imported.
os.environ["GIT_PYTHON_REFRESH"] = "quiet"
if TYPE_CHECKING:
    import git
else:
    git = Later("git")

_OLDEST = (2, 30)
# What git says of a place where there is no repository at all.
_NONE = ("not a git repository", "cannot change to")
_ID = re.compile(r"[0-9a-f]{40}")
_SETTINGS = (
    "safe.bareRepository=all",  # the user named this repository, git did not come upon it
    "core.fsync=committed",  # by default a power cut takes loose objects, and leaves their branch
    "core.filesRefLockTimeout=10000",  # a branch locked for a moment is waited for, and then found moved
)


class NoRepositoryError(FailedError):
    """There is no git repository at the path."""


class Repository:
    """A repository of snapshots: what every function of the store takes first.

    `path` is as the user wrote it, for messages; `folder` is where git keeps its files.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder
        # In a damaged repository git would look for one around it, and work on that.
        self._variables = _only_below(folder.parent)

    def run(
        self,
        *command: str,
        stdin: BinaryIO | bytes | None = None,
        accepted: tuple[int, ...] = (0,),
        around: Surroundings = NO_MORE,
    ) -> bytes:
        """What a git command prints; `accepted` are the exit codes that are no failure.

        Raises:
            FailedError: git failed; the message holds git's own last line.
        """
        with self.stream(*command, stdin=stdin, accepted=accepted, around=around) as running:
            return running.stdout.read()

    def stream(
        self,
        *command: str,
        stdin: BinaryIO | int | bytes | None = None,
        accepted: tuple[int, ...] = (0,),
        around: Surroundings = NO_MORE,
    ) -> AbstractContextManager[Running]:
        """A git command that runs, to read from and, with `stdin=PIPE`, to write to.

        Leaving the block waits for git; leaving it by an exception ends git.

        Raises:
            FailedError: git failed; the message holds git's own last line.
        """
        options = ["-C", str(self.folder), *_options(around.settings)]
        variables = {**self._variables, **(around.variables or {})}
        return running(
            options, command, stdin=stdin, accepted=accepted, variables=variables, apart=around.apart
        )

    @cached_property
    def signs(self) -> bool:
        """Whether git is to sign commits, by commit.gpgsign."""
        return bool(self._settings().get_value("commit", "gpgsign", default=False) is True)

    def people(self) -> "tuple[git.Actor, git.Actor]":
        """The author and the committer of a commit made now: of the environment, else as configured."""
        settings = self._settings()
        try:
            return git.Actor.author(settings), git.Actor.committer(settings)
        except (KeyError, OSError):
            # The machine has no name for this user, as in a container: see getpass.getuser.
            os.environ["LOGNAME"] = f"uid-{os.geteuid()}"
            return git.Actor.author(settings), git.Actor.committer(settings)

    def _settings(self) -> "git.GitConfigParser":
        elsewhere = os.environ.get("GIT_CONFIG_GLOBAL")
        repo = git.Repo(self.folder, expand_vars=False)
        if elsewhere is None:
            return repo.config_reader()
        # GitPython does not read it.
        files = [elsewhere, str(Path(repo.common_dir, "config"))]
        return git.GitConfigParser(files, read_only=True, repo=repo)


def prepare() -> None:
    """Load what a commit needs, for whoever has time for it before."""
    importlib.import_module("git")


def promisors(repository: Repository) -> list[str]:
    """The names of the remotes that have what a partial clone lacks; none in another clone."""
    words = ("config", "--name-only", "--get-regexp", r"^remote\..*\.promisor$")
    names = repository.run(*words, accepted=(0, 1)).decode(errors="replace").splitlines()
    return [name.removeprefix("remote.").removesuffix(".promisor") for name in names]


def lost(repository: Repository, message: str) -> FailedError:
    """The error for an object that is not there, though it is a part of what is."""
    return FailedError(*PARTIAL) if promisors(repository) else FailedError(message, DAMAGED)


def open_repository(path: Path) -> Repository:
    """The repository at a path: a bare one, or an ordinary one by its folder or its `.git`.

    The variables of the environment by which git would work on another repository are forgotten.

    Raises:
        NoRepositoryError: there is none.
        FailedError: git does not trust it, cannot read it, is missing or is too old.
    """
    forget_other_repositories()
    where = path.absolute()
    if _is_plain(where):
        return Repository(path, Path(os.path.realpath(where)))
    # Not Path.resolve, which fails on links that lead in a circle.
    variables = _only_below(Path(os.path.realpath(where)).parent)
    words = ("rev-parse", "--absolute-git-dir", "--show-object-format")
    try:
        with running(["-C", str(where), *_options()], words, variables=variables) as answer:
            said = os.fsdecode(answer.stdout.read())
    except FailedError as error:
        if any(text in error.message for text in _NONE) and not _looks_like_one(where):
            raise NoRepositoryError(
                f"no snapshot repository at {path}",
                "schemagit init makes one, schemagit snap ENV records the first snapshot",
            ) from error
        if "No such file or directory" in error.message and where.is_dir():
            return open_repository(path)  # another program has made it since
        raise
    folder, _, algorithm = said.removesuffix("\n").rpartition("\n")
    if algorithm != "sha1":
        git_version()  # one that is too old does not know what it was asked
        raise FailedError(
            f"the repository at {path} names its objects by {algorithm}, which schemagit cannot read",
            "schemagit init makes a new one, by sha1",
        )
    return Repository(path, Path(folder))


def _is_plain(place: Path) -> bool:
    """Whether it is a bare repository of this user, like those that schemagit makes.

    To ask git would take a process, and every command begins here. What else is wrong with it, the next
    command says. https://git-scm.com/docs/gitrepository-layout
    """
    try:
        head, settings = (place / "HEAD").read_bytes(), (place / "config").read_bytes()
        is_ours = place.stat().st_uid == os.geteuid()
    except OSError:
        return False
    is_known = head.startswith(b"ref: refs/heads/") and b"objectformat" not in settings.lower()
    return is_ours and is_known and _looks_like_one(place)


def _looks_like_one(place: Path) -> bool:
    """Whether there is what makes a repository, however damaged."""
    folders = [folder for folder in (place, place / ".git") if (folder / "HEAD").is_file()]
    return any((folder / "objects").is_dir() and (folder / "refs").is_dir() for folder in folders)


def _options(more: tuple[str, ...] = ()) -> list[str]:
    return [word for setting in (*_SETTINGS, *more) for word in ("-c", setting)]


def _only_below(folder: Path) -> dict[str, str]:
    """What keeps git from looking for a repository in a folder, or above it."""
    return {"GIT_CEILING_DIRECTORIES": str(folder)}


def checked_id(text: str) -> str:
    """The full id of a git object, as it is: it can be no option and no path.

    Raises:
        FailedError: the text is no such id.
    """
    if not _ID.fullmatch(text):
        raise FailedError(f"{text!r} is not the full id of a git object")
    return text


def git_version() -> str:
    """The version of git.

    Raises:
        FailedError: there is none, or it is too old.
    """
    text = _run("version").decode(errors="replace")
    found = re.search(r"\d+(?:\.\d+)+", text)
    if found is None or tuple(map(int, found[0].split("."))) < _OLDEST:
        raise FailedError(
            f"{text.strip()} is too old for schemagit",
            f"install git {'.'.join(map(str, _OLDEST))} or later",
        )
    return found[0]


def pager() -> str:
    """The command line of the pager that the user wants git to use; "cat" for none.

    Raises:
        FailedError: git is missing, or cannot read its configuration.
    """
    forget_other_repositories()
    # Not asked in a repository, whose configuration may be somebody else's.
    with running(["-C", os.sep], ("var", "GIT_PAGER")) as answer:
        return answer.stdout.read().decode(errors="replace").strip()


def _run(*command: str) -> bytes:
    with running([], command) as answer:
        return answer.stdout.read()
