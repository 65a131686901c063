"""Which file belongs to which environment: `env` in the file says so, not the name of the file."""

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from schemagit.config.environment import (
    load_environment,
    load_name,
    load_remote,
    load_repository,
    load_tolerance,
)
from schemagit.config.model import Environment, Remote, Tolerance
from schemagit.errors import UsageError
from schemagit.glance import CONFIGS, files

Found = TypeVar("Found")


class _Found(NamedTuple):
    """The files of one place: by the environment they hold, and those that cannot be read."""

    place: str
    files: dict[str, list[Path]]
    broken: dict[Path, UsageError]


def find_environments(directory: Path, file: Path | None = None) -> dict[str, Path]:
    """The file of each environment, by name. Files that cannot be read are left to `broken_files`.

    Args:
        directory: the folder of the project, which holds configs/.
        file: what to read instead of configs/: one file, or a folder of them.

    Raises:
        UsageError: two files hold the same environment, or `file` itself cannot be read.
    """
    found = _find(directory, file)
    return {name: _single(name, found.files[name]) for name in sorted(found.files)}


def broken_files(directory: Path, file: Path | None = None) -> dict[Path, UsageError]:
    """The files that hold nobody knows which environment, and what is wrong with each."""
    return _find(directory, file).broken


def find_environment(
    name: str, directory: Path, file: Path | None = None, *, environ: Mapping[str, str]
) -> Environment:
    """The environment of this name; of any name when it is "" and `file` is one file.

    Args:
        name: as typed, in upper or lower case.
        directory: the folder of the project, which holds configs/.
        file: what to read instead of configs/: one file, or a folder of them.
        environ: the values of variables.

    Raises:
        UsageError: there is no such environment, or its file is wrong.
    """
    if file is not None and not name and not (directory / file).is_dir():
        return load_environment(directory / file, environ)
    found = _find(directory, file)
    if name.lower() not in found.files:
        raise _unknown(name, found)
    return load_environment(_single(name.lower(), found.files[name.lower()]), environ)


def find_tolerance(
    name: str, directory: Path, file: Path | None = None, *, environ: Mapping[str, str]
) -> Tolerance:
    """What the file of an environment says of comparisons; nothing where it has none.

    Raises:
        UsageError: its file is wrong in this, or two files hold it.
    """
    found = _find(directory, file)
    if name in found.files:
        return load_tolerance(_single(name, found.files[name]), environ)
    for path, error in found.broken.items():
        if path.stem.lower() == name:
            raise error
    return Tolerance()


def find_repository(directory: Path, file: Path | None = None, *, environ: Mapping[str, str]) -> Path | None:
    """The snapshot repository that the files agree on, or None when none names one.

    It needs no other variables than those of its own value, for commands that ask no database.

    Raises:
        UsageError: two files name different ones.
    """
    hint = "choose one with --repository"
    return _agreed(directory, file, lambda path: load_repository(path, environ), "repositories", hint)


def find_remote(directory: Path, file: Path | None = None, *, environ: Mapping[str, str]) -> Remote | None:
    """The remote that the files agree on, or None when none names one; found as the repository is.

    Raises:
        UsageError: two files name different ones.
    """
    hint = "name one: schemagit push REMOTE"
    return _agreed(directory, file, lambda path: load_remote(path, environ), "remotes", hint)


def _agreed(
    directory: Path, file: Path | None, load: Callable[[Path], Found | None], what: str, hint: str
) -> Found | None:
    first: tuple[Path, Found] | None = None
    for candidate in (path for paths in _find(directory, file).files.values() for path in paths):
        found = load(candidate)
        if found is None:
            continue
        if first and first[1] != found:
            raise UsageError(f"{first[0]} and {candidate} name different {what}", hint)
        first = (candidate, found)
    return first[1] if first else None


def _find(directory: Path, file: Path | None) -> _Found:
    place = directory / (file or CONFIGS)
    if file is not None and not place.is_dir():
        return _Found(str(place), {load_name(place): [place]}, {})
    found = _Found(f"{place}/", {}, {})
    for path in _files(place):
        try:
            found.files.setdefault(load_name(path), []).append(path)
        except UsageError as error:
            found.broken[path] = error
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return files(folder)
    except OSError as error:
        raise UsageError(f"cannot read {folder}: {error.strerror}") from error


def _single(name: str, files: list[Path]) -> Path:
    if len(files) > 1:
        raise UsageError(
            f'{" and ".join(map(str, files))} have the same environment "{name}"', "change env in one of them"
        )
    return files[0]


def _unknown(name: str, found: _Found) -> UsageError:
    names = sorted(found.files)
    known = f"known: {', '.join(names)} (from {found.place})" if names else ""
    if found.broken:
        return _perhaps_broken(name, found.broken, known)
    if not names:
        return UsageError(f'no environment "{name}"', f"{found.place} holds none; schemagit init writes one")
    close = difflib.get_close_matches(name.lower(), names, 1)
    return UsageError(f'no environment "{name}"', known + (f'. Did you mean "{close[0]}"?' if close else ""))


def _perhaps_broken(name: str, broken: dict[Path, UsageError], known: str) -> UsageError:
    for path, error in broken.items():
        if path.stem.lower() == name.lower():
            return error
    hint = "; ".join(filter(None, (f'it may hold the environment "{name}"', known)))
    return UsageError(next(iter(broken.values())).message, hint)
