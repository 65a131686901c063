"""Makes a repository that begins with all snapshots of another one."""

from pathlib import Path

from schemagit.errors import FailedError
from schemagit.store.creating import making
from schemagit.store.moving import move
from schemagit.store.refs import REMOTES, set_head
from schemagit.store.remotes import DEFAULT, adopt_tags, fetch, remote_at
from schemagit.store.repository import Repository, open_repository


def clone(url: str, path: Path, folder: Path = Path()) -> Repository:
    """Make a bare repository with the environments and tags of another one, which is its `origin`.

    Args:
        url: where the other one is: a URL, or a path.
        path: where the new one will be, wholly or not at all.
        folder: what a relative path of the other one begins in.

    Raises:
        UsageError: the URL is none, or would run a command.
        FailedError: something is there already, or the other one cannot be read.
    """
    origin = remote_at(url, folder)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FailedError(
            f"cannot clone to {path}: something is there already",
            "schemagit pull brings what is new into a repository; or name another place",
        )
    with making(path) as part:
        _add_origin(part, origin.source.url)
        repository = open_repository(part)
        branches, tags = fetch(repository, origin)
        for name, commit in sorted(branches.items()):
            move(repository, name, None, commit)
        adopt_tags(repository, origin, tags, {})
        if branches:
            set_head(repository, min(branches))
    return open_repository(path)


def _add_origin(place: Path, url: str) -> None:
    """Write what `git remote add` would, whose command line everybody on the machine could read."""
    quoted = url.replace("\\", "\\\\").replace('"', '\\"')
    lines = (f'[remote "{DEFAULT}"]', f'\turl = "{quoted}"', f"\tfetch = +refs/heads/*:{REMOTES}{DEFAULT}/*")
    with (place / "config").open("a", encoding="utf-8") as config:
        config.write("\n".join([*lines, ""]))
