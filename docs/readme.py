"""Puts what the demo prints into README.md, between its marks; `--check` only says whether it is fresh."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"

_OUTPUT = re.compile(r"(<!-- output: (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)
_COMMAND = re.compile(r"^\$ schemagit (.*)\n((?:(?![$#] ).*\n)*)", re.MULTILINE)
# What differs from run to run, and says nothing about the program; the last one is the width of columns.
_MASKS = [
    (re.compile(r"\b[0-9a-f]{7,40}\b"), "ID"),
    (re.compile(r"\bjust now\b|\b(?:an? |\d+ )?[a-z]+ ago\b"), "WHEN"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"), "WHEN"),
    (re.compile(r"\d+\.\d s\b"), "DURATION"),
    (re.compile(r"PostgreSQL \d\S*"), "PostgreSQL VERSION"),
    (re.compile(r" +"), " "),
]


def play() -> str:
    """What `schemagit demo` prints."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "schemagit", "demo"]
        return subprocess.run(
            command, check=True, stdout=subprocess.PIPE, encoding="utf-8", cwd=folder, env=environment
        ).stdout


def fill(text: str, transcript: str) -> str:
    """The text of README.md, with the outputs of a transcript of the demo.

    Raises:
        KeyError: the text names a command line that the demo does not run.
    """
    outputs = {
        line: f"$ schemagit {line}\n{output.rstrip()}\n" for line, output in _COMMAND.findall(transcript)
    }
    return _OUTPUT.sub(lambda mark: f"{mark[1]}```console\n{outputs[mark[2]]}```\n{mark[3]}", text)


def is_fresh(text: str, transcript: str) -> bool:
    """Whether the text holds the outputs of the transcript, but for what differs from run to run."""
    return _masked(text) == _masked(fill(text, transcript))


def _masked(text: str) -> list[str]:
    """The lines, sorted: a log shows snapshots of one second in any order."""
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return sorted(text.split("\n"))


def main(arguments: list[str]) -> int:
    """Write README.md, or check it, and return the exit code."""
    text, transcript = README.read_text("utf-8"), play()
    if is_fresh(text, transcript):
        return 0
    if arguments == ["--check"]:
        print("README.md is stale: run docs/readme.py")  # noqa: T201 - a tool for developers
        return 1
    README.write_text(fill(text, transcript), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
