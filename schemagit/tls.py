"""Whether a connection is encrypted, and why libpq trusts no certificate, which it does not say itself."""

import importlib
import ipaddress
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

_UNTRUSTED = "certificate verify failed"
# Asks for TLS: https://www.postgresql.org/docs/current/protocol-message-formats.html, SSLRequest.
_REQUEST = bytes.fromhex("0000000804d2162f")
_SECONDS = 5

# By the number of what OpenSSL found: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
_EXPIRED = "the certificate of the server has expired", "have it renewed on the server"
_UNKNOWN = (
    "the certificate of the server is signed by nobody whom sslrootcert names",
    "sslrootcert takes the file with the certificate of who signed it",
)
_FOUND = {
    9: (
        "the certificate of the server is not yet valid",
        "is the clock of this machine right? Else it is the wrong one",
    ),
    10: _EXPIRED,
    18: (
        "the certificate of the server is self-signed, and sslrootcert does not name it",
        "let an authority sign it, or give sslrootcert a copy of it that came another way",
    ),
    19: _UNKNOWN,
    20: _UNKNOWN,
    21: _UNKNOWN,
}


class Doubt(NamedTuple):
    """What is wrong with an encrypted connection, and what to do about it."""

    reason: str
    hint: str


def should_be_encrypted(address: str, sslmode: str) -> bool:
    """Whether somebody could read along, and nobody said that this is fine.

    Args:
        address: where the server is; "" on this machine, by a unix socket.
        sslmode: as libpq has it; "" for its default, which tries TLS and goes on without.
    """
    if sslmode in {"disable", "allow"} or not address:
        return False
    return not ipaddress.ip_address(address.partition("%")[0]).is_loopback


def doubt(reason: str, parameters: Mapping[str, Any]) -> Doubt | None:
    """Why there is no encrypted connection; None where that is not the matter.

    Where libpq only says that verification failed, the certificate is looked at once more.

    Args:
        reason: the words of libpq.
        parameters: what it was told.
    """
    if "does not match host name" in reason:
        return Doubt(reason, "host must be a name that the certificate has; hostaddr may say where it is")
    if "root certificate file" in reason:
        return Doubt(reason, "sslrootcert takes the file with the certificate of who signed the server's")
    if "server does not support SSL" in reason:
        return Doubt(reason, "turn TLS on at the server; ssl: false, or sslmode=disable, does without it")
    if _UNTRUSTED in reason:
        return Doubt(*_FOUND.get(_verify(parameters), (reason, _UNKNOWN[1])))
    return None


def _verify(parameters: Mapping[str, Any]) -> int:
    """The number of what OpenSSL finds wrong with the certificate; 0 where it could not be looked at."""
    # Only who is not trusted pays for it.
    ssl = importlib.import_module("ssl")
    given = parameters.get("sslrootcert") or os.environ.get("PGSSLROOTCERT")
    host = str(parameters.get("host") or "")
    place = str(parameters.get("hostaddr") or host), int(parameters.get("port") or 5432)
    try:
        context = ssl.create_default_context(cafile=given or Path.home() / ".postgresql" / "root.crt")
        context.check_hostname = False
        with socket.create_connection(place, _SECONDS) as plain:
            plain.sendall(_REQUEST)
            if plain.recv(1) == b"S":
                context.wrap_socket(plain, server_hostname=host).close()
    except (OSError, ValueError, RuntimeError) as error:  # the last for a user without a home
        return int(getattr(error, "verify_code", 0))
    return 0
