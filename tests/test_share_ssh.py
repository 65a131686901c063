"""What is shared through ssh: keys open it, and nobody is asked who is not there."""

import os
import pty
import time

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase
from fix_ssh import SshHost

UNKNOWN = (
    "Host key verification failed",
    "  ssh does not know this host by its key: connect to it by hand once, and look at the key",
)
REFUSED = (
    "Permission denied (publickey)",
    "  git asks for the credentials: does git fetch work there by hand?",
)


def member(project: Project, name: str, conninfo: str, url: str) -> Project:
    """Somebody with a folder and a configuration of their own."""
    made = Project(project.folder / name)
    made.folder.mkdir()
    made.write_config("prod", {"app": conninfo}, f"remote: {url}")
    return made


@pytest.mark.slow
def test_what_one_pushes_through_ssh_another_pulls(
    project: Project, ssh_host: SshHost, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database("create table t (id integer)")
    ada, bob = (member(project, name, conninfo, ssh_host.url) for name in ("ada", "bob"))
    env = {"GIT_SSH_COMMAND": ssh_host.command()}
    first = ada.call("snap", "prod", "--push", env=env)
    assert (first.code, first.err) == (0, "")
    tip = ada.git("rev-parse", "prod")
    assert first.out.endswith(f"pushed to {ssh_host.url}:\n  prod   {tip[:7]}   1 snapshot went\n")
    assert bob.call("clone", ssh_host.url, env=env).code == 0
    assert bob.git("rev-parse", "prod") == tip
    execute(conninfo, "create table u (id integer)")
    bob.git("config", "core.sshCommand", ssh_host.command())
    assert bob.call("snap", "prod").code == 0
    pushed = bob.call("push")
    assert (pushed.code, pushed.err) == (0, "")
    assert ada.call("pull", env=env).code == 0
    assert ada.git("rev-parse", "prod") == bob.git("rev-parse", "prod") != tip


def run_on_a_terminal(project: Project, *arguments: str, ssh: str) -> list[str]:
    """What a command says that has a terminal which it could ask, and nobody who listens there."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(project.folder)
        line = '"$@" < /dev/null > out 2> err; echo $? > code'
        words = ["sh", "-c", line, "sh", *project.command(*arguments)]
        os.execvpe("sh", words, project.surroundings({"GIT_SSH_COMMAND": ssh}))  # noqa: S606
    code = project.folder / "code"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (code.exists() and code.read_text()):
        time.sleep(0.05)
    os.close(terminal)
    os.waitpid(process, 0)
    assert code.read_text() == "3\n"
    assert not (project.folder / "out").read_text()
    return (project.folder / "err").read_text().splitlines()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "known", "reason"),
    [
        ("stranger", "known", REFUSED),
        ("locked", "known", REFUSED),
        ("guest", "nobody", UNKNOWN),
        ("guest", "changed", UNKNOWN),
    ],
)
def test_what_ssh_refuses(
    key: str, known: str, reason: tuple[str, str], project: Project, ssh_host: SshHost
) -> None:
    ssh_host.lock("locked", "hunter2")
    line, hint = run_on_a_terminal(project, "clone", ssh_host.url, ssh=ssh_host.command(key, known))
    assert line.startswith(f"error: cannot fetch from {ssh_host.url}: ")
    assert (line[-len(reason[0]) :], hint) == reason
    assert not project.has_repository


def test_no_ssh(project: Project) -> None:
    url = "ssh://127.0.0.1/x.git"
    assert project.fails("clone", url, env={"GIT_SSH_COMMAND": "/nowhere/ssh"}, code=3) == [
        f"error: cannot fetch from {url}: cannot run /nowhere/ssh: No such file or directory",
        "  install it; or is it GIT_SSH_COMMAND or core.sshCommand that names it?",
    ]
