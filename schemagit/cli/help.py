"""The help of one command: what it is for, how it is used, examples, options, exit codes."""

from collections.abc import Iterator, Sequence

from cleo.io.inputs.argument import Argument
from cleo.io.inputs.option import Option

from schemagit.cli.command import EXIT_CODES, BaseCommand


def command_help(command: BaseCommand) -> Iterator[str]:
    """The lines of a command's help."""
    options = command.own_options
    yield command.description
    yield ""
    yield f"Usage: schemagit {command.name} {_usage(command.arguments, options)}".rstrip()
    if command.more:
        yield ""
        yield from command.more.split("\n")
    yield from _section("Examples", [f"schemagit {example}" for example in command.examples])
    yield from _section("Arguments", _columns([(a.name, a.description) for a in command.arguments]))
    yield from _section("Options", _columns([(_option(o), _described(o)) for o in options]))
    yield from _section("Exit codes", [f"{code}  {EXIT_CODES[code]}" for code in command.exits])


def _usage(arguments: Sequence[Argument], options: Sequence[Option]) -> str:
    words = ["[OPTIONS]"] if options else []
    for argument in arguments:
        word = argument.name.upper() + (" ..." if argument.is_list() else "")
        words.append(word if argument.is_required() else f"[{word}]")
    return " ".join(words)


def _option(option: Option) -> str:
    short = f"-{option.shortcut}, " if option.shortcut else "    "
    return f"{short}--{option.name}" + (f" {option.name.upper()}" if option.accepts_value() else "")


def _described(option: Option) -> str:
    return option.description + (f" [{option.default}]" if isinstance(option.default, str) else "")


def _columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    width = max((len(left) for left, _ in rows), default=0)
    return [f"{left:<{width}}  {right}" for left, right in rows]


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in lines)
