from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from cleo.helpers import argument

from schemagit import config
from schemagit.characters import visible
from schemagit.cli import patience
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.errors import FailedError, SchemagitError
from schemagit.message import plural
from schemagit.snapshots.doctor import CONFIGURATION, Check, failed, look_at, look_at_repository


class DoctorCommand(BaseCommand):
    name = "doctor"
    arguments: ClassVar = [
        argument("environments", "All that are configured, without it.", optional=True, multiple=True)
    ]
    options: ClassVar = [*patience.OPTIONS, FORMAT]
    examples = ("doctor", "doctor prod")
    more = (
        "Looks at git, the repository, the configuration, and each database: connection, version, role,\n"
        "TLS, poolers, clock and rights. Records nothing. The exit code is 3 where a snapshot would fail."
    )

    def handle(self) -> int:
        checks = []
        for check in self._checks():
            checks.append(check)
            if not self.is_json:
                self.data(_lines(check))
        if self.is_json:
            self.tell(checks=list(map(_as_data, checks)))
        if wrong := sum(check.is_wrong for check in checks):
            raise FailedError(f"{plural(wrong, 'thing')} would keep snapshots from being taken")
        return 0

    def _checks(self) -> Iterator[Check]:
        yield from look_at_repository(self.repository_path, self.repository)
        names = self.argument("environments") or list(config.find_environments(Path(), self.config_place))
        for path, error in config.broken_files(Path(), self.config_place).items():
            yield failed(CONFIGURATION, error, file=str(path))
        if not names:
            yield Check(CONFIGURATION, "no environment is configured", "schemagit init writes one")
        for name in dict.fromkeys(names):
            try:
                environment = patience.patient(self, self.environment(name))
            except SchemagitError as error:
                yield failed(CONFIGURATION, error, name)
                continue
            for database in environment.databases:
                yield from look_at(environment, database)


def _lines(check: Check) -> Iterator[str]:
    word = "WRONG" if check.is_wrong else "note" if check.advice else "ok"
    yield f"{word:<5}  {visible(check.subject)}: {visible(check.text)}"
    yield from (f"       {visible(line)}" for line in check.advice.split("\n") if line)


def _as_data(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "environment": check.environment or None,
        "database": check.database or None,
        "file": check.file or None,
        "state": check.state,
        "text": check.text,
        "hint": check.advice or None,
    }
