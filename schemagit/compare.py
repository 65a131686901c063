"""Two documents -> the changes between them; what a change means is not known here."""

import importlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from schemagit.changes import Change, Steps

Parts: TypeAlias = dict[str, Mapping[str, Any]]

_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def compare(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Change]:
    """Every change that leads from one document to the other, in the order of the documents.

    Args:
        before: the old document; None where it does not exist.
        after: the new one; None where it does not exist.
    """
    if before is None or after is None:
        return [Change((), before, after)] if before is not after else []
    old, new, reordered = _pruned(before, after)
    found = _different_paths(old, new)
    changes = [
        Change(steps, _value(before, steps), _value(after, steps))
        for steps in _all_paths(old, new)
        if steps in found
    ]
    return changes + reordered


def _pruned(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], list[Change]]:
    """Both sides without what is equal, as nested mappings of texts, so that little is left to walk."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    reordered = []
    for name in {**before, **after}:
        a, b = before.get(name), after.get(name)
        if a == b and _text(a) == _text(b):
            continue
        old_parts, new_parts = _parts(a), _parts(b)
        if old_parts is None or new_parts is None or not (old_parts or new_parts):
            _put(old, before, name)
            _put(new, after, name)
            continue
        old[name], new[name] = _pruned_parts(old_parts, new_parts)
        if change := _reordered(name, old_parts, new_parts):
            reordered.append(change)
    return old, new, reordered


def _put(side: dict[str, Any], attributes: Mapping[str, Any], name: str) -> None:
    if name in attributes:
        side[name] = _text(attributes[name])


def _parts(value: Any) -> Parts | None:
    """A section's parts by name; None where the value is no list of things with names of their own."""
    if value is None:
        return {}
    if not isinstance(value, list) or not all(
        isinstance(part, dict) and isinstance(part.get("name"), str) for part in value
    ):
        return None
    parts = {part["name"]: part for part in value}
    return parts if len(parts) == len(value) else None


def is_section(value: Any) -> bool:
    """Whether the value of an attribute is a list of things with names of their own."""
    return bool(value) and _parts(value) is not None


def _pruned_parts(old: Parts, new: Parts) -> tuple[dict[str, Any], dict[str, Any]]:
    left: dict[str, Any] = {}
    right: dict[str, Any] = {}
    for name in {**old, **new}:
        a, b = old.get(name), new.get(name)
        if a is None or b is None:
            (right if a is None else left)[name] = {}
        elif a != b or _text(a) != _text(b):
            left[name] = {key: _text(value) for key, value in a.items()}
            right[name] = {key: _text(value) for key, value in b.items()}
    return left, right


def _reordered(section: str, old: Parts, new: Parts) -> Change | None:
    before = [name for name in old if name in new]
    after = [name for name in new if name in old]
    return Change((section,), before, after) if before != after else None


def _different_paths(old: dict[str, Any], new: dict[str, Any]) -> set[Steps]:
    # Loaded by name, for what has nothing to compare should not wait for it.
    deepdiff = importlib.import_module("deepdiff")
    # Its defaults skip keys that begin with "__", and report mappings that share few keys as one change
    # of the whole.
    tree = deepdiff.DeepDiff(
        old, new, view="tree", ignore_private_variables=False, threshold_to_diff_deeper=0
    )
    return {tuple(level.path(output_format="list")) for levels in tree.values() for level in levels}


def _all_paths(old: Mapping[str, Any], new: Mapping[str, Any], steps: Steps = ()) -> Iterator[Steps]:
    for name in {**old, **new}:
        yield (*steps, name)
        a, b = old.get(name, {}), new.get(name, {})
        if isinstance(a, dict) and isinstance(b, dict):
            yield from _all_paths(a, b, (*steps, name))


def _value(document: Mapping[str, Any], steps: Steps) -> Any:
    value: Any = document.get(steps[0])
    if len(steps) > 1:
        value = (_parts(value) or {}).get(steps[1])
    return value.get(steps[2]) if len(steps) > 2 and value is not None else value
