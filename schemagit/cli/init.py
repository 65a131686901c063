from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument

from schemagit import config, exchange, store
from schemagit.cli.command import BaseCommand
from schemagit.errors import FailedError, UsageError
from schemagit.names import environment_name

ROLE = """\
A role that may only connect is enough; on each database, as a superuser:
  create role schemagit login password '...' connection limit 3;
  grant connect on database ... to schemagit;
  alter role schemagit set default_transaction_read_only = on;"""


class InitCommand(BaseCommand):
    name = "init"
    arguments: ClassVar = [
        argument("environments", "The environments to begin with [dev].", optional=True, multiple=True)
    ]
    examples = ("init", "init dev stage prod")
    more = (
        "Writes configs/ENVIRONMENT.yml with comments, and makes the repository. Nothing is ever overwritten."
    )

    def handle(self) -> int:
        folder = self.config_place or Path(config.CONFIGS)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise UsageError(f"{folder} is a file, not a folder for configurations") from None
        except OSError as error:
            raise FailedError(f"cannot make {folder}: {error.strerror}") from error
        names = [environment_name(name) for name in self.argument("environments") or ["dev"]]
        for name in dict.fromkeys(names):
            self._write(folder / f"{name}.yml", name)
        self._make_repository()
        first = names[0]
        self.say(f"\nNow fill in {folder / first}.yml, then: schemagit snap {first}\n\n{ROLE}")
        return 0

    def _write(self, file: Path, name: str) -> None:
        if file.exists():
            self.say(f"kept {file}, which exists")
            return
        exchange.save(file, config.template(name).encode())
        self.say(f"wrote {file}")

    def _make_repository(self) -> None:
        path = self.repository_path
        if path.exists():
            store.open_repository(path)
            self.say(f"kept {path}, which exists")
            return
        store.create_repository(path)
        self.say(f"made {path}, the snapshot repository")
