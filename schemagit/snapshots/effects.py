"""What a change of the schema does to the programs that read and write its tables through models."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from schemagit.changes import Verb
from schemagit.document import Document
from schemagit.errors import UsageError
from schemagit.models import naming, reading
from schemagit.models.plan import is_meant
from schemagit.models.reading import Database, Relation, UserType
from schemagit.models.schema import is_given, is_needed, is_nullable
from schemagit.models.types import Types, enum_labels
from schemagit.names import ObjectName
from schemagit.patterns import Pattern
from schemagit.snapshots.new_names import NewNames, new_names, renamed
from schemagit.sources import Source


class Effect(NamedTuple):
    """What one change means for programs.

    Attributes:
        object: the relation or type.
        verb: whether a field, class or label came, went or is another now.
        text: what happened, in one line.
        readers: what it means for those who read rows; "" for nothing.
        writers: what it means for those who insert and update rows; "" for nothing.
    """

    object: ObjectName
    verb: Verb
    text: str
    readers: str = ""
    writers: str = ""


class Facts(NamedTuple):
    """What a program can know of a column through the models.

    Attributes:
        type: as models write it.
        printed: as PostgreSQL writes it.
        is_null: whether readers may get None.
        is_needed: whether an INSERT must give a value.
        is_given: whether a writer may give a value.
    """

    type: str
    printed: str
    is_null: bool
    is_needed: bool
    is_given: bool

    @property
    def annotation(self) -> str:
        return f"{self.type} | None" if self.is_null and self.type != "Any" else self.type


class Side(NamedTuple):
    """One of the two snapshots: a database and its types in Python."""

    database: Database
    types: Types


def effects(old: Source, new: Source, patterns: Sequence[Pattern] = ()) -> list[Effect]:
    """The effects between two snapshots, by object.

    Raises:
        UsageError: a pattern means nothing on either side that becomes a model.
    """
    before, after = reading.read(old), reading.read(new)
    for pattern in patterns:
        if not any(
            is_meant(name.parts, [pattern]) for side in (before, after) for name in reading.names(side)
        ):
            raise UsageError(
                f'no table, view or type "{pattern.text}" in {old.text} or {new.text}',
                "names are written database.schema.name; schemagit show REF says what there is",
            )
    found: list[Effect] = []
    names = new_names(old, new)
    for database in sorted(before.keys() | after.keys()):
        left, right = (_side(databases.get(database, Database(database))) for databases in (before, after))
        # The types of before are still found by their names of before.
        left = left._replace(database=renamed(left.database, names))
        found += _of_names(right, names)
        found += _of_types(left, right)
        found += _of_relations(left, right)
    return [effect for effect in found if is_meant(effect.object.parts, patterns)]


def _side(database: Database) -> Side:
    return Side(database, Types(database))


def _of_names(side: Side, names: NewNames) -> Iterator[Effect]:
    """What is called otherwise: classes, then fields and labels."""
    relations = {each.name: each for each in side.database.relations.values()}
    all_names = sorted({*relations, *(each.name for each in side.database.types.values())})
    for name in all_names:
        if former := names.objects.get(name):
            is_written = name in relations and relations[name].is_writable
            yield _renamed_class(former, name, is_written=is_written)
    for name in all_names:
        parts = names.parts.get(name, {})
        for now, before in parts.get("columns", {}).items():
            is_written = name not in relations or _is_written(relations[name], now)
            yield _renamed_field(name, before, now, is_written=is_written)
        for now, before in parts.get("labels", {}).items():
            text = f"{name.dotted()}: {before!r} is {now!r} now"
            yield Effect(name, "renamed", text, "models made before do not know it", f"{before!r} is refused")


def _is_written(relation: Relation, column: str) -> bool:
    found = [each for each in reading.columns(relation.document) if each["name"] == column]
    return relation.is_writable and all(map(is_given, found))


def _renamed_class(former: ObjectName, name: ObjectName, *, is_written: bool) -> Effect:
    old, new = naming.class_name(former.name), naming.class_name(name.name)
    text = f"{old} is {new} now: {former.dotted()} → {name.dotted()}"
    readers = f"the class is {new}" if old != new else f"the module is {naming.module_name(name.schema)}"
    writers = f"a statement on {former.dotted()} fails" if is_written else ""
    return Effect(name, "renamed", text, readers, writers)


def _renamed_field(name: ObjectName, before: str, now: str, *, is_written: bool) -> Effect:
    old, new = naming.field_name(before), naming.field_name(now)
    writers = f"an INSERT or UPDATE with {old} fails" if is_written else ""
    text = f"{name.dotted(before)} is {now} now"
    return Effect(name, "renamed", text, f"the field {old} is {new} now", writers)


def _of_relations(left: Side, right: Side) -> Iterator[Effect]:
    for key in sorted(left.database.relations.keys() | right.database.relations.keys()):
        before, after = left.database.relations.get(key), right.database.relations.get(key)
        match before, after:
            case Relation(), None:
                text = f"{naming.class_name(before.name.name)} is gone: {before.name.dotted()}"
                yield Effect(before.name, "removed", text, "no rows to read", "nothing to write to")
            case None, Relation():
                text = f"{naming.class_name(after.name.name)} is new: {after.name.dotted()}"
                yield Effect(after.name, "added", text)
            case Relation(), Relation():
                yield from _of_columns(after, _facts(before, left.types), _facts(after, right.types))


def _facts(relation: Relation, types: Types) -> dict[str, Facts]:
    where = relation.name.dotted()
    return {
        column["name"]: Facts(
            types.resolve(str(column.get("type", "")), where),
            str(column.get("type", "")),
            is_nullable(column, types),
            relation.is_writable and is_given(column) and is_needed(column, types),
            relation.is_writable and is_given(column),
        )
        for column in reading.columns(relation.document)
    }


def _of_columns(
    relation: Relation, before: Mapping[str, Facts], after: Mapping[str, Facts]
) -> Iterator[Effect]:
    for column in [*before, *(column for column in after if column not in before)]:
        path, name = relation.name.dotted(column), relation.name
        old, new = before.get(column), after.get(column)
        if new is None and old:
            writers = "an INSERT or UPDATE with it fails" if old.is_given else ""
            yield Effect(
                name, "removed", f"{path} is gone ({old.annotation})", "rows have no such field", writers
            )
        elif old is None and new:
            writers = "newly required: an INSERT without it fails" if new.is_needed else ""
            readers = "nothing to do: a new field" if not writers else ""
            yield Effect(name, "added", f"{path} is new ({new.annotation})", readers, writers)
        elif old and new and old != new:
            yield _changed(name, path, old, new)


def _changed(name: ObjectName, path: str, old: Facts, new: Facts) -> Effect:
    shown = (old.annotation, new.annotation)
    if shown[0] == shown[1] and old.printed != new.printed:
        shown = (old.printed, new.printed)
    values = f" ({shown[0]} → {shown[1]})" if shown[0] != shown[1] else ""
    return Effect(name, "changed", f"{path} changed{values}", _for_readers(old, new), _for_writers(old, new))


def _for_readers(old: Facts, new: Facts) -> str:
    words = []
    if old.printed != new.printed:
        words.append(
            f"values are {new.type} now" if old.type != new.type else f"values are {new.printed} now"
        )
    if new.is_null and not old.is_null:
        words.append("may be None now")
    elif old.is_null and not new.is_null:
        words.append("never None any more")
    return "; ".join(words)


def _for_writers(old: Facts, new: Facts) -> str:
    if old.is_given != new.is_given:
        return "may be written now" if new.is_given else "computed by the server: a statement with it fails"
    if not new.is_given:
        return ""
    words = []
    if old.printed != new.printed:
        words.append(f"values must be {new.type if old.type != new.type else new.printed} now")
    if old.is_null and not new.is_null:
        words.append("None is refused")
    elif new.is_null and not old.is_null:
        words.append("None may be written")
    if new.is_needed and not old.is_needed:
        words.append("newly required: an INSERT without it fails")
    elif old.is_needed and not new.is_needed:
        words.append("newly optional: an INSERT may leave it out")
    return "; ".join(words)


def _of_types(left: Side, right: Side) -> Iterator[Effect]:
    for key in sorted(left.database.types.keys() | right.database.types.keys()):
        before, after = left.database.types.get(key), right.database.types.get(key)
        match before, after:
            case UserType(), None:
                yield Effect(
                    before.name, "removed", f"{left.types.names[key]} is gone: {before.name.dotted()}"
                )
            case None, UserType():
                yield Effect(after.name, "added", f"{right.types.names[key]} is new: {after.name.dotted()}")
            case UserType(), UserType() if before.name.folder == after.name.folder == "enums":
                yield from _of_labels(after.name, before.document, after.document)
            case UserType(), UserType() if before.name.folder == after.name.folder == "composite_types":
                yield from _of_attributes(after.name, before.document, after.document)
            case UserType(), UserType():
                yield from _of_base(after.name, before.document, after.document)


def _of_labels(name: ObjectName, before: Document, after: Document) -> Iterator[Effect]:
    old, new = enum_labels(before), enum_labels(after)
    for label in (label for label in old if label not in new):
        yield Effect(name, "removed", f"{name.dotted()} has no {label!r} any more", "", "it is refused")
    for label in (label for label in new if label not in old):
        yield Effect(name, "added", f"{name.dotted()} has {label!r} too", "models made before do not know it")


def _of_attributes(name: ObjectName, before: Document, after: Document) -> Iterator[Effect]:
    old, new = ({c["name"]: c.get("type") for c in reading.columns(side)} for side in (before, after))
    for attribute in [*old, *(attribute for attribute in new if attribute not in old)]:
        path = name.dotted(attribute)
        if attribute not in new:
            yield Effect(
                name, "removed", f"{path} is gone", "values have no such field", "values must not have it"
            )
        elif attribute not in old:
            yield Effect(
                name,
                "added",
                f"{path} is new ({new[attribute]})",
                "values have one field more",
                "so must they",
            )
        elif old[attribute] != new[attribute]:
            text = f"{path} changed ({old[attribute]} → {new[attribute]})"
            yield Effect(name, "changed", text, f"values are {new[attribute]} now", "so must they be")


def _of_base(name: ObjectName, before: Document, after: Document) -> Iterator[Effect]:
    """Domains and range types: what they are over, and what a domain demands."""
    for attribute in ("type", "subtype"):
        old, new = before.get(attribute), after.get(attribute)
        if old != new:
            text = f"{name.dotted()} changed ({old} → {new})"
            yield Effect(name, "changed", text, f"values are {new} now", f"values must be {new} now")
    checks = [[c.get("expression") for c in side.get("constraints", ())] for side in (before, after)]
    if checks[0] != checks[1]:
        yield Effect(name, "changed", f"{name.dotted()} checks otherwise", "", "other values are refused")
