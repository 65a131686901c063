"""Names of snapshots: environments, tags, ancestors and ids, and the commit that each of them means."""

import re
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from typing import NamedTuple

from schemagit.errors import FailedError, UsageError
from schemagit.store.repository import Repository, checked_id, lost

BRANCHES, TAGS, REMOTES = "refs/heads/", "refs/tags/", "refs/remotes/"
MARK = "snapshot.json"
_SHOWN = 10

# What git-check-ref-format(1) allows, as far as it keeps a text from being an option, a range or a path.
_NAME = r"(?![-/])(?!.*(?:\.\.|@\{|//))[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])"
_REF = re.compile(rf"(?P<name>{_NAME})(?P<steps>(?:~[0-9]*|\^)*)")
_ABBREVIATED = re.compile(r"[0-9a-fA-F]{4,40}")
# What is taken for an id, a moment or a file before it is looked for among the tags.
_OTHERWISE = re.compile(rf"^{_ABBREVIATED.pattern}$|@|\.json$")
_NO_ANSWERS = frozenset({"missing", "ambiguous"})
_FAR = 2**31 - 1  # git counts ancestors by a C int


class Ref(NamedTuple):
    """A snapshot as somebody named it: `commit` is its full id, `short` the shortest that is unambiguous.

    `environment` is the branch that the name starts from, or "" for a tag or an id; `mark` is the blob that
    makes the commit a snapshot; `rivals` are all refs that the name may mean, where there are several.
    """

    text: str
    commit: str
    short: str
    environment: str
    mark: str = ""
    rivals: tuple[str, ...] = ()


def environments(repository: Repository) -> dict[str, str]:
    """The commit that each branch is at, by the name of the environment."""
    return below(BRANCHES, refs(repository, BRANCHES))


def tags(repository: Repository) -> dict[str, str]:
    """The commit that each tag means, by the name of the tag."""
    return below(TAGS, refs(repository, TAGS))


def tip(repository: Repository, environment: str) -> str | None:
    """The newest commit of an environment, or None when it has none yet."""
    return environments(repository).get(environment)


def resolve(repository: Repository, text: str) -> Ref:
    """The snapshot that a text names, as `find` gives it, with its short id.

    Raises:
        FailedError: there is no such snapshot, or the id is ambiguous.
    """
    found = find(repository, text)
    return found._replace(short=repository.run("rev-parse", "--short", found.commit).decode().strip())


def find(repository: Repository, text: str) -> Ref:
    """The snapshot that a text names: the first of these that there is, and `~N` or `^` after it.

    An environment, a tag, a branch of a remote (`origin/prod`), a full ref (`refs/...`), or an id
    of four digits or more. `~N` goes back along first parents. `short` stays empty: it costs a process.

    Raises:
        FailedError: there is no such snapshot, or the id is ambiguous.
    """
    match = _REF.fullmatch(text)
    if match is None:
        raise _unknown(text, refs(repository))
    name, steps = match["name"], _count_steps(match["steps"])
    return _find_at_once(repository, text, name, steps) or _search(repository, text, name, steps)


def _find_at_once(repository: Repository, text: str, name: str, steps: int) -> Ref | None:
    """The snapshot, where nothing is wrong with its name; None where more has to be asked."""
    places = [start + name for start in (BRANCHES, TAGS, REMOTES)]
    if name.startswith("refs/") or _ABBREVIATED.fullmatch(name):
        places.append(name)
    asked = [words for place in places for words in (place, *_questions(place, steps))]
    answers = _ask(repository, asked)
    for place, is_there, start, commit, mark in zip(places, *(answers[i::4] for i in range(4)), strict=True):
        if is_there in _NO_ANSWERS:
            continue
        if not _NO_ANSWERS.isdisjoint((start, commit, mark)):
            return None
        meant = [
            other
            for other, answer in zip(places[:3], answers[::4], strict=False)
            if answer not in _NO_ANSWERS
        ]
        branch = place.removeprefix(BRANCHES) if place.startswith(BRANCHES) else ""
        return Ref(text, commit, "", branch, mark, tuple(meant) if len(meant) > 1 else ())
    return None


def _search(repository: Repository, text: str, name: str, steps: int) -> Ref:
    found = refs(repository)
    meant = [ref for start in (BRANCHES, TAGS, REMOTES) if (ref := start + name) in found]
    full = meant[0] if meant else name
    if full not in found and not _ABBREVIATED.fullmatch(name):
        raise _unknown(name, found)
    start, commit, mark = _ask(repository, _questions(found.get(full, name), steps))
    if start == "ambiguous":
        raise FailedError(f'the short id "{name}" is ambiguous', "type more of its digits")
    if start == "missing" and full not in found:
        raise _unknown(name, found)
    if commit == "missing" and start != "missing":
        raise FailedError(f'no snapshot "{text}": {name} has {_count(repository, start)}')
    if mark == "missing":
        if commit != "missing" and repository.run(
            "ls-tree", commit, "--", MARK
        ):  # which fails where its tree is missing
            raise lost(repository, f'"{text}" cannot be read: its {MARK} is missing')
        raise FailedError(f'"{text}" is not a snapshot', f"it has no {MARK}: schemagit did not write it")
    branch = full.removeprefix(BRANCHES) if full.startswith(BRANCHES) else ""
    return Ref(text, commit, "", branch, mark, tuple(meant) if len(meant) > 1 else ())


def parent(repository: Repository, commit: str) -> str | None:
    """The commit before one, or None before the first; of several, the first."""
    parents = repository.run("log", "-1", "--format=%P", checked_id(commit), "--").split()
    return parents[0].decode() if parents else None


def tag(repository: Repository, name: str, commit: str) -> None:
    """Mark a commit by a name for good.

    Raises:
        UsageError: no tag can have this name.
        FailedError: the name is taken.
    """
    if not is_branch(name) or _OTHERWISE.search(name):
        raise UsageError(f"{name!r} cannot be the name of a tag", "as in v2.3 or release-7")
    if name in environments(repository) or name in tags(repository):
        raise FailedError(f'"{name}" is the name of an environment or a tag already', "choose another name")
    repository.run("update-ref", f"{TAGS}{name}", checked_id(commit), "0" * 40)


def set_head(repository: Repository, branch: str) -> None:
    """Let HEAD be at a branch, unless it is at one that exists: what `git clone` then begins with."""
    with suppress(OSError):
        head = (repository.folder / "HEAD").read_text("utf-8", errors="replace").strip()
        if head.startswith("ref: ") and tip(repository, head.removeprefix(f"ref: {BRANCHES}")) is None:
            repository.run("symbolic-ref", "HEAD", f"{BRANCHES}{branch}")


def is_branch(name: str) -> bool:
    """Whether a name can be that of a branch; git may still refuse one that it has no place for."""
    return re.fullmatch(_NAME, name) is not None


def refs(repository: Repository, *prefixes: str) -> dict[str, str]:
    """The commit that each ref below some prefixes means, through a tag; "" for a ref to something else."""
    fields = ("refname", "objecttype", "objectname", "*objecttype", "*objectname")
    layout = " ".join(f"%({field})" for field in fields)
    output = repository.run("for-each-ref", f"--format={layout}", *prefixes).decode(errors="surrogateescape")
    found = {}
    for line in output.split("\n")[:-1]:
        name, kind, outer, inner_kind, inner = line.split(" ")
        found[name] = {kind: outer, inner_kind: inner}.get("commit", "")
    return found


def below(prefix: str, found: dict[str, str]) -> dict[str, str]:
    """The commits by the rest of their names, of the refs that begin so."""
    return {
        name.removeprefix(prefix): commit
        for name, commit in found.items()
        if commit and name.startswith(prefix)
    }


def _questions(start: str, steps: int) -> tuple[str, str, str]:
    """What names a commit, its ancestor and the ancestor's mark."""
    return f"{start}~0", f"{start}~{steps}", f"{start}~{steps}:{MARK}"


def _ask(repository: Repository, names: Sequence[str]) -> list[str]:
    """The id of what each name means; else "missing" or "ambiguous"."""
    asked = "".join(f"{name}\n" for name in names).encode(errors="surrogateescape")
    answers = repository.run("cat-file", "--batch-check", stdin=asked).decode(errors="replace").splitlines()
    words = [answer.split(" ") for answer in answers]
    return [found[0] if len(found) == 3 else found[-1] for found in words]


def _count_steps(steps: str) -> int:
    """How far back `~2^~` goes."""
    counts = [int(step[1:] or 1) for step in re.findall(r"~[0-9]*|\^", steps)]
    return min(sum(counts), _FAR)


def _count(repository: Repository, commit: str) -> str:
    count = int(repository.run("rev-list", "--count", "--first-parent", commit))
    return f"{count} snapshot{'s' if count > 1 else ''}"


def _unknown(name: str, found: dict[str, str]) -> FailedError:
    starts = (BRANCHES, TAGS, REMOTES)
    known = [re.sub("^refs/[a-z]+/", "", ref) for ref in found if ref.startswith(starts)]
    if not known:
        return FailedError(f'no such ref "{name}"', "schemagit snap ENV records the first snapshot")
    hint = "known: " + ", ".join(known[:_SHOWN])
    if len(known) > _SHOWN:
        hint += f" and {len(known) - _SHOWN} more"
    for near in get_close_matches(name, known, 1):
        hint += f'. Did you mean "{near}"?'
    return FailedError(f'no such ref "{name}"', hint)
