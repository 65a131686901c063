"""Snapshots in a git repository: commits, paths and bytes, whatever they mean.

A branch is an environment, a commit is a snapshot. Callers write `store.commit(repository, ...)`.
"""

from schemagit.store.branches import (
    count,
    cuts,
    is_ancestor,
    is_related,
    is_shallow,
    marked,
    move,
    of_snapshots,
    recommit,
    trees,
)
from schemagit.store.check import damages, missing, signatures
from schemagit.store.clone import clone
from schemagit.store.history import Entry, changing, history
from schemagit.store.notes import read_note, write_note
from schemagit.store.packing import Packing
from schemagit.store.partial import bring, lacking, promisor
from schemagit.store.patch import patch
from schemagit.store.read import Changed, blob_id, blobs, changed, entries, grep
from schemagit.store.refs import Ref, environments, find, parent, refs, resolve, set_head, tag, tags, tip
from schemagit.store.remote import Pushed, Remote, adopt_tags, fetch, push, remote, remote_at
from schemagit.store.repository import (
    NoRepositoryError,
    Repository,
    create_repository,
    git_version,
    open_repository,
    pager,
    prepare,
)
from schemagit.store.write import StaleParentError, commit

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
    "signatures",
    "tag",
    "tags",
    "tip",
    "trees",
    "write_note",
]
