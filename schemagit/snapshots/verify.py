"""Is everything in a repository as schemagit would have written it?"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from schemagit import moments, store
from schemagit.document import encode, kind_of, load
from schemagit.errors import FailedError
from schemagit.kinds import KINDS, part_kind
from schemagit.message import parse
from schemagit.names import MARK, capture_path, from_path, is_capture_path
from schemagit.snapshots.open import unknown_format

_SECTIONS = frozenset(kind.plural for kind in KINDS if kind.lives_in)
_MARK = "snapshot.json"
# What is wrong with a signature, by git's letter for it; others are good, or cannot be told here.
_SIGNATURES = {
    "B": "its signature is bad",
    "X": "its signature has expired",
    "Y": "it is signed by a key that has expired",
    "R": "it is signed by a key that was revoked",
}

Changes = list[tuple[str, str | None, str | None]]


class Problem(NamedTuple):
    """What is wrong in a file of a snapshot; "" as a path means the snapshot, "" as a ref the repository."""

    ref: str
    path: str
    what: str
    commit: str = ""
    short: str = ""


class Looked(NamedTuple):
    """A snapshot that was looked at; its signature is git's letter for it, "" where nobody knows."""

    ref: str
    commit: str
    signature: str


class Verified(NamedTuple):
    """What was found.

    Attributes:
        snapshots: those that were looked at.
        files: how many of them.
        signed, unchecked: how many snapshots have a signature, and one that cannot be checked here.
        problems: what is wrong.
    """

    snapshots: tuple[Looked, ...]
    files: int
    signed: int
    unchecked: int
    problems: tuple[Problem, ...]


class Verifier:
    """Looks at snapshots, at each file once however many have it."""

    def __init__(self, repository: store.Repository, on_snapshot: Callable[[int], None]) -> None:
        self.repository = repository
        self.problems: list[Problem] = []
        self.commits: dict[str, str] = {}
        self.files: set[tuple[str, str]] = set()
        self._on_snapshot = on_snapshot

    def history(self, ref: str, commit: str, limit: int | None) -> None:
        """Look at the snapshots that lead to a commit; at the newest ones when there is a limit."""
        entries = list(store.history(self.repository, {ref: commit}, limit=limit and limit + 1))[::-1]
        for older, newer in pairwise(entries):
            if newer.taken < older.taken:
                what = f"taken {moments.absolute(newer.taken)}, before {older.short}, on which it builds"
                self._add(newer, "", what)
        paths: dict[str, str] = {}
        before = None
        for entry in entries[-limit:] if limit else entries:
            changes = store.changed(self.repository, before, entry.commit)
            paths = _changed(paths, changes)
            before = entry.commit
            if entry.commit not in self.commits:
                self.commits[entry.commit] = ref
                self._on_snapshot(len(self.commits))
                self._snapshot(entry, paths, changes)

    def _add(self, entry: store.Entry, path: str, what: str) -> None:
        problem = Problem(entry.branch, path, what, entry.commit, entry.short)
        if problem not in self.problems:
            self.problems.append(problem)

    def _snapshot(self, entry: store.Entry, paths: Mapping[str, str], changes: Changes) -> None:
        new = {path: blob for path, _, blob in changes if blob}
        unseen = {path: blob for path, blob in new.items() if (path, blob) not in self.files}
        self.files |= set(unseen.items())
        lacking = store.missing(self.repository, unseen.values())
        contents = dict(store.blobs(self.repository, set(unseen.values()) - lacking))
        if what := self._mark(paths, contents):
            self._add(entry, _MARK, what)
            return
        for path, blob in unseen.items():
            if blob in lacking:
                self._add(entry, path, f"its content {blob[:10]} is missing from the repository")
            elif what := wrong(path, contents[blob]):
                self._add(entry, path, what)
        for path, what in _lonely(entry, paths, new, changes):
            self._add(entry, path, what)

    def _mark(self, paths: Mapping[str, str], contents: Mapping[str, bytes]) -> str:
        if _MARK not in paths:
            return "is missing: schemagit did not write this"
        content = contents.get(paths[_MARK])
        return unknown_format(content) if content else ""


def verify(
    repository: store.Repository,
    starts: Mapping[str, str],
    limit: int | None,
    on_snapshot: Callable[[int], None],
) -> Verified:
    """Check snapshots: their bytes, names, references and order, and the repository that holds them.

    Args:
        repository: where.
        starts: the commits to begin with, by what messages call them.
        limit: how many snapshots of each history; all when None.
        on_snapshot: called with the number of snapshots so far.
    """
    verifier = Verifier(repository, on_snapshot)
    for ref, commit in starts.items():
        try:
            verifier.history(ref, commit, limit)
        except FailedError as error:
            verifier.problems.append(Problem(ref, "", error.message))
    problems = verifier.problems
    known = " ".join(problem.what for problem in problems)
    damages = [line for line in store.damages(repository) if line.split(" ")[-1][:10] not in known]
    problems += [Problem("", "", line) for line in damages]
    letters = _signatures(repository, starts, limit)
    problems += _badly_signed(repository, letters)
    signed = [letter for _, letter in letters.values() if letter != "N"]
    looked = [
        Looked(ref, commit, letters.get(commit, ("", ""))[1]) for commit, ref in verifier.commits.items()
    ]
    return Verified(tuple(looked), len(verifier.files), len(signed), signed.count("E"), tuple(problems))


def wrong(path: str, content: bytes) -> str:
    """What is wrong with a file of a snapshot; "" when nothing is."""
    try:
        folder = _folder(path)
        document = load(path, content)
    except FailedError as error:
        return error.message.removeprefix(f"{path} is no document of schemagit: ")
    if encode(document) != content:
        return "is not in the form that schemagit writes: edited by hand, or written by another program"
    if not folder:
        return ""
    if kind_of(folder) is None:
        return f"nothing that this schemagit knows is stored in {folder}/"
    for section in _SECTIONS & document.keys():
        if isinstance(document[section], list) and part_kind(folder, section) is None:
            return f"{folder} have no {section}"
    return ""


def _folder(path: str) -> str:
    """The folder of a document of an object, "" of another file.

    Raises:
        FailedError: schemagit writes no such file.
    """
    if path in MARK or is_capture_path(path):
        return ""
    return from_path(path).folder


def _changed(paths: Mapping[str, str], changes: Changes) -> dict[str, str]:
    now = dict(paths)
    for path, _, blob in changes:
        if blob:
            now[path] = blob
        else:
            now.pop(path, None)
    return now


def _lonely(
    entry: store.Entry, paths: Mapping[str, str], new: Mapping[str, str], changes: Changes
) -> Iterator[tuple[str, str]]:
    """Documents without their schema or their database, and servers without a capture."""
    heads = {
        path for path, _, blob in changes if not blob and path.endswith(("/schema.json", "/database.json"))
    }
    below = tuple(head.rpartition("/")[0] + "/" for head in heads)
    for path in [path for path in paths if path in new or (below and path.startswith(below))]:
        for holder in _holders(path):
            if holder not in paths:
                yield path, f"{holder}, to which it belongs, is missing"
    for server in parse(entry.message).servers:
        path = capture_path(server.partition(" PostgreSQL ")[0])
        if path not in paths:
            yield path, "is missing, though the snapshot was read from a server"


def _holders(path: str) -> Iterator[str]:
    steps = path.split("/")
    if steps[0] == "databases" and len(steps) > 2:
        yield f"databases/{steps[1]}/database.json"
        if steps[2] == "schemas" and len(steps) > 4:
            yield "/".join([*steps[:4], "schema.json"])
    elif steps[0] == "capture" and len(steps) > 2:
        yield f"databases/{steps[1]}/database.json"


def _signatures(
    repository: store.Repository, starts: Mapping[str, str], limit: int | None
) -> dict[str, tuple[str, str]]:
    """The ref and git's letter for the signature of each commit."""
    found: dict[str, tuple[str, str]] = {}
    for ref, commit in starts.items():
        try:
            letters = store.signatures(repository, {ref: commit}, limit)
        except FailedError:
            continue  # what is missing was said already
        found |= {each: (ref, letter) for each, letter in letters.items()}
    return found


def _badly_signed(repository: store.Repository, letters: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    for commit, (ref, letter) in letters.items():
        what = _SIGNATURES.get(letter, "")
        if letter == "N" and repository.signs:
            what = "it is not signed, as commit.gpgsign wants it"
        if what:
            yield Problem(ref, "", what, commit, commit[:7])
