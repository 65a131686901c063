"""The folder that a package of models lies in."""

from collections.abc import Mapping
from pathlib import Path

from schemagit.errors import FailedError, UsageError
from schemagit.exchange import save

# The first line of every file, by which it is known as one that may be written over and removed.
MARK = "# Made by schemagit generate: changes to this file are lost."
SNAPSHOT = "# Snapshot: "


def write(folder: Path, files: Mapping[str, str]) -> int:
    """Write the files of a package, and remove those of ours that are no longer part of it.

    Returns:
        How many files changed on disk.

    Raises:
        UsageError: a file is in the way that is not ours.
        FailedError: the folder cannot be written.
    """
    present = _present(folder)
    for path in files:
        if path in present and present[path].split("\n", 1)[0] != MARK and present[path].strip():
            raise UsageError(
                f"{folder / path} was not made by schemagit generate",
                "name another folder, or remove the file",
            )
    changed = {path: text for path, text in files.items() if present.get(path) != text}
    stale = _stale(present, files)
    try:
        for path in changed:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        for path, text in changed.items():
            save(folder / path, text.encode())
        for path in stale:
            (folder / path).unlink()
            if not any((folder / path).parent.iterdir()):
                (folder / path).parent.rmdir()
    except OSError as error:
        raise FailedError(f"cannot write {folder}: {error.strerror}") from error
    return len(changed) + len(stale)


def differences(folder: Path, files: Mapping[str, str]) -> list[str]:
    """In what the models on disk are not those of the package, a line per file.

    The line that names the snapshot does not count: most snapshots change no model.
    """
    present = _present(folder)
    lines = [f"missing: {path}" for path in files if path not in present]
    lines += [
        f"differs: {path}"
        for path, text in files.items()
        if path in present and without_snapshot(present[path]) != without_snapshot(text)
    ]
    return sorted([*lines, *(f"not part of it: {path}" for path in _stale(present, files))])


def without_snapshot(text: str) -> str:
    """The text of a file without the line that names the snapshot."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(SNAPSHOT))


def _stale(present: Mapping[str, str], files: Mapping[str, str]) -> list[str]:
    return [path for path, text in present.items() if path not in files and text.split("\n", 1)[0] == MARK]


def _present(folder: Path) -> dict[str, str]:
    """The modules that are there, as far as a package of ours reaches: the folder and its folders."""
    found: dict[str, str] = {}
    try:
        for file in sorted([*folder.glob("*.py"), *folder.glob("*/*.py")]):
            found[file.relative_to(folder).as_posix()] = file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise FailedError(f"cannot read {folder}: {error.strerror}") from error
    return found
