"""Snapshots in a git repository: commits, paths and bytes, whatever they mean.

A branch is an environment, a commit is a snapshot. Callers write `store.commit(repository, ...)`.
"""

import importlib
from typing import TYPE_CHECKING, Any

from schemagit.store.branches import (
    count,
    cuts,
    is_ancestor,
    is_related,
    is_shallow,
    marked,
    of_snapshots,
    trees,
)
from schemagit.store.history import Entry, changing, history, shorts
from schemagit.store.read import Changed, blob_id, blobs, changed, entries, grep
from schemagit.store.refs import Ref, environments, find, parent, refs, resolve, set_head, tag, tags, tip
from schemagit.store.repository import (
    NoRepositoryError,
    Repository,
    git_version,
    open_repository,
    pager,
    prepare,
)

if TYPE_CHECKING:
    from schemagit.store.check import damages, missing, signatures
    from schemagit.store.cloning import clone
    from schemagit.store.creating import create_repository
    from schemagit.store.moving import move, recommit
    from schemagit.store.notes import read_note, write_note
    from schemagit.store.packing import Packing
    from schemagit.store.partial import bring, lacking, promisor
    from schemagit.store.patches import patch
    from schemagit.store.remotes import Pushed, Remote, adopt_tags, fetch, push, remote, remote_at
    from schemagit.store.write import StaleParentError, commit

# Who only reads snapshots waits for none of these to be loaded.
_LATER = {
    **dict.fromkeys(("damages", "missing", "signatures"), "check"),
    "clone": "cloning",
    "create_repository": "creating",
    **dict.fromkeys(("move", "recommit"), "moving"),
    **dict.fromkeys(("read_note", "write_note"), "notes"),
    "Packing": "packing",
    **dict.fromkeys(("bring", "lacking", "promisor"), "partial"),
    "patch": "patches",
    **dict.fromkeys(("Pushed", "Remote", "adopt_tags", "fetch", "push", "remote", "remote_at"), "remotes"),
    **dict.fromkeys(("StaleParentError", "commit"), "write"),
}

__all__ = [
    "Changed",
    "Entry",
    "NoRepositoryError",
    "Packing",
    "Pushed",
    "Ref",
    "Remote",
    "Repository",
    "StaleParentError",
    "adopt_tags",
    "blob_id",
    "blobs",
    "bring",
    "changed",
    "changing",
    "clone",
    "commit",
    "count",
    "create_repository",
    "cuts",
    "damages",
    "entries",
    "environments",
    "fetch",
    "find",
    "git_version",
    "grep",
    "history",
    "is_ancestor",
    "is_related",
    "is_shallow",
    "lacking",
    "marked",
    "missing",
    "move",
    "of_snapshots",
    "open_repository",
    "pager",
    "parent",
    "patch",
    "prepare",
    "promisor",
    "push",
    "read_note",
    "recommit",
    "refs",
    "remote",
    "remote_at",
    "resolve",
    "set_head",
    "shorts",
    "signatures",
    "tag",
    "tags",
    "tip",
    "trees",
    "write_note",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
