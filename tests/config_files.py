"""Configuration files for tests, written in the current folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemagit import config
from schemagit.errors import UsageError

HEAD = "env: DEV\ndatabases:\n  - name: a\n"


def write(text: str | bytes, name: str = "configs/dev.yml") -> Path:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def entry(*lines: str) -> str:
    """The text of a file of one database; the first of the lines is line 4."""
    return HEAD + "".join(f"    {line}\n" for line in lines)


def load(file: Path, **environ: str) -> config.Environment:
    return config.load_environment(file, environ)


def refusal(call: Callable[..., Any], *args: Any, **named: Any) -> tuple[str, str]:
    """The message and hint of the UsageError that a call ends in."""
    with pytest.raises(UsageError) as caught:
        call(*args, **named)
    assert caught.value.exit_code == 2
    return caught.value.message, caught.value.hint
