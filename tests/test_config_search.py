from pathlib import Path

import pytest
from config_files import load, refusal, write

from schemagit import config
from schemagit.config.environment import ENVIRONMENT_KEYS

HERE = Path()


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def _three() -> None:
    write(text("DEV"), "configs/one.yml")
    write(text("prod"), "configs/two.yaml")
    write(text("Stage", "unknown: x"), "configs/three.yml")


def text(name: str, *more: str) -> str:
    return "\n".join([f"env: {name}", "databases: [{name: a, dsn: '${URL}'}]", *more])


def find(name: str, file: str | None = None) -> config.Environment:
    environ = {"URL": "postgres://h/d"}
    return config.find_environment(name, HERE, Path(file) if file else None, environ=environ)


@pytest.mark.usefixtures("_three")
def test_listing_needs_no_variables_and_no_other_key() -> None:
    write("env: x", "configs/.hidden.yml")
    write("env: y", "configs/notes.txt")
    Path("configs/folder.yml").mkdir()
    expected = {"dev": "one.yml", "prod": "two.yaml", "stage": "three.yml"}
    listed = config.find_environments(HERE)
    assert list(listed) == list(expected)
    assert listed == {name: Path("configs") / file for name, file in expected.items()}
    assert config.broken_files(HERE) == {}


@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize(
    ("name", "file", "found"),
    [
        ("dev", None, "one.yml"),
        ("PROD", None, "two.yaml"),
        ("dev", "configs", "one.yml"),
        ("dev", "configs/one.yml", "one.yml"),
        ("", "configs/one.yml", "one.yml"),
    ],
)
def test_find(name: str, file: str | None, found: str) -> None:
    assert find(name, file) == load(Path("configs") / found, URL="postgres://h/d")


@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize(
    ("name", "file", "message", "hint"),
    [
        (
            "prdo",
            None,
            'no environment "prdo"',
            'known: dev, prod, stage (from configs/). Did you mean "prod"?',
        ),
        ("xyz", None, 'no environment "xyz"', "known: dev, prod, stage (from configs/)"),
        ("", None, 'no environment ""', "known: dev, prod, stage (from configs/)"),
        ("prod", "configs/one.yml", 'no environment "prod"', "known: dev (from configs/one.yml)"),
        ("dev", "else", "there is no file else", "schemagit init writes one"),
        (
            "stage",
            None,
            'configs/three.yml line 3: the key "unknown" is not one that schemagit knows here',
            f"known: {', '.join(ENVIRONMENT_KEYS)}",
        ),
    ],
)
def test_not_found(name: str, file: str | None, message: str, hint: str) -> None:
    assert refusal(find, name, file) == (message, hint)


def test_nothing_to_find() -> None:
    expected = ('no environment "dev"', "configs/ holds none; schemagit init writes one")
    assert refusal(find, "dev") == expected
    assert config.find_environments(HERE) == {}
    write("", "configs")
    assert refusal(find, "dev") == ("cannot read configs: Not a directory", "")


@pytest.mark.usefixtures("_three")
def test_broken_file_breaks_no_other_environment() -> None:
    broken = write("env: [", "configs/broken.yml")
    nameless = write("databases: []", "configs/old.yml")
    assert find("dev").name == "dev"
    assert list(config.find_environments(HERE)) == ["dev", "prod", "stage"]
    sentence = "configs/broken.yml line 1: this is not YAML"
    hint = 'it may hold the environment "prdo"; known: dev, prod, stage (from configs/)'
    assert refusal(find, "prdo") == (sentence, hint)
    assert refusal(find, "OLD") == ("configs/old.yml line 1: env is missing", "as in env: prod")
    assert {path: error.message for path, error in config.broken_files(HERE).items()} == {
        broken: sentence,
        nameless: "configs/old.yml line 1: env is missing",
    }


@pytest.mark.usefixtures("_three")
def test_two_files_of_one_environment() -> None:
    write(text("Dev"), "configs/zwei.yml")
    expected = (
        'configs/one.yml and configs/zwei.yml have the same environment "dev"',
        "change env in one of them",
    )
    assert refusal(find, "dev") == expected
    assert refusal(config.find_environments, HERE) == expected
    assert find("prod").name == "prod"


@pytest.mark.parametrize(
    ("file", "repository", "expected"),
    [
        ("configs/dev.yml", "snapshots.git", "snapshots.git"),
        ("configs/dev.yml", "../${UNSET:-x}.git", "../x.git"),
        ("configs/dev.yml", "/srv/s.git", "/srv/s.git"),
        ("configs/dev.yml", "", None),
        ("dev.yml", "snapshots.git", "snapshots.git"),
        ("deploy/dev.yml", "snapshots.git", "deploy/snapshots.git"),
    ],
)
def test_repository_is_relative_to_the_project(file: str, repository: str, expected: str | None) -> None:
    written = write(text("dev", f"repository: {repository}"), file)
    path = Path.cwd() / expected if expected else None
    assert load(written, URL="postgres://h/d").repository == path
    # No other variable is needed, for those who only read snapshots.
    assert config.find_repository(HERE, written, environ={}) == path


def test_files_agree_on_the_repository() -> None:
    write(text("dev", "repository: a.git"), "configs/dev.yml")
    write(text("prod", "repository: ./a.git"), "configs/prod.yml")
    write(text("stage"), "configs/stage.yml")
    write("[", "configs/broken.yml")
    assert config.find_repository(HERE, environ={}) == Path.cwd() / "a.git"
    write(text("stage", "repository: b.git"), "configs/stage.yml")
    assert refusal(config.find_repository, HERE, environ={}) == (
        "configs/prod.yml and configs/stage.yml name different repositories",
        "choose one with --repository",
    )
