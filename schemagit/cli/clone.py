from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument

from schemagit import store
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.message import plural


class CloneCommand(BaseCommand):
    name = "clone"
    arguments: ClassVar = [
        argument("url", "Where the other repository is: a URL or a path."),
        argument("directory", "Where to make this one [as configured, else snapshots.git].", optional=True),
    ]
    options: ClassVar = [FORMAT]
    examples = ("clone git@example.org:team/schemas.git", "clone https://example.org/schemas.git team.git")
    more = (
        "Makes a repository with all environments and tags of another one, which push and pull then know as\n"
        "origin. Who may read it is up to git, as for git clone."
    )

    def handle(self) -> int:
        given = self.argument("directory")
        path = Path(given) if given else self.repository_path
        repository = store.clone(self.argument("url"), path)
        environments, tags = store.environments(repository), store.tags(repository)
        self.say(f"made {path}: {plural(len(environments), 'environment')}, {plural(len(tags), 'tag')}")
        if self.is_json:
            self.tell(
                repository=str(path),
                environments=[
                    {"environment": name, "commit": commit} for name, commit in sorted(environments.items())
                ],
                tags=[{"tag": name, "commit": commit} for name, commit in sorted(tags.items())],
            )
        return 0
