"""Snapshots as one JSON file: a path of the tree and its document per line."""

import json
import math
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from schemagit import moments
from schemagit.characters import INVISIBLE, escaped
from schemagit.document import FORMAT, canonical, decode, encode
from schemagit.errors import FailedError, UsageError
from schemagit.names import MARK, from_path, is_capture_path
from schemagit.shapes import misshapen
from schemagit.sources import Files


def dump(files: Mapping[str, bytes], environment: str, taken: datetime | None) -> bytes:
    """One JSON object: format, environment, moment, and the documents by path, one per line, sorted."""
    head = {"format": FORMAT, "environment": environment, "taken": taken and moments.iso(taken)}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items() if value]
    documents = ",\n    ".join(_lines(files))
    text = "{\n  " + ",\n  ".join(lines) + ',\n  "files": {\n    ' + documents + "\n  }\n}\n"
    return INVISIBLE.sub(escaped, text).encode()


def _lines(files: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted(files):
        if path not in MARK:
            document = json.dumps(decode(files[path]), ensure_ascii=False)
            yield f"{json.dumps(path, ensure_ascii=False)}: {document}"


def save(file: Path, content: bytes) -> None:
    """Write a file wholly or not at all; a link stays one, and a device or a pipe is written to.

    Raises:
        UsageError: it is a folder.
        FailedError: it cannot be written.
    """
    check_file(file)
    target = file.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise FailedError(f"cannot write {file}: {error.strerror}") from error


def check_file(file: Path) -> None:
    """Refuse what no file can be written to.

    Raises:
        UsageError: it is a folder.
    """
    if file.is_dir():
        raise UsageError(f"cannot write {file}: it is a folder", f"name a file in it: {file / 'NAME'}")


def load(file: Path) -> tuple[Files, str]:
    """The snapshot that a file holds, and the name of its environment ("" when it does not say).

    Documents are brought into canonical form, so that a file that another program wrote compares equal.

    Raises:
        UsageError: the file cannot be read, or is no snapshot, or one of a newer format.
    """
    try:
        content = json.loads(file.read_bytes(), parse_float=_number, parse_constant=_number)
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"{file} is not JSON: {error}", "schemagit export REF --out FILE writes one"
        ) from error
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise UsageError(
            f"{file} is not a snapshot: it has no files", "schemagit export REF --out FILE writes one"
        )
    if content.get("format") != FORMAT:
        raise UsageError(
            f"{file} has format {content.get('format')!r}, this schemagit reads {FORMAT}",
            "install the version of schemagit that wrote it",
        )
    try:
        files = {path: _document(path, document) for path, document in content["files"].items()}
    except FailedError as error:
        raise UsageError(f"{file} is not a snapshot: {error.message}") from error
    said = content.get("environment")
    environment = said if isinstance(said, str) else ""
    return Files(str(file), files, _moment(file, content), environment=environment), environment


def _number(text: str) -> float:
    """A number that JSON can hold: Python also reads NaN, and what is too large as infinite."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _document(path: str, document: Any) -> bytes:
    if not isinstance(document, dict):
        raise FailedError(f"{path!r} holds no JSON object")
    if is_capture_path(path):
        return encode(document)
    if wrong := misshapen(document):
        raise FailedError(f"{path!r}: {wrong}")
    return encode(canonical(from_path(path).folder, document))


def _moment(file: Path, content: Mapping[str, Any]) -> datetime | None:
    if (text := content.get("taken")) is None:
        return None
    try:
        return moments.from_iso(text)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{file} says that it was taken at {text!r}, which is no moment") from error
