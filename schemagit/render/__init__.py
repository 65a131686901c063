"""One module per output format; to add one, write it and name it in FORMATS."""

from collections.abc import Callable, Iterator, Mapping

from schemagit.render import as_json, as_text
from schemagit.render.style import Style
from schemagit.snapshots.report import Report

# What turns a difference into lines, by the name that users give with --format.
FORMATS: Mapping[str, Callable[[Report, Style], Iterator[str]]] = {
    "text": as_text.report,
    "json": as_json.report,
}
