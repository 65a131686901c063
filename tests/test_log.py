"""schemagit log: the history of environments and of objects."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from fix_cli import STORY_NOW, Project, Result
from fix_git import snap

from schemagit import store
from schemagit.render.style import COLOURS


def log(story: Project, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
    result = story.call("log", *arguments, at=STORY_NOW, env=env)
    assert (result.code, result.err) == (0, ""), result
    return result


def commits(story: Project, *arguments: str) -> list[str]:
    """How git would name the snapshots that are shown."""
    found = [entry["commit"] for entry in json.loads(log(story, *arguments, "--format", "json").out)]
    names = {story.git("rev-parse", name): name for name in ("prod", "prod~1", "prod~2", "stage")}
    return [names[commit] for commit in found]


def test_all_environments_newest_first(story: Project) -> None:
    result = story.run("log")
    assert (result.code, result.err) == (0, "")
    heads = re.findall(r"snapshot \w+ \((.*)\)", result.out)
    assert heads == ["prod", "prod, tag: v2.3", "stage", "prod"]


def test_an_entry_says_who_when_what(story: Project) -> None:
    changes = "1 table changed, 1 view changed, 1 column changed, 1 table dropped, 1 index dropped"
    assert log(story, "prod", "-n", "1").shown.splitlines() == [
        "snapshot <id> (prod)",
        "Taken:    2 days ago (2026-11-20 09:00 UTC)",
        "By:       Ada Example <ada@example.com>",
        "Note:     Clean up",
        f"Changes:  {changes} (2 breaking, 2 to review, 1 cosmetic)",
        "",
        '    ⚠️ Nullability changed: dataflow_server.public."Order items"."we.ird" (nullable → not null)',
        "    ⚠️ Comment changed: dataflow_server.public.jobs (What is to be done → Work)",
        "    ❌ Index dropped: dataflow_server.public.jobs_state_idx",
        "    ❌ Table dropped: dataflow_server.public.old_jobs",
        "    ⚠️ View changed: dataflow_server.public.active",
        "",
    ]


def test_the_first_entry_counts_objects(story: Project) -> None:
    shown = log(story, "prod~2").out
    assert f"\nChanges:  first snapshot, {story.objects('prod~2')} objects\n" in shown
    assert "\n    ✅ New database: datasource_server (" in shown


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["prod", "prod~1", "stage", "prod~2"]),
        (["prod"], ["prod", "prod~1", "prod~2"]),
        (["stage"], ["stage"]),
        (["prod~1"], ["prod~1", "prod~2"]),
        (["v2.3"], ["prod~1", "prod~2"]),
        (["refs/tags/v2.3^"], ["prod~2"]),
        (["-n", "2"], ["prod", "prod~1"]),
        (["-n1"], ["prod"]),
        (["--number=1", "stage"], ["stage"]),
        (["-n", "99999999999999999999"], ["prod", "prod~1", "stage", "prod~2"]),
        (["--since", "2026-11-10"], ["prod", "prod~1"]),
        (["--since", "2026-11-10T09:00:01Z"], ["prod"]),
        (["--since", "2026-11-10T10:00+01:00"], ["prod", "prod~1"]),
        (["--since", "2 weeks ago"], ["prod", "prod~1"]),
        (["--since", "1 month ago", "--until", "2 weeks ago"], ["stage", "prod~2"]),
        (["--until", "2026-11-03T09:00Z"], ["stage", "prod~2"]),
        (["--until", "today", "-n", "1"], ["prod"]),
        (["--since", "now"], []),
        (["--until", "2026-10-01"], []),
        (["--since", "0001-01-01", "-n", "1"], ["prod"]),
        (["--until", "0001-01-01"], []),
        (["--until", "9999-12-31", "-n", "1"], ["prod"]),
        (["--since", "9999-12-31"], []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_shown(story: Project, arguments: list[str], expected: list[str]) -> None:
    assert commits(story, *arguments) == expected


def test_an_id_can_be_given(story: Project) -> None:
    commit = story.git("rev-parse", "prod~1")
    assert commits(story, commit) == commits(story, commit[:8].upper()) == ["prod~1", "prod~2"]


def test_a_tag_or_an_id_knows_its_environment(story: Project) -> None:
    for ref in ("v2.3", story.git("rev-parse", "v2.3")):
        shown = log(story, ref).shown
        assert shown.startswith("snapshot <id> (prod, tag: v2.3)\nTaken:    a week ago")
        assert "Note:" not in shown


def test_one_line_each(story: Project) -> None:
    assert log(story, "--oneline").shown.splitlines() == [
        "<id>  2 days ago   prod   ~1 table ~1 view ~1 column -1 table -1 index  2 breaking",
        "<id>  a week ago   prod   +1 table +1 column ~1 column -1 column        2 breaking  (tag: v2.3)",
        "<id>  2 weeks ago  stage  first snapshot",
        "<id>  3 weeks ago  prod   first snapshot",
    ]


def test_json_carries_what_the_text_says(story: Project) -> None:
    [entry] = json.loads(log(story, "v2.3", "-n", "1", "--format", "json").out)
    server = entry.pop("servers")[0]
    assert server.startswith("dataflow_server PostgreSQL ")
    assert server.endswith(" as postgres")
    assert entry == {
        "version": 1,
        "commit": story.git("rev-parse", "prod~1"),
        "environment": "prod",
        "taken": "2026-11-10T09:00:00Z",
        "cut": False,
        "author": "Ada Example <ada@example.com>",
        "tags": ["v2.3"],
        "subject": "prod: 1 table added, 1 column added, 1 column changed, 1 column dropped",
        "objects": story.objects("prod~1"),
        "changes": [
            {"verb": "added", "sign": "+", "kind": "table", "count": 1},
            {"verb": "added", "sign": "+", "kind": "column", "count": 1},
            {"verb": "changed", "sign": "~", "kind": "column", "count": 1},
            {"verb": "removed", "sign": "-", "kind": "column", "count": 1},
        ],
        "impacts": {"cosmetic": 0, "safe": 2, "review": 0, "breaking": 2},
        "incomplete": [],
    }


OBJECTS = {
    "dataflow_server.public.jobs": ["prod", "prod~2"],
    "dataflow_server.public.jobs.state": ["prod~2"],
    "dataflow_server.public.jobs_state_idx": ["prod", "prod~2"],
    "dataflow_server.public.old_jobs": ["prod", "prod~2"],
    "dataflow_server.public.active": ["prod", "prod~2"],
    'dataflow_server.public."Order items"."we.ird"': ["prod", "prod~2"],
    'dataflow_server.public."Order items".id': ["prod~2"],
    "dataflow_server.public.schedule": ["prod~1"],
    "dataflow_server.public.*": ["prod", "prod~1", "prod~2"],
    "*.public.*jobs": ["prod", "prod~2"],
    "*.*.*.secret_key": ["prod~1", "prod~2"],
    "datasource_server": ["prod~1", "prod~2"],
    "datasource_server.public": ["prod~1", "prod~2"],
    '"datasource_server"."public" . users . age': ["prod~1", "prod~2"],
}


@pytest.mark.parametrize("name", OBJECTS)
def test_the_snapshots_that_changed_an_object(story: Project, name: str) -> None:
    assert commits(story, "prod", name) == OBJECTS[name]


def test_the_history_of_an_object_says_its_changes_only(story: Project) -> None:
    shown = log(story, "prod", "datasource_server.public.users.age").out
    assert re.findall("^    (.*)", shown, re.MULTILINE) == [
        "⚠️ Type changed: datasource_server.public.users.age (integer → text)",
        "✅ New table: datasource_server.public.users",
    ]


def test_the_history_of_a_view_has_line_diffs(story: Project) -> None:
    shown = log(story, "prod", "dataflow_server.public.active").out
    assert "          -     state\n          +     upper(state) AS state\n" in shown


def test_an_object_in_all_environments(story: Project) -> None:
    shown = log(story, "dataflow_server.public.jobs_state_idx").out
    assert re.findall(r"snapshot \w+ \((\w+)", shown) == ["prod", "stage", "prod"]


def test_the_number_counts_what_is_shown(story: Project) -> None:
    assert commits(story, "prod", "dataflow_server.public.old_jobs", "-n", "1") == ["prod"]
    assert commits(story, "prod", "dataflow_server.public.schedule", "-n", "1") == ["prod~1"]
    until = ("--until", "2026-11-15", "-n", "1")
    assert commits(story, "prod", "dataflow_server.public.old_jobs", *until) == ["prod~2"]


def test_json_of_an_object_has_its_findings(story: Project) -> None:
    name = "datasource_server.public.users.age"
    newest = json.loads(log(story, "prod", name, "--format", "json").out)[0]
    assert [finding["text"] for finding in newest["findings"]] == [
        "Type changed: datasource_server.public.users.age (integer → text)"
    ]
    assert newest["findings"][0] | {"because": ""} == {
        "code": "column.type",
        "verb": "changed",
        "impact": "breaking",
        "because": "",
        "kind": "column",
        "path": name,
        "object": "datasource_server.public.users",
        "text": f"Type changed: {name} (integer → text)",
        "attribute": "type",
        "before": "integer",
        "after": "text",
        "tags": [],
        "hint": None,
    }


@pytest.mark.parametrize(
    ("arguments", "code", "lines"),
    [
        (["prdo"], 3, ['no such ref "prdo"', 'known: prod, stage, v2.3. Did you mean "prod"?']),
        (["prod~99"], 3, ['no snapshot "prod~99": prod has 3 snapshots']),
        (["v2.3~99"], 3, ['no snapshot "v2.3~99": v2.3 has 2 snapshots']),
        (["--all"], 2, ['the option "--all" does not exist', "schemagit log --help shows how it is used"]),
        (["-n", "x"], 2, ["-n takes a number of snapshots, not 'x'", "schemagit log -n 10"]),
        (["-n", "0"], 2, ["-n takes a number of snapshots, not '0'"]),
        (["-n", "-1"], 2, ['the "--number" option requires a value']),
        (["-n", "²"], 2, ["-n takes a number of snapshots, not '²'"]),
        (["-n"], 2, ['the "--number" option requires a value']),
        (["--since", "nonsense"], 2, ["'nonsense' is no date", "write 2026-05-01, 2026-05-01T14:30Z"]),
        (["--until", "2026-13-01"], 2, ["'2026-13-01' is no date"]),
        (["--since", "1e9 weeks ago"], 2, ["'1e9 weeks ago' is no date"]),
        (["--since", ""], 2, ["'' is no date"]),
        (["--format", "xml"], 2, ["there is no format 'xml'", "choose one of text, json"]),
        (["prod", "a.b."], 2, ["cannot read the object name 'a.b.'", "write database.schema.name"]),
        (["prod", 'a."b'], 2, ["cannot read the object name 'a.\"b'"]),
        (["prod", ""], 2, ["cannot read the object name ''"]),
        (["prod", "a.b.c"], 2, ['no snapshot of prod changed "a.b.c"', "names are written database.schema"]),
        (["a.b.c"], 2, ['no snapshot of prod or stage changed "a.b.c"']),
        (["v2.3", "x.y"], 2, ['no snapshot of v2.3 changed "x.y"']),
        (["prod", "datasource_server.public.users.nose"], 2, ["no snapshot of prod changed"]),
        (["prod", "x", "y"], 2, ["too many arguments"]),
        (["--repository", "nowhere.git"], 3, ["no snapshot repository at nowhere.git", "schemagit init"]),
        (["--config", "nowhere.yml"], 2, ["there is no file nowhere.yml"]),
        (["-C", "nowhere"], 2, ["cannot change to nowhere: No such file or directory"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors(story: Project, arguments: list[str], code: int, lines: list[str]) -> None:
    shown = story.fails("log", *arguments, code=code)
    for line, expected in zip(shown, lines, strict=False):
        assert line.removeprefix("error: ").strip().startswith(expected), shown


def test_an_empty_repository_says_how_to_begin(project: Project) -> None:
    store.create_repository(project.folder / "snapshots.git")
    for arguments in ([], ["a.b.c"]):
        assert project.fails("log", *arguments, code=3) == [
            "error: snapshots.git has no snapshot yet",
            "  schemagit snap ENV takes the first",
        ]
    assert project.fails("log", "prod", code=3)[0] == 'error: no such ref "prod"'


def test_a_commit_that_schemagit_did_not_make_is_shown_as_it_is(project: Project) -> None:
    project.write_config("prod", {"a": "host=x"})
    snap(store.create_repository(project.folder / "snapshots.git"), "prod", {})
    commit = project.git("commit-tree", "prod^{tree}", "-m", "By hand\x1b[31m\n\nbecause")
    project.git("update-ref", "refs/heads/prod", commit)
    assert "Note:     By hand\\u001b[31m\n" in project.call("log").out
    assert len(json.loads(project.call("log", "--format", "json").out)) == 1
    assert project.call("log", "--oneline").code == 0
    assert project.call("show", "prod").code == 0


def test_colours_are_for_terminals_and_those_who_ask(story: Project) -> None:
    yellow = f"\x1b[{COLOURS['yellow']}m"
    assert "\x1b" not in story.run("log", env={"TERM": "xterm-256color"}).out
    assert yellow in story.run("log", "--ansi").out
    assert yellow in log(story, "--ansi", env={"NO_COLOR": "1"}).out
    assert "\x1b" not in log(story, "--no-ansi").out
    assert "error: no such ref" in story.call("log", "x", "--no-ansi").err
    assert "\x1b[31merror:\x1b[0m no such ref" in story.call("log", "x", "--ansi").err


def test_works_from_elsewhere(story: Project, tmp_path: Path) -> None:
    elsewhere = Project(tmp_path)
    expected = log(story).out
    assert elsewhere.call("-C", str(story.folder), "log", at=STORY_NOW).out == expected
    repository = str(story.folder / "snapshots.git")
    assert elsewhere.call("log", "--repository", repository, at=STORY_NOW).out == expected
    config = str(story.folder / "configs")
    assert elsewhere.fails("--config", config, "log", code=3)[0] == (
        "error: no snapshot repository at snapshots.git"
    )
