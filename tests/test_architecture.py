"""The fences of docs/architecture.md: which way imports go, and who may import what."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import schemagit
from schemagit.cli import COMMANDS
from schemagit.kinds import KINDS

PACKAGE = Path(schemagit.__file__).parent

# From the bottom to the top: a module imports only what is in its own layer or below.
LAYERS = [
    {
        "abreast",
        "background",
        "errors",
        "characters",
        "collector",
        "deparsed",
        "facets",
        "facts",
        "glance",
        "impact",
        "later",
        "packaged",
        "parallel",
        "redaction",
        "seen",
        "steps",
        "tls",
        "words",
    },
    {"names"},
    {"patterns"},
    {"kinds"},
    {"acl", "changes", "respelling", "shapes"},
    {"document"},
    {"filters", "identity", "assembly", "ledger", "pieces", "portions", "trimmed"},
    {
        "compare",
        "judge",
        "logical",
        "renames",
        "followers",
        "hints",
        "renderings",
        "partitions",
        "ignores",
        "config",
        "store",
        "moments",
        "message",
    },
    {"reasons", "watch"},
    {"postgres", "sources"},
    {"contents"},
    {"piecewise"},
    {"coverage", "hashes", "fingerprint", "stillness", "recalled", "asking", "catalog", "exchange"},
    {"models"},
    {"snapshots"},
    {"render"},
    {"cli", "demo"},
    {"__main__"},
]
ONLY_IN = {
    "psycopg": {"postgres", "demo/database"},
    "git": {"store/repository", "store/process", "store/write"},
    "yaml": {"config/values"},
    "deepdiff": {"compare"},
    "arrow": {"moments"},
    "cleo": {"cli"},
    "datamodel_code_generator": {"models/generator"},
}
# Raised rather than passed: a file that outgrows its limit is split, or says here why not.
MAX_LINES = 300
MAX_FUNCTION_LINES = 40


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports_by_name(file: Path) -> Iterator[str]:
    """What is imported only when it is needed: `importlib.import_module("deepdiff")`."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "import_module"
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)


def name_of(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").as_posix().removesuffix("/__init__")


def imports(file: Path) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            folder = PACKAGE.parent.joinpath(*module.split("."))
            for alias in node.names:
                is_module = module == "schemagit" or (folder / f"{alias.name}.py").is_file()
                yield node, f"{module}.{alias.name}" if is_module else module


def layer(name: str) -> int:
    top = name.split("/", maxsplit=1)[0]
    return next(number for number, members in enumerate(LAYERS) if top in members)


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_imports_go_one_way(file: Path) -> None:
    own = name_of(file)
    if own == "__init__":
        return
    for _, imported in imports(file):
        parts = imported.split(".")
        if parts[0] == "schemagit" and len(parts) > 1 and parts[1] != "__version__":
            assert layer(parts[1]) <= layer(own), f"{own} imports {imported}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_has_one_door(library: str) -> None:
    users = {
        name_of(file)
        for file in modules()
        for used in (*(used for _, used in imports(file)), *imports_by_name(file))
        if used.split(".")[0] == library
    }
    allowed = ONLY_IN[library]
    assert users, f"nothing imports {library}"
    assert all(user in allowed or user.split("/")[0] in allowed for user in users), users


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_no_import_hides_in_a_function(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    hidden = [
        node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_there_are_no_import_cycles() -> None:
    graph = {
        name_of(file): {
            used.removeprefix("schemagit.").replace(".", "/")
            for _, used in imports(file)
            if used.startswith("schemagit.")
        }
        - {name_of(file)}
        for file in modules()
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path, name])
        if name in done or name not in graph:
            return
        for other in graph[name]:
            visit(other, (*path, name))
        done.add(name)

    for module in graph:
        visit(module, ())


def test_the_comparison_names_no_kind() -> None:
    text = (PACKAGE / "compare.py").read_text("utf-8").replace('view="tree"', "")
    words = set(re.findall(r"[a-z]+", text.lower()))
    assert not words & {word for kind in KINDS for word in (kind.name, kind.plural)}


def test_every_command_is_a_module_that_says_how_it_is_used() -> None:
    helpers = {
        "__init__",
        "application",
        "command",
        "completing",
        "help",
        "ignoring",
        "logs",
        "options",
        "pager",
        "patience",
        "plain",
        "progress",
        "sharing",
        "shells",
        "speech",
        "streams",
    }
    files = {file.stem.removesuffix("_") for file in (PACKAGE / "cli").glob("*.py")}
    assert files - helpers - {"__init_"} == set(COMMANDS)


@pytest.mark.parametrize("file", modules(), ids=name_of)
def test_files_and_functions_are_short(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= MAX_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False) or ""
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring.count("\n")
            assert length <= MAX_FUNCTION_LINES, node.name


LIBRARIES = set(ONLY_IN)
# What each command line may load: the rest would only make people wait.
LOADS = {
    "--version": set(),
    "--help": {"cleo"},
    "log --help": {"cleo"},
    "diff --help": {"cleo"},
}


@pytest.mark.parametrize("line", LOADS)
def test_a_command_loads_only_the_libraries_that_it_needs(line: str) -> None:
    program = (
        "import sys; from schemagit.__main__ import main; main();"
        f"print(*({LIBRARIES!r} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *line.split()], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.splitlines()[-1].split()) == LOADS[line]
