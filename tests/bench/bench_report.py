"""Results as a table for people, as JSON, and beside those of earlier runs."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench_measure import Result

# What was measured, for the page and for those who measure again.
RESULTS = Path(__file__).parent / "results"
_HISTORY = "history.jsonl"
# How much worse than the run before a ratio may be without being called so: machines are never alone.
_JITTER = 1.25


def machine(server: str) -> dict[str, Any]:
    """What the numbers depend on; nothing that tells which machine it is."""
    git = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True).stdout
    return {
        "cores": os.cpu_count(),
        "architecture": platform.machine(),
        "postgresql": server,
        "git": git.split()[2],
        "python": platform.python_version(),
    }


def lines(results: Sequence[Result], past: Mapping[str, float]) -> Iterator[str]:
    """The results as a table, with what became worse since the run before."""
    width = max(len(result.name) for result in results)
    yield f"{'':{width}}  {'seconds':>8} {'reference':>10} {'ratio':>8} {'budget':>8} {'peak MB':>8}"
    for result in results:
        peak = f"{result.peak:8.0f}"
        budget = "" if result.budget is None else f"{result.budget:.3g}"
        marks = "" if result.is_met else "   over budget"
        if (before := past.get(result.name)) and result.ratio > before * _JITTER:
            marks += f"   was {before:.3g}"
        yield (
            f"{result.name:{width}}  {result.seconds:8.3f} {result.reference:10.3f} {result.ratio:8.3g} "
            f"{budget:>8} {peak}{marks}"
        )


def past_ratios(folder: Path, tables: int, server: str) -> dict[str, float]:
    """The last ratios that were measured with as many tables on the same server."""
    history = folder / _HISTORY
    if not history.exists():
        return {}
    runs = [json.loads(line) for line in history.read_text("utf-8").splitlines()]
    same = [run for run in runs if (run["tables"], run["postgresql"]) == (tables, server)]
    return {name: ratio for run in same for name, ratio in run["ratios"].items()}


def save(folder: Path, tables: int, about: Mapping[str, Any], results: Sequence[Result]) -> Path:
    """Write the results of this run, those it did not measure kept, and a line into the history."""
    major = str(about["postgresql"]).partition(".")[0]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{tables}-{major}.json"
    last = json.loads(file.read_text("utf-8")) if file.exists() else {}
    known = last["results"] if last.get("machine") == dict(about) else []
    by_name = {each["name"]: each for each in known} | {result.name: asdict(result) for result in results}
    data = {"tables": tables, "machine": dict(about), "results": list(by_name.values())}
    file.write_text(json.dumps(data, indent=2) + "\n", "utf-8")
    ratios = {result.name: round(result.ratio, 4) for result in results}
    with (folder / _HISTORY).open("a", encoding="utf-8") as history:
        history.write(
            json.dumps({"tables": tables, "postgresql": about["postgresql"], "ratios": ratios}) + "\n"
        )
    return file
