"""How errors are told: one sentence, then what to do about it."""

import json
from contextlib import suppress

from cleo.io.io import IO
from cleo.io.outputs.output import Type, Verbosity

from schemagit.characters import visible
from schemagit.errors import SchemagitError

_COLOURS = {"red": "31", "yellow": "33"}


def paint(text: str, colour: str, io: IO) -> str:
    """The text in a colour, where stderr shows colours."""
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if io.error_output.is_decorated() else text


def report(io: IO, error: SchemagitError) -> None:
    """Write an error to stderr, as data where data was asked for; with -v its cause too."""
    if _is_for_programs(io):
        _write(io, _as_json(error.message, error.hint, error.exit_code))
        return
    lines = [f"{paint('error:', 'red', io)} {visible(error.message)}"]
    lines += [f"  {visible(line)}" for line in error.hint.split("\n") if line]
    if io.is_verbose() and error.__cause__:
        cause = str(error.__cause__).strip().split("\n", maxsplit=1)[0]
        lines.append(f"  cause: {type(error.__cause__).__name__}: {visible(cause)}")
    _write(io, "\n".join(lines))


def interrupted(io: IO, code: int) -> None:
    """Say that a signal ended the command."""
    _write(io, _as_json("interrupted", "", code) if _is_for_programs(io) else "interrupted")


def _write(io: IO, text: str) -> None:
    io.write_error_line(text, verbosity=Verbosity.QUIET, type=Type.RAW)


def _is_for_programs(io: IO) -> bool:
    """Whether JSON was asked for, also by a command line that could not be read as a whole."""
    if io.input.has_parameter_option("--format=json", only_params=True):
        return True
    with suppress(IndexError):  # by which cleo answers to `--format=`
        return bool(io.input.parameter_option("--format", only_params=True) == "json")
    return False


def _as_json(message: str, hint: str, code: int) -> str:
    """One line, as docs/output.schema.json describes it."""
    words = {"message": message, "hint": hint or None, "code": code}
    return json.dumps({"version": 1, "error": words})
