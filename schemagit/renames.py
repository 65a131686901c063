"""What kept its identity and got another name: objects, their parts, labels of enums."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias

from schemagit.document import Document
from schemagit.names import SIGNATURES, ObjectName, bare_name

# What the server calls an object and its parts: "id", and by section the id of each part by its name.
Identity: TypeAlias = Mapping[str, Any]

# The old name of each part that has a new one, by section and new name.
Former: TypeAlias = dict[str, dict[str, str]]

_NAME = itemgetter("name")


class Identities:
    """The identities of the objects of a database, by name and by id."""

    def __init__(self, by_name: Mapping[ObjectName, Identity]) -> None:
        self.by_name = by_name

    @cached_property
    def names(self) -> Mapping[tuple[str, int], ObjectName]:
        """The name of each object by its folder and id."""
        return {(name.folder, identity["id"]): name for name, identity in self.by_name.items()}

    def same_as(self, folder: str, identity: Identity) -> Identity | None:
        """The identity of the object with the same id."""
        name = self.names.get((folder, identity["id"]))
        return self.by_name[name] if name else None


def same_objects(
    removed: Iterable[ObjectName], added: Iterable[ObjectName], old: Identities, new: Identities
) -> dict[ObjectName, ObjectName]:
    """The former name of each added object that is one of the removed.

    Args:
        removed: names that only the old side has.
        added: names that only the new side has.
        old: the identities of the old side.
        new: those of the new side, of the same lineage: equal ids mean the same object.
    """
    gone = set(removed)
    keys = {name: (name.folder, new.by_name[name]["id"]) for name in added if name in new.by_name}
    found = {name: old.names.get(key) for name, key in keys.items()}
    return {name: former for name, former in found.items() if former in gone}


def same_signatures(
    removed: Iterable[ObjectName], added: Iterable[ObjectName]
) -> dict[ObjectName, ObjectName]:
    """The former name of each added function that a removed one of the same name can only have become."""
    gone, come = _overloads(removed), _overloads(added)
    return {
        come[key][0]: gone[key][0]
        for key in gone.keys() & come.keys()
        if len(gone[key]) == len(come[key]) == 1
    }


def _overloads(names: Iterable[ObjectName]) -> dict[ObjectName, list[ObjectName]]:
    found: dict[ObjectName, list[ObjectName]] = {}
    for name in names:
        if name.folder in SIGNATURES and name.schema:
            found.setdefault(name._replace(name=bare_name(name.name)), []).append(name)
    return found


def same_parts(before: Document, after: Document, old: Identity, new: Identity) -> Former:
    """The former names of the parts of an object that have new ones."""
    found: Former = {}
    for section, gone, come in exchanged(before, after):
        ids, new_ids = old.get(section, {}), new.get(section, {})
        by_id = {ids[name]: name for name in gone if name in ids}
        names = {name: by_id[new_ids[name]] for name in come if new_ids.get(name) in by_id}
        if names:
            found[section] = names
    return found


def exchanged(before: Document, after: Document) -> Iterator[tuple[str, list[str], list[str]]]:
    """The sections of which parts are gone and others have come, with the names of both."""
    for section in sorted(before.keys() & after.keys()):
        if before[section] == after[section]:
            continue
        old, new = _names(section, before[section]), _names(section, after[section])
        if old.keys() == new.keys():
            continue
        gone, come = [n for n in old if n not in new], [n for n in new if n not in old]
        if gone and come:
            yield section, gone, come


def _names(section: str, value: Any) -> dict[str, None]:
    """The names of the parts that a section holds; labels are names themselves."""
    if section == "labels":
        return dict.fromkeys(value)
    parts = value if isinstance(value, list) else []
    try:
        return dict.fromkeys(map(_NAME, parts))
    except (KeyError, TypeError):  # of an attribute that is no section
        return dict.fromkeys(part["name"] for part in parts if isinstance(part, dict) and "name" in part)


def with_new_names(document: Document, former: Former) -> Document:
    """A document of before, in which parts have the names that they have after."""
    renamed = {
        section: {old: new for new, old in names.items()}
        for section, names in former.items()
        if section in document
    }
    return document | {
        section: [_renamed(part, names) for part in document[section]] for section, names in renamed.items()
    }


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return part | {"name": names.get(part["name"], part["name"])}
    return names.get(part, part)


def akin(before: Document, after: Document) -> bool:
    """Whether a relation still looks like the one with its identity: ids are used again after a restore."""
    old, new = ({(c["name"], c["type"]) for c in side.get("columns", ())} for side in (before, after))
    return not old or not new or len(old & new) * 2 >= min(len(old), len(new))
