from datetime import datetime
from pathlib import Path
from typing import ClassVar

from schemagit import config, moments, store
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.render import as_json
from schemagit.render import history as render
from schemagit.snapshots.history import Range, Snapshot, history
from schemagit.snapshots.verified import recall


class EnvsCommand(BaseCommand):
    name = "envs"
    options: ClassVar = [FORMAT]
    examples = ("envs", "envs --format json")
    more = "Lists what is configured and what the repository has snapshots of."

    def handle(self) -> int:
        configured = config.find_environments(Path(), self.config_place)
        for error in config.broken_files(Path(), self.config_place).values():
            self.warn(error.message)
        newest, seen = self._newest()
        names = sorted(configured.keys() | newest.keys())
        if self.is_json:
            data = [_as_data(name, configured.get(name), newest.get(name), seen.get(name)) for name in names]
            self.data([as_json.dump(data, self.style)])
        elif names:
            snapshots = {name: newest.get(name) for name in names}
            self.data(render.environments(snapshots, configured, seen, self.style))
        else:
            self.say(
                "no environment is configured, and none has a snapshot (schemagit init begins a project)"
            )
        return 0

    def _newest(self) -> tuple[dict[str, Snapshot], dict[str, datetime]]:
        """The newest snapshot of each environment, and when it was last found to be as that."""
        try:
            repository = self.repository()
        except store.NoRepositoryError:
            return {}, {}
        newest = {
            name: next(history(repository, {name: tip}, Range(limit=1)))
            for name, tip in store.of_snapshots(repository).items()
        }
        verified = {name: recall(repository, name) for name in newest}
        seen = {
            name: found.at
            for name, found in verified.items()
            if found and found.commit == newest[name].commit
        }
        return newest, seen


def _as_data(
    name: str, file: Path | None, newest: Snapshot | None, seen: datetime | None
) -> dict[str, object]:
    return {
        "version": as_json.VERSION,
        "environment": name,
        "configuration": str(file) if file else None,
        "snapshot": as_json.snapshot(newest) if newest else None,
        "verified": moments.iso(seen) if seen else None,
    }
