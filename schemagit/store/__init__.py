"""Snapshots in a git repository: commits, paths and bytes, whatever they mean.

A branch is an environment, a commit is a snapshot. Callers write `store.commit(repository, ...)`.
"""

from schemagit.store.history import Entry, history
from schemagit.store.read import blob_id, blobs, changed, entries, grep
from schemagit.store.refs import Ref, environments, parent, resolve, tag, tags, tip
from schemagit.store.repository import NoRepositoryError, Repository, create_repository, open_repository
from schemagit.store.write import StaleParentError, commit

__all__ = [
    "Entry",
    "NoRepositoryError",
    "Ref",
    "Repository",
    "StaleParentError",
    "blob_id",
    "blobs",
    "changed",
    "commit",
    "create_repository",
    "entries",
    "environments",
    "grep",
    "history",
    "open_repository",
    "parent",
    "resolve",
    "tag",
    "tags",
    "tip",
]
