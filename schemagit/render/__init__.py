"""One module per output format; to add one, write it and name it in FORMATS."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from schemagit.render import as_json, as_text
from schemagit.render.style import Style
from schemagit.snapshots.report import Report

Renderer: TypeAlias = Callable[[Sequence[Report], Style], Iterator[str]]

# What turns differences into lines, by the name that users give with --format.
FORMATS: Mapping[str, Renderer] = {
    "text": as_text.reports,
    "json": as_json.reports,
}
