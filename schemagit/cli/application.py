"""The command line as a whole: options of all commands, loading by name, errors and exit codes."""

import errno
import importlib
import keyword
import os
import sys
import traceback
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial

from cleo.application import Application as CleoApplication
from cleo.commands.command import Command
from cleo.exceptions import CleoCommandNotFoundError, CleoError
from cleo.helpers import option
from cleo.io.inputs.argument import Argument
from cleo.io.inputs.argv_input import ArgvInput
from cleo.io.inputs.definition import Definition
from cleo.io.io import IO
from cleo.io.outputs.output import Type, Verbosity
from cleo.loaders.factory_command_loader import FactoryCommandLoader

from schemagit import __version__
from schemagit.cli import COMMANDS
from schemagit.cli.speech import interrupted, report
from schemagit.cli.streams import forget_stdout
from schemagit.errors import FailedError, SchemagitError, UsageError, stop_code
from schemagit.redaction import hide_passwords

_GLOBAL_OPTIONS = [
    option("--help", "-h", "Show the help of a command."),
    option("--quiet", "-q", "Say nothing but errors and the data that was asked for."),
    option("--verbose", "-v|vv|vvv", "Say more: reasons of findings, causes of errors, steps; -vv each."),
    option("--log-file", None, "Also write all that is done, with durations, behind this file.", flag=False),
    option("--version", "-V", "Show the version."),
    option("--ansi", None, "Use colours even where the output is no terminal."),
    option("--no-ansi", None, "Use no colours; so does the variable NO_COLOR."),
    option("--no-pager", None, "Do not show long output in a pager: $GIT_PAGER, $PAGER or less."),
    option("--directory", "-C", "Run as if started in this folder.", flag=False),
    option("--config", None, "The configuration: a file, or a folder of files [configs].", flag=False),
    option("--repository", None, "The snapshot repository [snapshots.git].", flag=False),
]


_OVERVIEW = """\
schemagit {version}: git log and git diff for PostgreSQL schemas

Usage: schemagit COMMAND [OPTIONS] [ARGUMENTS]

Commands:
{commands}

Options of all commands:
{options}

Examples:
  schemagit demo                 see it work, without a database of your own
  schemagit init                 begin with your own databases
  schemagit snap prod            take a snapshot of all databases of prod
  schemagit diff prod..stage     how do they differ?

schemagit COMMAND --help says more about a command.
"""


class Application(CleoApplication):
    """cleo's application, with our options and our overview, and without its exit codes."""

    def __init__(self) -> None:
        super().__init__("schemagit", __version__)
        self.set_command_loader(FactoryCommandLoader({name: partial(_load, name) for name in COMMANDS}))

    @property
    def _default_definition(self) -> Definition:
        # Without cleo's --no-interaction: nothing is ever asked, and -n counts entries of a log.
        return Definition([Argument("command", required=True, description="The command."), *_GLOBAL_OPTIONS])

    def _answer(self, io: IO, arguments: list[str]) -> int:
        if (lines := _help(arguments)) is None:
            return self._run(io)
        io.write_line("\n".join(lines), verbosity=Verbosity.QUIET, type=Type.RAW)
        return 0

    def run_arguments(self, arguments: list[str]) -> int:
        """Run one command line.

        Returns:
            The exit code: see the table in docs/commands/README.md.
        """
        io = self.create_io(ArgvInput(["schemagit", *arguments]))
        self._configure_io(io)
        if os.environ.get("NO_COLOR") and "--ansi" not in arguments:
            io.decorated(decorated=False)
        try:
            return self._answer(io, arguments)
        except SchemagitError as error:
            report(io, error)
            return error.exit_code
        except CleoError as error:
            report(io, _usage_error(error, io))
            return UsageError.exit_code
        except KeyboardInterrupt as stopped:
            interrupted(io, stop_code(stopped))
            return stop_code(stopped)
        except BrokenPipeError:
            # Whoever read the output has seen enough.
            forget_stdout()
            return 0
        except Exception as error:
            report(io, _unwritten(error) or _unusable(error) or _defect(error))
            if io.is_very_verbose():
                raise
            return FailedError.exit_code


def _help(arguments: list[str]) -> Iterator[str] | None:
    """The lines of the help that is asked for; None where none is."""
    words = [word for word in arguments if not word.startswith("-")]
    asked = {"--help", "-h"} & set(arguments) or words[:1] in (["help"], ["list"]) or not arguments
    if not asked:
        return None
    names = [word for word in words if word in COMMANDS]
    if not names:
        return iter([_overview()])
    help_of_command = importlib.import_module("schemagit.cli.help").command_help
    lines: Iterator[str] = help_of_command(_load(names[0]))
    return lines


def _load(name: str) -> Command:
    module = importlib.import_module(
        f"schemagit.cli.{name}_" if keyword.iskeyword(name) else f"schemagit.cli.{name}"
    )
    command: Command = getattr(module, f"{name.capitalize()}Command")()
    return command


def _overview() -> str:
    """The help of the whole; cleo's own would load every command for its description."""
    commands = "\n".join(f"  {name:<10} {description}" for name, description in COMMANDS.items())
    options = "\n".join(
        f"  {f'-{o.shortcut},' if o.shortcut else '':<4} --{o.name:<12} {o.description}"
        for o in _GLOBAL_OPTIONS
    ).replace("-v|vv|vvv,", "-v, ")
    return _OVERVIEW.format(version=__version__, commands=commands, options=options).rstrip()


def _unwritten(error: Exception) -> FailedError | None:
    """The error for a stdout that takes nothing more; None for all other errors."""
    if not isinstance(error, OSError) or error.errno not in {errno.ENOSPC, errno.EIO, errno.EBADF}:
        return None
    forget_stdout()
    return FailedError(f"cannot write to stdout: {error.strerror}")


def _unusable(error: Exception) -> FailedError | None:
    """The error for a path that leads nowhere, where nobody thought of that; None for all other errors."""
    if not isinstance(error, OSError) or error.filename is None or error.strerror is None:
        return None
    return FailedError(f"cannot use {os.fsdecode(error.filename)}: {error.strerror}")


def _defect(error: Exception) -> FailedError:
    """An error that nobody thought of: where it is, but not its words, which may hold anything."""
    trace = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(trace) if "schemagit" in frame.filename), trace[-1])
    where = f"{os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119 - only the name is wanted
    return FailedError(
        f"schemagit {__version__} has a defect: {type(error).__name__} in {where}",
        "please report it, with what the same command shows with -vv",
    )


def _usage_error(error: CleoError, io: IO) -> UsageError:
    """An error of the library that reads command lines, in our voice."""
    name = io.input.first_argument or ""
    if isinstance(error, CleoCommandNotFoundError):
        near = get_close_matches(name, COMMANDS, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"the commands are {', '.join(COMMANDS)}"
        return UsageError(f'there is no command "{name}"', hint)
    text = hide_passwords(str(error).strip().split("\n", maxsplit=1)[0].removesuffix("."))
    return UsageError(
        text[0].lower() + text[1:], f"schemagit {name} --help shows how it is used".replace("  ", " ")
    )


def main(arguments: list[str]) -> int:
    """Run the command line with these arguments and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return Application().run_arguments(arguments)
