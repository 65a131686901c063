"""Captures of databases -> the files of a snapshot, with those of the one before where nothing changed."""

from collections.abc import Iterable
from functools import partial

from schemagit.contents import NOTHING_KNOWN, Contents, Known
from schemagit.names import MARK, capture_path
from schemagit.snapshots import live
from schemagit.snapshots.live import Capture
from schemagit.sources import Commit


def known_of(previous: Commit | None) -> Known:
    """The files of the snapshot before, where there is one."""
    return Known(partial(previous.entries, ""), previous.read) if previous else NOTHING_KNOWN


def filled(capture: Capture, before: Known) -> Capture:
    """A capture of what is as it was, with the files of then."""
    if not capture.is_known:
        return capture
    files = Contents(before)
    for path in paths(capture.name, before):
        files.carry(path)
    return capture._replace(files=files)


def gathered(captures: Iterable[Capture], before: Known) -> Contents:
    """All files of the snapshot but those of databases that could not be read."""
    files = Contents(before)
    for path, content in MARK.items():
        files.put(path, content)
    for capture in captures:
        if capture.facts:
            files.add(capture.files)
    return files


def paths(database: str, before: Known) -> list[str]:
    """The files of a database in the snapshot before."""
    folders = (f"{live.folder(database)}/", f"{capture_path(database).rpartition('/')[0]}/")
    return [path for path in before.ids() if path.startswith(folders)]
