import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from cleo.helpers import argument, option

from schemagit.characters import visible
from schemagit.cli.command import DIFFERENT, FORMAT, BaseCommand
from schemagit.cli.progress import Line
from schemagit.errors import UsageError
from schemagit.message import plural
from schemagit.models.folder import differences, write
from schemagit.models.options import STYLES, VARIANTS, Options
from schemagit.patterns import Pattern, parse_pattern


class GenerateCommand(BaseCommand):
    name = "generate"
    arguments: ClassVar = [
        argument("ref", "An environment, ancestor (prod~2), tag, commit or exported file; or A..B."),
        argument("objects", "Only these: database.schema.name, * is any text.", optional=True, multiple=True),
    ]
    options: ClassVar = [
        option("out", None, "The folder of the package of models.", flag=False),
        option("style", None, f"What to make: {', '.join(STYLES)}.", flag=False, default="pydantic"),
        option("variants", None, f"Some of {','.join(VARIANTS)}.", flag=False, default="row"),
        option("check", None, "Write nothing; exit with 1 where the folder is not what would be written."),
        FORMAT,
    ]
    examples = (
        "generate prod --out models",
        "generate v2.3 --out models --style dataclass --variants row,insert,update",
        'generate dev-2.json --out models "app.public.*"   an exported file, one schema',
        "generate prod --out models --check                for CI: are the models up to date?",
        "generate prod~1..prod                             what a change does to programs",
    )
    exits = (0, 1, 2, 3)
    more = (
        "Needs datamodel-code-generator: pip install 'schemagit[models]'.\n"
        "Made is a package: OUT/<database>/<schema>.py, a class per table and view, with the enums, domains\n"
        "and composite types that they use. The same snapshot gives the same bytes. See docs/models.md.\n"
        "A..B makes no code: it says which fields programs lose, must give, or get with another type."
    )

    def handle(self) -> int:
        ref = str(self.argument("ref"))
        patterns = [parse_pattern(text) for text in self.argument("objects")]
        if ".." in ref and not ref.startswith(("../", "./")):
            return self._compare(ref, patterns)
        if not (out := self.option("out")):
            raise UsageError(
                "generate needs the folder to write to", f"schemagit generate {ref} --out models"
            )
        options = Options(self.one_of("style", STYLES), self._variants())
        source = self.open(ref)
        generate = _load_generator()
        with Line(self.io) as line:
            made = generate(
                source,
                options,
                patterns,
                lambda done, all_: line.show(f"{done:,} of {all_:,} models made ..."),
            )
        for warning in made.warnings:
            self.warn(warning)
        return self._check(Path(out), made) if self.option("check") else self._write(Path(out), made)

    def _write(self, folder: Path, made: Any) -> int:
        changed = write(folder, made.files)
        self.say(
            f"{visible(str(folder))}: {plural(made.classes, 'model')} in {plural(len(made.files), 'file')}, "
            + (f"{changed} changed" if changed else "nothing changed")
        )
        if self.is_json:
            self.tell(folder=str(folder), models=made.classes, files=len(made.files), changed=changed)
        return 0

    def _check(self, folder: Path, made: Any) -> int:
        found = list(differences(folder, made.files))
        if self.is_json:
            self.tell(folder=str(folder), differences=found)
        else:
            self.data(visible(line) for line in found)
        if not found:
            self.say(f"{visible(str(folder))}: up to date")
        return DIFFERENT if found else 0

    def _compare(self, ref: str, patterns: Sequence[Pattern]) -> int:
        if "..." in ref:
            raise UsageError(
                f"{ref}: environments have no common ancestor to compare with",
                f"two dots compare the two themselves: {ref.replace('...', '..')}",
            )
        if self.option("out") or self.option("check"):
            raise UsageError(
                f"{ref} is a difference, of which no models can be made",
                "name one snapshot, or leave out --out",
            )
        left, _, right = ref.partition("..")
        old, new = map(self.open, (left, right))
        found = importlib.import_module("schemagit.snapshots.effects").effects(old, new, patterns)
        render = importlib.import_module("schemagit.render.effects")
        show = render.as_data if self.is_json else render.as_text
        self.data(show(old, new, found, self.style))
        return 0

    def _variants(self) -> tuple[str, ...]:
        """The variants in their own order, however they were typed."""
        words = {word.strip() for word in str(self.option("variants")).split(",")}
        if unknown := words - set(VARIANTS):
            raise UsageError(f"there is no variant {min(unknown)!r}", f"choose some of {','.join(VARIANTS)}")
        return tuple(word for word in VARIANTS if word in words)


def _load_generator() -> Any:
    """What makes models needs libraries that not everyone who takes snapshots wants to install."""
    try:
        return importlib.import_module("schemagit.models.package").generate
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("datamodel_code_generator", "pydantic"):
            raise UsageError(
                f"generate needs {error.name}, which is not installed", "pip install 'schemagit[models]'"
            ) from error
        raise
