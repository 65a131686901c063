import os
import subprocess
import sys
from pathlib import Path

import pytest
from fix_git import refusal, snap

from schemagit import store
from schemagit.errors import FailedError


def test_what_is_loaded_later_is_had_by_its_name() -> None:
    """A module of the same name would take its place, as soon as it is loaded."""
    program = """
import importlib, pkgutil, types
from schemagit import store
for module in pkgutil.iter_modules(store.__path__):
    importlib.import_module(f"schemagit.store.{module.name}")
print(*(name for name in store.__all__ if isinstance(getattr(store, name), types.ModuleType)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b""
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = store.nothing


def test_a_folder_without_a_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "folder").mkdir()
    for name in ("nothing", "folder"):
        with pytest.raises(store.NoRepositoryError) as raised:
            store.open_repository(tmp_path / name)
        assert refusal(raised) == (
            f"no snapshot repository at {tmp_path / name}",
            "schemagit init makes one, schemagit snap ENV records the first snapshot",
        )


def test_the_path_in_a_message_is_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FailedError, match=r"^no snapshot repository at snapshots\.git$"):
        store.open_repository(Path("snapshots.git"))


@pytest.mark.parametrize("inside", ["", ".git"])
def test_an_ordinary_repository_will_do(tmp_path: Path, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "~$HOME 'ü'"
    subprocess.run(["git", "init", "-q", str(place)], check=True)
    repository = store.open_repository(place / inside)
    monkeypatch.chdir(tmp_path)
    first = snap(repository, "prod", {"a/b": b"1"})
    assert store.environments(repository) == {"prod": first}
    assert [entry.commit for entry in store.history(repository, {"prod": first}, paths=["a"])] == [first]
    assert store.grep(repository, first, "1", "a") == ["a/b"]
    assert [path.name for path in place.iterdir()] == [".git"]


def test_creating_makes_a_bare_repository_once(tmp_path: Path) -> None:
    place = tmp_path / "new" / "snapshots.git"
    first = snap(store.create_repository(place), "prod", {})
    assert (place / "HEAD").is_file()
    assert store.tip(store.create_repository(place), "prod") == first


def test_creating_keeps_out_of_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("mine")
    for name in ("file", "folder"):
        with pytest.raises(FailedError) as raised:
            store.create_repository(tmp_path / name)
        assert refusal(raised) == (
            f"cannot make a snapshot repository at {tmp_path / name}: something else is there",
            "name another place, or move away what is there",
        )
    assert len(list(tmp_path.rglob("*"))) == 3


def test_creating_where_nothing_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FailedError, match=r"^git init failed: cannot mkdir .*: File exists$"):
        store.create_repository(tmp_path / "file" / "snapshots.git")


def test_variables_of_another_repository_do_not_matter(
    repository: store.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DIR", "INDEX_FILE", "WORK_TREE", "OBJECT_DIRECTORY", "COMMON_DIR", "NAMESPACE", "CONFIG"):
        monkeypatch.setenv(f"GIT_{name}", "/nonsense")
    for name in ("LITERAL_PATHSPECS", "ICASE_PATHSPECS", "SHALLOW_FILE", "QUARANTINE_PATH"):
        monkeypatch.setenv(f"GIT_{name}", "1")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare'='nonsense'")
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    again = store.open_repository(repository.path)
    first = snap(again, "prod", {"a": b"1"})
    assert store.entries(again, first, "a") == {"a": store.blob_id(b"1")}
    assert os.environ["GIT_AUTHOR_NAME"] == "Ada Example"


def test_a_cautious_configuration_does_not_matter(
    repository: store.Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config"
    settings.write_text("[safe]\nbareRepository = explicit\n[core]\nquotePath = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert store.environments(store.open_repository(repository.path)) == {}


def test_a_damaged_repository_is_not_mistaken_for_one_around_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    repository = store.create_repository(tmp_path / "snapshots.git")
    (repository.path / "HEAD").unlink()
    with pytest.raises(FailedError, match=r"^git for-each-ref failed: not a git repository"):
        store.environments(repository)


def test_a_repository_with_a_damaged_head_is_not_taken_for_none(repository: store.Repository) -> None:
    head = (repository.path / "HEAD").read_bytes()
    (repository.path / "HEAD").write_bytes(b"")
    with pytest.raises(FailedError, match=r"^git rev-parse failed: not a git repository") as raised:
        store.open_repository(repository.path)
    assert not isinstance(raised.value, store.NoRepositoryError)
    (repository.path / "HEAD").write_bytes(head)


def test_a_repository_that_is_gone_is_not_mistaken_for_one_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    repository = store.create_repository(tmp_path / "snapshots.git")
    repository.path.rename(tmp_path / "elsewhere.git")
    with pytest.raises(FailedError, match=r"^git for-each-ref failed: cannot change to"):
        snap(repository, "prod", {}, parent=None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else(repository: store.Repository) -> None:
    os.chown(repository.path, 12345, -1)
    with pytest.raises(FailedError) as raised:
        store.open_repository(repository.path)
    os.chown(repository.path, 0, -1)
    assert refusal(raised) == (
        f"git does not trust the repository at {repository.path}: it belongs to somebody else",
        f"git config --global --add safe.directory {repository.path} says that you do",
    )


def test_ids_of_another_length(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--object-format=sha256", str(tmp_path / "long")], check=True)
    with pytest.raises(FailedError) as raised:
        store.open_repository(tmp_path / "long")
    assert refusal(raised) == (
        f"the repository at {tmp_path / 'long'} names its objects by sha256, which schemagit cannot read",
        "schemagit init makes a new one, by sha1",
    )


def test_git_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FailedError) as raised:
        store.open_repository(tmp_path)
    assert refusal(raised) == (
        "cannot run git: there is none on the PATH",
        "schemagit keeps its snapshots with git: install it, or put it on the PATH",
    )
    subprocess.run([sys.executable, "-c", "import schemagit.store"], check=True)


def test_git_may_not_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("not a program")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FailedError, match=r"^cannot run git: Permission denied$"):
        store.open_repository(tmp_path)


def test_git_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.29.2\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(FailedError) as raised:
        store.create_repository(tmp_path / "snapshots.git")
    assert refusal(raised) == ("git version 2.29.2 is too old for schemagit", "install git 2.30 or later")
    with pytest.raises(FailedError, match="too old"):
        store.open_repository(tmp_path)


def test_passwords_stay_out_of_messages(repository: store.Repository) -> None:
    with pytest.raises(FailedError) as raised:
        repository.run(
            "-c", "alias.reach=!echo fatal: no way to https://app:s3cr@t@host/x >&2; exit 1", "reach"
        )
    assert raised.value.message.endswith("no way to https://***@host/x")
    assert "s3cr" not in raised.value.message


def test_many_warnings_do_not_stop_us(repository: store.Repository) -> None:
    assert repository.run("-c", "alias.noisy=!seq 100000 >&2; echo done", "noisy") == b"done\n"
