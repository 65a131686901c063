"""Which environment a snapshot is of."""

from typing import TYPE_CHECKING

from schemagit.later import Later
from schemagit.snapshots.history import Range, history

if TYPE_CHECKING:
    from schemagit import sources
else:
    sources = Later("schemagit.sources")


def environment_of(source: "sources.Source") -> str:
    """The environment's name as its branch, its commit or its file says; "" where none does."""
    if isinstance(source, sources.Files):
        return source.environment.lower()
    if not isinstance(source, sources.Commit):
        return ""
    if source.ref.environment:
        return source.ref.environment
    (entry,) = history(source.repository, {"": source.ref.commit}, Range(limit=1))
    return entry.environment
