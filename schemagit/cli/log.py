import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeAlias

from cleo.helpers import argument, option

from schemagit import moments, store
from schemagit.cli import ignoring
from schemagit.cli.command import BaseCommand
from schemagit.errors import FailedError, UsageError
from schemagit.glance import is_file
from schemagit.later import Later
from schemagit.message import count, impacts
from schemagit.render import history as render
from schemagit.snapshots.history import Range, Snapshot, history
from schemagit.snapshots.open import find_typed

if TYPE_CHECKING:
    from schemagit import ignores, patterns
    from schemagit.changes import Finding
    from schemagit.render import as_json, as_text, groups
    from schemagit.snapshots import events
else:
    # A history without an object, and without rules, compares no documents.
    ignores, patterns = Later("schemagit.ignores"), Later("schemagit.patterns")
    as_json, as_text = Later("schemagit.render.as_json"), Later("schemagit.render.as_text")
    events, groups = Later("schemagit.snapshots.events"), Later("schemagit.render.groups")

# How a ref ends that goes back: no name of an object does, for it would be in quotes.
_STEPS = re.compile(r"[~^]\d*$")

# A snapshot, and its findings where an object was asked for.
Entry: TypeAlias = tuple[Snapshot, "Sequence[Finding] | None"]


class Judged(NamedTuple):
    """A snapshot, its findings that are shown, and what rules hide; None where its message tells enough."""

    snapshot: Snapshot
    findings: "tuple[Finding, ...] | None"
    hidden: "tuple[ignores.Hidden, ...]"


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
        *ignoring.OPTIONS,
        option("oneline", None, "One line per snapshot."),
        option("format", None, "How to show it: text, json.", flag=False, default="text"),
    ]
    examples = (
        "log prod",
        "log --oneline -n 10",
        'log prod --since "2 weeks ago"',
        "log prod app.public.users.email   when did this column change?",
    )
    more = ignoring.HELP

    def handle(self) -> int:
        wanted = self.one_of("format", ("text", "json"))
        repository = self.repository()
        starts, pattern = self._what(repository)
        rules = ignoring.Rules(self)
        entries = (
            self._judged(repository, snapshot, findings, rules)
            for snapshot, findings in self._entries(repository, starts, pattern)
        )
        if wanted == "json":
            self.data([as_json.dump([_as_data(entry) for entry in entries], self.style)])
        elif self.option("oneline"):
            self.data(render.oneline([entry.snapshot for entry in entries], self.style))
        elif pattern is None and not rules.are_given:
            self.data(map(self._text, entries))
        else:
            for entry in entries:  # for each of which somebody waits
                self.data([self._text(entry)])
        return 0

    def _text(self, entry: Judged) -> str:
        return render.entry(entry.snapshot, self.style, self._lines(entry))

    def _judged(
        self,
        repository: store.Repository,
        snapshot: Snapshot,
        findings: "Sequence[Finding] | None",
        rules: ignoring.Rules,
    ) -> Judged:
        """A snapshot as the rules of its environment let it be seen."""
        if findings is None and not rules.are_given:
            return Judged(snapshot, None, ())
        found = rules.of(snapshot.environment, snapshot.environment).rules
        if findings is None:
            if not snapshot.parent or set(found) <= set(ignores.BY_DEFAULT):
                return Judged(snapshot, None, ())
            # Its message tells all that changed; which of it a rule is about, only the documents can tell.
            findings = events.changes(repository, snapshot)
        shown, hidden = ignores.split(findings, found)
        summary = snapshot.summary._replace(counts=count(shown), impacts=impacts(shown))
        return Judged(snapshot._replace(summary=summary), tuple(shown), tuple(hidden))

    def _what(self, repository: store.Repository) -> "tuple[dict[str, str], patterns.Pattern | None]":
        """The commits to start from, and the object: a single argument may be either."""
        ref, name = self.argument("ref"), self.argument("object")
        if ref is None:
            return self._environments(repository), None
        if ref.startswith("live:") or is_file(ref):
            raise UsageError(
                f"{ref} is one snapshot without a history", f"schemagit show {ref} says what it holds"
            )
        try:
            start = find_typed(ref, repository)
        except FailedError:
            if name is None and "." in ref and not _STEPS.search(ref):
                return self._environments(repository), patterns.parse_pattern(ref)
            raise
        return {start.environment: start.commit}, patterns.parse_pattern(name) if name is not None else None

    def _environments(self, repository: store.Repository) -> dict[str, str]:
        found = store.of_snapshots(repository)
        if not found:
            raise FailedError(
                f"{self.repository_path} has no snapshot yet", "schemagit snap ENV takes the first"
            )
        return found

    def _entries(
        self, repository: store.Repository, starts: dict[str, str], pattern: "patterns.Pattern | None"
    ) -> Iterable[Entry]:
        wanted = Range(self._number(), self._moment("since"), self._moment("until"))
        if pattern is None:
            return ((snapshot, None) for snapshot in history(repository, starts, wanted))
        entries: list[Entry] = list(events.events(repository, starts, wanted, pattern))
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

    def _lines(self, entry: Judged) -> list[str] | None:
        if entry.findings is None:
            return None
        lines = [line for finding in entry.findings for line in as_text.lines(finding, self.style)]
        words = groups.hidden_words(entry.hidden)
        return [*lines, *([words] if words else []), *as_text.hidden(entry.hidden, self.style)]


def _as_data(entry: Judged) -> dict[str, object]:
    data = {"version": as_json.VERSION, **as_json.snapshot(entry.snapshot)}
    if entry.findings is None:
        return data
    return {
        **data,
        "findings": [as_json.finding(each) for each in entry.findings],
        "hidden": [as_json.hidden(each) for each in entry.hidden],
    }
