"""What all commands share: where the project is, and how to speak."""

import importlib
import os
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from cleo.commands.command import Command
from cleo.helpers import option
from cleo.io.inputs.option import Option
from cleo.io.io import IO
from cleo.io.outputs.output import Type

from schemagit import moments, store
from schemagit.characters import visible
from schemagit.cli import COMMANDS, speech
from schemagit.cli.pager import Reader
from schemagit.errors import SchemagitError, UsageError
from schemagit.glance import may_say
from schemagit.later import Later
from schemagit.render.style import Style
from schemagit.snapshots.open import open_source
from schemagit.steps import DEBUG, step

if TYPE_CHECKING:
    from schemagit import config
    from schemagit.cli import logs
    from schemagit.render import as_json
    from schemagit.sources import Source
else:
    # Most commands that only read snapshots have nothing to ask the one, and nothing to tell the others.
    config, logs = Later("schemagit.config"), Later("schemagit.cli.logs")
    as_json = Later("schemagit.render.as_json")

DEFAULT_REPOSITORY = "snapshots.git"
# The options that name places, as they are shown.
_PLACES = {
    "directory": "-C",
    "config": "--config",
    "repository": "--repository",
    "log-file": "--log-file",
    "out": "--out",
}
FORMAT = option("format", None, "How to show it: text, json.", flag=False, default="text")
DIFFERENT = 1
INCOMPLETE = 4
EXIT_CODES = {
    0: "fine",
    1: "differences were found",
    2: "wrong usage or configuration",
    3: "could not do it: connection, permission, repository",
    4: "done, but incomplete",
}


class BaseCommand(Command):
    """A command: it declares what it takes, calls one function, renders and returns an exit code."""

    # Command lines without the name of the program, with what they do behind three blanks.
    examples: ClassVar[tuple[str, ...]]
    exits: ClassVar[tuple[int, ...]] = (0, 2, 3)
    # What the help says beyond the description.
    more: ClassVar[str] = ""
    # Whether what it prints may be long, and is read in a pager.
    pages: ClassVar[bool] = False
    _opened: store.Repository | None = None
    _reader: Reader | None = None

    @property
    def description(self) -> str:  # type: ignore[override] # cleo has a plain attribute here
        return COMMANDS[self.name or ""]

    @property
    def own_options(self) -> list[Option]:
        return list(type(self).options)

    def execute(self, io: IO) -> int:
        # Not cleo's, which turns an interruption into the exit code 1.
        self._io = io
        for name, shown in _PLACES.items():
            if io.input.options.get(name) == "":
                raise UsageError(f'{shown} takes a path, not ""', "leave the option out for the default")
        if directory := self.option("directory"):
            try:
                os.chdir(directory)
            except OSError as error:
                raise UsageError(f"cannot change to {directory}: {error.strerror}") from error
        if FORMAT in self.own_options:
            self.one_of("format", ("text", "json"))
        with self._log(), step(__name__, DEBUG, "%s", self.name):
            try:
                return self.handle()
            finally:
                if self._reader:
                    self._reader.close()

    def _log(self) -> AbstractContextManager[None]:
        """What writes the log, where somebody wants one."""
        file = self.option("log-file")
        return logs.logging_to(self.io, file) if file or self.io.is_verbose() else nullcontext()

    @cached_property
    def style(self) -> Style:
        stream = getattr(self.io.output, "stream", None)
        return Style(
            moments.now(),
            colour=self.io.output.is_decorated(),
            pictures=_can_show("✅→", getattr(stream, "encoding", None)),
            verbose=self.io.is_verbose(),
            show_ignored=self.io.input.options.get("show-ignored", False),
            complete=self.io.is_verbose(),
            terminal=stream is not None and stream.isatty(),
        )

    @property
    def config_place(self) -> Path | None:
        return Path(place) if (place := self.option("config")) else None

    def environment(self, name: str) -> "config.Environment":
        """The configuration of an environment; its warnings are shown."""
        found = config.find_environment(name, Path(), self.config_place, environ=os.environ)
        for warning in found.warnings:
            self.warn(warning)
        return found

    @property
    def repository_path(self) -> Path:
        """Where snapshots are kept: as the command line says, or the configuration, or snapshots.git."""
        if given := self.option("repository"):
            return Path(given)
        if not may_say(("repository",), Path(), self.config_place):
            return Path(DEFAULT_REPOSITORY)
        configured = config.find_repository(Path(), self.config_place, environ=os.environ)
        return configured or Path(DEFAULT_REPOSITORY)

    def repository(self) -> store.Repository:
        """The snapshot repository, opened once: each time costs processes.

        Raises:
            NoRepositoryError: there is none.
            FailedError: it cannot be opened.
        """
        if self._opened is None:
            self._opened = store.open_repository(self.repository_path)
            if store.is_shallow(self._opened):
                self.warn(
                    f"{self.repository_path} is a shallow clone, in which old snapshots are missing; "
                    "schemagit clone makes a whole one"
                )
        return self._opened

    def repository_if_any(self) -> store.Repository | None:
        """The snapshot repository; None where there is none yet."""
        try:
            return self.repository()
        except store.NoRepositoryError:
            return None

    def make_repository(self) -> store.Repository:
        """A new snapshot repository, and a word on it."""
        made = store.create_repository(self.repository_path)
        self.say(f"made {self.repository_path}, the snapshot repository")
        return made

    def open(self, text: str) -> "Source":
        """The snapshot that a text means: a ref, an exported file, or `live:ENV`, read now."""
        if not text.startswith("live:"):
            return open_source(text, self.repository)
        # Only a live database needs what connects to one.
        status = importlib.import_module("schemagit.snapshots.status")
        render = importlib.import_module("schemagit.render.snap")
        environment = self.environment(text.removeprefix("live:"))
        captures: list[object] = []
        try:
            source: Source = status.read(environment, self.style.now, captures.append)
        finally:
            for sentence in render.in_clear(captures):
                self.warn(sentence)
        return source

    def one_of(self, name: str, known: Collection[str]) -> str:
        """The value of an option that takes one of a few words."""
        if (wanted := str(self.option(name))) not in known:
            raise UsageError(f"there is no {name} {wanted!r}", f"choose one of {', '.join(known)}")
        return wanted

    def data(self, lines: Iterable[str]) -> None:
        """Write what was asked for, to stdout, as it is: callers have made it safe to show.

        Raises:
            FailedError: it cannot be written.
        """
        if self._reader is None:
            self._reader = Reader(self.io, paged=self.pages and not self.option("no-pager"))
        self._reader.write(lines)

    @property
    def is_json(self) -> bool:
        """Whether it is a program that wants to know."""
        return self.io.input.options.get("format") == "json"

    def tell(self, **fields: Any) -> None:
        """Tell a program, in the form that docs/output.schema.json has for the command."""
        self.data([as_json.dump({"version": as_json.VERSION, **fields}, self.style)])

    def say(self, text: str) -> None:
        """Tell the person, on stdout, unless quiet; nothing where a program is told."""
        if not self.is_json:
            self.io.write_line(text, type=Type.RAW)

    def warn(self, text: str) -> None:
        mark = speech.paint("warning:", "yellow", self.io)
        self.io.write_error_line(f"{mark} {visible(text)}", type=Type.RAW)

    def report(self, error: SchemagitError) -> None:
        """Tell of an error that does not end the command."""
        speech.report(self.io, error)


def _can_show(text: str, encoding: str | None) -> bool:
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
