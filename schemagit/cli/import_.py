from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument, option

from schemagit import exchange, moments
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.errors import UsageError
from schemagit.names import MARK, environment_name
from schemagit.render import as_json, as_text
from schemagit.snapshots.diff import diff
from schemagit.snapshots.open import tip
from schemagit.snapshots.record import Remarks, record
from schemagit.sources import NOTHING, Files

# Clocks differ a little.
_AHEAD = timedelta(days=1)


class ImportCommand(BaseCommand):
    name = "import"
    arguments: ClassVar = [
        argument("file", "A JSON file that schemagit export wrote."),
        argument("environment", "The environment whose newest snapshot it becomes."),
    ]
    options: ClassVar = [option("message", "m", "What to say about the snapshot.", flag=False), FORMAT]
    examples = ("import prod.json prod", 'import old/dev-1.json dev -m "the state before the move"')
    more = "Snapshots are imported in the order in which they were taken: history only moves forward."

    def handle(self) -> int:
        environment = environment_name(self.argument("environment"))
        loaded, _ = exchange.load(Path(self.argument("file")))
        repository = self.repository()
        previous = tip(repository, environment)
        taken = loaded.taken or self.style.now
        if taken > self.style.now + _AHEAD:
            raise UsageError(
                f"{loaded.text} says that it was taken at {moments.absolute(taken)}, which is still to come",
                "no other snapshot could follow it until then; is the clock of this machine right?",
            )
        if previous and previous.taken and taken < previous.taken:
            raise UsageError(
                f"{loaded.text} was taken before {previous.short}, the newest snapshot of {environment}",
                "history only moves forward: import into an environment of its own",
            )
        new = Files(environment, {**loaded.files, **MARK}, taken)
        report = diff(previous or NOTHING, new)
        current = record(repository, previous, new, report.findings, Remarks(self.option("message") or ""))
        findings = report.findings if previous and current else ()
        if self.is_json:
            self.tell(
                environment=environment, taken=moments.iso(taken), **as_json.step(previous, current, findings)
            )
            return 0
        if current is None:
            self.say(f"{environment}: nothing differs from its newest snapshot")
            return 0
        for finding in findings:
            for line in as_text.lines(finding, self.style):
                self.say(line)
        self.say(f"[{environment} {current.short}] imported {loaded.text}, taken {moments.absolute(taken)}")
        return 0
