"""How long commands take and how much memory, each measured in turn with what it is compared with."""

import os
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One run of a command; `peak` is that of its largest process, in MB."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Command:
    """What is run, and what is done before each run that is not measured."""

    words: Sequence[str]
    folder: Path
    prepare: Callable[[], object] = lambda: None

    def run(self, surroundings: Mapping[str, str]) -> Run:
        self.prepare()
        started = time.perf_counter()
        process = subprocess.Popen(
            self.words,
            cwd=self.folder,
            env=dict(surroundings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        errors = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.stderr:
            process.stderr.close()
        if process.returncode:
            raise RuntimeError(f"{self.words} ended with {process.returncode}: {errors.decode()}")
        return Run(seconds, usage.ru_maxrss / 1024)


@dataclass(frozen=True)
class Case:
    """A command with a budget: so many times the reference, beyond the start where one is given.

    Attributes:
        name: what the table says.
        command, reference: what is measured, and what it is compared with.
        budget: how many times the reference it may take at most; None where it is not ours.
        start: a command whose time is taken off first.
        peak: the MB that it may need at most.
        rounds: how often.
        leaves: whether later measurements need what it leaves behind.
    """

    name: str
    command: Command
    reference: Command
    budget: float | None
    start: Command | None = None
    peak: float | None = None
    rounds: int = 3
    leaves: bool = False


@dataclass(frozen=True)
class Result:
    """Medians of a case."""

    name: str
    seconds: float
    reference: float
    ratio: float
    budget: float | None
    peak: float
    peak_budget: float | None
    reference_words: str
    runs: list[float] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        is_fast = self.budget is None or self.ratio <= self.budget
        return is_fast and (self.peak_budget is None or self.peak <= self.peak_budget)


def measure(case: Case, surroundings: Mapping[str, str]) -> Result:
    """Run the command and its reference in turn, and compare their medians."""
    mine: list[Run] = []
    theirs: list[Run] = []
    starts: list[Run] = []
    for _ in range(case.rounds):
        theirs.append(case.reference.run(surroundings))
        mine.append(case.command.run(surroundings))
        if case.start:
            starts.append(case.start.run(surroundings))
    seconds, reference = _median(mine), _median(theirs)
    beyond = max(seconds - _median(starts), 0) if starts else seconds
    return Result(
        name=case.name,
        seconds=seconds,
        reference=reference,
        ratio=beyond / reference,
        budget=case.budget,
        peak=max(run.peak for run in mine),
        peak_budget=case.peak,
        reference_words=_shown(case.reference),
        runs=[round(run.seconds, 4) for run in mine],
    )


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _shown(command: Command) -> str:
    """Without folders and addresses."""
    words = [Path(word).name if word.startswith("/") else word for word in command.words]
    return re.sub(r" -C \S+| --dbname| host=.*", "", " ".join(words))
