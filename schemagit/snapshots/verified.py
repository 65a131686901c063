"""When an environment was last found to be as its newest snapshot, and by which fingerprints."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import NamedTuple

from schemagit import store
from schemagit.config import Environment
from schemagit.ledger import ENTRY, Ledger
from schemagit.names import escape
from schemagit.recalled import Recalled
from schemagit.seen import Seen
from schemagit.snapshots.doubts import captures as facts_of
from schemagit.snapshots.live import Capture
from schemagit.sources import Commit

# How the note of a ledger begins; its entries follow.
_LEDGER = re.compile(
    rb"(?P<fingerprint>[0-9a-f]{64})\n(?P<numbers>[0-9]+ -?[0-9]+ [0-9]+) (?P<start>[^\n]*)\n"
)


class Verified(NamedTuple):
    """What is remembered of an environment.

    Attributes:
        commit: its newest snapshot then.
        at: when its databases were last read, or seen to be the same.
        databases: by name, by what it is seen that nothing changed.
    """

    commit: str
    at: datetime
    databases: Mapping[str, Seen]


def verified(newest: Commit, when: datetime, captures: Iterable[Capture]) -> Verified:
    """What is to be remembered of databases that are as their newest snapshot shows them."""
    return Verified(newest.ref.commit, when, {capture.name: capture.seen for capture in captures})


def remember(repository: store.Repository, environment: str, verified: Verified) -> None:
    """Note it in this clone; where that cannot be, the next snapshot reads everything."""
    data = {
        "commit": verified.commit,
        "at": verified.at.isoformat(),
        "databases": {name: list(seen) for name, seen in verified.databases.items()},
    }
    store.write_note(repository, _note(environment), json.dumps(data, indent=2).encode() + b"\n")


def remember_ledger(
    repository: store.Repository, environment: str, database: str, seen: Seen, ledger: Ledger
) -> None:
    """Note what a database came to when this was seen of it."""
    numbers = f"{ledger.content} {ledger.found} {ledger.since}"
    head = f"{seen.fingerprint}\n{numbers} {ledger.start}\n".encode()
    store.write_note(repository, _ledger(environment, database), head + ledger.entries)


def _recall_ledger(
    repository: store.Repository, environment: str, database: str, seen: Seen
) -> Ledger | None:
    content = store.read_note(repository, _ledger(environment, database)) or b""
    match = _LEDGER.match(content)
    if not match or match["fingerprint"] != seen.fingerprint.encode():
        return None
    entries = content[match.end() :]
    if len(entries) % ENTRY:
        return None
    total, found, since = map(int, match["numbers"].split())
    return Ledger(total, found, entries, since, match["start"].decode())


def recall(repository: store.Repository, environment: str) -> Verified | None:
    """What was remembered last; None where nothing was, or nobody can make sense of it."""
    content = store.read_note(repository, _note(environment))
    try:
        data = json.loads(content or b"")
        databases = {str(name): _seen(*seen) for name, seen in data["databases"].items()}
        return Verified(str(data["commit"]), datetime.fromisoformat(data["at"]), databases)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def _seen(fingerprint: str, moment: str = "", rows: str = "", since: int = 0) -> Seen:
    return Seen(str(fingerprint), str(moment), str(rows), int(since))


def known(repository: store.Repository, environment: Environment, newest: Commit) -> Mapping[str, Recalled]:
    """What is known of each database since the newest snapshot; nothing where there is any doubt.

    A clone that took no snapshot itself has them from the snapshot.
    """
    last = recall(repository, environment.name)
    if last and last.commit == newest.ref.commit:
        found = last.databases
    else:
        found = {name: Seen(_fingerprint(facts)) for name, facts in facts_of(newest).items()}
    is_the_same = found.keys() == {database.name for database in environment.databases}
    if not is_the_same:
        return {}
    recalled = partial(_recall_ledger, repository, environment.name)
    return {name: Recalled(seen, ledger=cache(partial(recalled, name, seen))) for name, seen in found.items()}


def _fingerprint(facts: Mapping[str, object]) -> str:
    text = facts.get("fingerprint")
    return text if isinstance(text, str) and "unread" not in facts else ""


def _note(environment: str) -> str:
    return f"verified/{environment}.json"


def _ledger(environment: str, database: str) -> str:
    return f"verified/{environment}/{escape(database)}.ledger"
