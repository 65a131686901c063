"""Addresses of other repositories, as git may be told them: no options, and no passwords in sight."""

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from schemagit.errors import UsageError
from schemagit.redaction import hide_passwords
from schemagit.store.process import NO_MORE, Surroundings

_USERINFO = r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?P<user>[^/?#]*)@"
# git runs whatever such an address says: https://git-scm.com/docs/git-remote-ext
_COMMANDS = r"(?:ext|fd)::"
_CONTROLS = r"[\x00-\x1f\x7f\ud800-\udfff]|%(?:0[0-9a-f]|1[0-9a-f]|7f)"

# Command lines can be seen by everybody on a machine, the variables of a process cannot.
_VARIABLE = "SCHEMAGIT_REMOTE_PASSWORD"
_SETTINGS = (
    "credential.helper=",  # none that the user has is asked, or keeps what it was not given
    f'credential.helper=!f() {{ test "$1" = get && printf "password=%s\\n" "${_VARIABLE}"; }}; f',
)


class Address(NamedTuple):
    """What git is told about where to go: a word of its command line, and what surrounds it.

    `url` is the whole of it, with the password, for the configuration of a clone.
    """

    url: str
    word: str
    around: Surroundings = NO_MORE


def address(url: str, name: str = "") -> Address:
    """The address that a URL is; one without a password goes by the name that git knows it by, if any.

    Raises:
        UsageError: git would take it for a command.
    """
    _refuse_commands(url)
    match = re.match(_USERINFO, url)
    user, has_password, password = (match["user"] if match else "").partition(":")
    if match is None or not has_password:
        return Address(url, name or url)
    variables = {_VARIABLE: unquote(password)}
    word = f"{match['scheme']}{user}@{url[match.end() :]}"
    return Address(url, word, Surroundings(_SETTINGS, variables))


def checked_url(url: str, folder: Path) -> str:
    """A URL as it is, or a path made absolute.

    Args:
        url: as typed or configured.
        folder: what a relative path begins in.

    Raises:
        UsageError: git would take it for an option or a command, or it holds characters of no URL.
    """
    if not url or url.startswith("-") or re.search(_CONTROLS, url, re.IGNORECASE):
        shown = repr(hide_passwords(url))
        raise UsageError(f"{shown} is no address of a repository", "as in git@example.org:team/schemas.git")
    _refuse_commands(url)
    is_path = "://" not in url and ":" not in url.partition("/")[0]
    if not is_path:
        return url
    path = Path(url)
    with suppress(RuntimeError):  # nobody has that name, or a home
        path = path.expanduser()
    return str((folder / path).resolve())


def _refuse_commands(url: str) -> None:
    if re.match(_COMMANDS, url, re.IGNORECASE):
        raise UsageError(
            f"an address that begins with {url[: url.index(':')]}:: would run a command",
            "give one that begins with https:// or ssh://, or a path",
        )
