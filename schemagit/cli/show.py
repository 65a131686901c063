from typing import ClassVar

from cleo.helpers import argument

from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.document import kind_of
from schemagit.names import PREFIX, from_path
from schemagit.patterns import parse_pattern
from schemagit.render import as_json
from schemagit.render import snapshot as render
from schemagit.render.drawing import draw
from schemagit.snapshots.diff import find
from schemagit.snapshots.doubts import captures
from schemagit.snapshots.history import Range, history
from schemagit.snapshots.objects import Found, look_up
from schemagit.snapshots.open import open_parent
from schemagit.sources import Commit, Source


class ShowCommand(BaseCommand):
    name = "show"
    pages = True
    arguments: ClassVar = [
        argument("ref", "An environment, ancestor (prod~2), tag, commit or exported file."),
        argument("object", "One object as it was then: database.schema.name.", optional=True),
    ]
    options: ClassVar = [FORMAT]
    examples = (
        "show prod",
        "show prod~2 app.public.users",
        'show v2.3 "app.public.*" --format json',
    )
    more = "Only stored snapshots are asked, never a database."

    def handle(self) -> int:
        source = self.open(self.argument("ref"))
        if (text := self.argument("object")) is not None:
            self._show_objects(source, text)
        elif isinstance(source, Commit):
            self._show_commit(source)
        else:
            self._show_file(source)
        return 0

    def _show_objects(self, source: Source, text: str) -> None:
        found = list(look_up(source, parse_pattern(text)))
        if self.is_json:
            self.data([as_json.dump([_as_data(each) for each in found], self.style)])
            return
        for number, each in enumerate(found):
            self.data([""] if number else [])
            self.data(draw(each, source, self.style))

    def _show_commit(self, commit: Commit) -> None:
        start = {commit.ref.environment: commit.ref.commit}
        (snapshot,) = history(commit.repository, start, Range(limit=1))
        findings = list(find(open_parent(commit), commit)) if snapshot.parent else []
        if self.is_json:
            self.tell(**as_json.snapshot(snapshot), findings=[as_json.finding(each) for each in findings])
        else:
            names = [from_path(path) for path in commit.entries(PREFIX)]
            self.data(render.show(snapshot, names, findings, self.style))
            self.data(render.coverage(captures(commit), self.style))

    def _show_file(self, source: Source) -> None:
        names = [from_path(path) for path in source.entries(PREFIX)]
        if self.is_json:
            self.tell(**as_json.side(source), objects=len(names))
        else:
            self.data(render.show_file(source, names, self.style))


def _as_data(found: Found) -> dict[str, object]:
    kind = kind_of(found.name.folder)
    word = kind.name if kind else found.name.folder
    return {"object": found.name.dotted(), "kind": word, **found.document}
