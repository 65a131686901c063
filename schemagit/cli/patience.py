"""How long a database is waited for, and how often it is asked again."""

from dataclasses import replace

from cleo.helpers import option

from schemagit import config
from schemagit.cli.command import BaseCommand
from schemagit.config import RETRIES, TIMEOUT
from schemagit.errors import UsageError

OPTIONS = (
    option(
        "timeout", None, "Seconds that one answer of a server may take.", flag=False, default=str(TIMEOUT)
    ),
    option("retries", None, "Times to try again what may pass.", flag=False, default=str(RETRIES)),
)
HELP = (
    "What may pass is tried again: a server that starts, has no connection left, or ends one. An address\n"
    "where nothing answers and a wrong password are not."
)
_MOST = 100_000


def patient(command: BaseCommand, environment: config.Environment) -> config.Environment:
    """The environment, whose databases are waited for as the command line says.

    Raises:
        UsageError: it says no number.
    """
    timeout, retries = _number(command, "timeout", 1), _number(command, "retries", 0)
    databases = tuple(replace(each, timeout=timeout, retries=retries) for each in environment.databases)
    return replace(environment, databases=databases)


def _number(command: BaseCommand, name: str, least: int) -> int:
    text = str(command.option(name))
    if not text.isascii() or not text.isdecimal() or not least <= int(text) <= _MOST:
        raise UsageError(f"--{name} takes a number, not {text!r}", f"from {least} to {_MOST}")
    return int(text)
