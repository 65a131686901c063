"""schemagit show: a snapshot, or an object as it was."""

import json

import pytest
from fix_cli import STORY_NOW, Project, Result


def show(story: Project, *arguments: str) -> Result:
    result = story.call("show", *arguments, at=STORY_NOW)
    assert (result.code, result.err) == (0, ""), result
    return result


def test_a_snapshot(story: Project) -> None:
    result = story.run("show", "v2.3")
    assert (result.code, result.err) == (0, "")
    lines = result.shown.splitlines()
    assert lines[0] == "snapshot <id> (prod, tag: v2.3)"
    assert lines[1].startswith("Taken:    ")
    assert lines[1].endswith(" (2026-11-10 09:00 UTC)")
    assert lines[2] == "By:       Ada Example <ada@example.com>"
    servers = [line.split(" PostgreSQL ")[0] for line in lines if line.startswith("Server:")]
    assert servers == ["Server:   dataflow_server", "Server:   datasource_server"]
    assert f"Objects:  {story.objects('v2.3')}" in lines
    assert "  datasource_server.public   2 tables" in lines
    assert lines[lines.index("") :] == [
        "",
        "4 changes: 2 breaking, 2 safe",
        "  ✅ New column: dataflow_server.public.job_logs.error_message (text)",
        "  ✅ New table: dataflow_server.public.schedule",
        "  ❌ Column dropped: datasource_server.public.data_source.secret_key",
        "  ⚠️ Type changed: datasource_server.public.users.age (integer → text)",
    ]


def test_the_same_snapshot_by_any_name(story: Project) -> None:
    expected = show(story, "prod~1").out
    commit = story.git("rev-parse", "prod~1")
    for name in ("v2.3", "prod^", "refs/heads/prod~1", commit, commit[:9]):
        assert show(story, name).out == expected


def test_the_first_snapshot(story: Project) -> None:
    assert show(story, "stage").out.endswith("\n\nthe first snapshot of its environment\n")


def test_json_carries_what_the_text_says(story: Project) -> None:
    shown = json.loads(show(story, "v2.3", "--format", "json").out)
    assert (shown["environment"], shown["tags"]) == ("prod", ["v2.3"])
    assert shown["objects"] == story.objects("v2.3")
    assert [finding["code"] for finding in shown["findings"]] == [
        "column.added",
        "table.added",
        "column.removed",
        "column.type",
    ]
    assert json.loads(show(story, "stage", "--format", "json").out)["findings"] == []


def test_a_table(story: Project) -> None:
    assert show(story, "prod~1", "dataflow_server.public.jobs").shown.splitlines() == [
        "Table dataflow_server.public.jobs   (prod~1 <id>, owner postgres)",
        "What is to be done",
        "",
        "  Column   Type      Null       Default",
        "  id       integer   not null",
        "  state    text      not null   'new'::text",
        "  log      bigint",
        "",
        "  Foreign key  jobs_log_fkey (log) → public.job_logs (id)",
        "  Primary key  jobs_pkey (id)",
        "",
        "  Index  jobs_state_idx (state)",
    ]


def test_who_refers_to_a_table(story: Project) -> None:
    assert show(story, "prod", "dataflow_server.public.job_logs").out.endswith(
        "\n\n  Referenced by\n    dataflow_server.public.jobs\n"
    )


def test_an_object_as_it_was(story: Project) -> None:
    old, new = (show(story, ref, "datasource_server.public.users").out for ref in ("prod~2", "prod"))
    assert "  age      integer" in old
    assert "  age      text" in new
    assert "secret_key" in show(story, "prod~2", "datasource_server.public.data_source").out


def test_a_view(story: Project) -> None:
    lines = show(story, "prod", "dataflow_server.public.active").out.splitlines()
    query = lines.index("  Definition") + 1
    assert [line.strip() for line in lines[query : query + 2]] == ["SELECT id,", "upper(state) AS state"]
    assert "  state    text" in lines


def test_an_enum(story: Project) -> None:
    assert "\n  Labels: sad, happy\n" in show(story, "prod", "dataflow_server.public.mood").out


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("dataflow_server.public.jobs", ["Table dataflow_server.public.jobs"]),
        ("dataflow_server.public.jobs.state", ["Table dataflow_server.public.jobs"]),
        ("dataflow_server.public.jobs.jobs_pkey", ["Table dataflow_server.public.jobs"]),
        ("dataflow_server.public.jobs_state_idx", ["Table dataflow_server.public.jobs"]),
        ('dataflow_server.public."Order items"', ['Table dataflow_server.public."Order items"']),
        ('dataflow_server.public."Order items"."we.ird"', ['Table dataflow_server.public."Order items"']),
        ("dataflow_server", ["Database dataflow_server"]),
        ("dataflow_server.public", ["Schema dataflow_server.public"]),
        ("*.public.*jobs", ["Table dataflow_server.public.jobs", "Table dataflow_server.public.old_jobs"]),
        ("*.public.*.age", ["Table datasource_server.public.users"]),
        ("dataflow_server.public.job*idx", ["Table dataflow_server.public.jobs"]),
    ],
)
def test_what_a_name_means(story: Project, name: str, titles: list[str]) -> None:
    shown = show(story, "prod~1", name).out
    found = [line.split("   (")[0] for line in shown.splitlines() if "   (prod~1 " in line]
    assert found == titles
    objects = json.loads(show(story, "prod~1", name, "--format", "json").out)
    assert [f"{each['kind'].capitalize()} {each['object']}" for each in objects] == titles


def test_json_of_an_object_is_its_document(story: Project) -> None:
    [shown] = json.loads(show(story, "prod", "dataflow_server.public.jobs", "--format", "json").out)
    stored = story.git("show", "prod:databases/dataflow_server/schemas/public/tables/jobs.json")
    assert shown == {"object": "dataflow_server.public.jobs", "kind": "table"} | json.loads(stored)


@pytest.mark.parametrize(
    ("arguments", "code", "lines"),
    [
        ([], 2, ['not enough arguments (missing: "ref")', "schemagit show --help shows how it is used"]),
        (["nope"], 3, ['no such ref "nope"', "known: prod, stage, v2.3"]),
        (["prod~99"], 3, ['no snapshot "prod~99": prod has 3 snapshots']),
        (["stage~1"], 3, ['no snapshot "stage~1": stage has 1 snapshot']),
        ([""], 3, ['no such ref ""']),
        (["-1"], 2, ['the option "-1" does not exist']),
        (["nope.json"], 2, ["there is no file nope.json"]),
        (["configs/prod.yml"], 2, ["configs/prod.yml is not JSON"]),
        (["prod", "nose"], 2, ['no object "nose" in prod', "names are written database.schema.name"]),
        (["prod", "datasource_server.public.nose"], 2, ['no object "datasource_server.public.nose" in']),
        (["prod", "datasource_server.public.users.nose"], 2, ['no object "datasource_server.public.user']),
        (["prod", "datasource_server.public.users.id.x"], 2, ['no object "datasource_server.public.user']),
        (["prod", "dataflow_server.public.old_jobs"], 2, ['no object "dataflow_server.public.old_jobs" ']),
        (["prod", ""], 2, ["cannot read the object name ''"]),
        (["prod", "a..b"], 2, ["cannot read the object name 'a..b'"]),
        (["prod", "--format", "yaml"], 2, ["there is no format 'yaml'", "choose one of text, json"]),
        (["prod", "a", "b"], 2, ["too many arguments"]),
        (["--repository", "x.git", "prod"], 3, ["no snapshot repository at x.git"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors(story: Project, arguments: list[str], code: int, lines: list[str]) -> None:
    shown = story.fails("show", *arguments, code=code)
    for line, expected in zip(shown, lines, strict=False):
        assert line.removeprefix("error: ").strip().startswith(expected), shown


def test_a_file_and_a_name_of_the_repository(project: Project) -> None:
    """What is both is refused, and both can be said otherwise."""
    project.write_config("prod", {})
    (project.folder / "x.json").write_text('{"format": 1, "taken": "2026-11-22T09:14:00Z", "files": {}}')
    assert project.call("init", "dev").code == 0
    assert project.call("import", "x.json", "prod").code == 0
    (project.folder / "x.json").rename(project.folder / "prod")
    assert project.fails("show", "prod") == [
        'error: "prod" is a file and a name in the repository',
        "  write ./prod for the file, or refs/heads/prod or refs/tags/prod for the snapshot",
    ]
    assert project.call("show", "./prod").out.startswith("prod\nTaken:    ")
    assert project.call("show", "refs/heads/prod").out.startswith("snapshot ")
