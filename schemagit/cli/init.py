from pathlib import Path
from typing import ClassVar, NamedTuple

from cleo.helpers import argument

from schemagit import config, exchange, store
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.errors import FailedError, UsageError
from schemagit.names import environment_name

ROLE = """\
A role that may only connect is enough; on each database, as a superuser:
  create role schemagit login password '...' connection limit 3;
  grant connect on database ... to schemagit;
  alter role schemagit set default_transaction_read_only = on;"""


class Place(NamedTuple):
    """What was made, or was there before."""

    path: Path
    is_new: bool


class InitCommand(BaseCommand):
    name = "init"
    arguments: ClassVar = [
        argument("environments", "The environments to begin with [dev].", optional=True, multiple=True)
    ]
    options: ClassVar = [FORMAT]
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
        files = [self._write(folder / f"{name}.yml", name) for name in dict.fromkeys(names)]
        repository = self._make_repository()
        first = names[0]
        self.say(f"\nNow fill in {folder / first}.yml, then: schemagit snap {first}\n\n{ROLE}")
        if self.is_json:
            self.tell(configurations=[_as_data(each) for each in files], repository=_as_data(repository))
        return 0

    def _write(self, file: Path, name: str) -> Place:
        if file.exists():
            self.say(f"kept {file}, which exists")
            return Place(file, is_new=False)
        exchange.save(file, config.template(name).encode())
        self.say(f"wrote {file}")
        return Place(file, is_new=True)

    def _make_repository(self) -> Place:
        path = self.repository_path
        if path.exists():
            store.open_repository(path)
            self.say(f"kept {path}, which exists")
            return Place(path, is_new=False)
        store.create_repository(path)
        self.say(f"made {path}, the snapshot repository")
        return Place(path, is_new=True)


def _as_data(place: Place) -> dict[str, object]:
    return {"path": str(place.path), "made": place.is_new}
