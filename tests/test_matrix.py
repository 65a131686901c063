"""One schema is the same bytes on servers of all versions."""

import re

import pytest
from fix_db import ROLES
from fix_matrix import THIS, Cluster, Files, GetCluster, different, everywhere, given, in_matrix, scripts

from schemagit.demo import binaries
from schemagit.demo.server import Server
from schemagit.kinds import KINDS

# What the rich schema has nothing of, and why.
WITHOUT = {
    "role": "it is read only where the configuration says so",
    "security label": "its provider is a library that no server comes with",
}

# Files that may differ from those of 18, and the lines in which they may: see docs/versions.md.
EXCEPTIONS: dict[str, list[tuple[str, str]]] = {
    "all": [(r".*/extensions/.*", r' *"version": ".*"')],
    "13": [
        (r".*/views/(sql|xml)_functions\.json", ".*"),
        (r".*/range_types/.*", r' *"(multirange|subtype_difference|collation)": .*'),
        (r".*/subscriptions/.*", ".*"),
    ],
}


@pytest.mark.parametrize("major", in_matrix[:-1])
def test_the_same_schema_is_the_same_bytes(major: str, cluster: GetCluster) -> None:
    older, newest = cluster(major), cluster("18")
    files = older.snapshot(older.rich())
    expected = newest.snapshot(newest.rich(older.number))
    assert not unexpected(files, expected, EXCEPTIONS["all"] + EXCEPTIONS.get(major, []))


def test_every_other_server_of_this_machine_gives_the_same_bytes(cluster: GetCluster) -> None:
    this, compared = cluster(THIS), 0
    for found in binaries.find():
        with Server(found) as server:
            other = Cluster(server)
            if not 14 <= other.number < this.number:
                continue
            other.run("postgres", ROLES)
            compared += 1
            there, here = (each.make(*scripts(other.number, xml=False)) for each in (other, this))
            files, expected = other.snapshot(there), this.snapshot(here)
        assert not unexpected(files, expected, EXCEPTIONS["all"] + EXCEPTIONS.get(str(other.number), []))
    if not compared:
        pytest.skip("no other server of PostgreSQL 14 or later is on this machine")


def unexpected(files: Files, expected: Files, exceptions: list[tuple[str, str]]) -> dict[str, object]:
    """The differences that no exception allows, by path."""
    found: dict[str, object] = {}
    for path, lines in different(files, expected).items():
        allowed = [line for pattern, line in exceptions if re.fullmatch(pattern, path)]
        kept = [[line for line in side if not any(re.fullmatch(a, line) for a in allowed)] for side in lines]
        if any(kept) or not allowed:
            found[path] = kept
    return found


@everywhere
def test_the_rich_schema_has_all_kinds(major: str, cluster: GetCluster) -> None:
    there = cluster(major)
    if there.number < 18:
        pytest.skip("only the newest version has all kinds")
    files = there.snapshot(there.rich())
    text = b"".join(files.values()).decode()
    kinds = [kind for kind in KINDS if kind.name not in WITHOUT]
    missing = [
        kind.name
        for kind in kinds
        if not re.search(rf'^  "{kind.plural}": ', text, re.MULTILINE)
        and not any(f"/{kind.plural}/" in path or path.endswith(f"/{kind.name}.json") for path in files)
    ]
    assert not missing


def test_servers_are_named_as_they_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHEMAGIT_TEST_SERVERS", raising=False)
    assert given() == {}
