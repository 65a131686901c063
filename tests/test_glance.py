"""A glance at the configuration: it may see what is not there, but overlooks nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
from fix_cli import Project

from schemagit.glance import files, may_say

SAYS = {
    "ignore: [owners]": True,
    "{env: prod, ignore: [owners]}": True,
    "? ignore\n: [owners]": True,
    "'ignore' : [owners]": True,
    '"\\x69gnore": [owners]': True,
    "# what follows is none\u2028ignore: [owners]": True,
    "# said\x85ignore: [owners]": True,
    "# said\rignore: [owners]": True,
    "env: prod": False,
    "env: prod\n  # ignore: [owners]": False,
    "env: prod  # Größe: ändern": False,
    "": False,
}


@pytest.mark.parametrize("text", SAYS)
def test_a_key_is_not_overlooked(text: str, tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "prod.yml").write_bytes(text.encode())
    assert may_say(("roles", "ignore"), tmp_path) == SAYS[text]


def test_what_cannot_be_looked_at_may_say_anything(tmp_path: Path) -> None:
    assert not may_say(("ignore",), tmp_path)
    (tmp_path / "configs").write_text("")
    assert may_say(("ignore",), tmp_path)
    assert may_say(("ignore",), tmp_path, Path("configs"))
    (tmp_path / "large").mkdir()
    (tmp_path / "large" / "a.yml").write_text("#" * 1_000_000)
    assert may_say(("ignore",), tmp_path, Path("large"))
    (tmp_path / "large" / "a.yml").rename(tmp_path / "large" / ".a.yml")
    assert files(tmp_path / "large") == []
    assert not may_say(("ignore",), tmp_path, Path("large"))


def test_log_reads_only_a_configuration_with_rules(story: Project, tmp_path: Path) -> None:
    libraries = {"yaml", "git", "arrow", "deepdiff", "psycopg", "schemagit.store.write"}
    program = (
        "import sys; from schemagit.__main__ import main; main(); sys.stderr.write(' '.join("
        f"{libraries!r} & set(sys.modules) | {{n for n in sys.modules if n.startswith('schemagit.kinds')}}))"
    )
    (tmp_path / "prod.yml").write_text("env: prod\ndatabases: []\n")
    words = ["log", "prod", "--config", str(tmp_path)]
    command = [sys.executable, "-c", program, *words]

    def loaded() -> str:
        done = subprocess.run(
            command, cwd=story.folder, env=story.surroundings(), capture_output=True, check=True
        )
        assert b"snapshot" in done.stdout
        return done.stderr.decode()

    assert not loaded()
    (tmp_path / "prod.yml").write_text("env: prod\ndatabases: []\nignore: [grants]\n")
    assert "yaml" in loaded().split()
