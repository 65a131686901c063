"""What a configuration says, as values. None of them shows a password when it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from schemagit.filters import Filter
from schemagit.patterns import Pattern

if TYPE_CHECKING:
    from schemagit.ignores import Ignore

TIMEOUT, RETRIES = 60, 2


class Source(NamedTuple):
    """Where something is written: `configs/prod.yml line 12`."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file} line {self.line}"


@dataclass(frozen=True)
class Database:
    """One database and how to connect to it.

    Attributes:
        name: the logical name, the same in every environment.
        source: where its entry begins.
        parameters: libpq's keywords and their values; empty when there is a dsn.
        dsn: a postgres:// URL or keyword=value pairs, or "".
        variables: the environment variables that the password, or the dsn, is made from.
        roles: whether the roles of its server are captured with it.
        timeout: how many seconds one answer of its server may take.
        retries: how often what may pass is tried again.
        password_source: where the password, or the dsn, is written; None when neither is.
    """

    name: str
    source: Source
    parameters: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, hash=False
    )
    dsn: str = field(default="", repr=False)
    variables: tuple[str, ...] = ()
    password_source: Source | None = None
    roles: bool = False
    timeout: int = TIMEOUT
    retries: int = RETRIES

    @property
    def password_origin(self) -> str:
        """What follows "the password comes from", or "" when the configuration has no password.

        `${DATASOURCE_PASSWORD} (configs/prod.yml line 12)`, or the file and line alone.
        """
        if self.password_source is None:
            return ""
        if not self.variables:
            return str(self.password_source)
        return f"{', '.join(f'${{{name}}}' for name in self.variables)} ({self.password_source})"


@dataclass(frozen=True)
class Remote:
    """The other repository that snapshots are pushed to: a name of git's, a URL or a path.

    `text` may hold a password; a path in it begins in `folder`.
    """

    text: str = field(repr=False)
    folder: Path


class Tolerance(NamedTuple):
    """What an environment's file says of comparisons: what they leave out, and what goes by which name."""

    ignore: "tuple[Ignore, ...]" = ()
    roles: Mapping[str, str] = MappingProxyType({})
    schemas: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Environment:
    """One environment.

    Attributes:
        name: lower case, and a valid name of a git branch.
        databases: at least one, no two of the same name.
        file: the file that says all this.
        warnings: sentences, each with its file and line, about what was ignored.
        repository: the snapshot repository, or None when the file names none.
        remote: where its snapshots are pushed to, or None when the file does not say.
        exclude, include: which objects are captured.
        accept: names of what holds a text that looks like a secret and is none.
        ignore: what comparisons leave out.
        roles: the names that its roles are compared by.
        schemas: the names that its schemas are compared by.
    """

    name: str
    databases: tuple[Database, ...]
    file: Path
    warnings: tuple[str, ...] = ()
    repository: Path | None = None
    remote: Remote | None = None
    exclude: tuple[Filter, ...] = ()
    include: tuple[Filter, ...] = ()
    accept: tuple[Pattern, ...] = ()
    ignore: "tuple[Ignore, ...]" = ()
    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    schemas: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
