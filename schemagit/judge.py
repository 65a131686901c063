"""Changes -> findings: what each one means, by the rules of its kind."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from schemagit.changes import Change, Finding, Verb
from schemagit.document import kind_of
from schemagit.kinds import FOLDERS, Attributes, Impact, Kind, Rule, part_kind
from schemagit.message import plural
from schemagit.names import ObjectName, bare_name, quote

LABEL = "statements that use the old label fail"
SIGNATURE = "calls with the old arguments fail"
_NO_RULE = "schemagit has no rule for this attribute; a newer version may"


def judge(name: ObjectName, change: Change, holder: Mapping[str, Any]) -> Finding:
    """The finding that a change is.

    Args:
        name: the object whose document changed.
        change: what `compare` found in it.
        holder: the document after the change, or before it where the object is gone.
    """
    own_kind = kind_of(name.folder) or _unknown(name.folder)
    match change.steps:
        case ():
            return _whole(own_kind, name, (), change)
        case (section,) if (kind := part_kind(name.folder, section)) and section in holder:
            return _reordered(kind, name, change)
        case (attribute,):
            return _attribute(own_kind, name, (), attribute, change)
        case (section, part):
            return _whole(part_kind(name.folder, section) or _unknown(section), name, (part,), change)
        case (section, part, attribute):
            return _attribute(
                part_kind(name.folder, section) or _unknown(section), name, (part,), attribute, change
            )
    raise ValueError(f"a change has no such steps: {change.steps!r}")


def whole_database(name: ObjectName, change: Change, objects: int) -> Finding:
    """A database that came or went is one finding, which counts what it holds."""
    found = _whole(FOLDERS["databases"], name, (), change)
    return Finding(**{**vars(found), "text": f"{found.text} ({plural(objects, 'object')})"})


def renamed(old: ObjectName, new: ObjectName) -> Finding:
    """An object that got another name, or another schema, is one finding."""
    kind = kind_of(new.folder) or _unknown(new.folder)
    finding = _renamed(kind, new, (), (old.dotted(), new.dotted()))
    return replace(finding, formerly=old)


def renamed_part(name: ObjectName, section: str, old: str, new: str) -> Finding:
    """A part of an object, or a label of an enum, that got another name."""
    if section == "labels":
        return replace(_label(name, old, new), part=(new,))
    kind = part_kind(name.folder, section) or _unknown(section)
    paths = _path(kind, name, (old,)), _path(kind, name, (new,))
    return replace(_renamed(kind, name, (new,), paths), before=old, after=new)


def _renamed(kind: Kind, name: ObjectName, part: tuple[str, ...], paths: tuple[str, str]) -> Finding:
    old, new = paths
    word = f"{kind.name[:1].upper()}{kind.name[1:]}"
    return Finding(
        f"{_slug(kind)}.renamed",
        name,
        kind.name,
        part,
        new,
        "renamed",
        *kind.renamed.weigh(old, new),
        f"{word} renamed: {old} → {new}",
        old,
        new,
        tags=kind.tags,
    )


def _label(name: ObjectName, old: str, new: str) -> Finding:
    found = _attribute(FOLDERS["enums"], name, (), "labels", Change(("labels",), [old], [new]))
    return replace(
        found,
        code="enum.label",
        verb="renamed",
        attribute="label",
        impact=Impact.BREAKING,
        because=LABEL,
        text=f"Label renamed: {found.path} ({old} → {new})",
        before=old,
        after=new,
    )


def new_signature(old: ObjectName, new: ObjectName, before: str | None, after: str | None) -> Finding:
    """A function that takes other arguments under the same name is one finding.

    Args:
        old: its name before, which holds the types.
        new: its name now.
        before: its arguments as they were printed.
        after: its arguments as they are printed now.
    """
    kind = kind_of(new.folder) or _unknown(new.folder)
    own = new._replace(name=bare_name(new.name))
    values = [
        text or name.name.removeprefix(own.name)[1:-1] or "no arguments"
        for text, name in ((before, old), (after, new))
    ]
    path = own._replace(folder="").dotted()
    return Finding(
        f"{_slug(kind)}.signature",
        new,
        kind.name,
        (),
        new.dotted(),
        "changed",
        Impact.BREAKING,
        SIGNATURE,
        f"Signature changed: {path} ({values[0]} → {values[1]})",
        values[0],
        values[1],
        attribute="signature",
        tags=kind.tags,
        formerly=old,
    )


def _unknown(plural: str) -> Kind:
    """The kind of documents that a newer schemagit wrote: every change of theirs is to be reviewed."""
    rule = Rule(Impact.REVIEW, because="this version of schemagit does not know the kind")
    return Kind(plural, plural, rule, rule, {})


def _path(kind: Kind, name: ObjectName, part: tuple[str, ...]) -> str:
    if part and kind.in_schema:
        return ObjectName(name.database, name.schema, kind.plural, part[0]).dotted()
    return name.dotted(*part)


def _whole(kind: Kind, name: ObjectName, part: tuple[str, ...], change: Change) -> Finding:
    is_new = change.before is None
    attributes: Attributes = change.after if is_new else change.before
    path, word = _path(kind, name, part), kind.word(attributes)
    rule = kind.added if is_new else kind.removed
    verdict = rule.weigh(change.before, change.after)
    if is_new:
        description = _describe_new(kind, name, attributes)
        text = f"New {word}: {path}" + (f" {description}" if description else "")
    else:
        text = f"{word[:1].upper()}{word[1:]} dropped: {path}"
    verb: Verb = "added" if is_new else "removed"
    return Finding(
        f"{_slug(kind)}.{verb}",
        name,
        kind.name,
        part,
        path,
        verb,
        *verdict,
        text,
        change.before,
        change.after,
        tags=rule.tags | kind.tags,
    )


def _describe_new(kind: Kind, name: ObjectName, attributes: Attributes) -> str:
    description = kind.description(attributes)
    return f"on {quote(name.name)} {description}" if kind.in_schema else description


def _attribute(
    kind: Kind, name: ObjectName, part: tuple[str, ...], attribute: str, change: Change
) -> Finding:
    words = attribute.replace("_", " ")
    rule = kind.changed.get(attribute) or Rule(Impact.REVIEW, f"{words.capitalize()} changed", _NO_RULE)
    path = _path(kind, name, part)
    lines = _lines(rule, change)
    values = "" if lines else f" ({_show(rule, change.before)} → {_show(rule, change.after)})"
    return Finding(
        f"{_slug(kind)}.{attribute}",
        name,
        kind.name,
        part,
        path,
        "changed",
        *rule.weigh(change.before, change.after),
        f"{rule.phrase}: {path}{values}",
        change.before,
        change.after,
        lines,
        attribute=attribute,
        tags=rule.tags | kind.tags,
    )


def _reordered(kind: Kind, name: ObjectName, change: Change) -> Finding:
    rule = kind.reordered or Rule(
        Impact.COSMETIC, f"Order of {kind.plural} changed", "only the listing changes"
    )
    path = name.dotted()
    text = f"{rule.phrase}: {path} ({_show(rule, change.before)} → {_show(rule, change.after)})"
    verdict = rule.weigh(change.before, change.after)
    code = f"{_slug(kind)}.order"
    return Finding(
        code,
        name,
        kind.name,
        (),
        path,
        "changed",
        *verdict,
        text,
        change.before,
        change.after,
        attribute="order",
        tags=rule.tags | kind.tags,
    )


def _slug(kind: Kind) -> str:
    return kind.name.replace(" ", "_")


def _lines(rule: Rule, change: Change) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    values = (change.before, change.after)
    if rule.is_text:
        return tuple(change.before or ()), tuple(change.after or ())
    if all(isinstance(value, str | None) for value in values) and any("\n" in (v or "") for v in values):
        return _split(change.before), _split(change.after)
    return None


def _split(text: str | None) -> tuple[str, ...]:
    return () if text is None else tuple(text.split("\n"))


def _show(rule: Rule, value: Any) -> str:
    if rule.show:
        return rule.show(value)
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case list() if all(isinstance(element, str) for element in value):
            return ", ".join(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
