from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument

from schemagit import config
from schemagit.characters import visible
from schemagit.cli import patience
from schemagit.cli.command import BaseCommand
from schemagit.errors import FailedError, SchemagitError
from schemagit.message import plural
from schemagit.snapshots.doctor import Check, failed, look_at, look_at_repository


class DoctorCommand(BaseCommand):
    name = "doctor"
    arguments: ClassVar = [
        argument("environments", "All that are configured, without it.", optional=True, multiple=True)
    ]
    options: ClassVar = [*patience.OPTIONS]
    examples = ("doctor", "doctor prod")
    more = (
        "Looks at git, the repository, the configuration, and each database: connection, version, role,\n"
        "TLS, poolers, clock and rights. Records nothing. The exit code is 3 where a snapshot would fail."
    )

    def handle(self) -> int:
        wrong = 0
        for check in self._checks():
            wrong += check.is_wrong
            self.data(_lines(check))
        if wrong:
            raise FailedError(f"{plural(wrong, 'thing')} would keep snapshots from being taken")
        return 0

    def _checks(self) -> Iterator[Check]:
        yield from look_at_repository(self.repository_path, self.repository)
        names = self.argument("environments") or list(config.find_environments(Path(), self.config_place))
        for path, error in config.broken_files(Path(), self.config_place).items():
            yield failed(str(path), error)
        if not names:
            yield Check("configuration", "no environment is configured", "schemagit init writes one")
        for name in dict.fromkeys(names):
            try:
                environment = patience.patient(self, self.environment(name))
            except SchemagitError as error:
                yield failed(name, error)
                continue
            for database in environment.databases:
                yield from look_at(environment, database)


def _lines(check: Check) -> Iterator[str]:
    word = "WRONG" if check.is_wrong else "note" if check.advice else "ok"
    yield f"{word:<5}  {visible(check.subject)}: {visible(check.text)}"
    yield from (f"       {visible(line)}" for line in check.advice.split("\n") if line)
