from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument, option

from schemagit import config, moments
from schemagit.cli import ignoring, patience
from schemagit.cli.command import DIFFERENT, FORMAT, INCOMPLETE, BaseCommand
from schemagit.cli.progress import Progress
from schemagit.errors import FailedError, UsageError
from schemagit.ignores import Ignores
from schemagit.render import as_json
from schemagit.render import status as render
from schemagit.render.snap import in_clear
from schemagit.snapshots.live import Capture
from schemagit.snapshots.status import Status, status, status_and_snap
from schemagit.snapshots.take import Place


class StatusCommand(BaseCommand):
    name = "status"
    arguments: ClassVar = [
        argument("environments", "All that are configured, without it.", optional=True, multiple=True)
    ]
    options: ClassVar = [
        option(
            "max-age", None, "Not fine either where the last snapshot is older: 30m, 24h, 7d.", flag=False
        ),
        option("snap", None, "Record what was found, as schemagit snap does."),
        *patience.OPTIONS,
        *ignoring.OPTIONS,
        FORMAT,
    ]
    examples = ("status", "status prod", "status prod --max-age 24h", "status --snap")
    exits = (0, 1, 2, 3, 4)
    more = (
        "Reads the live databases and compares them with their last snapshot; only --snap records anything.\n"
        "The exit code is that of the worst: 3 could not be read, 4 no snapshot or one too old, 1 drifted.\n"
        f"{patience.HELP}\n{ignoring.HELP}"
    )

    def handle(self) -> int:
        oldest = self._oldest()
        names = self.argument("environments") or list(config.find_environments(Path(), self.config_place))
        if not names:
            raise UsageError("no environment is configured", "schemagit init writes a configuration")
        rules = ignoring.Rules(self)
        found = [
            self._status(patience.patient(self, self.environment(name)), rules)
            for name in dict.fromkeys(names)
        ]
        if self.is_json:
            self.data([as_json.dump([_as_data(each) for each in found], self.style)])
        else:
            width = max(len(each.environment) for each in found)
            for each in found:
                self.data(render.lines(each, width, self.style))
        return max(
            (self._code(each, oldest) for each in found),
            key=(0, DIFFERENT, INCOMPLETE, FailedError.exit_code).index,
        )

    def _oldest(self) -> timedelta | None:
        text = self.option("max-age")
        return moments.duration(text) if text else None

    def _status(self, environment: config.Environment, rules: ignoring.Rules) -> Status:
        captures: list[Capture] = []

        def advance(capture: Capture) -> None:
            captures.append(capture)
            progress.advance(capture)

        with Progress(self.io, environment.name, len(environment.databases)) as progress:
            found = self._read(environment, advance, rules.of(environment.name, environment.name))
        for sentence in in_clear(captures):
            self.warn(sentence)
        return found

    def _read(
        self, environment: config.Environment, on_done: Callable[[Capture], None], ignores: Ignores
    ) -> Status:
        if self.option("snap"):
            place = Place(self.repository_if_any, self.make_repository)
            return status_and_snap(place, environment, moments.now, on_done, ignores)
        return status(self.repository_if_any(), environment, self.style.now, on_done, ignores)

    def _code(self, found: Status, oldest: timedelta | None) -> int:
        if found.error:
            return FailedError.exit_code
        if found.previous is None:
            return 0 if found.recorded else INCOMPLETE
        if (
            oldest
            and not found.recorded
            and found.previous.taken
            and self.style.now - found.previous.taken > oldest
        ):
            self.warn(f"the last snapshot of {found.environment} is older than {self.option('max-age')}")
            return INCOMPLETE
        return DIFFERENT if found.report and found.report.findings else 0


def _as_data(found: Status) -> dict[str, object]:
    return {
        "version": as_json.VERSION,
        "environment": found.environment,
        "status": render.word(found),
        "snapshot": as_json.side(found.previous) if found.previous else None,
        "recorded": as_json.side(found.recorded) if found.recorded else None,
        "error": found.error.message if found.error else None,
        "findings": [as_json.finding(each) for each in found.report.findings] if found.report else [],
        "hidden": [as_json.hidden(each) for each in found.report.hidden] if found.report else [],
    }
