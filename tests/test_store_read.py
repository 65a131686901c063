import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fix_git import NO_COMMIT, RunGit, refusal, snap

from schemagit import store
from schemagit.errors import FailedError


def test_entries_below_a_prefix(repository: store.Repository) -> None:
    made = snap(
        repository, "prod", {"databases/app/a": b"1", "databases/apple/a": b"2", "capture/app/a": b"3"}
    )
    assert set(store.entries(repository, made, "databases/app")) == {"databases/app/a"}
    assert set(store.entries(repository, made, "databases/app/")) == {"databases/app/a"}
    assert store.entries(repository, made, "databases/[a]*") == {}
    with pytest.raises(FailedError, match=r"^git ls-tree failed: not a tree object$"):
        store.entries(repository, NO_COMMIT)


def test_what_changed(repository: store.Repository) -> None:
    one, two = store.blob_id(b"1"), store.blob_id(b"2")
    first = snap(repository, "prod", {"x/gone": b"1", "x/same": b"1", "x/other": b"1", "y": b"1"})
    second = snap(
        repository, "prod", {"x/new": b"1", "x/other": b"2", "y": b"2", "new/z": b"2"}, removed=["x/gone"]
    )
    assert store.changed(repository, first, second, "x") == [
        ("x/gone", one, None),
        ("x/new", None, one),
        ("x/other", one, two),
    ]
    assert [path for path, *_ in store.changed(repository, first, second)] == [
        *("new/z", "x/gone", "x/new", "x/other", "y")
    ]
    assert store.changed(repository, first, second, "new") == [("new/z", None, two)]
    assert store.changed(repository, second, first, "new") == [("new/z", two, None)]
    assert store.changed(repository, None, first, "y") == [("y", None, one)]
    assert store.changed(repository, first, None, "y") == [("y", one, None)]
    assert store.changed(repository, first, second, "[x]*") == []
    assert store.changed(repository, first, first) == []
    with pytest.raises(FailedError, match=rf"^git diff-tree failed: bad object {NO_COMMIT}$"):
        store.changed(repository, first, NO_COMMIT)


def test_a_file_that_becomes_a_folder(repository: store.Repository) -> None:
    first = snap(repository, "prod", {"a": b"1"})
    second = snap(repository, "prod", {"a/b": b"1"}, removed=["a"])
    changes = [(path, old is None) for path, old, _ in store.changed(repository, first, second)]
    assert sorted(changes) == [("a", False), ("a/b", True)]


def test_blobs_come_as_asked(repository: store.Repository) -> None:
    contents = [b"", b"\0\xff", b"x" * 1_000_000, b"no end of line", b"end\n"]
    snap(repository, "prod", {str(number): content for number, content in enumerate(contents)})
    ids = [store.blob_id(content) for content in [*reversed(contents), b""]]
    assert list(store.blobs(repository, iter(ids))) == list(zip(ids, [*reversed(contents), b""], strict=True))


def test_no_blobs_cost_nothing(repository: store.Repository, count_processes: Callable[[], int]) -> None:
    assert list(store.blobs(repository, [])) == []
    assert list(store.history(repository, {})) == []
    assert count_processes() == 0


def test_a_missing_blob(repository: store.Repository) -> None:
    snap(repository, "prod", {"a": b"1"})
    found = store.blobs(repository, [store.blob_id(b"1"), NO_COMMIT])
    assert next(found) == (store.blob_id(b"1"), b"1")
    with pytest.raises(FailedError) as raised:
        next(found)
    assert refusal(raised) == (
        f"the object {NO_COMMIT} is missing from the repository at {repository.path}",
        "the repository is damaged: schemagit verify --all says where; another clone of it may be whole",
    )


def test_blobs_may_be_left_unread(repository: store.Repository) -> None:
    files = {str(number): os.urandom(100_000) for number in range(20)}
    entries = store.entries(repository, snap(repository, "prod", files))
    found = store.blobs(repository, entries.values())
    next(found)
    found.close()  # type: ignore[attr-defined]  # a generator, and what a for loop does to it


@pytest.mark.parametrize("content", [b"", b"{}\n", "Ü\0".encode() * 1000])
def test_ids_are_those_of_git(repository: store.Repository, run_git: RunGit, content: bytes) -> None:
    assert repository.path.exists()
    assert store.blob_id(content) == run_git("hash-object", "--stdin", stdin=content)


def test_grep_takes_text_as_it_stands(
    repository: store.Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = snap(
        repository, "prod", {"x/a": b'"default": "a.*b"\n', "x/b": b'"aXXb"', "y/ü": b"\0a.*b", "z": b"-e"}
    )
    (tmp_path / "config").write_text("[color]\nui = always\n[grep]\nlineNumber = true\npatternType = perl\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert store.grep(repository, made, "a.*b") == ["x/a", "y/ü"]
    assert store.grep(repository, made, "a.*b", "x") == ["x/a"]
    assert store.grep(repository, made, "a.*b", "[x]*") == []
    assert store.grep(repository, made, "-e") == ["z"]
    assert store.grep(repository, made, "nowhere") == []
    assert store.grep(repository, made, "nowhere\n-e") == ["z"]
    assert store.grep(repository, made, "-e\na.*b") == ["x/a", "y/ü", "z"]
    with pytest.raises(FailedError, match=r"^git grep failed: "):
        store.grep(repository, NO_COMMIT, "a")
