"""Which environment a snapshot is of."""

from schemagit.snapshots.history import Range, history
from schemagit.sources import Commit, Files, Source


def environment_of(source: Source) -> str:
    """The environment's name as its branch, its commit or its file says; "" where none does."""
    if isinstance(source, Files):
        return source.environment.lower()
    if not isinstance(source, Commit):
        return ""
    if source.ref.environment:
        return source.ref.environment
    (entry,) = history(source.repository, {"": source.ref.commit}, Range(limit=1))
    return entry.environment
