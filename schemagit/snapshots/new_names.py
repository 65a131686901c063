"""What of the relations and types of a snapshot is called otherwise in a later one, where that is proven."""

from typing import NamedTuple

from schemagit.document import load
from schemagit.ignores import EVERYTHING
from schemagit.models.reading import RELATIONS, TYPES, Database
from schemagit.names import ObjectName
from schemagit.renames import Former, akin, with_new_names
from schemagit.snapshots.pairs import Renames, differing
from schemagit.sources import Source


class NewNames(NamedTuple):
    """The names before of what was renamed.

    Attributes:
        objects: by the name of each object now.
        parts: those of its columns and labels, by the object's name now.
    """

    objects: dict[ObjectName, ObjectName]
    parts: dict[ObjectName, Former]


def new_names(old: Source, new: Source) -> NewNames:
    """What was renamed from one snapshot to the other.

    Raises:
        FailedError: a snapshot cannot be read.
    """
    renames = Renames(old, new, EVERYTHING)
    pairs = [pair for pair in renames.matched(differing(old, new, EVERYTHING)) if pair.old and pair.new]
    pairs = [pair for pair in pairs if pair.name.folder in RELATIONS | TYPES]
    before = old.read({pair.old for pair in pairs if pair.old})
    after = new.read({pair.new for pair in pairs if pair.new})
    found = NewNames({}, {})
    for pair in pairs:
        left = load(pair.formerly or pair.name, before[pair.old or ""])
        right = load(pair.name, after[pair.new or ""])
        if pair.formerly and not akin(left, right):
            continue
        if pair.formerly:
            found.objects[pair.name] = pair.formerly
        for part in renames.parts(pair, left, right):
            parts = found.parts.setdefault(pair.name, {})
            parts.setdefault(part.section, {})[part.new] = part.old
    return found


def renamed(database: Database, names: NewNames) -> Database:
    """A database of before, in which everything is called as it is now."""
    now = {former: name for name, former in names.objects.items()}
    found = Database(database.name)
    for relation in database.relations.values():
        name = now.get(relation.name, relation.name)
        document = with_new_names(relation.document, names.parts.get(name, {}))
        found.relations[name.schema, name.name] = relation._replace(name=name, document=document)
    for each in database.types.values():
        name = now.get(each.name, each.name)
        document = with_new_names(each.document, names.parts.get(name, {}))
        found.types[name.schema, name.name] = each._replace(name=name, document=document)
    return found
