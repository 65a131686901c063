"""Two histories of one environment that went apart -> one, in the order of capture, that loses nothing."""

import heapq
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate, islice
from typing import NamedTuple

from schemagit import message, store
from schemagit.names import PREFIX
from schemagit.snapshots.diff import diff
from schemagit.snapshots.open import open_commit
from schemagit.snapshots.record import words


class _Snapshot(NamedTuple):
    """One snapshot of one of the two histories; `databases` is the id of what it holds."""

    order: tuple[datetime, bool]
    entry: store.Entry
    databases: str

    @property
    def is_mine(self) -> bool:
        return self.order[1]


def merge(repository: store.Repository, mine: str, theirs: str) -> tuple[str, int]:
    """Put the snapshots of two histories that went apart into one line.

    What the other side has stays as it is, for others have it: the new tip builds on theirs. Snapshots
    that come later than another side's are recorded again on top of it: the same content at the same
    time, with a message that tells the changes since its new parent. A snapshot of ours that shows the
    same as its neighbour is left out.

    Args:
        repository: where.
        mine: the newest snapshot here.
        theirs: the newest snapshot there.

    Returns:
        The new tip, and how many snapshots were recorded again.

    Raises:
        FailedError: a snapshot cannot be read, or git could not write.
    """
    line = _without_repetitions(_in_order(repository, mine, theirs))
    tip, remade = "", 0
    for number, snapshot in enumerate(line):
        entry = snapshot.entry
        if not number or entry.parents[:1] == (tip,):
            tip = entry.commit
            continue
        is_last = number == len(line) - 1
        others = [theirs] if is_last and not store.is_ancestor(repository, theirs, tip) else []
        text = _message(repository, entry, tip)
        tip = store.recommit(repository, entry, [tip, *others], text)
        remade += 1
    return tip, remade


def _in_order(repository: store.Repository, mine: str, theirs: str) -> list[_Snapshot]:
    """The snapshots that are on one side only, by the time of their capture; each side keeps its order."""
    sides = (_side(repository, theirs, mine, is_mine=False), _side(repository, mine, theirs, is_mine=True))
    return list(heapq.merge(*sides, key=lambda snapshot: snapshot.order))


def _side(repository: store.Repository, tip: str, other: str, *, is_mine: bool) -> Iterator[_Snapshot]:
    count = store.count(repository, tip, other)
    entries = list(islice(store.history(repository, {"": tip}), count))[::-1]
    folders = store.trees(repository, [entry.commit for entry in entries], PREFIX)
    # A clock that went back does not let a snapshot pass the one that it builds on.
    moments = accumulate((entry.taken for entry in entries), max)
    for entry, folder, moment in zip(entries, folders, moments, strict=True):
        yield _Snapshot((moment, is_mine), entry, folder)


def _without_repetitions(line: Sequence[_Snapshot]) -> list[_Snapshot]:
    """The line without those of ours that show the same as the one of theirs before or after them."""
    kept: list[_Snapshot] = []
    for snapshot in line:
        if kept and kept[-1].databases == snapshot.databases:
            if snapshot.is_mine:
                continue
            if kept[-1].is_mine:
                kept.pop()
        kept.append(snapshot)
    return kept


def _message(repository: store.Repository, entry: store.Entry, parent: str) -> str:
    """The message of a snapshot that has another parent now."""
    before, after = open_commit(parent, repository), open_commit(entry.commit, repository)
    findings = diff(before, after).findings
    changes = words(before, after, findings)
    return message.recompose(entry.message, changes, findings)
