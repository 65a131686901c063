"""`schemagit generate`: packages of models, checks for CI, and what a change does to programs."""

import importlib
import json
import sys
from pathlib import Path

import pytest
from fix_cli import STORY_NOW, Project, Result
from fix_db import Execute, MakeDatabase
from model_documents import column, files, table

from schemagit.models.options import VARIANTS
from schemagit.names import ObjectName
from schemagit.snapshots.effects import Effect, effects

MARK = "# Made by schemagit generate: changes to this file are lost.\n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def generate(story: Project, *arguments: str) -> Result:
    return story.call("generate", *arguments, at=STORY_NOW)


def test_a_package_of_models_is_written(story: Project, tmp_path: Path) -> None:
    out = tmp_path / "models"
    result = generate(story, "prod", "--out", str(out))
    assert result.code == 0, result
    assert result.out == f"{out}: 7 models in 9 files, 9 changed\n"
    assert (
        (out / "__init__.py")
        .read_text("utf-8")
        .startswith(
            f"{MARK}# Snapshot: prod {story.git('rev-parse', '--short', 'prod')} (2026-11-20 09:00 UTC)\n"
        )
    )
    public = (out / "dataflow_server" / "public.py").read_text("utf-8")
    assert '"""\n    Work\n    """' in public
    assert "class OrderItems(BaseModel):" in public
    assert "alias='we.ird'" in public
    again = generate(story, "prod", "--out", str(out))
    assert again.out == f"{out}: 7 models in 9 files, nothing changed\n"


def test_the_past_and_an_exported_file_give_models_too(story: Project, tmp_path: Path) -> None:
    old, file = tmp_path / "old", tmp_path / "dev-2.json"
    assert generate(story, "prod~2", "--out", str(old)).code == 0
    assert "class OldJobs(" in (old / "dataflow_server" / "public.py").read_text("utf-8")
    assert story.call("export", "prod~2", "--out", str(file)).code == 0
    exported = tmp_path / "exported"
    assert generate(story, str(file), "--out", str(exported)).code == 0
    for path in ("dataflow_server/public.py", "dataflow_server/_types.py"):
        assert (old / path).read_bytes() == (exported / path).read_bytes()


@pytest.mark.parametrize("style", ["pydantic", "dataclass", "typeddict", "msgspec"])
def test_each_style_makes_a_package_that_imports(story: Project, style: str, tmp_path: Path) -> None:
    name = f"of_{style}"
    arguments = ("--out", str(tmp_path / name), "--style", style, "--variants", "update, row ,insert")
    assert generate(story, "prod", *arguments).code == 0
    sys.path.insert(0, str(tmp_path))
    try:
        package = importlib.import_module(name)
        assert {"Jobs", "JobsInsert", "JobsUpdate", "Active"} <= set(package.dataflow_server.__all__)
        assert package.datasource_server.Users is package.datasource_server.public.Users
    finally:
        sys.path.remove(str(tmp_path))


def test_check_says_what_differs_and_exits_with_1(story: Project, tmp_path: Path) -> None:
    out = str(tmp_path / "models")
    missing = generate(story, "prod~1", "--out", out, "--check")
    assert missing.code == 1
    assert "missing: dataflow_server/public.py\n" in missing.out
    assert not Path(out).exists()
    generate(story, "prod~1", "--out", out)
    assert generate(story, "prod~1", "--out", out, "--check") == Result(0, f"{out}: up to date\n", "")
    changed = generate(story, "prod", "--out", out, "--check")
    assert (changed.code, changed.out) == (
        1,
        "differs: dataflow_server/__init__.py\ndiffers: dataflow_server/public.py\n",
    )


def test_check_does_not_mind_a_snapshot_that_changed_no_model(story: Project, tmp_path: Path) -> None:
    out = str(tmp_path / "models")
    generate(story, "prod", "--out", out, "datasource_server.public")
    assert generate(story, "prod~1", "--out", out, "--check", "datasource_server.public").code == 0


def test_only_some_objects(story: Project, tmp_path: Path) -> None:
    out = tmp_path / "models"
    generate(story, "prod", "--out", str(out), "dataflow_server.public.jobs")
    assert (out / "dataflow_server" / "public.py").read_text("utf-8").count("\nclass ") == 1
    assert not (out / "datasource_server").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("prod",), "error: generate needs the folder to write to"),
        (("prod", "--out", "x", "--style", "orm"), "error: there is no style 'orm'"),
        (("prod", "--out", "x", "--variants", "row,delete"), "error: there is no variant 'delete'"),
        (("prod", "--out", "x", "nothing.at.all"), 'error: no table, view or type "nothing.at.all" in prod'),
        (
            ("prod~1..prod", "--out", "x"),
            "error: prod~1..prod is a difference, of which no models can be made",
        ),
        (("prod...stage",), "error: prod...stage: environments have no common ancestor to compare with"),
        (("prod~1..prod", "--format", "yaml"), "error: there is no format 'yaml'"),
        (
            ("prod~1..prod", "nothing.at.all"),
            'error: no table, view or type "nothing.at.all" in prod~1 or prod',
        ),
    ],
)
def test_wrong_usage(story: Project, arguments: tuple[str, ...], expected: str) -> None:
    assert story.fails("generate", *arguments)[0] == expected
    assert not (story.folder / "x").exists()


def test_a_library_that_is_missing_is_named(
    story: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("schemagit.models", "datamodel_code_generator"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datamodel_code_generator", None)
    lines = story.fails("generate", "prod", "--out", str(tmp_path / "x"))
    assert lines == [
        "error: generate needs datamodel_code_generator, which is not installed",
        "  pip install 'schemagit[models]'",
    ]


def test_a_file_that_is_not_ours_is_not_written_over(story: Project, tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("import os\n", "utf-8")
    (line, hint) = story.fails("generate", "prod", "--out", str(tmp_path))
    assert line == f"error: {tmp_path / '__init__.py'} was not made by schemagit generate"
    assert hint == "  name another folder, or remove the file"


def test_what_a_change_does_to_programs(story: Project) -> None:
    result = generate(story, "prod~2..prod")
    assert result.code == 0
    assert result.shown.splitlines() == [
        "prod~2 <id> (3 weeks ago) → prod <id> (2 days ago)",
        "6 changes of the models: 5 for readers, 4 for writers",
        "",
        "dataflow_server.public",
        '  ⚠️ dataflow_server.public."Order items"."we.ird" changed (str | None → str)',
        "        readers: never None any more",
        "        writers: None is refused; newly required: an INSERT without it fails",
        "  ✅ dataflow_server.public.job_logs.error_message is new (str | None)",
        "        readers: nothing to do: a new field",
        "  ❌ OldJobs is gone: dataflow_server.public.old_jobs",
        "        readers: no rows to read",
        "        writers: nothing to write to",
        "  ✅ Schedule is new: dataflow_server.public.schedule",
        "",
        "datasource_server.public",
        "  ❌ datasource_server.public.data_source.secret_key is gone (str | None)",
        "        readers: rows have no such field",
        "        writers: an INSERT or UPDATE with it fails",
        "  ⚠️ datasource_server.public.users.age changed (Int4 | None → str | None)",
        "        readers: values are str now",
        "        writers: values must be str now",
    ]


def test_the_same_as_json_and_for_some_objects(story: Project) -> None:
    result = generate(story, "prod~2..prod", "--format", "json", "datasource_server.public.users")
    (effect,) = json.loads(result.out)["effects"]
    assert effect["verb"] == "changed"
    assert effect["writers"] == "values must be str now"
    assert "nothing changes for programs" in generate(story, "prod..prod").out


def between(*columns: dict[str, object] | None) -> list[Effect]:
    """The effects of one column that was, and is now, as here; None for one that is not there."""
    old, new = (files(table("t", *([each] if each else []))) for each in columns)
    return effects(old, new)


@pytest.mark.parametrize(
    ("old", "new", "readers", "writers"),
    [
        ({}, {"not_null": True, "default": "1"}, "never None any more", "None is refused"),
        (
            {"not_null": True, "default": "1"},
            {"not_null": True},
            "",
            "newly required: an INSERT without it fails",
        ),
        (
            {"not_null": True},
            {"not_null": True, "default": "now()"},
            "",
            "newly optional: an INSERT may leave it out",
        ),
        (
            {"not_null": True},
            {},
            "may be None now",
            "None may be written; newly optional: an INSERT may leave it out",
        ),
        ({}, {"generated": "1"}, "", "computed by the server: a statement with it fails"),
        ({"identity": "always"}, {"identity": "by default"}, "", "may be written now"),
        ({"type": "character varying(9)"}, {"type": "text"}, "values are str now", "values must be str now"),
        (None, {"not_null": True}, "", "newly required: an INSERT without it fails"),
        ({"comment": "x"}, {"comment": "y"}, None, None),
    ],
)
def test_effects_of_a_column(
    old: dict[str, object] | None, new: dict[str, object], readers: str | None, writers: str | None
) -> None:
    sides = [None if each is None else {**column("c"), **each} for each in (old, new)]
    found = [(effect.readers, effect.writers) for effect in between(*sides)]
    assert found == ([] if readers is None else [(readers, writers)])


def test_effects_of_types() -> None:
    def typed(folder: str, **attributes: object) -> dict[ObjectName, dict[str, object]]:
        return {ObjectName("app", "public", folder, folder): attributes}

    old = (
        typed("enums", labels=["a", "b"])
        | typed("domains", type="integer", constraints=[])
        | typed("composite_types", columns=[column("x"), column("y")])
        | typed("range_types", subtype="integer")
    )
    new = (
        typed("enums", labels=["a", "c"])
        | typed("domains", type="text", constraints=[{"name": "c", "expression": "(VALUE <> '')"}])
        | typed("composite_types", columns=[column("x", "text"), column("z")])
    )
    assert [effect.text for effect in effects(files(old), files(new))] == [
        "app.public.composite_types.x changed (integer → text)",
        "app.public.composite_types.y is gone",
        "app.public.composite_types.z is new (integer)",
        "app.public.domains changed (integer → text)",
        "app.public.domains checks otherwise",
        "app.public.enums has no 'b' any more",
        "app.public.enums has 'c' too",
        "RangeTypes is gone: app.public.range_types",
    ]
    assert VARIANTS == ("row", "insert", "update")


def test_what_is_called_otherwise_is_told_once(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database(
        "create type mood as enum ('sad', 'ok'); create type spot as (x integer, y integer);"
        "create table people (id bigint primary key, mail text not null, mood mood, twice integer generated "
        "always as (1) stored); create table jobs (id bigint primary key, class text)"
    )
    project.record("prod", conninfo)
    execute(
        conninfo,
        "alter table people rename to users; alter table users rename mail to email;"
        "alter table users alter email drop not null; alter table users rename twice to double;"
        "alter type mood rename value 'sad' to 'so-so'; alter type spot rename attribute y to z;"
        "alter table jobs rename class to kind",
    )
    assert project.call("snap", "prod").code == 0
    result = project.call("generate", "prod~1..prod")
    assert result.shown.splitlines()[1:] == [
        "7 changes of the models: 7 for readers, 6 for writers",
        "",
        "app.public",
        "  ↪️ People is Users now: app.public.people → app.public.users",
        "        readers: the class is Users",
        "        writers: a statement on app.public.people fails",
        "  ↪️ app.public.spot.y is z now",
        "        readers: the field y is z now",
        "        writers: an INSERT or UPDATE with y fails",
        "  ↪️ app.public.mood: 'sad' is 'so-so' now",
        "        readers: models made before do not know it",
        "        writers: 'sad' is refused",
        "  ↪️ app.public.jobs.class is kind now",
        "        readers: the field class_ is kind now",
        "        writers: an INSERT or UPDATE with class_ fails",
        "  ↪️ app.public.users.mail is email now",
        "        readers: the field mail is email now",
        "        writers: an INSERT or UPDATE with mail fails",
        "  ↪️ app.public.users.twice is double now",
        "        readers: the field twice is double now",
        "  ⚠️ app.public.users.email changed (str → str | None)",
        "        readers: may be None now",
        "        writers: None may be written; newly optional: an INSERT may leave it out",
    ]
    assert (
        "Users is People now: app.public.users → app.public.people"
        in project.call("generate", "prod..prod~1").out
    )
