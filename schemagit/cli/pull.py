from typing import ClassVar

from schemagit.cli import sharing
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.snapshots.sync import pull


class PullCommand(BaseCommand):
    name = "pull"
    arguments: ClassVar = [sharing.REMOTE]
    options: ClassVar = [FORMAT]
    examples = ("pull", "pull backup", "pull https://example.org/team/schemas.git")
    exits = (0, 2, 3, 4)
    more = sharing.HELP

    def handle(self) -> int:
        repository = self.repository()
        remote = sharing.remote(self, repository, self.argument("remote"))
        return sharing.tell(self, pull(repository, remote), remote, "pulled from")
