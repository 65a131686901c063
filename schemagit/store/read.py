"""Reads trees and files, always many of them by one git process."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from schemagit.later import Later
from schemagit.store.repository import Repository, checked_id, lost

if TYPE_CHECKING:
    from schemagit.store import partial
else:
    # Most clones are whole.
    partial = Later("schemagit.store.partial")

# git knows this tree without having it: https://git-scm.com/docs/git-hash-object gives it for no content.
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

# A path, and its blob before and after: None where it is not there.
Changed: TypeAlias = tuple[str, str | None, str | None]


def entries(repository: Repository, tree: str, prefix: str = "") -> dict[str, str]:
    """The blob of each path in a tree, or in the tree of a commit; of a folder when `prefix` names one.

    Raises:
        FailedError: there is no such tree.
    """
    command = ["ls-tree", "-r", "-z", "--full-tree", checked_id(tree), *pathspec(prefix)]
    found = {}
    for line in repository.run(*command).split(b"\0")[:-1]:
        about, path = line.split(b"\t", 1)
        _, kind, blob = about.split(b" ")
        if kind == b"blob":
            found[_text(path)] = blob.decode()
    return found


def changed(repository: Repository, old: str | None, new: str | None, prefix: str = "") -> list[Changed]:
    """The paths whose content differs between two trees or commits, with the blob on each side.

    None as a tree is the empty one; None as a blob says that the path is not on that side.

    Raises:
        FailedError: there is no such tree.
    """
    trees = [EMPTY_TREE if tree is None else checked_id(tree) for tree in (old, new)]
    command = [
        "diff-tree",
        "-r",
        "--raw",
        "-z",
        "--no-renames",
        "--no-abbrev",
        *trees,
        "--",
        *pathspec(prefix),
    ]
    fields = iter(repository.run(*command).split(b"\0"))
    # The last field is what follows the last NUL: nothing.
    found = [raw_change(about, path) for about, path in zip(fields, fields, strict=False)]
    return [(path, before, after) for path, before, after in found if before != after]


def raw_change(about: bytes, path: bytes) -> Changed:
    """A change as git prints it with --raw: https://git-scm.com/docs/diff-format."""
    _, _, before, after, _ = about.decode().split(" ")
    return _text(path), _present(before), _present(after)


def blobs(repository: Repository, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The content of each blob, in the order asked, read as they are taken.

    Raises:
        FailedError: an object is missing.
    """
    asked = [checked_id(blob) for blob in ids]
    if not asked:
        return
    if _is_partial(repository):
        partial.complete(repository, asked)
    wanted = "".join(f"{blob}\n" for blob in asked).encode()
    with repository.stream("cat-file", "--batch", "--buffer", stdin=wanted) as running:
        while header := running.stdout.readline():
            blob, *about = header.decode().split()
            if len(about) != 2:
                raise lost(
                    repository, f"the object {blob} is missing from the repository at {repository.path}"
                )
            content = running.stdout.read(int(about[1]) + 1)
            if len(content) <= int(about[1]):
                break  # git ended, and its status says why
            yield blob, content[:-1]


def blob_id(content: bytes) -> str:
    """The id that git gives to a content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def grep(repository: Repository, commit: str, text: str, prefix: str = "") -> list[str]:
    """The paths in a commit whose content holds a text, or one of several, as it stands in one line.

    Args:
        repository: where.
        commit: its id.
        text: what is looked for; several texts are lines of it.
        prefix: the folder to look in; everywhere when "".

    Raises:
        FailedError: there is no such commit.
    """
    options = ["-l", "-z", "-F", "--full-name", "--no-color"]
    if _is_partial(repository):
        partial.complete(repository, list(entries(repository, commit, prefix).values()))
    # Of a file, git passes over empty lines; of arguments, an operating system takes only so many.
    wanted = ["-f", "-"] if "\n" in text else ["-e", text]
    command = ["grep", *options, *wanted, checked_id(commit), "--", *pathspec(prefix)]
    texts = f"{text}\n".encode(errors="surrogateescape")
    found = repository.run(*command, stdin=texts, accepted=(0, 1)).split(b"\0")[:-1]
    return [_text(name).removeprefix(f"{commit}:") for name in found]


def pathspec(prefix: str) -> list[str]:
    """What makes git take a path as it is: https://git-scm.com/docs/gitglossary#def_pathspec."""
    return [f":(literal){prefix}"] if prefix else []


def _is_partial(repository: Repository) -> bool:
    """Whether files may be missing that a remote has: git marks the packs that came from there."""
    with suppress(OSError), os.scandir(repository.folder / "objects" / "pack") as packs:
        return any(pack.name.endswith(".promisor") for pack in packs)
    return False


def _present(blob: str) -> str | None:
    return blob if blob.strip("0") else None


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")
