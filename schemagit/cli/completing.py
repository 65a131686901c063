"""What a shell may complete a command line by; loaded without the rest of the program, for people wait."""

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from schemagit.characters import visible
from schemagit.cli import COMMANDS, shells
from schemagit.cli.options import ARGUMENTS, GLOBAL, OPTIONS

# More objects than these are completed step by step, by database and schema.
_MANY = 200


class Line(NamedTuple):
    """A command line up to the cursor.

    Attributes:
        command: its first word; "" where that is what is completed.
        arguments: the words after it that are no options, without the last one.
        options: the values of options, by name; the last one has none yet where it is to be completed.
        word: what is completed, as far as it is typed.
        asked: the option whose value is completed; "" for none.
    """

    command: str
    arguments: tuple[str, ...]
    options: dict[str, str]
    word: str
    asked: str


def main(words: Sequence[str]) -> int:
    """Write what the words could go on as; nothing where that is not known, and never an error.

    Args:
        words: the shell, and the words that its script gives.
    """
    shell, *given = words
    with suppress(Exception):
        typed, finish = shells.read(shell, given)
        found = list(dict.fromkeys(candidates(parse(typed))))
        sys.stdout.write(finish([each for each in found if each.startswith(typed[-1])]))
    return 0


def parse(typed: Sequence[str]) -> Line:
    """What is known of a command line: all words after the name of the program, the last one unfinished."""
    command, arguments, options, asked = "", [], {}, ""
    *before, word = typed
    for text in before:
        if asked:
            options[asked], asked = text, ""
        elif text.startswith("-"):
            name, equals, value = text.partition("=")
            if equals:
                options[name] = value
            elif takes_value(command, name):
                asked = name
        elif command:
            arguments.append(text)
        else:
            command = text
    return Line(command, tuple(arguments), options, word, asked)


def known(command: str) -> dict[str, str | None]:
    """The options that may stand in a line, with what they take: None for nothing, "" for any text."""
    words = f"{GLOBAL} {OPTIONS.get(command, '')}".split()
    return {name: (values if equals else None) for name, equals, values in (w.partition("=") for w in words)}


def takes_value(command: str, name: str) -> bool:
    return known(command).get(name) is not None


def candidates(line: Line) -> Iterator[str]:
    """What the last word could become; the caller takes those that begin with what is typed."""
    if line.asked:
        yield from filter(None, (known(line.command)[line.asked] or "").split(","))
    elif line.word.startswith("-"):
        name, equals, _ = line.word.partition("=")
        for option, values in known(line.command).items():
            if equals and option == name:
                yield from (f"{name}={value}" for value in (values or "").split(",") if value)
            elif not equals:
                yield option
    elif not line.command:
        yield from COMMANDS
    else:
        yield from _arguments(line)


def _arguments(line: Line) -> Iterator[str]:
    kinds = ARGUMENTS.get(line.command, "").split()
    if not kinds:
        return
    kind = kinds[min(len(line.arguments), len(kinds) - 1)]
    if len(line.arguments) >= len(kinds) and not kind.endswith("*"):
        return
    if directory := line.options.get("-C") or line.options.get("--directory"):
        os.chdir(directory)
    for each in kind.rstrip("*").split("|"):
        with suppress(Exception):
            if each.islower():
                yield each
            elif each in _KINDS:
                yield from _KINDS[each](line)


def _environments(line: Line) -> Iterator[str]:
    with suppress(Exception):
        yield from importlib.import_module("schemagit.config").find_environments(Path(), _config(line))
    with suppress(Exception):
        store, repository = _repository(line)
        yield from store.environments(repository)


def _refs(line: Line) -> Iterator[str]:
    """Environments and tags; behind `..`, the other side."""
    before, dots, _ = line.word.rpartition("..")
    names = [*_environments(line), *_tags(line)]
    for start in ("", "live:") if line.word.rpartition("..")[2].startswith("l") else ("",):
        yield from (f"{before}{dots}{start}{name}" for name in names)


def _tags(line: Line) -> Iterator[str]:
    with suppress(Exception):
        store, repository = _repository(line)
        yield from store.tags(repository)


def _objects(line: Line) -> Iterator[str]:
    """The objects of the snapshot that is named already; of many, the schemas first."""
    names = importlib.import_module("schemagit.names")
    store, repository = _repository(line)
    ref = line.arguments[0].rpartition("..")[2] or line.arguments[0].partition("..")[0]
    commit = store.resolve(repository, ref.removeprefix("live:")).commit
    found = [names.from_path(path) for path in store.entries(repository, commit, "databases")]
    fitting = [(name, text) for name in found if (text := _fitting(name.dotted(), line.word))]
    if len(fitting) <= _MANY:
        yield from (text for _, text in fitting)
        return
    for depth in (1, 2):
        steps = {".".join(map(names.quote, name.parts[:depth])) + "." for name, _ in fitting}
        further = sorted(step for step in steps if step.startswith(line.word) and step != line.word)
        if further:
            yield from further
            return
    yield from (text for _, text in fitting)


def _fitting(name: str, word: str) -> str:
    """The name as it is, or as a terminal shows it, whichever begins with the word; "" where none does."""
    return next((text for text in (name, visible(name)) if text.startswith(word)), "")


def _config(line: Line) -> Path | None:
    return Path(given) if (given := line.options.get("--config")) else None


def _repository(line: Line) -> tuple[Any, Any]:
    store = importlib.import_module("schemagit.store")
    given = line.options.get("--repository")
    if not given:
        config = importlib.import_module("schemagit.config")
        given = config.find_repository(Path(), _config(line), environ=os.environ) or "snapshots.git"
    return store, store.open_repository(Path(given))


_KINDS: dict[str, Callable[[Line], Iterator[str]]] = {
    "ENVIRONMENT": _environments,
    "REF": _refs,
    "OBJECT": _objects,
}
