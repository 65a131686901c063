"""Writes the pages that the program itself knows best; `--check` only says whether they are up to date."""

import importlib
import keyword
import sys
from collections.abc import Iterator
from pathlib import Path

from schemagit.cli import COMMANDS
from schemagit.cli.command import EXIT_CODES, BaseCommand
from schemagit.cli.help import command_help
from schemagit.judge import LABEL, SIGNATURE
from schemagit.kinds import KINDS, Impact, Kind, Rule
from schemagit.names import SIGNATURES

DOCS = Path(__file__).parent
MARK = "<!-- made by `make docs`: change the program instead -->\n"


def pages() -> dict[str, str]:
    """The text of each page by its path below docs/."""
    made = {f"commands/{name}.md": command_page(name) for name in COMMANDS}
    made["commands/README.md"] = commands_page()
    made["findings.md"] = "\n".join(findings_page()) + "\n"
    made["coverage.md"] = "\n".join(coverage_page()) + "\n"
    return {path: MARK + text for path, text in made.items()}


def command_page(name: str) -> str:
    text = "\n".join(command_help(load(name)))
    return f"# schemagit {name}\n\n```text\n{text}\n```\n"


def load(name: str) -> BaseCommand:
    module = f"{name}_" if keyword.iskeyword(name) else name
    command: BaseCommand = getattr(
        importlib.import_module(f"schemagit.cli.{module}"), f"{name.capitalize()}Command"
    )()
    return command


def commands_page() -> str:
    commands = "\n".join(f"| [{name}]({name}.md) | {does} |" for name, does in COMMANDS.items())
    codes = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    return (
        f"# Commands\n\n| command | does |\n| --- | --- |\n{commands}\n\n"
        f"## Exit codes\n\n1 never means an error.\n\n| code | means |\n| --- | --- |\n{codes}\n"
        "| 130, 143 | interrupted: by Ctrl-C, by SIGTERM |\n"
    )


def findings_page() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "Each finding has a stable code. Its impact says what the change costs those who use the database;"
    yield "where it depends on the values, the impacts that are possible are weighed case by case."
    for kind in KINDS:
        yield ""
        yield f"## {kind.name.capitalize()}"
        yield ""
        yield "| code | finding | impact | because | tags |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (finding_row(kind, attribute, phrase, rule) for attribute, phrase, rule in rules(kind))


def rules(kind: Kind) -> Iterator[tuple[str, str, Rule]]:
    yield "added", f"New {kind.name}", kind.added
    yield "removed", f"{kind.name.capitalize()} dropped", kind.removed
    if kind.plural != "databases":
        yield "renamed", f"{kind.name.capitalize()} renamed", kind.renamed
    if kind.plural in SIGNATURES:
        yield "signature", "Signature changed", Rule(Impact.BREAKING, because=SIGNATURE)
    if kind.plural == "enums":
        yield "label", "Label renamed", Rule(Impact.BREAKING, because=LABEL)
    yield from ((attribute, rule.phrase, rule) for attribute, rule in kind.changed.items())
    if kind.reordered:
        yield "order", kind.reordered.phrase, kind.reordered


def finding_row(kind: Kind, attribute: str, phrase: str, rule: Rule) -> str:
    impact = rule.impact.word if isinstance(rule.impact, Impact) else "depends"
    tags = ", ".join(sorted(rule.tags | kind.tags))
    return f"| `{kind.name.replace(' ', '_')}.{attribute}` | {phrase} | {impact} | {rule.because} | {tags} |"


def coverage_page() -> Iterator[str]:
    yield "# What is captured"
    yield ""
    yield "Attributes at their default are left out of the stored documents."
    yield ""
    yield "| kind | stored in | attributes |"
    yield "| --- | --- | --- |"
    for kind in KINDS:
        where = ", ".join(f"`{folder}/`" for folder in kind.lives_in or [kind.plural])
        place = f"section `{kind.plural}` of {where}" if kind.lives_in else where
        yield f"| {kind.name} | {place} | {', '.join(f'`{name}`' for name in kind.changed)} |"
    yield ""
    yield (DOCS / "left-out.md").read_text("utf-8").rstrip()


def main(arguments: list[str]) -> int:
    made = pages()
    stale = [path for path, text in made.items() if current(path) != text]
    stale += [path for path in present() if path not in made]
    if arguments == ["--check"]:
        for path in stale:
            print(f"docs/{path} is stale: run make docs")  # noqa: T201 - a tool for developers
        return 1 if stale else 0
    for path, text in made.items():
        (DOCS / path).parent.mkdir(exist_ok=True)
        (DOCS / path).write_text(text, "utf-8")
    return 0


def current(path: str) -> str:
    file = DOCS / path
    return file.read_text("utf-8") if file.exists() else ""


def present() -> list[str]:
    return [f"commands/{file.name}" for file in (DOCS / "commands").glob("*.md")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
