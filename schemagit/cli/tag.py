from collections.abc import Mapping
from typing import ClassVar

from cleo.helpers import argument

from schemagit import store
from schemagit.characters import visible
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.errors import UsageError
from schemagit.snapshots.open import open_typed


class TagCommand(BaseCommand):
    name = "tag"
    arguments: ClassVar = [
        argument("tag", "The name, such as v2.3; without it, all tags are listed.", optional=True),
        argument("ref", "The snapshot that it marks: an environment, prod~2, a commit.", optional=True),
    ]
    options: ClassVar = [FORMAT]
    examples = ("tag v2.3 prod", "tag", "diff v2.3..prod")
    more = "A tag stays where it is put; it can be given wherever a snapshot can."

    def handle(self) -> int:
        repository = self.repository()
        name, ref = self.argument("tag"), self.argument("ref")
        if name is None:
            self._list(store.tags(repository))
            return 0
        if ref is None:
            raise UsageError(f"{name} of which snapshot?", f"schemagit tag {name} prod")
        commit = open_typed(ref, repository)
        store.tag(repository, name, commit.ref.commit)
        self.say(f"tagged {commit.text} {commit.short} as {visible(name)}")
        if self.is_json:
            self._list({name: commit.ref.commit})
        return 0

    def _list(self, tags: Mapping[str, str]) -> None:
        if self.is_json:
            self.tell(tags=[{"tag": tag, "commit": commit} for tag, commit in sorted(tags.items())])
        else:
            self.data(f"{visible(tag)}  {commit[:10]}" for tag, commit in sorted(tags.items()))
