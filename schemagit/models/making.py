"""Classes -> their code, from the cache or from the generator."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from schemagit.models import cache, generator, pieces
from schemagit.models.schema import Class

# Enough to spread what a call costs anyway, few enough to show progress and to keep memory small.
BATCH = 250

Progress = Callable[[int, int], None]


def make(classes: Iterable[Class], style: str, on_progress: Progress) -> Mapping[str, str]:
    """The code of classes by the key that `key_of` gives them.

    Args:
        classes: what to make; of equal ones, one is made.
        style: one of STYLES.
        on_progress: called with how many classes are done, and how many there are.
    """
    wanted = {key_of(each, style): each for each in classes}
    found = cache.read(wanted)
    missing = {key: each for key, each in wanted.items() if key not in found}
    on_progress(len(found), len(wanted))
    for batch in _batches(missing):
        text = generator.code(list(batch.values()), style)
        made = pieces.split(text, batch.values(), style)
        new = {key: made[each.name] for key, each in batch.items()}
        cache.write(new)
        found |= new
        on_progress(len(found), len(wanted))
    return found


def key_of(each: Class, style: str) -> str:
    """All that the code of a class depends on: its name and schema hold what was read of it and its types."""
    names = [(field.column, field.name) for field in each.fields]
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
