import sys
from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument, option

from schemagit import exchange
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.render import as_json
from schemagit.snapshots.environment_of import environment_of


class ExportCommand(BaseCommand):
    name = "export"
    arguments: ClassVar = [
        argument("ref", "An environment, ancestor (prod~2), tag, commit, or live:ENV, read now.")
    ]
    options: ClassVar = [
        option("out", None, "The file to write; to stdout without it.", flag=False),
        FORMAT,
    ]
    examples = ("export prod --out prod.json", "export prod~3 --out before.json")
    more = "Such a file can be given wherever a ref can: schemagit diff before.json prod"

    def handle(self) -> int:
        source = self.open(self.argument("ref"))
        entries = source.entries("")
        contents = source.read(set(entries.values()))
        files = {path: contents[blob] for path, blob in entries.items()}
        content = exchange.dump(files, environment_of(source), source.taken)
        if out := self.option("out"):
            exchange.save(Path(out), content)
            self.say(f"wrote {out}: {source.text} {source.short}".rstrip())
            if self.is_json:
                self.tell(file=out, **as_json.side(source))
        else:
            self._write(content)
        return 0

    def _write(self, content: bytes) -> None:
        """Write to stdout what a file would hold, whatever a terminal there can show."""
        stream = getattr(self.io.output, "stream", sys.stdout)
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
