"""Where data goes: a pager on a terminal, a reader that has seen enough, a stdout that takes nothing."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from fix_cli import Project

_SECONDS = 30
# Shows that it was there, and what it was told.
_PAGER = 'sed "s/^/paged: /"; echo "LESS=$LESS"'


class Shown(NamedTuple):
    """What a terminal shows of a command, and how that ended."""

    code: int
    lines: list[str]


def on_a_terminal(project: Project, *arguments: str, env: Mapping[str, str] | None = None) -> Shown:
    """Run the program with stdin, stdout and stderr on a pseudo terminal."""
    ours, theirs = pty.openpty()
    surroundings = {"TERM": "xterm", "NO_COLOR": "1"} | dict(env or {})
    with subprocess.Popen(
        project.command(*arguments),
        cwd=project.folder,
        env=project.surroundings(surroundings),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown = _read(ours)
        os.close(ours)
        return Shown(process.wait(_SECONDS), shown.decode().replace("\r\n", "\n").splitlines())


def _read(terminal: int) -> bytes:
    shown, end = b"", time.monotonic() + _SECONDS
    while time.monotonic() < end and select.select([terminal], [], [], _SECONDS)[0]:
        try:
            if not (more := os.read(terminal, 65536)):
                break
        except OSError:  # how Linux says that nobody has the other end any more
            break
        shown += more
    return shown


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["log", "--oneline"], marks=pytest.mark.slow),
        pytest.param(["show", "prod"], marks=pytest.mark.slow),
        ["diff", "prod"],
    ],
    ids=" ".join,
)
def test_long_output_is_read_in_the_pager(story: Project, arguments: list[str]) -> None:
    plain = story.run(*arguments).out.splitlines()
    code, lines = on_a_terminal(story, *arguments, env={"GIT_PAGER": _PAGER, "PAGER": "false"})
    assert code == 0
    assert lines == [*(f"paged: {line}" for line in plain), "LESS=FRX"]


@pytest.mark.slow
def test_the_settings_of_the_user_are_kept(story: Project, tmp_path: Path) -> None:
    """As git has them: GIT_PAGER, core.pager, PAGER; and LESS."""
    config = tmp_path / "gitconfig"
    config.write_text("[core]\n\tpager = sed s/^/configured:/\n")
    names = {"GIT_CONFIG_GLOBAL": str(config), "PAGER": "sed s/^/PAGER:/"}
    for env, mark in (
        ({"PAGER": names["PAGER"]}, "PAGER:"),
        (names, "configured:"),
        (names | {"GIT_PAGER": "sed s/^/GIT_PAGER:/"}, "GIT_PAGER:"),
    ):
        _, lines = on_a_terminal(story, "log", "--oneline", env=env)
        assert len(lines) == 4
        assert all(line.startswith(mark) for line in lines), lines
    assert on_a_terminal(story, "envs", env={"GIT_PAGER": _PAGER, "LESS": "x"}).lines[0][:4] == "prod"
    assert on_a_terminal(story, "log", env={"GIT_PAGER": _PAGER, "LESS": "x"}).lines[-1] == "LESS=x"


@pytest.mark.parametrize(
    "pager",
    [
        "no-such-program",
        *(pytest.param(word, marks=pytest.mark.slow) for word in ("", "cat", "no | x", "'", "A=1")),
    ],
)
def test_no_pager_or_one_that_is_missing(story: Project, pager: str) -> None:
    code, lines = on_a_terminal(story, "log", "--oneline", env={"GIT_PAGER": pager})
    assert (code, len(lines)) == (0, 4)
    assert [line.split()[0] for line in lines] == [
        line.split()[0] for line in story.run("log", "--oneline").out.splitlines()
    ]


@pytest.mark.slow
def test_the_pager_can_be_refused(story: Project) -> None:
    for arguments in (["--no-pager", "log", "--oneline"], ["log", "--oneline", "--no-pager"]):
        code, lines = on_a_terminal(story, *arguments, env={"GIT_PAGER": _PAGER})
        assert (code, len(lines)) == (0, 4)
        assert "paged" not in "".join(lines)


def test_only_terminals_have_pagers(story: Project) -> None:
    assert "paged" not in story.run("log", env={"GIT_PAGER": _PAGER}).out


@pytest.mark.parametrize(
    "pager",
    ["true", *(pytest.param(word, marks=pytest.mark.slow) for word in ("head -n 1", _PAGER, "exit 7"))],
)
def test_the_exit_code_is_that_of_the_command(story: Project, pager: str) -> None:
    code, lines = on_a_terminal(story, "diff", "prod", "--exit-code", env={"GIT_PAGER": pager})
    assert code == 1
    assert not [line for line in lines if "Traceback" in line or "error" in line]


@pytest.mark.slow
def test_an_error_is_told_outside_the_pager(story: Project) -> None:
    code, lines = on_a_terminal(story, "diff", "nope", env={"GIT_PAGER": _PAGER})
    assert (code, lines[0]) == (3, 'error: no such ref "nope"')


def test_a_short_answer_is_read_without_leaving_the_pager(story: Project) -> None:
    """As less does when all of it fits on the screen, by the settings that git gives it."""
    code, lines = on_a_terminal(story, "log", "--oneline", env={"PAGER": "less"})
    assert code == 0
    assert len([line for line in lines if "prod" in line or "stage" in line]) == 4


SHELL = {
    "--version | true": "0",
    "--help | true": "0",
    "diff prod | head -n 1": "0",
    "diff prod --exit-code --format json | true": "1",
    "diff prod --format html | true": "0",
    "--version >&-": "3",
    "--help >&-": "3",
    "diff prod >&-": "3",
    "log >&- <&-": "3",
    "log --oneline <&- 2>&-": "0",
    "--version >/dev/full": "3",
    "--help >/dev/full": "3",
    "log >/dev/full": "3",
    "diff prod --format json >/dev/full": "3",
}


_FAST = (
    "--version | true",
    "--version >&-",
    "--version >/dev/full",
    "diff prod | head -n 1",
    "log >/dev/full",
)


@pytest.mark.parametrize("buffered", ["", pytest.param("1", marks=pytest.mark.slow)], ids=["buffered", "not"])
@pytest.mark.parametrize(
    "line", [line if line in _FAST else pytest.param(line, marks=pytest.mark.slow) for line in SHELL]
)
def test_streams_that_end_or_lead_nowhere(story: Project, line: str, buffered: str) -> None:
    arguments, *rest = line.partition(" | ")
    script = f"{{ {' '.join(story.command())} {arguments}; echo $? >code; }} {''.join(rest)}"
    env = story.surroundings({"PYTHONUNBUFFERED": buffered})
    done = subprocess.run(["sh", "-c", script], cwd=story.folder, env=env, capture_output=True, check=False)
    assert (story.folder / "code").read_text().strip() == SHELL[line], done
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    error = b'{"version": 1, "error": ' if "json" in line else b"error: "
    expected = error if SHELL[line] == "3" else b""
    assert done.stderr.startswith(expected)
    assert bool(done.stderr) is bool(expected)


@pytest.mark.parametrize(
    ("option", "shown"),
    [("-C", "-C"), ("--directory", "-C"), ("--config", "--config"), ("--repository", "--repository")],
)
def test_a_place_that_is_empty(project: Project, option: str, shown: str) -> None:
    for arguments in ([option, "", "envs"], ["log", option, ""]):
        assert project.fails(*arguments) == [
            f'error: {shown} takes a path, not ""',
            "  leave the option out for the default",
        ]
