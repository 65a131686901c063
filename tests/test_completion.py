"""Command lines that shells complete: what they are offered, and that no name is ever run by them."""

import io
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import chdir, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest
from fix_cli import Project
from fix_db import Execute
from test_architecture import ONLY_IN

from schemagit import config
from schemagit.characters import visible
from schemagit.cli import COMMANDS, application, completing, options, plain, shells
from schemagit.demo.server import Server

# Each is one table: what would happen were a shell to read its name is a file called `run`.
HOSTILE = (
    "plain",
    "Order items",
    "it's",
    'dou"ble',
    "$(touch run)",
    "`touch run`",
    "; touch run",
    "&& touch run #",
    "*",
    "~root",
    "back\\slash",
    "new\nline",
    "tab\there",
    "esc\x1b[2Jape",
    "bidi\u202etext",
    "häßlich",
    "-rf",
    "!!",
    "{a,b}",
    "<run>",
)


@pytest.fixture(scope="module")
def hostile(server: Server, execute: Execute, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A snapshot of tables with hostile names."""
    made = Project(tmp_path_factory.mktemp("hostile"))
    execute(server.conninfo(), "create database hostile")
    quoted = ['"' + name.replace('"', '""') + '"' for name in HOSTILE]
    execute(server.conninfo("hostile"), "".join(f"create table {name} ();" for name in quoted))
    made.write_config("prod", {"app": server.conninfo("hostile")})
    assert made.call("snap", "prod").code == 0
    execute(server.conninfo(), "drop database hostile")
    return made


def offered(project: Project, *words: str) -> list[str]:
    """What zsh and fish are told."""
    with chdir(project.folder), redirect_stdout(io.StringIO(newline="")) as out:
        assert completing.main(["zsh", *words]) == 0
    return out.getvalue().split("\0")[:-1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sn"], ["snap"]),
        (["diff", "pr"], ["prod"]),
        (["diff", "prod..s"], ["prod..stage"]),
        (["diff", "prod~2..v"], ["prod~2..v2.3"]),
        (["diff", "live:s"], ["live:stage"]),
        (["diff", "--only", "security", "prod", "dataflow_server.public.jobs"], None),
        (["show", "prod", "dataflow_server.public.sch"], ["dataflow_server.public.schedule"]),
        (["show", "prod~2", "dataflow_server.public.sch"], []),
        (["show", "prod~2..prod~1", "dataflow_server.public.sch"], ["dataflow_server.public.schedule"]),
        (["snap", "-m", "note", "st"], ["stage"]),
        (["snap", "st"], ["stage"]),
        (["log", "--format", "j"], ["json"]),
        (["diff", "--format=h"], ["--format=html"]),
        (["diff", "--exit"], ["--exit-code"]),
        (["--repos"], ["--repository"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["export", "prod", "st"], []),
        (["nothing", ""], []),
        (["-C", "missing", "snap", "st"], []),
        (["--repository", "missing", "show", "prod", ""], []),
        (["show", "-rf", ""], None),
        (["show", "--upload-pack=x", "prod", ""], None),
    ],
    ids=str,
)
def test_what_is_offered(words: list[str], expected: list[str] | None, story: Project) -> None:
    found = offered(story, *words)
    assert expected is None or found == expected


def test_names_go_on_as_they_are_shown(hostile: Project) -> None:
    found = offered(hostile, "show", "prod", 'app.public."tab\\u0009')
    assert found == ['app.public."tab\\u0009here"']
    assert hostile.call("show", "prod", found[0]).code == 0
    with chdir(hostile.folder), redirect_stdout(io.StringIO(newline="")) as out:
        completing.main(["fish", "show", "prod", 'app.public."tab'])
    assert out.getvalue().split("\0")[:-1] == found


def test_many_objects_are_offered_step_by_step(story: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "_MANY", 3)
    monkeypatch.chdir(story.folder)

    def found(word: str) -> list[str]:
        return list(completing.candidates(completing.parse(["show", "prod~1", word])))

    assert found("") == ["dataflow_server.", "datasource_server."]
    assert found("dataflow_server.") == ["dataflow_server.public."]
    assert len(found("dataflow_server.public.")) > 3


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("env: prod\ndatabases:\n  - name: a\n    host: h\n", True),
        ("# x\n\nenv:  'PROD'  # y: z\nrepository: ../x/snapshots.git\ndatabases:\n- name: a\n", True),
        ('repository: "a"\nenv: a-b_1\n', True),
        ("env: pröd\n", False),
        ("env: prod\n# \u2028repository: x\n", False),
        ("env: prod\r\n", False),
        ("env: a.b\n", False),
        ("env: null\n", False),
        ("env: prod # x\n", True),
        ("env: prod# x\n", False),
        ("env: prod\nrepository: ${HOME}/x\n", False),
        ("env: prod\nrepository: ~/x\n", False),
        ("env: prod\nenv: stage\n", False),
        ("env: a/b\n", False),
        ("env:prod\n", False),
        ("env: |\n  prod\n", False),
        ("{env: prod, repository: x}\n", False),
        ('"env": prod\n', False),
        ("--- \nenv: prod\n", False),
        ("repository: x\n", False),
        ("env: 'prod\n", False),
    ],
)
def test_what_files_say_plainly_is_what_they_say(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_plain: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("configs").mkdir()
    Path("configs/prod.yml").write_bytes(text.encode())
    for place in (None, Path("configs"), Path("configs/prod.yml")):
        with suppress(plain.UnclearError):
            found = plain.environments(place), plain.repository(place)
            assert is_plain
            assert found[0] == list(config.find_environments(Path(), place))
            assert found[1] == config.find_repository(Path(), place, environ={})
            continue
        assert not is_plain


def test_files_that_disagree_say_nothing_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert plain.environments(None) == []
    Path("configs").mkdir()
    for name in ("a", "b"):
        Path(f"configs/{name}.yml").write_text(f"env: {name}\nrepository: {name}\n")
    assert plain.environments(None) == ["a", "b"]
    with pytest.raises(plain.UnclearError):
        plain.repository(None)
    Path("configs/c.yml").write_text("env: a\n")
    with pytest.raises(plain.UnclearError):
        plain.environments(None)


def test_completing_loads_little_and_asks_git_little(
    story: Project, monkeypatch: pytest.MonkeyPatch, count_processes: Callable[[], int]
) -> None:
    monkeypatch.chdir(story.folder)
    words = ["completion", "zsh", "--", "show", "prod", "dataflow_server.public.sch"]
    program = (
        "import sys; from schemagit.__main__ import main; main();"
        f"print(*({set(ONLY_IN)!r} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "dataflow_server.public.schedule\0\n"
    assert count_processes() == 2


def test_it_is_told_what_commands_declare() -> None:
    app = application.Application()
    commands: dict[str, Any] = {name: app.find(name) for name in COMMANDS}
    assert set(options.OPTIONS) <= set(COMMANDS)
    for name, command in {"": None, **commands}.items():
        declared = application._GLOBAL_OPTIONS if command is None else command.own_options
        known = completing.known(name)
        for option in declared:
            assert (known[f"--{option.name}"] is not None) == option.accepts_value(), (name, option.name)
        more = {f"--{option.name}" for option in (*application._GLOBAL_OPTIONS, *declared)}
        assert {each for each in known if each.startswith("--")} == more
        if command is not None:
            kinds = options.ARGUMENTS.get(name, "").split()
            assert not kinds or len(kinds) >= len(command.arguments), name
            for word in options.OPTIONS.get(name, "").split():
                if word.startswith("--format="):
                    [format_] = [o for o in command.own_options if o.name == "format"]
                    assert word.removeprefix("--format=").replace(",", ", ") in format_.description


def test_an_unknown_shell_is_refused(story: Project) -> None:
    assert "bash, zsh, fish" in story.fails("completion", "tcsh")[1]


def shell(name: str) -> str:
    return shutil.which(name) or pytest.skip(f"there is no {name} on this machine")


# What makes a shell complete, and write down what the completed line would have run.
STARTS = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        'eval "$(command schemagit completion bash)"',
        'schemagit() { printf "%s\\0" "$@" > part; mv part ran; }',
    ),
    "zsh": (
        ["-f", "-i"],
        'autoload -U compinit; compinit -u -D; eval "$(command schemagit completion zsh)"',
        'schemagit() { printf "%s\\0" "$@" > part; mv part ran }',
    ),
    "fish": (
        ["--no-config", "-i"],
        "command schemagit completion fish | source",
        "function schemagit; printf '%s\\0' $argv > part; mv part ran; end",
    ),
}


class Terminal:
    """An interactive shell in a folder."""

    def __init__(self, name: str, folder: Path) -> None:
        arguments, *start = STARTS[name]
        self.folder, self._shown = folder, b""
        self._process, self._terminal = pty.fork()
        if not self._process:
            os.chdir(folder)
            path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
            variables = {"PATH": path, "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
            os.execve(shell(name), [name, *arguments], variables)  # noqa: S606 - the shell is what is tested
        self.type("; ".join(start) + "\n")
        self.type("echo rea''dy\n", until=b"ready")

    def type(self, text: str, until: bytes = b"", seconds: float = 20) -> None:
        self._shown = b""
        os.write(self._terminal, text.encode())
        deadline = time.monotonic() + seconds
        while until and until not in self._shown and time.monotonic() < deadline:
            self._read(0.1)

    def ran(self) -> list[str]:
        """The words of the line that was run."""
        deadline = time.monotonic() + 10
        while not (self.folder / "ran").exists() and time.monotonic() < deadline:
            self._read(0.05)
        words = (self.folder / "ran").read_bytes().decode().split("\0")[:-1]
        (self.folder / "ran").unlink()
        return words

    def close(self) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)

    def _read(self, seconds: float) -> None:
        if select.select([self._terminal], [], [], seconds)[0]:
            try:
                self._shown += os.read(self._terminal, 65536)
            except OSError:
                return


@pytest.mark.parametrize(
    "name", ["bash", *(pytest.param(name, marks=pytest.mark.slow) for name in ("zsh", "fish"))]
)
def test_a_shell_completes(name: str, hostile: Project) -> None:
    shell(name)
    terminal = Terminal(name, hostile.folder)
    try:
        for typed, expected in (
            ("schemagit exp\tpro\t", ["export", "prod"]),
            ("schemagit show prod app.public.pla\t", ["show", "prod", "app.public.plain"]),
        ):
            terminal.type(typed + "\n")
            assert terminal.ran() == expected
    finally:
        terminal.close()


def beginning(dotted: str, among: list[str]) -> str:
    """The shortest beginning, after the schema, that no other name has."""
    return next(
        dotted[:end]
        for end in range(len("app.public.") + 1, len(dotted) + 1)
        if sum(each.startswith(dotted[:end]) for each in among) == 1
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", shells.SHELLS)
def test_a_shell_gives_hostile_names_as_they_are(name: str, hostile: Project) -> None:
    shell(name)
    names = offered(hostile, "show", "prod", "app.public.")
    assert len(names) == len(HOSTILE)
    terminal = Terminal(name, hostile.folder)
    try:
        for dotted in names:
            start, expected = beginning(dotted, names), dotted
            if name == "fish":
                start += '"' * start.endswith("*")  # a star at the end is a pattern, however quoted
                expected = visible(dotted) if "\t" in dotted else dotted
            typed = "".join(c if c.isalnum() or c in "._-" else f"\\{c}" for c in start)
            terminal.type(f"schemagit show prod {typed}\t\n")
            assert terminal.ran() == ["show", "prod", expected], typed
            assert not (hostile.folder / "run").exists()
    finally:
        terminal.close()


def test_bash_reads_what_it_is_told_as_the_names(hostile: Project) -> None:
    names = [*offered(hostile, "show", "prod", "app.public."), *HOSTILE]
    words = " ".join(map(shells.bash, names))
    command = [shell("bash"), "-c", f"printf '%s\\0' {words}"]
    done = subprocess.run(command, cwd=hostile.folder, capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == names
    assert not (hostile.folder / "run").exists()
    assert shells.split(f"schemagit show {words}", "")[0][2:] == names


@pytest.mark.parametrize(
    "line",
    ["schemagit show 'open", 'schemagit show "open', "schemagit show $(touch run)", "a | b", "a; b", "\\"],
)
def test_a_line_that_is_more_than_words_is_left_alone(line: str, hostile: Project) -> None:
    result = hostile.run("completion", "bash", "--", line, " ")
    assert result == (0, "", "")
