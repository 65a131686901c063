"""The object kinds, each loaded when it is asked for; docs/architecture.md says how to add one."""

import importlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from schemagit import words
from schemagit.impact import Impact
from schemagit.kinds.base import UNREADABLE, Attributes, Kind, Rule, Verdict

__all__ = [
    "FOLDERS",
    "KINDS",
    "UNREADABLE",
    "Attributes",
    "Impact",
    "Kind",
    "Rule",
    "Verdict",
    "part_kind",
]

# All of them, in the order in which they are read, which is that of the words for them.
KINDS: tuple[Kind, ...]


def __getattr__(name: str) -> Any:
    if name == "KINDS":
        return _all()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _all() -> tuple[Kind, ...]:
    return tuple(map(_kind, words.PLURALS))


@cache
def _kind(name: str) -> Kind:
    found: Kind = importlib.import_module(f"{__name__}.{name.replace(' ', '_')}").KIND
    return found


class _Folders(Mapping[str, Kind]):
    def __getitem__(self, folder: str) -> Kind:
        return _kind(words.FOLDERS[folder])

    def __contains__(self, folder: object) -> bool:
        return folder in words.FOLDERS

    def __iter__(self) -> Iterator[str]:
        return iter(words.FOLDERS)

    def __len__(self) -> int:
        return len(words.FOLDERS)


# The kinds that have documents of their own, by the folder of these.
FOLDERS: Mapping[str, Kind] = _Folders()


@lru_cache(maxsize=1024)
def part_kind(folder: str, section: str) -> Kind | None:
    """The kind of the parts in a section of the documents of a folder; None where there is none."""
    found = (_kind(name) for name, filled in words.SECTIONS.items() if filled == section)
    return next((kind for kind in found if kind.fits(folder)), None)
