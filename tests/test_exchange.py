"""schemagit export and import, and exported files in the place of refs."""

import json
from pathlib import Path
from typing import Any

import pytest
from fix_cli import STORY_NOW, Project

USERS = "databases/datasource_server/schemas/public/tables/users.json"


@pytest.fixture
def copy(story: Project, project: Project) -> Project:
    """A project of its own, with what the story exports: old.json of prod~2, v2.json of v2.3, new.json."""
    for name, ref in (("old", "prod~2"), ("v2", "v2.3"), ("new", "prod")):
        result = story.call("export", ref, "--out", str(project.folder / f"{name}.json"))
        assert (result.code, result.err) == (0, ""), result
    assert project.call("init", "dev").code == 0
    return project


def write(project: Project, content: Any, name: str = "x.json") -> None:
    (project.folder / name).write_text(json.dumps(content), "utf-8")


def read(project: Project, name: str) -> Any:
    return json.loads((project.folder / name).read_bytes())


def test_a_file_is_a_snapshot_in_lines(copy: Project, story: Project) -> None:
    text = (copy.folder / "v2.json").read_text("utf-8")
    assert text.startswith(
        '{\n  "format": 1,\n  "environment": "prod",\n  "taken": "2026-11-10T09:00:00Z",\n  "files": {\n'
    )
    content = json.loads(text)
    paths = story.git("ls-tree", "-r", "--name-only", "v2.3", "databases", "capture").splitlines()
    assert sorted(content["files"]) == sorted(paths)
    assert text.count("\n") == len(paths) + 7
    assert content["files"][USERS] == json.loads(story.git("show", f"v2.3:{USERS}"))


def test_exporting_says_what_it_wrote(copy: Project, story: Project) -> None:
    result = story.run("export", "prod~1", "--out", str(copy.folder / "again.json"))
    assert (result.code, result.err) == (0, "")
    assert result.shown == f"wrote {copy.folder / 'again.json'}: prod~1 <id>\n"
    assert not list(copy.folder.glob(".*"))


def test_without_a_file_it_goes_to_stdout(copy: Project, story: Project) -> None:
    expected = (copy.folder / "v2.json").read_text("utf-8")
    assert story.run("export", "v2.3", "-q", env={"PYTHONIOENCODING": "latin-1"}) == (0, expected, "")
    assert story.call("export", "prod~1").out == expected


def test_a_file_is_written_wholly_or_not_at_all(copy: Project, story: Project) -> None:
    for place, reason, code in (
        ("no/such.json", "No such file or directory", 3),
        ("configs", "it is a folder", 2),
    ):
        assert story.fails("export", "prod", "--out", str(copy.folder / place), code=code)[0] == (
            f"error: cannot write {copy.folder / place}: {reason}"
        )
    assert not list(copy.folder.rglob("*.part"))


def test_importing_everything_gives_the_same_trees(copy: Project, story: Project) -> None:
    for name in ("old", "v2", "new"):
        result = copy.call("import", f"{name}.json", "copy")
        assert (result.code, result.err) == (0, ""), result
    for mine, theirs in (("copy~2", "prod~2"), ("copy~1", "v2.3"), ("copy", "prod")):
        for folder in ("databases", "capture", "snapshot.json"):
            assert copy.git("rev-parse", f"{mine}:{folder}") == story.git("rev-parse", f"{theirs}:{folder}")
    assert copy.git("log", "--format=%cI", "copy").split() == [
        "2026-11-20T09:00:00+00:00",
        "2026-11-10T09:00:00+00:00",
        "2026-11-01T09:00:00+00:00",
    ]
    assert (
        copy.call("diff", "copy~2..copy", "--name-only").out
        == story.call("diff", "prod~2..prod", "--name-only").out
    )


def test_importing_says_what_changed(copy: Project) -> None:
    assert copy.run("import", "old.json", "copy").shown == (
        "[copy <id>] imported old.json, taken 2026-11-01 09:00 UTC\n"
    )
    assert copy.call("import", "v2.json", "Copy", "-m", "by hand").shown.splitlines() == [
        "✅ New column: dataflow_server.public.job_logs.error_message (text)",
        "✅ New table: dataflow_server.public.schedule",
        "❌ Column dropped: datasource_server.public.data_source.secret_key",
        "⚠️ Type changed: datasource_server.public.users.age (integer → text)",
        "[copy <id>] imported v2.json, taken 2026-11-10 09:00 UTC",
    ]
    assert copy.git("log", "-1", "--format=%s", "copy") == "copy: by hand"
    assert copy.call("import", "v2.json", "copy").out == "copy: nothing differs from its newest snapshot\n"
    assert len(copy.commits) == 2


def test_history_only_moves_forward(copy: Project) -> None:
    assert copy.call("import", "v2.json", "copy").code == 0
    lines = copy.fails("import", "old.json", "copy")
    assert lines[0].startswith("error: old.json was taken before ")
    assert lines[0].endswith(", the newest snapshot of copy")


def test_a_snapshot_of_the_future_is_refused(copy: Project) -> None:
    """Or nothing could be recorded until then."""
    content = json.loads((copy.folder / "v2.json").read_text("utf-8"))
    (copy.folder / "v3.json").write_text(json.dumps({**content, "taken": "9999-01-01T00:00:00Z"}), "utf-8")
    lines = copy.fails("import", "v3.json", "copy")
    assert lines[0] == "error: v3.json says that it was taken at 9999-01-01 00:00 UTC, which is still to come"
    (copy.folder / "v3.json").unlink()


def test_a_file_without_a_moment_is_taken_now(copy: Project) -> None:
    content = read(copy, "old.json")
    del content["taken"], content["environment"]
    write(copy, content)
    assert copy.call("import", "x.json", "copy", at=STORY_NOW).code == 0
    assert copy.git("log", "-1", "--format=%cI", "copy") == "2026-11-22T09:14:00+00:00"
    assert "Taken:" not in copy.call("show", "x.json").out


def test_files_can_be_compared_without_a_repository(story: Project, project: Project) -> None:
    for name, ref in (("old", "prod~2"), ("new", "prod~1")):
        assert story.call("export", ref, "--out", str(project.folder / f"{name}.json")).code == 0
    assert not (project.folder / "snapshots.git").exists()
    expected = story.call("diff", "prod~2..prod~1", at=STORY_NOW).out.splitlines()
    for arguments in (["old.json..new.json"], ["old.json", "new.json"], ["./old.json", "./new.json"]):
        lines = project.call("diff", *arguments, at=STORY_NOW).out.splitlines()
        assert lines[0] == "old.json (3 weeks ago) → new.json (a week ago)"
        assert lines[1:] == expected[1:]
    assert project.call("diff", "old.json", "new.json", "datasource_server.public.users").out.count("⚠️") == 1
    side = json.loads(project.call("diff", "old.json", "new.json", "--format", "json").out)["old"]
    assert side == {"ref": "old.json", "commit": None, "taken": "2026-11-01T09:00:00Z"}


def test_a_file_can_be_compared_with_a_snapshot(copy: Project) -> None:
    assert copy.call("import", "old.json", "copy").code == 0
    assert copy.call("diff", "copy", "v2.json", "--stat").out.count("\n") == 4
    assert copy.call("diff", "v2.json..copy", "--stat").out.count("\n") == 4
    assert copy.call("diff", "old.json", "copy").out.endswith("\nno differences\n")


def test_the_path_of_a_file_may_have_dots(copy: Project) -> None:
    folder = copy.folder / "sub"
    folder.mkdir()
    (copy.folder / "new..json").write_bytes((copy.folder / "new.json").read_bytes())
    for arguments in (["sub/../old.json", "new.json"], ["old.json", "../" + copy.folder.name + "/new.json"]):
        assert copy.call("diff", *arguments, "--stat").code == 0, arguments
    assert Project(folder).call("diff", "../old.json", "../new.json", "--stat").code == 0
    assert copy.call("diff", "new..json", "new.json").out.endswith("\nno differences\n")
    absolute = str(copy.folder / "sub" / ".." / "old.json")
    assert copy.call("diff", absolute, "new.json", "--stat").code == 0


def test_a_single_file_has_nothing_before_it(copy: Project) -> None:
    for more in ([], ["datasource_server.public.users"]):
        assert copy.fails("diff", "old.json", *more) == [
            "error: old.json is a file, which has no snapshot before it",
            "  name two: schemagit diff FILE prod",
        ]


def test_a_file_can_be_shown(copy: Project, story: Project) -> None:
    lines = copy.call("show", "v2.json", at=STORY_NOW).out.splitlines()
    assert lines[:3] == [
        "v2.json",
        "Taken:    a week ago (2026-11-10 09:00 UTC)",
        f"Objects:  {story.objects('v2.3')}",
    ]
    assert "  datasource_server.public   2 tables" in lines
    shown = json.loads(copy.call("show", "v2.json", "--format", "json").out)
    assert shown == {
        "version": 1,
        "ref": "v2.json",
        "commit": None,
        "taken": "2026-11-10T09:00:00Z",
        "objects": story.objects("v2.3"),
    }
    table = copy.call("show", "v2.json", "dataflow_server.public.jobs").out
    assert table.startswith("Table dataflow_server.public.jobs   (v2.json, owner postgres)\n")


def test_who_refers_to_a_table_is_known_from_a_file_too(copy: Project) -> None:
    shown = copy.call("show", "v2.json", "dataflow_server.public.job_logs").out
    assert shown.endswith("\n\n  Referenced by\n    dataflow_server.public.jobs\n")


def test_what_another_program_wrote_compares_equal(copy: Project) -> None:
    """Attributes, files and keys in another order, and other blanks, are the same snapshot."""
    content = read(copy, "v2.json")

    def backwards(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: backwards(value[name]) for name in sorted(value, reverse=True)}
        return [backwards(element) for element in value] if isinstance(value, list) else value

    text = json.dumps(backwards(content), indent=7, ensure_ascii=True)
    (copy.folder / "other.json").write_text("\n" + text)
    assert copy.call("diff", "v2.json", "other.json", "--exit-code").code == 0
    assert copy.call("import", "v2.json", "copy").code == 0
    assert copy.call("import", "other.json", "copy").out == "copy: nothing differs from its newest snapshot\n"
    assert copy.call("diff", "copy", "other.json", "--exit-code").code == 0


FILE = {"format": 1, "files": {}}
DOCUMENT: dict[str, Any] = {"databases/a/database.json": {}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "x.json is not JSON: Expecting value"),
        ("{", "x.json is not JSON: "),
        ("[" * 100_000, "x.json is not JSON: "),
        ("[]", "x.json is not a snapshot: it has no files"),
        ("7", "x.json is not a snapshot: it has no files"),
        ("{}", "x.json is not a snapshot: it has no files"),
        ('{"format": 1, "files": []}', "x.json is not a snapshot: it has no files"),
        ('{"files": {}}', "x.json has format None, this schemagit reads 1"),
        ('{"format": 2, "files": {}}', "x.json has format 2, this schemagit reads 1"),
        ('{"format": "1", "files": {}}', "x.json has format '1', this schemagit reads 1"),
        ('{"format": 1, "files": {}, "taken": 7}', "x.json says that it was taken at 7, which is no moment"),
        ('{"format": 1, "files": {}, "taken": "x"}', "x.json says that it was taken at 'x', which is no"),
        (
            '{"format": 1, "files": {"databases/a/database.json": 7}}',
            "x.json is not a snapshot: 'databases/a/",
        ),
        ('{"format": 1, "files": {"databases/a/database.json": {"x": NaN}}}', "x.json is not JSON: "),
        ('{"format": 1, "files": {"databases/a/database.json": {"x": 1e999}}}', "x.json is not JSON: "),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else None,
)
def test_wrong_files(project: Project, content: str, message: str) -> None:
    (project.folder / "x.json").write_text(content, "utf-8")
    assert project.call("init", "dev").code == 0
    for arguments in (["show", "x.json"], ["diff", "x.json", "x.json"], ["import", "x.json", "dev"]):
        assert project.fails(*arguments)[0].startswith(f"error: {message}"), arguments
    assert not project.commits


@pytest.mark.parametrize(
    "path",
    [
        "databases/../x/database.json",
        "databases/./database.json",
        "databases//database.json",
        "databases/.git/database.json",
        "databases/a/schemas/../tables/x.json",
        "databases/a/schemas/b/../../../x.json",
        "databases/a/schemas/b/.git/x.json",
        "databases/a/schemas/b/tables/..json",
        "databases/a/schemas/b/tables/%2e.json",
        "databases/a/schemas/b/tables/a\u0000b.json",
        "databases/a/schemas/b/tables/x",
        "databases/a/schemas/b/Tables/../x.json",
        "databases/a/schemas/b/tables/c/d.json",
        "databases\\a\\database.json",
        "capture/../../x/capture.json",
        "capture/../capture.json",
        "capture/x/other.json",
        "capture/capture.json",
        "/etc/passwd",
        "/databases/a/database.json",
        "../databases/a/database.json",
        "hooks/post-update",
        "snapshot.json",
        "",
        ".",
        "databases/\ud800/database.json",
    ],
)
def test_hostile_paths(project: Project, path: str) -> None:
    write(project, FILE | {"files": DOCUMENT | {path: {}}})
    assert project.call("init", "dev").code == 0
    for arguments in (["show", "x.json"], ["import", "x.json", "dev"]):
        lines = project.fails(*arguments)
        assert lines[0].startswith("error: x.json is not a snapshot: the path "), lines
        assert lines[0].isprintable()
    assert not project.commits
    assert {file.name for file in project.folder.iterdir()} == {"configs", "snapshots.git", "x.json"}


def test_a_hostile_document_is_only_data(project: Project) -> None:
    """Whatever a document holds is shown, never obeyed, and never a traceback."""
    document = {
        "owner": "\x1b[31mred",
        "comment": "no \u202e",
        "columns": [{"name": "a\n", "type": "<error>x</error>", "default": 7}, {"name": "b", "type": "x"}],
        "constraints": [{"name": "c", "type": "check", "expression": "\x9b"}],
        "nobody knows": {"\x07": [None, 1.5]},
    }
    path = "databases/a/schemas/b/tables/c.json"
    for name, content in (("old", {}), ("new", {path: document})):
        write(project, FILE | {"files": DOCUMENT | content}, f"{name}.json")
    assert project.call("init", "dev").code == 0
    for command in (
        ["show", "new.json"],
        ["show", "new.json", "a.b.c", "--format", "json"],
        ["diff", "old.json", "new.json"],
        ["import", "old.json", "dev"],
        ["import", "new.json", "dev"],
        ["log"],
        ["diff", "dev", "--format", "json"],
        ["export", "dev"],
    ):
        result = project.call(*command)
        assert (result.code, result.err) == (0, ""), result
        assert all(line.isprintable() for line in result.out.splitlines()), result.out


@pytest.mark.parametrize(
    ("arguments", "code", "lines"),
    [
        (["export"], 2, ['not enough arguments (missing: "ref")', "schemagit export --help shows how"]),
        (["export", "nope"], 3, ['no such ref "nope"']),
        (["export", "prod~99"], 3, ['no snapshot "prod~99": prod has 3 snapshots']),
        (["export", "prod", "--out"], 2, ['the "--out" option requires a value']),
        (["--repository", "x.git", "export", "prod"], 3, ["no snapshot repository at x.git"]),
        (["import", "x.json"], 2, ['not enough arguments (missing: "environment")']),
        (["import", "x.json", "dev"], 2, ["cannot read x.json: No such file or directory"]),
        (["import", "configs", "dev"], 2, ["cannot read configs: Is a directory"]),
        (["import", "configs/prod.yml", "dev"], 2, ["configs/prod.yml is not JSON"]),
        (["import", "x.json", "../dev"], 2, ["no environment can be called '../dev'", "use letters"]),
        (["import", "x.json", "dev.lock"], 2, ["no environment can be called 'dev.lock'"]),
        (["import", "x.json", ""], 2, ["no environment can be called ''"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors(story: Project, arguments: list[str], code: int, lines: list[str]) -> None:
    shown = story.fails(*arguments, code=code)
    for line, expected in zip(shown, lines, strict=False):
        assert line.removeprefix("error: ").strip().startswith(expected), shown


def test_importing_needs_a_repository(copy: Project) -> None:
    assert copy.fails("--repository", "x.git", "import", "old.json", "dev", code=3)[0] == (
        "error: no snapshot repository at x.git"
    )
    assert not Path(copy.folder, "x.git").exists()
