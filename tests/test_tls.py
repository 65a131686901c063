"""Encrypted connections: whom they trust, and that none ends in clear text without a word."""

import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from fix_cli import Project
from fix_db import Execute

from schemagit import config
from schemagit.demo import binaries
from schemagit.demo.server import Server
from schemagit.postgres import session

KEY: tuple[str, ...] = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
RELOAD = "select pg_reload_conf(), pg_sleep(0.05)"


class Plain(NamedTuple):
    """A server that is reached by the network, and the folder with its certificates."""

    server: Server
    execute: Execute
    folder: Path

    @property
    def log(self) -> str:
        """What the server says, connections among it."""
        return Path(self.server.host, "log").read_text()

    def configure(self, project: Project, *lines: str, host: str = "localhost") -> None:
        """Write the configuration of `prod` with these keys of its database."""
        port = self.server.port
        keys = ("name: app", f"host: {host}", f"port: {port}", "username: postgres", "database: postgres")
        entry = "\n    ".join((*keys, *lines)).replace("{root}", str(self.folder / "authority.crt"))
        (project.folder / "configs").mkdir(exist_ok=True)
        (project.folder / "configs" / "prod.yml").write_text(f"env: PROD\ndatabases:\n  - {entry}\n")


class Secure(Plain):
    """The same with TLS."""

    def show(self, certificate: str) -> None:
        """Have the server show this certificate from now on."""
        place = Path(self.server.host)
        for suffix in ("crt", "key"):
            shutil.copy(self.folder / f"{certificate}.{suffix}", file := place / f"shown.{suffix}")
            file.chmod(0o600)
            self.server._account.own(file)
        for setting, value in {
            "ssl_cert_file": place / "shown.crt",
            "ssl_key_file": place / "shown.key",
            "ssl": "on",
        }.items():
            self.execute(self.server.conninfo(), f"alter system set {setting} = '{value}'")
        self.execute(self.server.conninfo(), RELOAD)


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make_certificates(folder: Path) -> None:
    """What an authority signed, `right` and `expired`; `own`, which signed itself; `other`, of a stranger."""
    for name in ("authority", "stranger", "own"):
        subject: tuple[str, ...] = (
            "-subj",
            f"/CN={name}",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-days",
            "2",
        )
        openssl(folder, "req", "-x509", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.crt", *subject)
    for name, signer, days in (
        ("right", "authority", "2"),
        ("expired", "authority", "-1"),
        ("other", "stranger", "2"),
    ):
        subject = ("-subj", "/CN=server", "-addext", "subjectAltName=DNS:localhost")
        openssl(folder, "req", *KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", *subject)
        signing = ("-CA", f"{signer}.crt", "-CAkey", f"{signer}.key", "-CAcreateserial")
        made = ("-in", f"{name}.csr", "-out", f"{name}.crt", "-days", days, "-copy_extensions", "copy")
        openssl(folder, "x509", "-req", *signing, *made)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory, execute: Execute) -> Iterator[Plain]:
    """A server that listens on all addresses of this machine."""
    # Those of packages are made without TLS.
    found = sorted(binaries.find(), key=lambda each: each.origin.startswith("Python"))
    if not found:
        pytest.skip("no PostgreSQL on this machine")
    settings = {"listen_addresses": "0.0.0.0", "port": str(free_port()), "log_connections": "on"}  # noqa: S104
    with Server(found[0], settings) as server:
        yield Plain(server, execute, tmp_path_factory.mktemp("tls"))


@pytest.fixture
def plain(listening: Plain) -> Plain:
    """The server without TLS."""
    execute = listening.execute
    execute(listening.server.conninfo(), "alter system set ssl = off")
    execute(listening.server.conninfo(), RELOAD)
    return listening


@pytest.fixture
def secure(listening: Plain) -> Secure:
    """The server with TLS, and what it may show: `right`, `expired`, `own` and `other`."""
    server, execute, folder = listening
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl to make certificates with")
    if execute(server.conninfo(), "show ssl_library") == [("",)]:
        pytest.skip(f"PostgreSQL {server.version} of {server.programs.origin} was built without TLS")
    if not (folder / "right.crt").exists():
        make_certificates(folder)
    made = Secure(*listening)
    made.show("right")
    return made


def is_in_clear(project: Project) -> bool:
    """What the session of `prod` says of itself."""
    environment = config.find_environment("prod", project.folder, None, environ={})
    with session(environment.databases[0], "app of prod") as opened, opened.snapshot():
        return opened.facts().in_clear


VERIFIED = ("ssl: true", "rejectUnauthorized: true")


@pytest.mark.parametrize(
    "keys",
    [
        (*VERIFIED, "sslrootcert: {root}"),
        ("ssl: true", "sslrootcert: {root}"),
        ("sslmode: verify-full", "sslrootcert: {root}"),
        ("ssl: true", "rejectUnauthorized: false"),
        (),
    ],
    ids=" ".join,
)
def test_a_right_certificate_is_trusted_and_the_connection_encrypted(
    keys: Sequence[str], project: Project, secure: Secure
) -> None:
    secure.show("right")
    before = len(secure.log)
    secure.configure(project, *keys)
    assert not is_in_clear(project)
    assert "SSL enabled" in secure.log[before:]


@pytest.mark.parametrize(
    ("certificate", "host", "sentence", "hint"),
    [
        ("right", "127.0.0.1", 'does not match host name "127.0.0.1"', "hostaddr"),
        ("expired", "localhost", "the certificate of the server has expired", "renewed"),
        ("own", "localhost", "the certificate of the server is self-signed", "let an authority sign it"),
        ("other", "localhost", "is signed by nobody whom sslrootcert names", "who signed it"),
    ],
)
def test_a_wrong_certificate_is_refused(  # noqa: PLR0917
    certificate: str, host: str, sentence: str, hint: str, project: Project, secure: Secure
) -> None:
    secure.show(certificate)
    secure.configure(project, *VERIFIED, "sslrootcert: {root}", host=host)
    error, *hints = project.fails("snap", "prod", code=3)
    assert error.startswith(
        f'error: cannot connect to app of prod at {host}:{secure.server.port} as "postgres": '
    )
    assert sentence in error
    assert [hint in line for line in hints] == [True]
    assert not project.commits


@pytest.mark.parametrize("certificate", ["expired", "own"])
def test_without_verification_any_certificate_will_do(
    certificate: str, project: Project, secure: Secure
) -> None:
    secure.show(certificate)
    before = len(secure.log)
    secure.configure(project, "ssl: true", "rejectUnauthorized: false")
    assert not is_in_clear(project)
    assert "SSL enabled" in secure.log[before:]


def test_verification_without_a_root_certificate_says_what_it_needs(project: Project, secure: Secure) -> None:
    secure.configure(project, *VERIFIED)
    error, hint = project.fails("snap", "prod", code=3)
    assert "root certificate file" in error
    assert "sslrootcert" in hint


def test_the_password_is_not_sent_to_a_server_that_is_not_trusted(project: Project, secure: Secure) -> None:
    secure.show("own")
    before = len(secure.log)
    secure.configure(project, *VERIFIED, "sslrootcert: {root}", "password: hunter2")
    result = project.call("snap", "prod", "-vv")
    assert result.code == 3
    assert "hunter2" not in result.err
    assert "connection authorized" not in secure.log[before:]


@pytest.mark.parametrize(
    "keys", [("ssl: true", "rejectUnauthorized: false"), VERIFIED, ("sslmode: require",)], ids=" ".join
)
def test_what_is_to_be_encrypted_never_goes_on_in_clear(
    keys: Sequence[str], project: Project, plain: Plain, tmp_path: Path
) -> None:
    (tmp_path / "root.crt").touch()
    plain.configure(project, *keys, f"sslrootcert: {tmp_path}/root.crt")
    error, hint = project.fails("snap", "prod", code=3)
    assert "server does not support SSL" in error
    assert "ssl: false" in hint


# The address means this machine to Linux, but is none that only this machine could mean.
ELSEWHERE = "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize(
    ("keys", "host", "is_told"),
    [
        ((), ELSEWHERE, True),
        (("sslmode: prefer",), ELSEWHERE, True),
        (("sslmode: disable",), ELSEWHERE, False),
        (("ssl: false",), ELSEWHERE, False),
        ((), "127.0.0.1", False),
    ],
)
def test_only_who_said_so_may_be_read_in_clear_from_elsewhere(
    keys: Sequence[str], host: str, project: Project, plain: Plain, *, is_told: bool
) -> None:
    plain.configure(project, *keys, host=host)
    assert is_in_clear(project) == is_told


IN_CLEAR = (
    "warning: app was read without encryption, for its server offers no TLS; "
    "sslmode: require refuses that, sslmode: disable accepts it\n"
)


def test_reading_in_clear_is_warned_about_also_where_nothing_changed(project: Project, plain: Plain) -> None:
    plain.configure(project, host=ELSEWHERE)
    for _ in range(2):
        result = project.call("snap", "prod")
        assert (result.code, result.err) == (0, IN_CLEAR)


MORE = (("status", "--snap"), ("status", "--format", "json"), ("export", "live:prod"), ("show", "live:prod"))


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("diff", "live:prod..snapshot.json"),
        *(pytest.param(words, marks=pytest.mark.slow) for words in MORE),
    ],
    ids=" ".join,
)
def test_every_reading_in_clear_is_warned_about(words: Sequence[str], project: Project, plain: Plain) -> None:
    (project.folder / "snapshot.json").write_text(
        '{"format": 1, "files": {"databases/app/database.json": {}}}'
    )
    plain.configure(project, host=ELSEWHERE)
    assert project.call(*words).err == IN_CLEAR
    plain.configure(project, "sslmode: disable", host=ELSEWHERE)
    assert not project.call(*words).err


def test_doctor_says_what_to_do_about_reading_in_clear(project: Project, plain: Plain) -> None:
    advice = "not encrypted\n       sslmode: require refuses that, sslmode: disable accepts it\n"
    plain.configure(project, host=ELSEWHERE)
    assert f"note   prod app TLS: {advice}" in project.call("doctor").out
    plain.configure(project, "sslmode: disable", host=ELSEWHERE)
    assert "ok     prod app TLS: not encrypted\n" in project.call("doctor").out
