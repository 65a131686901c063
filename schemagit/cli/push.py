from typing import ClassVar

from schemagit.cli import sharing
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.snapshots.sync import push


class PushCommand(BaseCommand):
    name = "push"
    arguments: ClassVar = [sharing.REMOTE]
    options: ClassVar = [FORMAT]
    examples = ("push", "push backup", "push git@example.org:team/schemas.git")
    exits = (0, 2, 3, 4)
    more = sharing.HELP

    def handle(self) -> int:
        repository = self.repository()
        remote = sharing.remote(self, repository, self.argument("remote"))
        return sharing.tell(self, push(repository, remote), remote, "pushed to")
