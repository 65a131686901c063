"""What happened to objects, read from repositories whose snapshots are made by hand."""

from collections.abc import Callable

import pytest
from fix_git import snap

from schemagit import store
from schemagit.document import encode
from schemagit.patterns import parse_pattern
from schemagit.snapshots.events import events
from schemagit.snapshots.history import Range

FOLDER = "databases/app/schemas/public"


def table(number: int) -> bytes:
    return encode({
        "columns": [{"name": "id", "type": f"numeric({number})"}],
        "indexes": [{"name": "users_idx", "columns": ["id"], "where": f"(id > {number})"}],
    })  # fmt: skip


def record(repository: store.Repository, numbers: range) -> None:
    for number in numbers:
        other = encode({"type": "integer", "start": number})
        snap(repository, "prod", {f"{FOLDER}/tables/users.json": table(number)})
        snap(repository, "prod", {f"{FOLDER}/sequences/users_seq.json": other})


def codes(repository: store.Repository, pattern: str) -> list[list[str]]:
    found = events(repository, store.environments(repository), Range(), parse_pattern(pattern))
    return [[finding.code for finding in event.findings] for event in found]


@pytest.mark.parametrize("pattern", ["app.public.users", "app.public.u*s", "app.public.users_idx"])
def test_processes_do_not_grow_with_the_history(
    pattern: str, repository: store.Repository, count_processes: Callable[[], int]
) -> None:
    counts = []
    for numbers in (range(1, 3), range(3, 12)):
        record(repository, numbers)
        count_processes()
        assert len(codes(repository, pattern)) == numbers.stop - 1
        counts.append(count_processes())
    assert counts[0] == counts[1] < 8


def test_only_what_was_asked_for_is_told(repository: store.Repository) -> None:
    record(repository, range(1, 3))
    assert codes(repository, "app.public.users") == [["column.type", "index.where"], ["table.added"]]
    assert codes(repository, "app.public.users.id") == [["column.type"], ["table.added"]]
    assert codes(repository, "app.public.users_idx") == [["index.where"], ["table.added"]]
    assert codes(repository, "app.public.users_seq") == [["sequence.start"], ["sequence.added"]]


def test_a_name_may_be_one_of_functions(repository: store.Repository) -> None:
    for number in (1, 2):
        body = encode({"arguments": "integer", "language": "sql", "body": [f"select {number}"]})
        names = ["f(integer)", "f(text)", "g(integer)"][: number + 1]
        snap(repository, "prod", {f"{FOLDER}/functions/{name}.json": body for name in names})
    assert [len(found) for found in codes(repository, "app.public.f")] == [2, 2]
    assert [len(found) for found in codes(repository, "app.public.f(integer)")] == [1, 1]
    assert [len(found) for found in codes(repository, "app.public.g")] == [1]
