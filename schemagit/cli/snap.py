import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from cleo.helpers import argument, option

from schemagit import config, moments
from schemagit.cli import patience
from schemagit.cli.command import FORMAT, INCOMPLETE, BaseCommand
from schemagit.cli.progress import Progress
from schemagit.cli.streams import forget_stdout
from schemagit.errors import SchemagitError, UsageError
from schemagit.later import Later
from schemagit.render import snap as render
from schemagit.snapshots.live import JOBS
from schemagit.snapshots.take import Options, Place, Taken, take

if TYPE_CHECKING:
    from schemagit import exchange
    from schemagit.cli import sharing
    from schemagit.render import sync as render_sync
    from schemagit.snapshots import sync
else:
    # Most snapshots go to the repository, and stay there.
    exchange, sharing = Later("schemagit.exchange"), Later("schemagit.cli.sharing")
    render_sync, sync = Later("schemagit.render.sync"), Later("schemagit.snapshots.sync")

# Each has a connection and a thread, or two of a large database.
_MOST_JOBS = 100
_JOBS = "Read this many databases at a time; with 1, each by one session."


class SnapCommand(BaseCommand):
    name = "snap"
    arguments: ClassVar = [
        argument(
            "environments",
            "The environments, as their configuration names them.",
            optional=True,
            multiple=True,
        )
    ]
    options: ClassVar = [
        option("all", None, "Take a snapshot of every environment that is configured."),
        option("message", "m", "What to say about the snapshot.", flag=False),
        option("dry-run", None, "Say what would be recorded, and record nothing."),
        option("out", None, "Also write the snapshot to this JSON file.", flag=False),
        option("keep-going", None, "Record what could be read although a database could not."),
        option("full", None, "Read everything although nothing seems to have changed."),
        option("jobs", None, _JOBS, flag=False, default=str(JOBS)),
        option("allow-shrink", None, "Record it although a database lost most of its objects."),
        *patience.OPTIONS,
        option("push", None, "Bring it to the remote afterwards, and what is new there here before."),
        FORMAT,
    ]
    examples = (
        "snap prod",
        'snap stage -m "after release 2.3"',
        "snap --all --keep-going",
        "snap dev --dry-run --out dev.json",
        "snap prod --push",
    )
    exits = (0, 2, 3, 4)
    more = (
        "A snapshot is recorded wholly or not at all, and only when something changed since the last one.\n"
        + patience.HELP
    )

    def handle(self) -> int:
        self._taken: list[str] = []
        self._told: list[dict[str, Any]] = []
        self._pushed: dict[str, Any] | None = None
        names, broken = self._wanted()
        if self.option("out") and len(names) > 1:
            raise UsageError("--out takes one snapshot, not several", "name one environment")
        if self.option("push"):
            if self.option("dry-run"):
                raise UsageError(
                    "--dry-run records nothing that --push could bring anywhere", "give one of them"
                )
            sharing.bring(self)
        try:
            codes = [*map(self._failed, broken), *map(self._try, names)]
            if self.option("push") and self._taken:
                codes.append(self._push())
        finally:
            if self._told:  # of what was recorded before somebody interrupted the rest too
                self.tell(snapshots=self._told, pushed=self._pushed)
        return max((code for code in codes if code != INCOMPLETE), default=0) or max(codes)

    def say(self, text: str) -> None:
        """Tell the person; that nobody listens any more does not keep snapshots from being taken."""
        with _whoever_listens():
            super().say(text)

    def tell(self, **fields: Any) -> None:
        """Tell the program; that it does not listen any more changes no exit code."""
        with _whoever_listens():
            super().tell(**fields)

    def _wanted(self) -> tuple[list[str], list[UsageError]]:
        """The names of environments; with --all, also what is wrong with files that cannot be read."""
        names = list(dict.fromkeys(self.argument("environments")))
        if self.option("all"):
            if names:
                raise UsageError("--all takes no names of environments", "give the names, or --all")
            names = list(config.find_environments(Path(), self.config_place))
            broken = list(config.broken_files(Path(), self.config_place).values())
            if not names and not broken:
                raise UsageError("no environment is configured", "schemagit init begins with one")
            return names, broken
        if not names and self.config_place and not self.config_place.is_dir():
            names = [""]
        if not names:
            raise UsageError(
                "no environment to take a snapshot of", "schemagit snap prod, or schemagit snap --all"
            )
        return names, []

    def _try(self, name: str) -> int:
        """The exit code of one environment: its error does not keep the others from being recorded."""
        try:
            return self._snap(patience.patient(self, self.environment(name)))
        except SchemagitError as error:
            return self._failed(error)

    def _failed(self, error: SchemagitError) -> int:
        self.report(error)
        return error.exit_code

    def _snap(self, environment: config.Environment) -> int:
        options = Options(
            note=self.option("message") or "",
            dry_run=self.option("dry-run"),
            keep_going=self.option("keep-going"),
            allow_shrink=self.option("allow-shrink"),
            full=self.option("full") or bool(self.option("out")),
            jobs=self._jobs(),
        )
        started = time.monotonic()
        place = Place(self.repository_if_any, self.make_repository)
        with Progress(self.io, environment.name, len(environment.databases)) as progress:
            taken = take(place, environment, options, moments.now, progress.advance)
        if self.is_json:
            self._told.append(render.as_data(taken))
        else:
            for line in render.taken(taken, self.style, time.monotonic() - started):
                self.say(line)
        for sentence in render.warnings(taken):
            self.warn(sentence)
        self._taken.append(environment.name)
        self._write(taken)
        return INCOMPLETE if taken.unread else 0

    def _push(self) -> int:
        repository = self.repository()
        try:
            remote = sharing.remote(self, repository, None)
            synced = sync.push(repository, remote, self._taken)
            if not self.is_json:
                return sharing.tell(self, synced, remote, "pushed to")
            self._pushed = render_sync.as_data(synced, remote.shown)
            return sharing.warn(self, synced, remote)
        except SchemagitError as error:
            return self._failed(error)

    def _jobs(self) -> int:
        text: str = self.option("jobs")
        if not text.isdecimal() or not 0 < int(text) <= _MOST_JOBS:
            raise UsageError(
                f"--jobs takes a number from 1 to {_MOST_JOBS}, not {text!r}", "snap prod --jobs 4"
            )
        return int(text)

    def _write(self, taken: Taken) -> None:
        if out := self.option("out"):
            exchange.save(Path(out), exchange.dump(taken.files, taken.environment, taken.when))
            self.say(f"wrote {out}")


@contextmanager
def _whoever_listens() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        forget_stdout()
