"""Models for Python from snapshots: documents -> JSON Schema -> code."""
