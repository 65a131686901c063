"""Writes docs/performance.md and its plot from what `make bench` measured, or looks whether they are old."""

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench_report import RESULTS

_LARGE = 10_000  # tables
_LINE = 14
_DOCS = Path(__file__).parents[2] / "docs"
_INTRODUCTION = """\
<!-- made by tests/bench/bench_page.py from what `make bench` measured -->
# Performance

Each command is measured in turn with what it is compared with, on the same machine and the same data:
databases of about 15 columns per table, keys, indexes, checks, defaults, comments, views, functions, triggers
and enums. Seconds depend on the machine and on what else it does; ratios less so. `make bench` measures
again, `TABLES=1000` with fewer tables, and says what is over its budget, or worse than the time before; all
that was measured is kept in `tests/bench/results`.
Budgets are for 10,000 tables; with more, 1.3 times as much. With fewer, the start of the program is most of
what it takes.
With another server, `pg_dump` takes another time: that of PostgreSQL 18 is much faster than that of 15, with
which the budgets were made.

"""


def page(runs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The page, of runs of several sizes."""
    yield _INTRODUCTION
    about = runs[-1]["machine"]
    yield (
        f"{about['cores']} cores ({about['architecture']}), git {about['git']}, Python {about['python']}.\n"
    )
    for run in runs:
        yield f"\n## {run['tables']:,} tables, PostgreSQL {run['machine']['postgresql']}\n\n"
        yield "| command | seconds | compared with | seconds | ratio | budget | peak MB |\n"
        yield "| --- | ---: | --- | ---: | ---: | ---: | ---: |\n"
        measured = [result for result in run["results"] if not result["name"].startswith("MB")]
        yield from (_row(result, has_budget=run["tables"] >= _LARGE) for result in measured)
        for result in run["results"]:
            if result["name"].startswith("MB"):
                before, after = result["seconds"], result["reference"]
                yield f"\n1,000 snapshots of 10 changes each: {before:.0f} MB, {after:.0f} after `git gc`.\n"
    yield "\nWhere a command only reads, the start of `schemagit --help` is taken off before the ratio.\n"
    yield "\n## Growth\n\n![seconds by number of tables](performance.svg)\n"


def _row(result: Mapping[str, Any], *, has_budget: bool) -> str:
    limit = result["budget"]
    budget = f"{limit:g}{'' if result['ratio'] <= limit else ' (over)'}" if has_budget and limit else ""
    limit = result["peak_budget"]
    peak = f"{result['peak']:.0f} of {limit}{' (over)' if result['peak'] > limit else ''}" if limit else ""
    return (
        f"| {result['name']} | {result['seconds']:.2f} | `{result['reference_words']}` "
        f"| {result['reference']:.2f} | {result['ratio']:.2g} | {budget} "
        f"| {peak} |\n"
    )


def plot(runs: Sequence[Mapping[str, Any]]) -> str:
    """Seconds by number of tables, both logarithmic: a straight line of this slope is linear growth."""
    names = [result["name"] for result in runs[0]["results"] if _grows(result["name"])]
    found = [(run["tables"], {each["name"]: each["seconds"] for each in run["results"]}) for run in runs]
    lines = []
    labels: list[tuple[int, int, str]] = []
    for number, name in enumerate(names):
        points = [(tables, seconds[name]) for tables, seconds in found if name in seconds]
        path = " ".join(f"{_x(tables):.0f},{_y(seconds):.0f}" for tables, seconds in points)
        x, y = path.rsplit(" ", 1)[-1].split(",")
        labels.append((int(y) + 4, int(x) + 6, name))
        lines.append(f'<polyline points="{path}" fill="none" stroke="hsl({number * 67} 60% 45%)"/>')
    lines += [f'<text x="{x}" y="{y}">{name}</text>' for y, x, name in _apart(labels)]
    marks = [
        f'<text x="{_x(tables):.0f}" y="395" text-anchor="middle">{tables:,}</text>' for tables, _ in found
    ]
    marks += [f'<text x="4" y="{_y(each):.0f}">{each:g} s</text>' for each in (0.1, 1, 10, 100)]
    size = 'viewBox="0 0 720 400" font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join([head, *marks, *lines, "</svg>", ""])


def _major(run: Mapping[str, Any]) -> int:
    return int(run["machine"]["postgresql"].partition(".")[0])


def _of_newest(runs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those with the newest server."""
    return [run for run in runs if _major(run) == max(map(_major, runs))]


def _grows(name: str) -> bool:
    """Whether it is measured with as many tables as a run has."""
    return name.startswith(("snap", "diff")) and not name.startswith(("snap, 200 ", "snap, 20,000 "))


def _apart(labels: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Labels moved down where one would stand on another."""
    free = 0
    for y, x, name in sorted(labels):
        free = max(free, y)
        yield free, x, name
        free += _LINE


def _x(tables: float) -> float:
    return 60 + 210 * (math.log10(tables) - 3)


def _y(seconds: float) -> float:
    return 270 - 110 * math.log10(seconds)


def main() -> int:
    runs = [json.loads(file.read_text("utf-8")) for file in RESULTS.glob("*.json")]
    runs.sort(key=lambda run: (-_major(run), int(run["tables"])))
    made = {"performance.md": "".join(page(runs)), "performance.svg": plot(_of_newest(runs))}
    if sys.argv[1:] == ["--check"]:
        stale = [name for name, text in made.items() if (_DOCS / name).read_text("utf-8") != text]
        sys.stderr.writelines(
            f"docs/{name} is not what was measured: make docs writes it\n" for name in stale
        )
        return 1 if stale else 0
    for name, text in made.items():
        (_DOCS / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
