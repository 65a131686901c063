"""A shared repository behind ssh: a server of its own, which only one key opens."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_SECONDS = 10
_SETTINGS = """
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/guest.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
"""
# Where sshd locks itself up until a key is accepted; the service of the system makes it.
_PRIVILEGES = Path("/run/sshd")


class SshHost:
    """Where it is, and keys: of the host, of its guest, and of somebody else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        for name in ("host", "guest", "stranger"):
            self._make_key(name)
        self._know("known", "host")
        self._know("changed", "stranger")
        (folder / "sshd_config").write_text(_SETTINGS.format(port=self.port, folder=folder))

    @property
    def url(self) -> str:
        return f"ssh://127.0.0.1:{self.port}{self.folder}/shared.git"

    def command(self, key: str = "guest", known: str = "known") -> str:
        """What git is told to run: ssh with these keys, whatever those of the person at the keyboard are."""
        places = {"IdentityFile": self.folder / key, "UserKnownHostsFile": self.folder / known}
        options = [f"-o {name}={place}" for name, place in places.items()]
        return " ".join(["ssh -F none -o IdentitiesOnly=yes", *options])

    def lock(self, name: str, password: str) -> None:
        """Make another file of the guest's key, which needs a password."""
        file = shutil.copy(self.folder / "guest", self.folder / name)
        command = ["ssh-keygen", "-q", "-p", "-P", "", "-N", password, "-f", file]
        subprocess.run(command, check=True, capture_output=True)

    def _make_key(self, name: str) -> None:
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)]
        subprocess.run(command, check=True)

    def _know(self, name: str, key: str) -> None:
        public = (self.folder / f"{key}.pub").read_text()
        (self.folder / name).write_text(f"[127.0.0.1]:{self.port} {public}")


@pytest.fixture
def ssh_host(tmp_path: Path) -> Iterator[SshHost]:
    """An ssh server of the test with an empty `shared.git`; without sshd the test is skipped."""
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if sshd is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh with a server on this machine (openssh-server)")
    folder = tmp_path / "ssh"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder / "shared.git")], check=True)
    host = SshHost(folder)
    if os.geteuid() == 0:
        _PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
    command = [sshd, "-f", str(folder / "sshd_config"), "-D", "-E", str(folder / "log")]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as running:
        try:
            _wait_for(host, running)
            yield host
        finally:
            running.terminate()


def _wait_for(host: SshHost, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", host.port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    log = host.folder / "log"
    pytest.fail(f"sshd does not answer: {log.read_text() if log.exists() else 'it said nothing'}")
