import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from fix_git import NO_COMMIT, WHEN, RunGit, snap

from schemagit import store
from schemagit.errors import FailedError


@pytest.fixture
def dated(repository: store.Repository) -> list[str]:
    """Five snapshots of prod, an hour apart; each changes its own file."""
    return [
        snap(repository, "prod", {f"d/{i}.json": b"1"}, message=f"m{i}", when=WHEN + timedelta(hours=i))
        for i in range(5)
    ]


def commits(entries: Iterator[store.Entry]) -> list[str]:
    return [entry.commit for entry in entries]


def test_an_entry_says_all(repository: store.Repository, run_git: RunGit) -> None:
    first = snap(repository, "prod", {})
    message = "prod: ✅ subject\n\nbody\n\nTrailer: x"
    second = snap(repository, "prod", {"a": b""}, message=message, when=WHEN)
    run_git("tag", "v1", second)
    run_git("tag", "-a", "-m", "m", "v2", second)
    newest, oldest = store.history(repository, store.environments(repository))
    assert newest == store.Entry(
        commit=second,
        short=run_git("rev-parse", "--short", second),
        branch="prod",
        parents=(first,),
        taken=WHEN,
        author="Ada Example <ada@example.com>",
        message=message,
        tags=("v1", "v2"),
    )
    assert newest.taken.tzinfo is UTC
    assert (oldest.parents, oldest.tags) == ((), ())


def test_history_is_newest_first_and_limited(repository: store.Repository, dated: list[str]) -> None:
    starts = {"prod": dated[-1]}
    assert commits(store.history(repository, starts)) == dated[::-1]
    assert commits(store.history(repository, starts, limit=2)) == dated[:2:-1]
    assert commits(store.history(repository, starts, limit=0)) == []
    assert commits(store.history(repository, {"": dated[2]}, limit=2)) == [dated[2], dated[1]]


def test_history_of_a_time(repository: store.Repository, dated: list[str]) -> None:
    def between(since: float | None, until: float | None) -> list[str]:
        moments = [None if hours is None else WHEN + timedelta(hours=hours) for hours in (since, until)]
        return commits(store.history(repository, {"prod": dated[-1]}, since=moments[0], until=moments[1]))

    assert between(2, None) == dated[:1:-1]
    assert between(2.0001, None) == dated[:2:-1]
    assert between(None, 1) == dated[1::-1]
    assert between(None, 0.9999) == dated[:1]
    assert between(1, 2) == [dated[2], dated[1]]


def test_history_of_paths(repository: store.Repository, dated: list[str]) -> None:
    changed = snap(repository, "prod", {"d/1.json": b"2", "e/x/1.json": b""})
    removed = snap(repository, "prod", {}, removed=["d/1.json"])
    starts = {"prod": removed}
    assert commits(store.history(repository, starts, paths=["d/1.json"])) == [removed, changed, dated[1]]
    assert commits(store.history(repository, starts, paths=["d/1.json"], limit=1)) == [removed]
    assert commits(store.history(repository, starts, paths=["d"])) == [removed, changed, *dated[::-1]]
    assert commits(store.history(repository, starts, paths=["e/", "d/0.json"])) == [changed, dated[0]]
    assert commits(store.history(repository, starts, paths=["d/*.json"])) == []
    assert commits(store.history(repository, starts, globs=["*/1.json"])) == [removed, changed, dated[1]]
    assert commits(store.history(repository, starts, globs=["e/**"], paths=["d/4.json"])) == [
        changed,
        dated[4],
    ]
    assert commits(store.history(repository, starts, paths=["nothing"])) == []


def test_history_of_several_environments_is_by_date(repository: store.Repository) -> None:
    made = [
        (name, snap(repository, name, {"a": str(i).encode()}, when=WHEN + timedelta(hours=i)))
        for i, name in enumerate(["prod", "stage", "prod", "dev", "stage"])
    ]
    found = list(store.history(repository, store.environments(repository)))
    assert [(entry.branch, entry.commit) for entry in found] == made[::-1]


def test_names_of_the_same_commit(repository: store.Repository) -> None:
    first = snap(repository, "prod", {})
    assert [entry.branch for entry in store.history(repository, {"a": first, "b": first})] == ["a"]


def test_what_users_configured_for_git_log_does_not_matter(
    repository: store.Repository, run_git: RunGit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config").write_text(
        "[log]\nshowSignature = true\nfollow = true\ndecorate = short\nexcludeDecoration = refs/tags/*\n"
        "[gpg]\nprogram = false\n"
        "[color]\nui = always\n[format]\npretty = oneline\n[i18n]\nlogOutputEncoding = latin1\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    snap(repository, "prod", {"a": b"the same"})
    made = snap(repository, "prod", {"b": b"the same"}, removed=["a"], message="ü")
    signed = run_git("cat-file", "commit", made).replace("\n\n", "\ngpgsig nonsense\n\n")
    made = run_git("hash-object", "-t", "commit", "-w", "--stdin", stdin=signed.encode())
    for tag in ("z", "a/b"):
        store.tag(repository, tag, made)
    (entry,) = store.history(repository, {"prod": made}, paths=["b"])
    assert (entry.commit, entry.message, entry.tags) == (made, "ü", ("a/b", "z"))


def test_only_tags_are_tags(repository: store.Repository, run_git: RunGit, tmp_path: Path) -> None:
    for number in range(3):
        snap(repository, "prod", {"a": b"%d" % number})
    store.tag(repository, "v3", run_git("rev-parse", "prod"))
    run_git("tag", "-m", "of a tag", "nested", "v3")
    run_git("tag", "-m", "of that", "deep", "nested")
    run_git("update-ref", "refs/remotes/origin/prod", "prod")
    command = [
        "git",
        "clone",
        "-q",
        "--bare",
        "--depth=2",
        f"file://{repository.path}",
        str(tmp_path / "new"),
    ]
    subprocess.run(command, check=True)
    shallow = store.open_repository(tmp_path / "new")
    tags = [entry.tags for entry in store.history(shallow, store.environments(shallow))]
    assert tags == [("deep", "nested", "v3"), ()]


def test_a_history_may_be_left_unread(repository: store.Repository, run_git: RunGit) -> None:
    stream = "".join(
        f"commit refs/heads/prod\ncommitter A <a@b> {1_000_000 + i} +0000\ndata 1000\n{'x' * 1000}\n"
        for i in range(1000)
    )
    run_git("fast-import", "--quiet", stdin=stream.encode())
    entries = store.history(repository, store.environments(repository))
    assert next(entries).branch == "prod"
    entries.close()  # type: ignore[attr-defined]  # a generator, and what a for loop does to it


def test_a_thousand_commits_are_one_process(
    repository: store.Repository, run_git: RunGit, count_processes: Callable[[], int]
) -> None:
    stream = "".join(
        f"commit refs/heads/prod\ncommitter A <a@b> {i} +0000\ndata 2\nm\nM 100644 inline a\ndata 4\n{i:04}\n"
        for i in range(1000)
    )
    run_git("fast-import", "--quiet", stdin=stream.encode())
    starts = store.environments(repository)
    count_processes()
    assert len(list(store.history(repository, starts, paths=["a"]))) == 1000
    assert count_processes() == 1


def test_history_of_a_commit_that_is_not_there(repository: store.Repository) -> None:
    with pytest.raises(FailedError, match=rf"^git log failed: bad object {NO_COMMIT}$"):
        list(store.history(repository, {"prod": NO_COMMIT}))


def test_what_each_commit_changed(repository: store.Repository, count_processes: Callable[[], int]) -> None:
    one, two = (store.blob_id(content) for content in (b"1", b"2"))
    first = snap(repository, "prod", {"d/a": b"1", "d/ü b": b"1", "e/a": b"1"})
    snap(repository, "prod", {"e/a": b"2"})
    third = snap(repository, "prod", {"d/a": b"2", "d/c": b"1"}, removed=["d/ü b"])
    count_processes()
    found = store.changing(repository, {"prod": third}, ["d/**"])
    assert count_processes() == 1
    assert [(entry.commit, sorted(changes)) for entry, changes in found] == [
        (third, [("d/a", one, two), ("d/c", None, one), ("d/ü b", one, None)]),
        (first, [("d/a", None, one), ("d/ü b", None, one)]),
    ]
    known = list(store.history(repository, {"prod": third}, globs=["d/**"]))
    assert [entry for entry, _ in found] == [entry._replace(short="") for entry in known]
    with store.shorts(repository, [entry.commit for entry in known]) as ask:
        assert ask() == {entry.commit: entry.short for entry in known}
    assert store.changing(repository, {"prod": third}, ["x"]) == []
    assert store.changing(repository, {}, ["d/**"]) == []


def test_a_merge_changed_what_its_first_parent_did_not_have(
    repository: store.Repository, run_git: RunGit
) -> None:
    snap(repository, "prod", {"a": b"1"})
    snap(repository, "other", {"a": b"2", "b": b"1"})
    merge = run_git("commit-tree", "other^{tree}", "-p", "prod", "-p", "other", "-m", "m")
    (newest, changes), _ = store.changing(repository, {"prod": merge}, ["a", "b"])
    assert (newest.commit, sorted(path for path, *_ in changes)) == (merge, ["a", "b"])
