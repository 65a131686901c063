"""One module per output format; to add one, write `as_<name>.py` and name it in FORMATS."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from schemagit.render.style import Style

if TYPE_CHECKING:
    from schemagit.snapshots.report import Report

Renderer: TypeAlias = Callable[[Sequence["Report"], Style], Iterator[str]]

# The names that users give with --format.
FORMATS = ("text", "json", "markdown", "html", "patch")


def renderer(name: str) -> Renderer:
    """What turns differences into lines of a format; loaded when it is used."""
    render: Renderer = importlib.import_module(f"schemagit.render.as_{name}").reports
    return render
