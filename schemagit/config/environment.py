"""One file: the keys at its top, and what they make."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from schemagit.config.context import Context
from schemagit.config.databases import read_databases
from schemagit.config.ignoring import read_ignore, read_names
from schemagit.config.model import Environment, Remote, Tolerance
from schemagit.config.selection import read_accept, read_exclude, read_include
from schemagit.config.values import Value, read_file
from schemagit.config.variables import expand_url
from schemagit.glance import CONFIGS
from schemagit.names import ENVIRONMENT

Converter: TypeAlias = Callable[[Value, Context], Any]


def _read_name(value: Value, _context: Context) -> str:
    # Variables stay as they are, and so are refused: environments are listed where none is set.
    name = value.text.lower()
    if not ENVIRONMENT.fullmatch(name):
        raise value.error(
            "env must be a name that a git branch can have",
            'use letters, digits, "-", "_" and single dots; begin with a letter or digit',
        )
    return name


def _read_repository(value: Value, context: Context) -> Path | None:
    """Relative paths begin in the folder of the project: the one that holds configs/."""
    text = context.text(value)
    return _project(value) / text if text else None


def _read_remote(value: Value, context: Context) -> Remote | None:
    """A name or a URL; relative paths begin in the folder of the project."""
    text = expand_url(value, context.environ)
    return Remote(text, _project(value)) if text else None


def _project(value: Value) -> Path:
    folder = value.source.file.absolute().parent
    return folder.parent if folder.name == CONFIGS else folder


# A key at the top of the file, the field of Environment that it fills, and how.
ENVIRONMENT_KEYS: Mapping[str, tuple[str, Converter]] = MappingProxyType(
    {
        "env": ("name", _read_name),
        "databases": ("databases", read_databases),
        "repository": ("repository", _read_repository),
        "remote": ("remote", _read_remote),
        "exclude": ("exclude", read_exclude),
        "include": ("include", read_include),
        "accept": ("accept", read_accept),
        "ignore": ("ignore", read_ignore),
        "roles": ("roles", read_names),
        "schemas": ("schemas", read_names),
    }
)
_REQUIRED = {"env": "as in env: prod", "databases": "a list, each with its name and dsn"}


def load_environment(file: Path, environ: Mapping[str, str]) -> Environment:
    """What a file says, with the variables of `environ` put in.

    Raises:
        UsageError: the file cannot be read, or anything in it is wrong.
    """
    top, context = read_file(file), Context(environ)
    entries = top.known_entries(ENVIRONMENT_KEYS)
    for key, hint in _REQUIRED.items():
        if key not in entries:
            raise top.error(f"{key} is missing", hint)
    fields: dict[str, Any] = {}
    for key, value in entries.items():
        field, convert = ENVIRONMENT_KEYS[key]
        fields[field] = convert(value, context)
    return Environment(file=file, warnings=tuple(context.warnings), **fields)


def load_name(file: Path) -> str:
    """The name of the environment of a file, whatever else is wrong in it.

    Raises:
        UsageError: the file cannot be read, or has no such name.
    """
    top = read_file(file)
    entries = top.entries
    if "env" not in entries:
        raise top.error("env is missing", _REQUIRED["env"])
    return _read_name(entries["env"], Context({}))


def load_repository(file: Path, environ: Mapping[str, str]) -> Path | None:
    """The snapshot repository that a file names, whatever else is wrong in it.

    Raises:
        UsageError: the file cannot be read, or the value is wrong.
    """
    value = read_file(file).entries.get("repository")
    return _read_repository(value, Context(environ)) if value else None


def load_remote(file: Path, environ: Mapping[str, str]) -> Remote | None:
    """The remote that a file names, whatever else is wrong in it.

    Raises:
        UsageError: the file cannot be read, or the value is wrong.
    """
    value = read_file(file).entries.get("remote")
    return _read_remote(value, Context(environ)) if value else None


def load_tolerance(file: Path, environ: Mapping[str, str]) -> Tolerance:
    """What a file says of comparisons, whatever else is wrong in it: they need no password.

    Raises:
        UsageError: the file cannot be read, or one of these values is wrong.
    """
    entries, context = read_file(file).entries, Context(environ)
    return Tolerance(
        read_ignore(entries["ignore"], context) if "ignore" in entries else (),
        *(
            read_names(entries[key], context) if key in entries else MappingProxyType({})
            for key in ("roles", "schemas")
        ),
    )
