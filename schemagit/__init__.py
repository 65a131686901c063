"""git log and git diff for PostgreSQL schemas."""

__version__ = "0.1.0"
