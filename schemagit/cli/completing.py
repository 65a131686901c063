"""What a shell may complete a command line by; loaded without the rest of the program, for people wait."""

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from schemagit.characters import visible
from schemagit.cli import COMMANDS, plain, shells
from schemagit.cli.options import ARGUMENTS, GLOBAL, OPTIONS

# More objects than these are completed step by step, by database and schema.
_MANY = 200
# Where a name is looked for, in this order.
STARTS = ("refs/heads/", "refs/tags/")


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


class Snapshots:
    """The repository that a command line means: opened once, and asked for its refs once."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.store: Any = importlib.import_module("schemagit.store")

    @cached_property
    def repository(self) -> Any:
        place = self.line.options.get("--repository") or _configured(self.line) or "snapshots.git"
        return self.store.open_repository(Path(place))

    @cached_property
    def refs(self) -> dict[str, str]:
        """The commit of each ref; nothing where there is no repository."""
        with suppress(Exception):
            return dict(self.store.refs(self.repository))
        return {}

    def below(self, start: str) -> list[str]:
        return [
            ref.removeprefix(start) for ref, commit in self.refs.items() if commit and ref.startswith(start)
        ]

    def commit(self, text: str) -> str:
        known = next((self.refs[start + text] for start in STARTS if self.refs.get(start + text)), "")
        return known or str(self.store.resolve(self.repository, text).commit)


def _environments(line: Line) -> Iterator[str]:
    yield from _named(line, Snapshots(line), STARTS[:1])


def _refs(line: Line) -> Iterator[str]:
    """Environments and tags; behind `..`, the other side."""
    before, dots, after = line.word.rpartition("..")
    names = list(_named(line, Snapshots(line), STARTS))
    for start in ("", "live:") if after.startswith("l") else ("",):
        yield from (f"{before}{dots}{start}{name}" for name in names)


def _named(line: Line, snapshots: Snapshots, starts: Sequence[str]) -> Iterator[str]:
    """The environments that are configured, and what the repository has."""
    place = _config(line)
    with suppress(Exception):
        try:
            yield from plain.environments(place)
        except (OSError, plain.UnclearError):
            yield from importlib.import_module("schemagit.config").find_environments(Path(), place)
    for start in starts:
        yield from snapshots.below(start)


def _objects(line: Line) -> Iterator[str]:
    """The objects of the snapshot that is named already; of many, the schemas first."""
    names = importlib.import_module("schemagit.names")
    snapshots = Snapshots(line)
    ref = line.arguments[0].rpartition("..")[2] or line.arguments[0].partition("..")[0]
    commit = snapshots.commit(ref.removeprefix("live:"))
    database, dot, _ = line.word.partition(".")
    is_plain = dot and database.isidentifier() and database.islower()
    folder = f"databases/{names.escape(database)}" if is_plain else "databases"
    paths = snapshots.store.entries(snapshots.repository, commit, folder)
    found = map(names.from_path, paths)
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


def _configured(line: Line) -> Path | None:
    """The repository that the configuration names."""
    try:
        return plain.repository(_config(line))
    except (OSError, plain.UnclearError):
        config = importlib.import_module("schemagit.config")
        found: Path | None = config.find_repository(Path(), _config(line), environ=os.environ)
        return found


_KINDS: dict[str, Callable[[Line], Iterator[str]]] = {
    "ENVIRONMENT": _environments,
    "REF": _refs,
    "OBJECT": _objects,
}
