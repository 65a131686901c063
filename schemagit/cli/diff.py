from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from cleo.helpers import argument, option
from cleo.io.outputs.output import Type

from schemagit import exchange
from schemagit.characters import visible
from schemagit.cli import ignoring
from schemagit.cli.command import DIFFERENT, INCOMPLETE, BaseCommand
from schemagit.errors import FailedError, UsageError
from schemagit.glance import is_file
from schemagit.patterns import Pattern, parse_pattern
from schemagit.render import FORMATS, Renderer, as_text, renderer
from schemagit.render.groups import left_out
from schemagit.snapshots import only
from schemagit.snapshots.diff import diff
from schemagit.snapshots.doubts import doubts
from schemagit.snapshots.open import open_parent
from schemagit.snapshots.report import Report
from schemagit.sources import Commit, Source


class DiffCommand(BaseCommand):
    name = "diff"
    pages = True
    arguments: ClassVar = [
        argument("refs", "A..B, or A B, or A alone: against the snapshot before it."),
        argument(
            "objects",
            "Only these: database.schema.name[.column], * is any text.",
            optional=True,
            multiple=True,
        ),
    ]
    options: ClassVar = [
        option("format", None, f"How to show it: {', '.join(FORMATS)}.", flag=False, default="text"),
        option("output", None, "Write it to this file, wholly or not at all, without colours.", flag=False),
        option("stat", None, "Show only how many findings each object has."),
        option("name-only", None, "Show only the names of the objects that differ."),
        option("only", None, "Show only these impacts and tags: breaking,security.", flag=False),
        option("all", None, "Show all findings, however many there are."),
        *ignoring.OPTIONS,
        option("exit-code", None, "Exit with 1 when there are differences, with 4 when there may be more."),
    ]
    examples = (
        "diff prod..stage",
        "diff prod@{2 weeks ago}..prod",
        "diff prod..live:prod                       has somebody changed it since?",
        "diff prod stage qa                         each of the others with the first",
        "diff prod                                  the last snapshot against the one before",
        "diff prod~3..prod app.public.users         one table, over three snapshots",
        "diff dev-1.json dev-2.json --format json   two exported files",
        "diff prod..stage --format html --output diff.html",
        "diff prod..stage --ignore owners,grants    what differs between them by nature",
        "diff prod..stage --only security           grants, policies and whatever else is about rights",
    )
    exits = (0, 1, 2, 3, 4)
    more = (
        "Findings say what happened on the way from A to B: what only B has is new.\n"
        "-v adds what each one costs those who use the database, and why.\n"
        f"--only knows {', '.join(only.WORDS)}; the exit code is about what it shows.\n" + ignoring.HELP
    )

    def handle(self) -> int:
        render, file = self._renderer(), self._file()
        reports = self._reports()
        style = self.style._replace(complete=self.style.complete or self.option("all"))
        if file is None:
            self.data(render(reports, style))
        else:
            self._save(file, render(reports, style._replace(colour=False, pictures=True, terminal=False)))
        if self.option("name-only"):
            for words in filter(None, map(left_out, reports)):
                self.warn(words)
        return self._code(reports) if self.option("exit-code") else 0

    def _renderer(self) -> Renderer:
        if self.option("stat"):
            return as_text.stats
        if self.option("name-only"):
            return as_text.names
        return renderer(self.one_of("format", FORMATS))

    def _file(self) -> Path | None:
        if (text := self.option("output")) is None:
            return None
        if not text:
            raise UsageError('--output takes a file, not ""', "leave the option out to write to stdout")
        exchange.check_file(Path(text))
        return Path(text)

    def _save(self, file: Path, lines: Iterable[str]) -> None:
        # Bytes of a file that are no text stand in a patch as they are.
        content = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
        exchange.save(file, content)
        self.io.write_error_line(f"wrote {visible(str(file))}", type=Type.RAW)

    def _reports(self) -> list[Report]:
        wanted = None if (text := self.option("only")) is None else only.asked(text)
        old, others, patterns = self._sides()
        rules = ignoring.Rules(self)
        reports = []
        for new in others:
            ignores = rules.between(old, new)
            report = diff(old, new, patterns, ignores)._replace(
                doubts=tuple(doubts(old, new)),
                partial=bool(patterns),
                names=(ignores.old_names, ignores.new_names),
            )
            reports.append(only.narrow(report, wanted) if wanted else report)
        return reports

    def _code(self, reports: Sequence[Report]) -> int:
        if any(report.findings for report in reports):
            return DIFFERENT
        return INCOMPLETE if any(report.doubts for report in reports) else 0

    def _sides(self) -> tuple[Source, list[Source], list[Pattern]]:
        """The first snapshot, those to compare with it, and the objects that are left of the arguments."""
        first, others = self.argument("refs"), list(self.argument("objects"))
        if ".." in first and not first.startswith(("../", "./")) and not is_file(first):
            old, new = map(self.open, _both(first))
            return old, [new], [parse_pattern(text) for text in others]
        new = self.open(first)
        compared = []
        while others and (source := self._next(others[0])):
            compared.append(source)
            others = others[1:]
        if compared:
            return new, compared, [parse_pattern(text) for text in others]
        if not isinstance(new, Commit):
            raise UsageError(
                f"{first} is a file, which has no snapshot before it", "name two: schemagit diff FILE prod"
            )
        return open_parent(new), [new], [parse_pattern(text) for text in others]

    def _next(self, text: str) -> Source | None:
        """The snapshot that a further argument means; None where it is an object."""
        try:
            return self.open(text)
        except FailedError:
            if "." in text and not text.endswith(".json"):
                return None
            raise


def _both(text: str) -> tuple[str, str]:
    """The two sides of A..B."""
    if "..." in text:
        raise UsageError(
            f"{text}: environments have no common ancestor to compare with",
            f"two dots compare the two themselves: {text.replace('...', '..')}",
        )
    left, _, right = text.partition("..")
    if not left or not right:
        raise UsageError(
            f"{text} names one side only", "write A..B, or A alone for what changed since the one before it"
        )
    return left, right
