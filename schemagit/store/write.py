"""Writes a snapshot: one commit by one git process, wholly or not at all."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from schemagit.errors import FailedError
from schemagit.store.failures import FullDiskError
from schemagit.store.importing import DONE, importing
from schemagit.store.leftovers import UNSIGNED, sweep
from schemagit.store.locks import unlocked
from schemagit.store.packing import Packing
from schemagit.store.process import Surroundings
from schemagit.store.refs import BRANCHES, is_branch, set_head, tip
from schemagit.store.repository import Repository, checked_id

if TYPE_CHECKING:
    import git

# Windows takes the first two for git's own folder, macOS looks past the characters of the third.
_GIT_FOLDER = re.compile(r"(?:\.git|git~1)[. ]*(?::.*)?", re.IGNORECASE | re.DOTALL)
# Most paths: nothing in them needs a closer look.
_HARMLESS = re.compile(r"(?:[A-Za-z0-9_]+/)*[A-Za-z0-9_]+\.json")
_IGNORED = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n"})
_BREAKING = re.compile(r"[<>\x00-\x1f\x7f]+")


class StaleParentError(FailedError):
    """The branch has commits that the new one does not build on; nothing of the branch was changed."""


def commit(  # noqa: PLR0913 - a commit is that much
    repository: Repository,
    branch: str,
    parent: str | None,
    *,
    files: Mapping[str, bytes | str],
    changed: Mapping[str, str] | None = None,
    removed: Iterable[str] = (),
    message: str,
    when: datetime,
    packing: Packing | None = None,
) -> str:
    """Put a commit on top of a branch.

    Args:
        repository: where.
        branch: the name of the environment.
        parent: the commit that the branch is at, or None to begin the branch.
        files: contents by path, or ids of blobs that are there.
        changed: the ids of what is new or different from the parent, by path; None for all of `files`.
        removed: the paths of the parent that are no more.
        message: the whole message.
        when: the time of the snapshot.
        packing: what some contents were given to before.

    Returns:
        The id of the commit.

    Raises:
        StaleParentError: the branch has moved on from `parent`; the caller starts again from its tip.
        FailedError: a path is not safe, or git could not write; the branch is as it was.
    """
    if not is_branch(branch):
        raise FailedError(f"{branch!r} cannot be the name of a branch")
    removals = [_removal(path) for path in removed]
    new = dict.fromkeys(files, "") if changed is None else changed
    quoted = {path: _quoted(path) for path in new}
    seconds = int(when.timestamp())
    ref = f"{UNSIGNED}{os.getpid()}/{branch}" if repository.signs else f"{BRANCHES}{branch}"
    head = (*_head(repository, ref, parent, message, seconds), *removals)
    commands = _Commands(head, files, new, quoted)
    try:
        made = unlocked(repository, branch, lambda: _import(repository, packing, commands))
        if repository.signs:
            made = _sign(repository, branch, ref, parent, message, seconds)
    except FullDiskError:
        raise
    except FailedError as error:
        now = tip(repository, branch)
        if now in (None, parent):
            raise
        raise StaleParentError(
            f"{branch} got another snapshot while this one was taken", "take the snapshot again"
        ) from error
    _tidy(repository, branch, is_new=parent is None)
    return made


def _tidy(repository: Repository, branch: str, *, is_new: bool) -> None:
    # The snapshot is safe already, however full the repository is of loose objects.
    with suppress(FailedError):
        if is_new:
            set_head(repository, branch)
        sweep(repository)
        repository.run("gc", "--auto", "--quiet")


def _sign(  # noqa: PLR0913, PLR0917 - a commit is that much
    repository: Repository, branch: str, ref: str, parent: str | None, message: str, seconds: int
) -> str:
    """Put a signed commit on top of a branch, with the content of the one at a ref, which goes."""
    try:
        author, _ = repository.people()
        parents = [parent] if parent else []
        made = commit_tree(repository, ref, parents, message, person(author), seconds)
        unlocked(
            repository,
            branch,
            lambda: repository.run("update-ref", f"{BRANCHES}{branch}", made, parent or "0" * 40),
        )
        return made
    finally:
        repository.run("update-ref", "-d", ref)


def commit_tree(  # noqa: PLR0913, PLR0917 - a commit is that much
    repository: Repository,
    content: str,
    parents: Sequence[str],
    message: str,
    author: tuple[str, str],
    seconds: int,
) -> str:
    """Make a commit with the whole content of another one, signed where git is to sign.

    Returns:
        Its id; no branch is at it.

    Raises:
        FailedError: git could not write or sign it.
    """
    committer = person(repository.people()[1])
    variables = {"GIT_AUTHOR_DATE": f"@{seconds} +0000", "GIT_COMMITTER_DATE": f"@{seconds} +0000"}
    for role, (name, email) in (("AUTHOR", author), ("COMMITTER", committer)):
        variables |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": email}
    words = [word for parent in parents for word in ("-p", checked_id(parent))]
    signing = ["-S"] if repository.signs else []
    made = repository.run(
        *("commit-tree", *signing, f"{content}^{{tree}}", *words, "-F", "-"),
        stdin=message.replace("\0", "").encode(errors="replace"),
        around=Surroundings(("i18n.commitEncoding=UTF-8",), variables),
    )
    return checked_id(made.decode().strip())


class _Commands(NamedTuple):
    """What makes a commit.

    Attributes:
        head: the commands that say which one, and what goes.
        files: contents by path, or ids of blobs that are there.
        new: the ids of what comes by path, "" where nobody knows them.
        quoted: how git is told each of these paths.
    """

    head: Sequence[bytes]
    files: Mapping[str, bytes | str]
    new: Mapping[str, str]
    quoted: Mapping[str, bytes]

    def stream(self, is_there: Callable[[str], bool] = lambda _: False) -> Iterator[bytes]:
        """All of them; a content is asked for when it is its turn, for all may be much.

        Args:
            is_there: whether git has a content already, by its id.
        """
        yield from self.head
        for path, name in self.quoted.items():
            blob = self.new[path]
            content = blob if is_there(blob) else self.files[path]
            if isinstance(content, str):
                yield b"M 100644 %s %s\n" % (checked_id(content).encode(), name)
            else:
                yield b"M 100644 inline %s\ndata %d\n" % (name, len(content))
                yield content
                yield b"\n"
        yield b"get-mark :1\n"
        yield DONE


def _import(repository: Repository, packing: Packing | None, commands: _Commands) -> str:
    """The id of the commit that is made."""
    made = None
    if packing is not None:
        with suppress(FailedError):  # without what was packed it may go well, or fail in its own words
            made = packing.finish(commands.stream(packing.has))
    return checked_id((made or importing(repository, commands.stream())).decode().strip())


def _head(
    repository: Repository, ref: str, parent: str | None, message: str, seconds: int
) -> Iterator[bytes]:
    author, committer = (person(each) for each in repository.people())
    text = message.replace("\0", "").encode(errors="replace")
    yield f"commit {ref}\nmark :1\n".encode(errors="surrogateescape")
    yield b"author %s <%s> %d +0000\n" % (*_encoded(author), seconds)
    yield b"committer %s <%s> %d +0000\n" % (*_encoded(committer), seconds)
    yield b"data %d\n%s\n" % (len(text), text)
    if parent is not None:
        yield b"from %s\n" % checked_id(parent).encode()


def _removal(path: str) -> bytes:
    return b"D %s\n" % _quoted(path)


def _quoted(path: str) -> bytes:
    if _HARMLESS.fullmatch(path):
        return f'"{path}"'.encode()
    steps = [_IGNORED.sub("", step) for step in re.split(r"[/\\]", path)]
    if "\0" in path or any(step in ("", ".", "..") or _GIT_FOLDER.fullmatch(step) for step in steps):
        raise FailedError(f"the path {path!r} is not safe in a git tree")
    return f'"{path.translate(_QUOTED)}"'.encode(errors="surrogateescape")


def person(actor: "git.Actor") -> tuple[str, str]:
    """A name and an address as a commit may hold them; git fails on an empty name."""
    name, email = (_BREAKING.sub(" ", text or "").strip() for text in (actor.name, actor.email))
    return name or "unknown", email


def _encoded(texts: tuple[str, str]) -> tuple[bytes, bytes]:
    name, email = (text.encode(errors="replace") for text in texts)
    return name, email
