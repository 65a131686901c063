"""A snapshot -> the files of a package of models."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from schemagit import moments
from schemagit.characters import visible
from schemagit.errors import UsageError
from schemagit.models import naming, reading
from schemagit.models.folder import MARK, SNAPSHOT
from schemagit.models.imports import Imports
from schemagit.models.making import Code, Progress, make
from schemagit.models.options import Options
from schemagit.models.plan import Plan, is_meant, plan
from schemagit.models.schema import Class
from schemagit.models.support import support_module
from schemagit.models.texts import literal, safe
from schemagit.models.type_module import type_module
from schemagit.models.verify import require_known
from schemagit.patterns import Pattern
from schemagit.sources import Source

_INIT = "__init__.py"


class Generated(NamedTuple):
    """A package of models.

    Attributes:
        files: the text of each file by its path in the folder of the package.
        warnings: what could not be said in Python, in sentences.
        classes: how many classes of relations there are.
    """

    files: dict[str, str]
    warnings: list[str]
    classes: int


def generate(
    source: Source, options: Options, patterns: Sequence[Pattern], on_progress: Progress
) -> Generated:
    """The package of models of a snapshot.

    Args:
        source: the snapshot.
        options: the style and the variants.
        patterns: only relations and types that one of these means, and the types they need.
        on_progress: called with how many classes are done, and how many there are.

    Raises:
        UsageError: a pattern means nothing that becomes a model.
        FailedError: the snapshot cannot be read, or the generator fails.
    """
    databases = reading.read(source)
    _require_matches(databases, patterns, source)
    plans = [plan(database, options, patterns) for database in databases.values()]
    plans = [each for each in plans if each.schemas or each.types.definitions]
    wanted = [each for made in plans for each in _classes(made)]
    codes = dict(zip(map(id, wanted), make(wanted, options.style, on_progress), strict=True))
    modules = naming.assign((each.database for each in plans), naming.module_name)
    files = {_INIT: _package_init(source, modules)}
    for each in plans:
        for path, text in _database(each, options, codes):
            files[f"{modules[each.database]}/{path}"] = text
    warnings = [warning for each in plans for warning in _warnings(each)]
    classes = sum(len(made) for each in plans for made in each.schemas.values())
    return Generated(files, warnings, classes)


def _require_matches(
    databases: Mapping[str, reading.Database], patterns: Sequence[Pattern], source: Source
) -> None:
    for pattern in patterns:
        if not any(is_meant(name.parts, [pattern]) for name in reading.names(databases)):
            raise UsageError(
                f'no table, view or type "{pattern.text}" in {source.text}',
                f"names are written database.schema.name; schemagit show {source.text} says what there is",
            )


def _classes(made: Plan) -> Iterator[Class]:
    yield from made.shared
    for classes in made.schemas.values():
        yield from classes


def _warnings(made: Plan) -> Iterator[str]:
    for name, where in sorted(made.types.unknown.items()):
        yield f"the type {name} of {made.database} has no counterpart in Python: Any (first in {where})"


def _database(made: Plan, options: Options, codes: Mapping[int, Code]) -> Iterator[tuple[str, str]]:
    """The files of one database, by their path in its folder."""
    style = options.style
    names = (
        set(made.types.definitions) | {"Unset"} | ({"UNSET"} if style in ("pydantic", "dataclass") else set())
    )
    imports = Imports()
    shared = {each.name: _code(each, codes, imports, names) for each in made.shared}
    with_unset = set(options.variants) != {"row"}
    body = type_module(made.types, shared, style, imports, with_unset=with_unset)
    yield "_types.py", _module(f"Types of {made.database}.", imports, body)
    yield "_psycopg.py", support_module(style, MARK)
    schemas = sorted({*made.schemas, *_schemas_of_types(made)})
    modules = naming.assign(schemas, naming.module_name)
    exported: dict[str, list[str]] = {}
    for schema in schemas:
        imports = Imports(names)
        classes = made.schemas.get(schema, [])
        parts = [_code(each, codes, imports, names) for each in classes]
        own = _own_types(made, schema)
        imports.add(own)
        exported[schema] = sorted({*own, *(each.name for each in classes)})
        ending = [_tables(classes, imports), _all(exported[schema] + (["TABLES"] if classes else []))]
        title = f"Models of the schema {schema} of {made.database}."
        yield f"{modules[schema]}.py", _module(title, imports, "\n\n\n".join(filter(None, [*parts, *ending])))
    yield _INIT, _database_init(made, modules, exported)


def _code(each: Class, codes: Mapping[int, Code], imports: Imports, names: set[str]) -> str:
    code = codes[id(each)]
    require_known(each.name, code.names, imports.known | names)
    imports.add(code.names)
    return code.text


def _schemas_of_types(made: Plan) -> set[str]:
    return {each.key[0] for each in made.types.definitions.values() if each.key}


def _own_types(made: Plan, schema: str) -> list[str]:
    return [each.name for each in made.types.definitions.values() if each.key and each.key[0] == schema]


def _tables(classes: Sequence[Class], imports: Imports) -> str:
    """What each class stands for, as SQL writes it."""
    if not classes:
        return ""
    imports.add(["Final"])
    lines = "".join(f"    {literal(each.name)}: {literal(each.relation)},\n" for each in classes)
    return f"TABLES: Final = {{\n{lines}}}"


def _all(names: Sequence[str]) -> str:
    return "__all__ = [\n" + "".join(f"    {literal(name)},\n" for name in sorted(names)) + "]"


def _module(title: str, imports: Imports, body: str) -> str:
    head = [MARK, literal(visible(title)), "", "from __future__ import annotations", "", *imports.lines()]
    return "\n".join(head) + f"\n\n\n{body.strip()}\n"


def _database_init(made: Plan, modules: Mapping[str, str], exported: Mapping[str, Sequence[str]]) -> str:
    """All names that no two schemas share, and those of `public` in any case."""
    counts: dict[str, int] = {}
    for names in exported.values():
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    lines, all_names = [], list(modules.values())
    if modules:
        lines.append(f"from . import {', '.join(sorted(modules.values()))}")
    for schema in sorted(exported):
        kept = [name for name in exported[schema] if schema == "public" or counts[name] == 1]
        kept = [name for name in kept if schema == "public" or name not in exported.get("public", ())]
        if kept:
            lines.append(
                f"from .{modules[schema]} import (\n" + "".join(f"    {name},\n" for name in kept) + ")"
            )
            all_names += kept
    title = literal(visible(f"Models of the database {made.database}."))
    return "\n".join([MARK, title, "", *lines, "", _all(all_names), ""])


def _package_init(source: Source, modules: Mapping[str, str]) -> str:
    taken = f" ({moments.absolute(source.taken)})" if source.taken else ""
    snapshot = safe(visible(f"{source.text} {source.short}".strip() + taken))
    names = sorted(modules.values())
    lines = [f"from . import {', '.join(names)}", "", _all(names), ""] if names else []
    return "\n".join([MARK, f"{SNAPSHOT}{snapshot}", "", *lines])
