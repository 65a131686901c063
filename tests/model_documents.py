"""Documents that models are made from, and the packages that are made of them, for tests without a server."""

import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from schemagit.models.folder import write
from schemagit.models.options import Options
from schemagit.models.package import Generated, generate
from schemagit.names import ObjectName
from schemagit.patterns import parse_pattern
from schemagit.sources import Files


def files(documents: Mapping[ObjectName, Mapping[str, Any]]) -> Files:
    """A snapshot of these documents."""
    return Files("prod", {name.path: json.dumps(document).encode() for name, document in documents.items()})


def table(
    name: str, *columns: Mapping[str, Any], schema: str = "public", folder: str = "tables", **more: Any
) -> dict[ObjectName, dict[str, Any]]:
    return {ObjectName("app", schema, folder, name): {"columns": list(columns), **more}}


def column(name: str, of: str = "integer", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": of, **more}


def made(
    documents: Mapping[ObjectName, Mapping[str, Any]],
    options: Options | None = None,
    patterns: Sequence[str] = (),
) -> Generated:
    wanted = [parse_pattern(text) for text in patterns]
    return generate(files(documents), options or Options(), wanted, lambda _done, _all: None)


@contextmanager
def imported(generated: Generated, folder: Path, name: str) -> Iterator[ModuleType]:
    """The database `app` of a package, imported, and forgotten afterwards."""
    write(folder / name, generated.files)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(f"{name}.app")
    finally:
        sys.path.remove(str(folder))
        for module in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
            del sys.modules[module]
