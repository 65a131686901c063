import importlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar, TypeAlias

from cleo.helpers import argument, option

from schemagit import moments, store
from schemagit.changes import Finding
from schemagit.cli.command import BaseCommand
from schemagit.cli.ignoring import FACETS_HELP, IGNORE
from schemagit.errors import FailedError, UsageError
from schemagit.ignores import Ignore, asked, split
from schemagit.patterns import Pattern, parse_pattern
from schemagit.render import as_json, as_text
from schemagit.render import history as render
from schemagit.snapshots.history import Range, Snapshot, history
from schemagit.snapshots.open import open_commit

# How a ref ends that goes back: no name of an object does, for it would be in quotes.
_STEPS = re.compile(r"[~^]\d*$")

# A snapshot, and its findings where an object was asked for.
Entry: TypeAlias = tuple[Snapshot, Sequence[Finding] | None]


class LogCommand(BaseCommand):
    name = "log"
    pages = True
    arguments: ClassVar = [
        argument("ref", "An environment, tag or commit; all environments without it.", optional=True),
        argument("object", "Only snapshots that changed this: database.schema.name[.column].", optional=True),
    ]
    options: ClassVar = [
        option("number", "n", "Show this many snapshots at most.", flag=False),
        option("since", None, "Only snapshots taken at or after this moment.", flag=False),
        option("until", None, "Only snapshots taken at or before this moment.", flag=False),
        IGNORE,
        option("oneline", None, "One line per snapshot."),
        option("format", None, "How to show it: text, json.", flag=False, default="text"),
    ]
    examples = (
        "log prod",
        "log --oneline -n 10",
        'log prod --since "2 weeks ago"',
        "log prod app.public.users.email   when did this column change?",
    )
    more = FACETS_HELP

    def handle(self) -> int:
        wanted = self.one_of("format", ("text", "json"))
        repository = self.repository()
        starts, pattern = self._what(repository)
        ignored = asked(self.option("ignore") or "")
        if ignored and pattern is None:
            raise UsageError(
                "--ignore is for the history of an object",
                "schemagit log prod app.public.users --ignore owners",
            )
        entries = self._entries(repository, starts, pattern)
        if wanted == "json":
            self.data([as_json.dump([_as_data(*entry, ignored) for entry in entries], self.style)])
        elif self.option("oneline"):
            self.data(render.oneline([snapshot for snapshot, _ in entries], self.style))
        else:
            for snapshot, findings in entries:
                self.data(render.entry(snapshot, self.style, self._lines(findings, ignored)))
        return 0

    def _what(self, repository: store.Repository) -> tuple[dict[str, str], Pattern | None]:
        """The commits to start from, and the object: a single argument may be either."""
        ref, name = self.argument("ref"), self.argument("object")
        if ref is None:
            return self._environments(repository), None
        try:
            start = open_commit(ref, repository).ref
        except FailedError:
            if name is None and "." in ref and not _STEPS.search(ref):
                return self._environments(repository), parse_pattern(ref)
            raise
        return {start.environment: start.commit}, parse_pattern(name) if name is not None else None

    def _environments(self, repository: store.Repository) -> dict[str, str]:
        found = store.environments(repository)
        if not found:
            raise FailedError(
                f"{self.repository_path} has no snapshot yet", "schemagit snap ENV takes the first"
            )
        return found

    def _entries(
        self, repository: store.Repository, starts: dict[str, str], pattern: Pattern | None
    ) -> Iterable[Entry]:
        wanted = Range(self._number(), self._moment("since"), self._moment("until"))
        if pattern is None:
            return ((snapshot, None) for snapshot in history(repository, starts, wanted))
        # Loaded by name, for a history without an object does not need what compares documents.
        objects = importlib.import_module("schemagit.snapshots.objects")
        entries: list[Entry] = list(objects.events(repository, starts, wanted, pattern))
        if not entries:
            where = self.argument("ref") if self.argument("object") else " or ".join(starts)
            raise UsageError(
                f'no snapshot of {where} changed "{pattern.text}"',
                "names are written database.schema.name; schemagit show REF says what there is",
            )
        return entries

    def _number(self) -> int | None:
        if (text := self.option("number")) is None:
            return None
        if not text.isdecimal() or int(text) == 0:
            raise UsageError(f"-n takes a number of snapshots, not {text!r}", "schemagit log -n 10")
        return int(text)

    def _moment(self, name: str) -> datetime | None:
        text = self.option(name)
        return None if text is None else moments.parse(text, self.style.now)

    def _lines(self, findings: Sequence[Finding] | None, ignored: Sequence[Ignore]) -> list[str] | None:
        if findings is None:
            return None
        shown, hidden = split(findings, ignored)
        lines = [line for finding in shown for line in as_text.lines(finding, self.style)]
        names = ",".join(dict.fromkeys(each.rule.text for each in hidden))
        return [*lines, f"{len(hidden)} hidden by --ignore {names}"] if hidden else lines


def _as_data(
    snapshot: Snapshot, findings: Sequence[Finding] | None, ignored: Sequence[Ignore]
) -> dict[str, object]:
    data = as_json.snapshot(snapshot)
    if findings is None:
        return data
    shown, hidden = split(findings, ignored)
    return {
        **data,
        "findings": [as_json.finding(each) for each in shown],
        "hidden": [as_json.hidden(each) for each in hidden],
    }
