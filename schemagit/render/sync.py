"""What bringing snapshots to or from another repository says."""

from collections.abc import Iterator
from typing import Any

from schemagit.characters import visible
from schemagit.message import plural
from schemagit.snapshots.sync import Branch, Synced


def lines(synced: Synced, remote: str, verb: str) -> Iterator[str]:
    """What is new, an environment per line.

    Args:
        synced: what came, or went.
        remote: how the other repository is called.
        verb: `pushed to` or `pulled from`.
    """
    news = {name: branch for name, branch in synced.branches.items() if branch.is_new}
    if not news and not synced.tags:
        if synced.is_whole:
            yield f"nothing new: all is as in {visible(remote)}"
        return
    yield f"{verb} {visible(remote)}:"
    width = max(len(visible(name)) for name in (*news, "tags"))
    for name, branch in news.items():
        yield f"  {visible(name):<{width}}   {branch.tip[:7]}   {', '.join(_parts(branch))}"
    if synced.tags:
        yield f"  {'tags':<{width}}   {', '.join(map(visible, sorted(synced.tags)))}"


def _parts(branch: Branch) -> Iterator[str]:
    if branch.fetched:
        yield f"{plural(branch.fetched, 'snapshot')} came"
    if branch.remade:
        yield f"{branch.remade} recorded again in the order of capture"
    if branch.pushed:
        yield f"{plural(branch.pushed, 'snapshot')} went"


def as_data(synced: Synced, remote: str) -> dict[str, Any]:
    """The same for programs: all environments, also those of which nothing came or went."""
    return {
        "remote": remote,
        "environments": [
            {
                "environment": name,
                "commit": branch.tip,
                "fetched": branch.fetched,
                "pushed": branch.pushed,
                "remade": branch.remade,
            }
            for name, branch in sorted(synced.branches.items())
        ],
        "tags": sorted(synced.tags),
        "conflicts": sorted(synced.conflicts),
        "refused": [{"name": name, "reason": why} for name, why in sorted(synced.refused.items())],
    }


def warnings(synced: Synced, remote: str) -> Iterator[str]:
    """What could not be brought together."""
    for tag in synced.conflicts:
        yield f"the tag {tag} marks another snapshot in {remote}: both were left as they are"
    for name, reason in synced.refused.items():
        yield f"{name} and that of {remote} were left as they are: {reason}"
