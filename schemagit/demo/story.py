"""The story that `schemagit demo` plays: three environments, two releases and one night."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from schemagit import exchange
from schemagit.demo import database
from schemagit.demo.server import Server
from schemagit.packaged import packaged

ENVIRONMENTS = ("dev", "stage", "prod")
DATABASES = ("dataflow", "datasource")
OWNER = "app"
# What schemagit itself connects as: a role that may do nothing else.
READER = "schemagit"

_CONFIGURATION = """\
# Written by schemagit demo. The server was a throw-away one and is gone: log, show, diff and envs need
# none, but snap cannot connect any more.
env: {env}
databases:
  - name: dataflow_server
    dsn: {dsn}
  - name: datasource_server
    host: {host}
    port: {port}
    username: {reader}
    database: datasource_{environment}
"""


class Step(NamedTuple):
    """What happens, and what is then typed.

    Attributes:
        words: one sentence that tells it.
        commands: command lines, without the name of the program.
        script: the name of the scripts in sql/<database>/ that make it happen; "" when nothing does.
        environments: where it happens.
    """

    words: str
    commands: tuple[str, ...]
    script: str = ""
    environments: tuple[str, ...] = ENVIRONMENTS


STORY = (
    Step("Three environments have the same two databases. The first snapshot of each:", ("snap --all",)),
    Step(
        "Release 2.3 reaches all of them.",
        ('snap --all --quiet -m "release 2.3"',),
        "release_2_3",
    ),
    Step(
        "Release 2.4 reaches dev and stage. Prod has to wait.",
        ('snap dev --quiet -m "release 2.4"', 'snap stage -m "release 2.4"'),
        "release_2_4",
        ("dev", "stage"),
    ),
    Step(
        "At night, somebody mends prod by hand and tells nobody. The next snapshot does.",
        ("snap prod",),
        "hotfix",
        ("prod",),
    ),
    Step("Who got what, and when?", ("log --oneline",)),
    Step("What is in prod, and what did its last snapshot find?", ("show prod",)),
    Step(
        "What would change if prod became like stage? The hot-fix would be lost, too.",
        ("diff prod..stage",),
    ),
)

# What is worth typing when the story is over.
NEXT = (
    "schemagit log prod",
    "schemagit log dataflow_server.public.job_logs.error_message",
    "schemagit show stage dataflow_server.public.jobs",
    "schemagit diff prod..stage --stat",
    'schemagit diff -v prod..stage "dataflow_server.*"',
    "git -C snapshots.git log -p stage",
)


def prepare(server: Server, configs: Path) -> None:
    """Make the databases of all environments, and a configuration for each in a folder.

    Raises:
        FailedError: the server refused it, or a file cannot be written.
    """
    database.run(server, _script("roles"))
    for environment in ENVIRONMENTS:
        for name in DATABASES:
            database.create(server, f"{name}_{environment}", OWNER)
        _migrate(server, "schema", environment)
        exchange.save(configs / f"{environment}.yml", _configuration(server, environment).encode())


def play(server: Server, say: Callable[[str], None], run: Callable[[str], int]) -> int:
    """Let the story happen on a server that is prepared.

    Args:
        server: where.
        say: shows a line to the person.
        run: shows a command line, runs it and returns its exit code.

    Returns:
        The exit code of the command that ended the story before its end, or 0.

    Raises:
        FailedError: the server refused a script.
    """
    for step in STORY:
        say("")
        say(f"# {step.words}")
        if step.script:
            # Snapshots know their time to the second; a log shows those of one second in any order.
            time.sleep(1 - time.time() % 1)
            for environment in step.environments:
                _migrate(server, step.script, environment)
        for command in step.commands:
            if code := run(command):
                return code
    return 0


def _migrate(server: Server, script: str, environment: str) -> None:
    """Run the script of this name for each database that has one."""
    for name in DATABASES:
        if text := _script(f"{name}/{script}"):
            database.run(server, text, f"{name}_{environment}", OWNER)


def _script(path: str) -> str:
    """The text of a script; "" where there is none."""
    try:
        return packaged("schemagit.demo", f"sql/{path}.sql")
    except FileNotFoundError:
        return ""


def _configuration(server: Server, environment: str) -> str:
    return _CONFIGURATION.format(
        env=environment.upper(),
        environment=environment,
        # JSON is YAML, whatever the path of the socket holds.
        dsn=json.dumps(server.conninfo(f"dataflow_{environment}", READER)),
        host=json.dumps(server.host),
        port=server.port,
        reader=READER,
    )
