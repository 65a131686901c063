"""Files of a snapshot -> a commit on the branch of their environment."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from schemagit import store
from schemagit.changes import Finding
from schemagit.errors import FailedError
from schemagit.message import compose, count, in_words, plural
from schemagit.names import PREFIX
from schemagit.snapshots.doubts import captures
from schemagit.sources import Commit, Files, Source
from schemagit.steps import step

_LOG = logging.getLogger(__name__)


class Remarks(NamedTuple):
    """What a message says beside the findings: `note` is the user's, `trailers` are for machines."""

    note: str = ""
    trailers: Sequence[tuple[str, str]] = ()


def record(  # noqa: PLR0913, PLR0917 - a snapshot is that much
    repository: store.Repository,
    previous: Commit | None,
    new: Files,
    findings: Sequence[Finding],
    remarks: Remarks,
    packing: store.Packing | None = None,
) -> Commit | None:
    """Put a snapshot on top of the branch of its environment, unless it is equal to the one before.

    Args:
        repository: where.
        previous: the newest snapshot of the environment, as `tip` gave it.
        new: all files of the new one; its text is the name of the environment.
        findings: what changed between the two.
        remarks: what else its message says.
        packing: what some of its contents were given to before.

    Raises:
        StaleParentError: the environment got another snapshot meanwhile.
        FailedError: the repository could not be written; nothing was recorded.
    """
    if previous and previous.entries(PREFIX) == new.entries(PREFIX):
        return None
    if new.taken is None:
        raise FailedError(f"nobody knows when the snapshot of {new.text} was taken")
    objects = len(new.entries(PREFIX))
    changes = words(previous, new, findings)
    text = compose(new.text, changes, findings, [("Objects", str(objects)), *remarks.trailers], remarks.note)
    before = previous.entries("") if previous else {}
    after = new.entries("")
    with step(_LOG, logging.INFO, "commit to %s", new.text):
        commit = store.commit(
            repository,
            new.text,
            previous.ref.commit if previous else None,
            files=new.files,
            changed={path: blob for path, blob in after.items() if before.get(path) != blob},
            removed=before.keys() - after.keys(),
            message=text,
            when=new.taken,
            packing=packing,
        )
    return Commit(repository, store.resolve(repository, commit), new.taken)


def words(previous: Source | None, new: Source, findings: Sequence[Finding]) -> str:
    """What changed between two snapshots, in a few words."""
    if previous is None:
        return f"first snapshot, {plural(len(new.entries(PREFIX)), 'object')}"
    return in_words(count(findings)) or _without_findings(previous, new)


def _without_findings(previous: Source, new: Source) -> str:
    """What a snapshot says of itself that differs from the one before, but in nothing that it could tell."""
    sides = [captures(source) for source in (previous, new)]
    unreadable = [{name: set(facts.get("unreadable", ())) for name, facts in side.items()} for side in sides]
    if all(each == unreadable[0] for each in unreadable):
        return "written in another form, with the same meaning"
    return "other objects could not be read"
