"""People who share snapshots: several clones of one bare repository."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fix_cli import Project

_DAY = datetime(2026, 11, 1, tzinfo=UTC)


class Team:
    """A shared repository, and the folders of those who share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shared = folder / "shared.git"
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.shared)], check=True)

    def member(self, name: str) -> Project:
        """Somebody with a clone of what is shared by now."""
        made = Project(self.folder / name)
        made.folder.mkdir()
        assert made.call("clone", str(self.shared)).code == 0
        return made

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.shared), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip("\n")

    def subjects(self, branch: str = "prod") -> list[str]:
        """What is shared of an environment, the oldest first."""
        return self.git("log", "--first-parent", "--reverse", "--format=%s", branch).split("\n")


def add(
    member: Project,
    minute: int,
    *tables: str,
    environment: str = "prod",
    note: str = "",
    documents: Mapping[str, object] | None = None,
) -> str:
    """Record a snapshot of these tables and documents; the id of its commit."""
    files: dict[str, object] = {
        "databases/app/database.json": {},
        "databases/app/schemas/public/schema.json": {},
        **(documents or {}),
    }
    for table in tables:
        files[f"databases/app/schemas/public/tables/{table}.json"] = {"owner": "app"}
    taken = (_DAY + timedelta(minutes=minute)).isoformat()
    file = member.folder / "snapshot.json"
    file.write_text(json.dumps({"format": 1, "taken": taken, "files": files}))
    assert member.call("import", "snapshot.json", environment, "-m", note).code == 0
    return member.git("rev-parse", environment)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    for repository in (made.shared, *tmp_path.glob("*/snapshots.git")):
        command = ["git", "-C", str(repository), "fsck", "--strict", "--no-dangling", "--no-progress"]
        assert not subprocess.run(command, check=True, capture_output=True).stdout
        assert not list(repository.glob("**/*.lock"))
