"""Classes -> their code, from the cache or from the generator."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from schemagit import parallel
from schemagit.collector import without_collector
from schemagit.models import cache, generator, pieces
from schemagit.models.schema import Class
from schemagit.models.verify import names_used

# Enough to spread what a call costs anyway, few enough to show progress and to keep memory small.
BATCH = 100

Progress = Callable[[int, int], None]


class Code(NamedTuple):
    """The verified definition of a class, and the names that it needs."""

    text: str
    names: frozenset[str]


def make(classes: Sequence[Class], style: str, on_progress: Progress) -> list[Code]:
    """The code of each class.

    Args:
        classes: what to make; of equal ones, one is made.
        style: one of STYLES.
        on_progress: called with how many classes are done, and how many there are.
    """
    keys = [_key(each, style) for each in classes]
    wanted = dict(zip(keys, classes, strict=True))
    found = {key: _unpacked(entry) for key, entry in cache.read(wanted).items()}
    missing = {key: each for key, each in wanted.items() if key not in found}
    on_progress(len(found), len(wanted))
    for new in parallel.each(partial(_made, style), list(_batches(missing))):
        cache.write({key: _packed(each) for key, each in new.items()})
        found |= new
        on_progress(len(found), len(wanted))
    return [found[key] for key in keys]


def _made(style: str, batch: Mapping[str, Class]) -> dict[str, Code]:
    text = generator.code(list(batch.values()), style)
    with without_collector():  # which takes a third of the time of syntax trees
        made = pieces.split(text, batch.values(), style)
        return {key: _verified(made[each.name], each.name) for key, each in batch.items()}


def _verified(text: str, name: str) -> Code:
    return Code(text, names_used(text, name))


def _packed(code: Code) -> str:
    return f"{' '.join(sorted(code.names))}\n{code.text}"


def _unpacked(entry: str) -> Code:
    names, _, text = entry.partition("\n")
    return Code(text, frozenset(names.split()))


def _key(each: Class, style: str) -> str:
    """All that the code of a class depends on: its name and schema hold what was read of it and its types."""
    names = [(field.column, field.name) for field in each.fields if field.column != field.name]
    return cache.key(generator.VERSION, style, each.name, each.schema, names)


def _batches(classes: Mapping[str, Class]) -> Iterator[dict[str, Class]]:
    """Batches of one size in which no two classes have the same name, as those of two schemas may."""
    by_round: list[list[tuple[str, Class]]] = []
    counts: dict[str, int] = {}
    for key, each in classes.items():
        place = counts[each.name] = counts.get(each.name, -1) + 1
        if place == len(by_round):
            by_round.append([])
        by_round[place].append((key, each))
    for same in by_round:
        yield from (dict(chunk) for chunk in _chunks(same))


def _chunks(entries: Sequence[tuple[str, Class]]) -> Iterator[Sequence[tuple[str, Class]]]:
    return (entries[start : start + BATCH] for start in range(0, len(entries), BATCH))
