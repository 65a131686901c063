"""Two documents -> the changes between them; what a change means is not known here."""

import importlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from schemagit.changes import Change, Steps

Parts: TypeAlias = dict[str, Mapping[str, Any]]
Sided: TypeAlias = Mapping[str, Any] | None
# What may differ, by the steps to it: its value on both sides, None where it is absent.
Leaves: TypeAlias = dict[Steps, tuple[Any, Any]]
# The same as texts.
Texts: TypeAlias = tuple[str | None, str | None]

_TEXT = frozenset({str})
_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def compare(before: Sided, after: Sided) -> list[Change]:
    """Every change that leads from one document to the other, in the order of the documents.

    Args:
        before: the old document; None where it does not exist.
        after: the new one; None where it does not exist.
    """
    (changes,) = compare_all([(before, after)])
    return changes


def prepare() -> None:
    """Load what compares, so that processes that are forked from this one need not do so each."""
    importlib.import_module("deepdiff")


def compare_all(pairs: list[tuple[Sided, Sided]]) -> list[list[Change]]:
    """The changes of each of several pairs of documents: together, they cost less."""
    leaves: list[Leaves] = []
    found: list[list[Change]] = []
    for before, after in pairs:
        if before is None or after is None:
            leaves.append({})
            found.append([Change((), before, after)] if before is not after else [])
        else:
            differing, reordered = _pruned(before, after)
            leaves.append(differing)
            found.append(reordered)
    texts = [{steps: (_written(a), _written(b)) for steps, (a, b) in own.items()} for own in leaves]
    different = _different({values for own in texts for values in own.values()})
    return [
        [Change(steps, *own[steps]) for steps, values in written.items() if values in different] + others
        for own, written, others in zip(leaves, texts, found, strict=True)
    ]


def _written(value: Any) -> str | None:
    return None if value is None else _text(value)


def _pruned(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Leaves, list[Change]]:
    """Both sides without what is equal, so that little is left to walk."""
    leaves: Leaves = {}
    reordered = []
    for name in {**before, **after}:
        a, b = before.get(name), after.get(name)
        if _is_same(a, b):
            continue
        old, new = _parts(a), _parts(b)
        if old is None or new is None or not (old or new):
            leaves[(name,)] = (a, b)
            continue
        _prune_parts(name, old, new, leaves)
        if change := _reordered(name, old, new):
            reordered.append(change)
    return leaves, reordered


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal, and written in the same way: 1 is not true."""
    return bool(one == other) and (type(one) is str or repr(one) == repr(other))


def _parts(value: Any) -> Parts | None:
    """A section's parts by name; None where the value is no list of things with names of their own."""
    if value is None:
        return {}
    if not isinstance(value, list):
        return None
    try:
        parts: Parts = {part["name"]: part for part in value}
    except (KeyError, TypeError):
        return None
    return parts if len(parts) == len(value) and _TEXT.issuperset(map(type, parts)) else None


def is_section(value: Any) -> bool:
    """Whether the value of an attribute is a list of things with names of their own."""
    return bool(value) and _parts(value) is not None


def _prune_parts(section: str, old: Parts, new: Parts, leaves: Leaves) -> None:
    for name in {**old, **new}:
        a, b = old.get(name), new.get(name)
        if a is None or b is None:
            leaves[section, name] = (a, b)
            continue
        for key in {**a, **b} if a != b else a:
            if not _is_same(a.get(key), b.get(key)):
                leaves[section, name, key] = (a.get(key), b.get(key))


def _reordered(section: str, old: Parts, new: Parts) -> Change | None:
    if [*old] == [*new]:
        return None
    before = [name for name in old if name in new]
    after = [name for name in new if name in old]
    return Change((section,), before, after) if before != after else None


def _different(pairs: Iterable[Texts]) -> set[Texts]:
    """Those of the pairs of texts whose two sides differ; None is what is absent."""
    # Of keys that are no texts, it looks at each as source of Python.
    numbered = {str(place): pair for place, pair in enumerate(pairs)}
    if not numbered:
        return set()
    old, new = (
        {place: pair[side] for place, pair in numbered.items() if pair[side] is not None} for side in (0, 1)
    )
    # Loaded by name, for what has nothing to compare should not wait for it.
    deepdiff = importlib.import_module("deepdiff")
    # By default, it reports mappings that share few keys as one change of the whole.
    tree = deepdiff.DeepDiff(old, new, view="tree", threshold_to_diff_deeper=0)
    return {numbered[level.get_root_key()] for levels in tree.values() for level in levels}
