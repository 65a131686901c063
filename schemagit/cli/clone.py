from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument

from schemagit import store
from schemagit.cli.command import BaseCommand
from schemagit.message import plural


class CloneCommand(BaseCommand):
    name = "clone"
    arguments: ClassVar = [
        argument("url", "Where the other repository is: a URL or a path."),
        argument("directory", "Where to make this one [as configured, else snapshots.git].", optional=True),
    ]
    examples = ("clone git@example.org:team/schemas.git", "clone https://example.org/schemas.git team.git")
    more = (
        "Makes a repository with all environments and tags of another one, which push and pull then know as\n"
        "origin. Who may read it is up to git, as for git clone."
    )

    def handle(self) -> int:
        given = self.argument("directory")
        path = Path(given) if given else self.repository_path
        repository = store.clone(self.argument("url"), path)
        environments = store.environments(repository)
        tags = plural(len(store.tags(repository)), "tag")
        self.say(f"made {path}: {plural(len(environments), 'environment')}, {tags}")
        return 0
