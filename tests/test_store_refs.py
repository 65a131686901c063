from collections.abc import Callable

import pytest
from fix_git import MARK, WHEN, RunGit, refusal, snap

from schemagit import store
from schemagit.errors import FailedError


def test_a_ref_may_be_many_things(repository: store.Repository, run_git: RunGit) -> None:
    made = [snap(repository, "prod", {"a": str(i).encode()}) for i in range(4)]
    run_git("tag", "v1", made[1])
    run_git("tag", "-a", "-m", "a release", "release/2", made[2])
    run_git("update-ref", "refs/remotes/origin/prod", made[0])
    meant = [
        (3, "prod prod~0"),
        (2, "prod~ prod^ release/2 refs/tags/release/2"),
        (1, "prod~2 prod^^ v1 release/2^"),
        (0, "prod~3 prod~1^~ v1~1 origin/prod refs/heads/prod~3"),
        (2, f"{made[2]} {made[2][:7]} {made[3][:12].upper()}~"),
    ]
    for index, text in ((index, text) for index, texts in meant for text in texts.split()):
        ref = store.resolve(repository, text)
        short = run_git("rev-parse", "--short", made[index])
        environment = "prod" if text.startswith(("prod", "refs/heads/prod")) else ""
        mark = store.blob_id(MARK["snapshot.json"])
        assert ref == store.Ref(text, made[index], short, environment, mark)
    assert store.tags(repository) == {"v1": made[1], "release/2": made[2]}
    assert store.environments(repository) == {"prod": made[3]}
    assert store.tip(repository, "pro") is None


def test_an_environment_goes_before_a_tag_and_an_id(repository: store.Repository, run_git: RunGit) -> None:
    first = snap(repository, "prod", {})
    second = snap(repository, "prod", {"a": b""})
    run_git("update-ref", "refs/heads/both", first)
    run_git("update-ref", "refs/tags/both", second)
    run_git("update-ref", f"refs/heads/{second[:4]}", first)
    assert store.resolve(repository, "both").commit == first
    assert store.resolve(repository, second[:4]).commit == first


def test_first_parents_are_followed(repository: store.Repository, run_git: RunGit) -> None:
    first = snap(repository, "prod", {"a": b"1"})
    other = snap(repository, "stage", {"a": b"2"})
    tree = run_git("rev-parse", f"{first}^{{tree}}")
    merge = run_git("commit-tree", tree, "-p", first, "-p", other, "-m", "merge")
    run_git("update-ref", "refs/heads/prod", merge)
    assert store.resolve(repository, "prod~1").commit == first
    assert store.parent(repository, merge) == first
    assert [entry.commit for entry in store.history(repository, {"prod": merge})] == [merge, first]
    with pytest.raises(FailedError, match=r'^no snapshot "prod~2": prod has 2 snapshots$'):
        store.resolve(repository, "prod~2")


@pytest.mark.parametrize("steps", ["~1", "^", "~9", "~4294967296"])
def test_before_the_first_snapshot(repository: store.Repository, steps: str) -> None:
    first = snap(repository, "prod", {})
    for name in ("prod", first[:8]):
        with pytest.raises(FailedError) as raised:
            store.resolve(repository, name + steps)
        assert refusal(raised) == (f'no snapshot "{name}{steps}": {name} has 1 snapshot', "")


@pytest.mark.parametrize(
    ("text", "near"),
    [("prdo", "prod"), ("stag~3", "stage"), ("v1", "v1.0"), ("zzz", ""), ("deadbeef", ""), ("HEAD", "")],
)
def test_no_such_ref(repository: store.Repository, run_git: RunGit, text: str, near: str) -> None:
    snap(repository, "stage", {})
    run_git("tag", "v1.0", snap(repository, "prod", {}))
    with pytest.raises(FailedError) as raised:
        store.resolve(repository, text)
    name = text.partition("~")[0]
    guess = f'. Did you mean "{near}"?' if near else ""
    assert refusal(raised) == (f'no such ref "{name}"', "known: prod, stage, v1.0" + guess)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-x", "--all", "--upload-pack=x", "@", "a..b", "prod@{1}", "prod^2", "prod^{tree}", "prod:a"),
        *(":/x", "prod~x", "^prod", "prod ", "a\nb", "a\0b", "*", "pr?d", "[p]rod", "a\\b", "/prod", "prod/"),
        "ü\u2028",
    ],
)
def test_what_is_no_ref_never_reaches_git(repository: store.Repository, text: str) -> None:
    snap(repository, "prod", {})
    with pytest.raises(FailedError) as raised:
        store.resolve(repository, text)
    assert raised.value.message == f'no such ref "{text}"'


def test_an_empty_repository_has_no_refs(repository: store.Repository) -> None:
    with pytest.raises(FailedError) as raised:
        store.resolve(repository, "prod")
    assert refusal(raised) == ('no such ref "prod"', "schemagit snap ENV records the first snapshot")
    assert (store.environments(repository), store.tags(repository)) == ({}, {})


def test_not_all_of_many_refs_are_listed(repository: store.Repository, run_git: RunGit) -> None:
    first = snap(repository, "prod", {})
    run_git(
        "update-ref",
        "--stdin",
        stdin="".join(f"create refs/tags/v{i:02} {first}\n" for i in range(15)).encode(),
    )
    with pytest.raises(FailedError) as raised:
        store.resolve(repository, "nothing")
    assert raised.value.hint == "known: prod, " + ", ".join(f"v{i:02}" for i in range(9)) + " and 6 more"


def test_what_is_not_a_snapshot(repository: store.Repository, run_git: RunGit) -> None:
    blob = run_git("hash-object", "-w", "--stdin", stdin=b"a blob")
    run_git("tag", "blob", blob)
    run_git("tag", "-a", "-m", "m", "annotated-blob", blob)
    store.commit(repository, "code", None, files={"main.c": b""}, message="m", when=WHEN)
    for text in ("blob", "annotated-blob", "code"):
        with pytest.raises(FailedError) as raised:
            store.resolve(repository, text)
        assert refusal(raised) == (
            f'"{text}" is not a snapshot',
            "it has no snapshot.json: schemagit did not write it",
        )
    with pytest.raises(FailedError, match=r"^no such ref"):
        store.resolve(repository, blob)


def test_an_ambiguous_id(repository: store.Repository, run_git: RunGit) -> None:
    stream = "".join(
        f"commit refs/heads/prod\ncommitter A <a@b> {i} +0000\ndata 0\n"
        "M 100644 inline snapshot.json\ndata 0\n\n"
        for i in range(1500)
    )
    run_git("fast-import", "--quiet", stdin=stream.encode())
    starts: dict[str, str] = {}
    for commit in run_git("rev-list", "prod").split():
        other = starts.setdefault(commit[:4], commit)
        if other != commit:
            break
    with pytest.raises(FailedError) as raised:
        store.resolve(repository, commit[:4])
    assert refusal(raised) == (f'the short id "{commit[:4]}" is ambiguous', "type more of its digits")
    assert store.resolve(repository, store.resolve(repository, commit).short).commit == commit


def test_resolving_costs_few_processes(
    repository: store.Repository, count_processes: Callable[[], int]
) -> None:
    for _ in range(5):
        snap(repository, "prod", {})
    count_processes()
    store.resolve(repository, "prod~4")
    assert count_processes() == 2
