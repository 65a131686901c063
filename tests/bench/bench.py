"""Measures schemagit against its budgets: `make bench`, `make bench TABLES=1000 ONLY=snap`."""

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import count
from pathlib import Path

import bench_history
import bench_models
import bench_peers
import bench_report
import bench_schema
from bench_measure import Case, Command, Result, measure
from bench_server import KeptServer

from schemagit.demo import binaries
from schemagit.snapshots.open import open_source
from schemagit.store import open_repository

ENVIRONMENT = "bench"
_HISTORY = "history"
_DATABASES = 200
_PARTITIONS = 20_000
_MOST_FOR_ALL = 10_000  # with more tables, what is not made of them is not measured
_LENIENCE = 1.3  # with more tables, a command may take so many times its budget
_MANY = 25  # rounds of what is short: the difference to its start would else be noise
_HERE = Path(__file__).parent


class Bench:
    """The databases, folders and commands of one size."""

    def __init__(self, server: KeptServer, place: Path, tables: int) -> None:
        self.server = server
        self.tables = tables
        self.database = f"bench_{tables}"
        self.folder = place / self.database
        self.repository = self.folder / "snapshots.git"
        self.history = self.folder / "history.git"
        self._rounds = count()

    def prepare(self) -> None:
        self.server.keep(self.database, bench_schema.scripts(self.tables))
        self._alter("drop column if exists bench_extra")
        shutil.rmtree(self.repository, ignore_errors=True)
        self._configure(ENVIRONMENT, [self.database])

    def _configure(self, environment: str, databases: list[str]) -> None:
        configs = self.folder / "configs"
        configs.mkdir(parents=True, exist_ok=True)
        lines = [f"env: {environment}", "databases:"]
        for name in databases:
            lines += [f"  - name: {name}", f"    dsn: {self.server.conninfo(name)}"]
        (configs / f"{environment}.yml").write_text("\n".join([*lines, ""]), "utf-8")

    def schemagit(self, *arguments: str) -> Command:
        return Command([sys.executable, "-m", "schemagit", *arguments], self.folder)

    def git(self, repository: Path, *arguments: str) -> Command:
        return Command(["git", "-C", str(repository), *arguments], self.folder)

    def dump(self, database: str = "") -> Command:
        conninfo = self.server.conninfo(database or self.database)
        return Command([str(self._pg_dump), "--schema-only", "--dbname", conninfo], self.folder)

    @cached_property
    def _pg_dump(self) -> Path:
        """That of the server, or one on the path."""
        found = self.server.programs.folder / "pg_dump"
        return found if found.exists() else Path(shutil.which("pg_dump") or found)

    def _alter(self, what: str) -> None:
        chosen = range(0, self.tables, max(self.tables // 10, 1))
        statements = [f"alter table {bench_schema.table_name(number)} {what}" for number in chosen]
        self.server.run(self.database, *statements)

    def _change(self) -> None:
        is_added = next(self._rounds) % 2 == 0
        self._alter("add column bench_extra integer" if is_added else "drop column bench_extra")

    def _commit(self) -> None:
        """As somebody always does on a server that is used."""
        self.server.run(self.database, "select pg_current_xact_id()")

    def _forget(self) -> None:
        shutil.rmtree(self.repository, ignore_errors=True)

    def cases(self) -> Iterator[Case]:
        """All measurements, in an order in which each finds what it needs."""
        first = self.schemagit("snap", ENVIRONMENT)
        again = Command(first.words, self.folder)
        changed = Command(first.words, self.folder, prepare=self._change)
        first = Command(first.words, self.folder, prepare=self._forget)
        peak = 200 if self.tables > _MOST_FOR_ALL else 100
        yield Case("snap, first", first, self.dump(), 0.6, peak=peak, leaves=True)
        busy = Command(first.words, self.folder, prepare=self._commit)
        yield Case("snap, nothing changed", busy, self.dump(), 0.08, peak=60)
        yield Case("snap, nothing changed, nobody else there", again, self.dump(), 0.08, peak=60)
        yield Case("snap, 10 tables changed", changed, self.dump(), 0.4, leaves=True)
        yield from self._reading()
        yield from self._starting()
        if self.tables <= bench_peers.MOST:
            yield from self._peers(first)
        if self.tables <= _MOST_FOR_ALL:
            yield from self._models()
            yield from self._many()
            yield from self._partitions()

    def _reading(self) -> Iterator[Case]:
        start = self.schemagit("--help")
        two = (f"{ENVIRONMENT}~1", ENVIRONMENT)
        diff = self.schemagit("diff", f"{two[0]}..{two[1]}")
        yield Case(
            "diff, 10 tables changed",
            diff,
            self.git(self.repository, "diff", "-p", *two),
            20,
            start,
            rounds=_MANY,
        )
        _apart(bench_history.alter_all, self.repository, ENVIRONMENT, "altered")
        two = ("altered~1", "altered")
        diff = self.schemagit("diff", f"{two[0]}..{two[1]}")
        yield Case("diff, all tables changed", diff, self.git(self.repository, "diff", "-p", *two), 5, start)
        yield from self._history(start)

    def _history(self, start: Command) -> Iterator[Case]:
        if not self.history.exists():
            part = self.history.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            _apart(bench_history.make, self.repository, part, ENVIRONMENT)
            part.rename(self.history)
        table = bench_schema.table_name(0)
        schema, name = table.split(".")
        path = f"databases/{self.database}/schemas/{schema}/tables/{name}.json"
        log = self.schemagit("log", ENVIRONMENT, "--repository", str(self.history))
        plain = self.git(self.history, "log", ENVIRONMENT)
        yield Case("log, 1,000 snapshots", log, plain, 3, start, rounds=_MANY)
        log = self.schemagit(
            "log", ENVIRONMENT, f"{self.database}.{table}", "--repository", str(self.history)
        )
        plain = self.git(self.history, "log", ENVIRONMENT, "--", path)
        yield Case("log OBJECT, 1,000 snapshots", log, plain, 2, start, rounds=_MANY)

    def _starting(self) -> Iterator[Case]:
        bare = Command([sys.executable, "-c", "pass"], self.folder)
        yield Case("--version", self.schemagit("--version"), bare, 3, rounds=11)
        yield Case("--help", self.schemagit("--help"), bare, 8, rounds=11)

    def _peers(self, first: Command) -> Iterator[Case]:
        schemas = bench_schema.schema_names(self.tables)
        programs = self.folder.parent / "peers" / "bin"
        yield from bench_peers.cases(programs, self.server, self.database, schemas, first)

    def _models(self) -> Iterator[Case]:
        """Of a database of its own size: the generator is far slower than the rest."""
        database = f"bench_{bench_models.TABLES}"
        self.server.keep(database, bench_schema.scripts(bench_models.TABLES))
        self._configure(bench_models.ENVIRONMENT, [database])
        snap = self.schemagit("snap", bench_models.ENVIRONMENT)
        for change in ("drop column if exists bench_models", "add column bench_models integer"):
            self.server.run(database, *bench_models.statements(change))
            snap.run(_surroundings())
        source = open_source(bench_models.ENVIRONMENT, lambda: open_repository(self.repository))
        yield from bench_models.Models(list(self.schemagit().words), self.folder).cases(source)

    def _many(self) -> Iterator[Case]:
        names = self.server.keep_copies("bench_many", _DATABASES)
        self._configure("many", names)
        conninfos = [self.server.conninfo(name) for name in names]
        bare = Command([sys.executable, str(_HERE / "bench_reads.py"), *conninfos], self.folder)
        snap = Command(self.schemagit("snap", "many").words, self.folder, prepare=self._forget)
        yield Case(f"snap, {_DATABASES} databases of 50 tables", snap, bare, 1.5)
        alone = Command([*snap.words, "--jobs", "1"], self.folder, prepare=self._forget)
        yield Case(f"snap, {_DATABASES} databases, 8 at a time", snap, alone, 1, rounds=1)

    def _partitions(self) -> Iterator[Case]:
        database = "bench_partitions"
        self.server.keep(database, bench_schema.partitions(_PARTITIONS))
        self._configure("partitions", [database])
        snap = Command(self.schemagit("snap", "partitions").words, self.folder, prepare=self._forget)
        yield Case(f"snap, {_PARTITIONS:,} partitions", snap, self.dump(database), 0.6, peak=100)

    def growth(self) -> Result:
        """The size of 1,000 snapshots after `git gc`, in MB; as a ratio, of the budget."""
        copy = self.folder / "grown.git"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.history, copy)
        before = _megabytes(copy)
        subprocess.run(["git", "-C", str(copy), "gc", "--quiet"], check=True)
        after = _megabytes(copy)
        shutil.rmtree(copy)
        return Result("MB of 1,000 snapshots after git gc", before, after, after / 40, 1, 0, None, "git gc")


def _apart(work: Callable[..., None], *arguments: object) -> None:
    """In a process of its own: what this one needs would count as the peak of those that it starts."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{work.__name__} failed")


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _surroundings() -> dict[str, str]:
    # As what is installed by pip, the program is compiled but for its first run.
    left_out = ("PG", "GIT_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C.UTF-8"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=_number, default=10_000)
    parser.add_argument("--only", default="", help="only measurements whose names begin so")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--place", type=Path, default=Path(".bench"))
    parser.add_argument("--results", type=Path, default=bench_report.RESULTS)
    parser.add_argument("--pg-bin", type=Path, help="the bin folder of the server, with pg_dump")
    options = parser.parse_args()
    programs = binaries.chosen(options.pg_bin, "--pg-bin") if options.pg_bin else _with_dump()
    place = options.place.absolute()
    results: list[Result] = []
    major = programs.version().split(".")[0]
    with KeptServer(programs, place / f"server-{major}") as server:
        bench = Bench(server, place, options.tables)
        bench.prepare()
        past = bench_report.past_ratios(options.results, options.tables, server.version)
        for case in bench.cases():
            if case.name.startswith(options.only):
                results.append(measure(_asked(case, options), _surroundings()))
                sys.stderr.write(f"{results[-1].name}: {results[-1].ratio:.3g}\n")
            elif case.leaves:
                case.command.run(_surroundings())
        if "MB".startswith(options.only) and bench.history.exists():
            results.append(bench.growth())
        about = bench_report.machine(server.version)
    if not results:
        parser.error(f"nothing that is measured begins with {options.only!r}")
    written = bench_report.save(options.results, options.tables, about, results)
    sys.stdout.write("\n".join([*bench_report.lines(results, past), "", f"written to {written}", ""]))
    return 0


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of tables")
    return int(text)


def _asked(case: Case, options: argparse.Namespace) -> Case:
    lenience = _LENIENCE if options.tables > _MOST_FOR_ALL else 1
    budget = case.budget and case.budget * lenience
    return replace(case, budget=budget, rounds=options.rounds or case.rounds)


def _with_dump() -> binaries.Binaries:
    """The best server that comes with pg_dump, which not all packages have."""
    found = binaries.find()
    return next((each for each in found if (each.folder / "pg_dump").exists()), found[0])


if __name__ == "__main__":
    sys.exit(main())
