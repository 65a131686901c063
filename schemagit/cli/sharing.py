"""What the commands have in common that bring snapshots to or from other repositories."""

import os
from pathlib import Path

from cleo.helpers import argument

from schemagit import config, store
from schemagit.cli.command import INCOMPLETE, BaseCommand
from schemagit.errors import FailedError, UsageError
from schemagit.render import sync as render
from schemagit.snapshots.sync import Synced, pull
from schemagit.store.remotes import NO_REMOTE

REMOTE = argument(
    "remote",
    "A name that git knows in the repository, a URL or a path [what the configuration says, else origin].",
    optional=True,
)
HELP = (
    "Environments and tags are all that goes, and none is ever forced. Where others recorded snapshots of\n"
    "the same environment, all are kept, in the order of their capture: those that were nowhere else are\n"
    "recorded again on top of the others. Who may do it is up to git, as for git push and git pull."
)


def remote(command: BaseCommand, repository: store.Repository, text: str | None) -> store.Remote:
    """The remote that was typed, else that of the configuration, else origin.

    Raises:
        UsageError: there is none, or none can be there.
    """
    if text is not None:
        return store.remote(repository, text or "-", Path())
    configured = _configured(command)
    if configured is None:
        return store.remote(repository, "", Path())
    return store.remote(repository, configured.text, configured.folder, "origin")


def _configured(command: BaseCommand) -> config.Remote | None:
    return config.find_remote(Path(), command.config_place, environ=os.environ)


def bring(command: BaseCommand) -> None:
    """Bring what others recorded before a snapshot is taken, which then says what changed since theirs.

    That they cannot be reached is only warned about: the snapshot is taken all the same.

    Raises:
        UsageError: no remote is known.
    """
    try:
        try:
            repository = command.repository()
        except store.NoRepositoryError:
            if (configured := _configured(command)) is None:
                raise UsageError(*NO_REMOTE) from None
            store.clone(configured.text, command.repository_path, configured.folder)
        else:
            pull(repository, remote(command, repository, None))
    except FailedError as error:
        command.warn(f"{error.message}; the snapshot is taken without what is new there")


def tell(command: BaseCommand, synced: Synced, remote: store.Remote, verb: str) -> int:
    """Say what came or went; the exit code."""
    if command.is_json:
        command.tell(**render.as_data(synced, remote.shown))
    else:
        for line in render.lines(synced, remote.shown, verb):
            command.say(line)
    return warn(command, synced, remote)


def warn(command: BaseCommand, synced: Synced, remote: store.Remote) -> int:
    """Say what neither came nor went; the exit code."""
    for sentence in render.warnings(synced, remote.shown):
        command.warn(sentence)
    return 0 if synced.is_whole else INCOMPLETE
