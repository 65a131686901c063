"""A moment in the place of a ref: the snapshot that was the newest then."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemagit import store
from schemagit.errors import FailedError, UsageError
from schemagit.names import MARK
from schemagit.snapshots.open import open_commit, open_parent, open_source

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path: Path) -> store.Repository:
    """Three snapshots of prod, at noon of three days."""
    made = store.create_repository(tmp_path / "snapshots.git")
    parent = None
    for day in range(3):
        files = {**MARK, "databases/d/database.json": f'{{\n  "comment": "{day}"\n}}\n'.encode()}
        parent = store.commit(
            made, "prod", parent, files=files, message=f"prod: {day}", when=NOON + timedelta(days=day)
        )
    return made


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("prod@2026-05-02", 0),
        ("prod@2026-05-02T12:00Z", 1),
        ("prod@2026-05-02T11:59:59Z", 0),
        ("prod@{2026-05-02 13:00}", 1),
        ("prod@now", 2),
        ("prod@{1 minute ago}", 2),
        ("prod~1@2026-05-30", 1),
    ],
)
def test_a_moment_means_what_was_newest_then(repository: store.Repository, text: str, day: int) -> None:
    found = open_commit(text, repository)
    assert found.taken == NOON + timedelta(days=day)
    assert found.text == text


def test_no_snapshot_is_that_old(repository: store.Repository) -> None:
    first = open_commit("prod~2", repository)
    with pytest.raises(FailedError) as caught:
        open_commit("prod@2026-05-01", repository)
    assert caught.value.message == (
        f"no snapshot of prod is as old as 2026-05-01; the oldest is {first.short} of 2026-05-01 12:00 UTC"
    )
    assert caught.value.hint == "schemagit log prod --oneline shows them all"


@pytest.mark.parametrize("text", ["prod@{}", "prod@{whenever}", "prod@never"])
def test_what_is_no_moment_is_refused(repository: store.Repository, text: str) -> None:
    with pytest.raises((UsageError, FailedError)):
        open_commit(text, repository)


def test_the_parent_of_a_moment_is_named_by_its_id(repository: store.Repository) -> None:
    parent = open_parent(open_commit("prod@2026-05-02T12:00Z", repository))
    assert (parent.text, parent.taken) == (parent.short, NOON)


def test_a_tag_is_put_once(repository: store.Repository) -> None:
    commit = open_commit("prod~1", repository).ref.commit
    store.tag(repository, "v1", commit)
    assert open_commit("v1", repository).ref.commit == commit
    for name in ("v1", "prod"):
        with pytest.raises(FailedError, match="is the name of an environment or a tag already"):
            store.tag(repository, name, commit)
    for name in ("-v", "a..b", "abcd", "v 1", "refs/x/", "prod@yesterday", "v1.json"):
        with pytest.raises(UsageError, match="cannot be the name of a tag"):
            store.tag(repository, name, commit)


@pytest.mark.parametrize("text", ["prod", "prod~1", "prod@now"])
def test_a_name_that_a_branch_and_a_tag_have(repository: store.Repository, text: str) -> None:
    repository.run("update-ref", "refs/tags/prod", "refs/heads/prod~1")
    with pytest.raises(UsageError) as caught:
        open_source(text, lambda: repository)
    assert caught.value.message == f'"{text}" may mean refs/heads/prod or refs/tags/prod'
    for full in ("refs/heads/prod", "refs/tags/prod"):
        assert open_source(text.replace("prod", full), lambda: repository).short
