"""Is everything in place that a snapshot needs? What is not comes with what to do about it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from schemagit import catalog, store
from schemagit.config import Database, Environment
from schemagit.errors import FailedError, SchemagitError
from schemagit.message import plural
from schemagit.postgres import DeniedError, Moved, Session, session

OLDEST, NEWEST = 13, 18
# What is said of a database as a whole, or of the configuration of an environment.
DATABASE, CONFIGURATION = "database", "configuration"
_SKEW = 60  # seconds
_CENTRE = """
select
    r.rolsuper as is_superuser,
    pg_catalog.pg_is_in_recovery() as is_standby,
    pg_catalog.pg_backend_pid() as pid,
    extract(epoch from pg_catalog.clock_timestamp())::double precision as clock
from pg_catalog.pg_roles as r
where r.rolname = current_user
"""


class Check(NamedTuple):
    """One line of the doctor.

    Attributes:
        name: what was looked at: "git", "server" ...
        text: what was found.
        advice: what to do about it; "" where nothing is.
        is_wrong: whether a snapshot would fail.
        environment, database, file: what it is about; "" where it is about none.
    """

    name: str
    text: str
    advice: str = ""
    is_wrong: bool = False
    environment: str = ""
    database: str = ""
    file: str = ""

    @property
    def subject(self) -> str:
        """What was looked at, in words."""
        place = [part for part in (self.file, self.environment, self.database) if part]
        is_said = place and self.name in {DATABASE, CONFIGURATION}
        return " ".join(place if is_said else [*place, self.name])

    @property
    def state(self) -> str:
        return "failed" if self.is_wrong else "warning" if self.advice else "ok"


def failed(name: str, error: SchemagitError, environment: str = "", file: str = "") -> Check:
    return Check(name, error.message, error.hint, is_wrong=True, environment=environment, file=file)


def look_at_repository(path: Path, find: Callable[[], store.Repository]) -> Iterator[Check]:
    """What there is to say of git and of the repository, which is at a path or not there yet."""
    try:
        yield Check("git", store.git_version())
    except FailedError as error:
        yield failed("git", error)
        return
    try:
        yield from _look_at_repository(find())
    except store.NoRepositoryError as error:
        yield _no_repository(path, error)
    except FailedError as error:
        yield failed("repository", error)


def _no_repository(path: Path, error: FailedError) -> Check:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        advice = "name another place, or move away what is there"
        return Check("repository", f"something else is at {path}", advice, is_wrong=True)
    return Check("repository", error.message, "the first snapshot makes it")


def _look_at_repository(repository: store.Repository) -> Iterator[Check]:
    tips = store.of_snapshots(repository)
    damages = store.damages(repository)
    for damage in damages:
        yield Check("repository", damage, "schemagit verify --all says where", is_wrong=True)
    if store.is_shallow(repository):
        yield Check("repository", "is a shallow clone", "schemagit clone makes a whole one")
    if not damages:
        yield Check("repository", f"{repository.path}, {plural(len(tips), 'environment')}, whole")


def look_at(environment: Environment, database: Database) -> Iterator[Check]:
    """What there is to say of a database and the way to it."""
    for check in _look(database, environment.name):
        yield check._replace(environment=environment.name, database=database.name)


def _look(database: Database, environment: str) -> Iterator[Check]:
    started = time.monotonic()
    try:
        with session(database, f"{database.name} of {environment}") as opened, opened.snapshot():
            seconds = time.monotonic() - started
            yield from _look_at(opened, database, seconds)
    except SchemagitError as error:
        yield failed(DATABASE, error)
    except Moved as moved:
        text = f"it changes while it is looked at: {moved.reason}"
        yield Check(DATABASE, text, "look again later", is_wrong=True)


def _look_at(opened: Session, database: Database, seconds: float) -> Iterator[Check]:
    facts = opened.facts()
    before = time.time()
    ((is_superuser, is_standby, pid, clock),) = opened.rows(_CENTRE).records
    told, is_encrypted = opened.backend
    yield Check("connection", f"in {seconds:.1f} s{', to a standby' if is_standby else ''}")
    yield _version(facts.server_version_num, facts.version)
    yield _role(facts.role, is_superuser=is_superuser)
    yield _encryption(is_encrypted=is_encrypted, in_clear=facts.in_clear)
    if told != pid:
        yield Check("pooler", "a pooler such as PgBouncer stands between, which is fine")
    if abs(clock - before) > _SKEW:
        advice = "set the clocks: the time of a snapshot is that of this machine"
        yield Check("clock", f"{clock - before:+.0f} s from the clock of this machine", advice)
    yield from _rights(opened, database)


def _version(number: int, version: str) -> Check:
    supported = OLDEST <= number // 10000 <= NEWEST
    advice = "" if supported else f"schemagit is tested with PostgreSQL {OLDEST} to {NEWEST}"
    return Check("server", f"PostgreSQL {version}", advice)


def _role(role: str, *, is_superuser: bool) -> Check:
    advice = (
        "a role that may only connect is enough: schemagit init says how to make one" if is_superuser else ""
    )
    return Check("role", f"{role}{', a superuser' if is_superuser else ''}", advice)


def _encryption(*, is_encrypted: bool, in_clear: bool) -> Check:
    advice = "sslmode: require refuses that, sslmode: disable accepts it" if in_clear else ""
    return Check("TLS", "encrypted" if is_encrypted else "not encrypted", advice)


def _rights(opened: Session, database: Database) -> Iterator[Check]:
    """What the role may not read, by every query as it would run, without its rows."""
    denied: dict[str, str] = {}
    kinds = catalog.kinds(database, opened.facts())
    for kind in kinds:
        try:
            opened.rows(f"select from (\n{kind.query.strip().rstrip(';')}\n) as checked limit 0")
        except DeniedError as error:
            denied[error.message] = error.hint
    for message, hint in denied.items():
        yield Check("rights", message, hint, is_wrong=True)
    if not denied:
        yield Check("rights", f"all {len(kinds)} kinds of objects can be read")
