"""schemagit diff: two snapshots, whatever they are kept in."""

import json
from collections.abc import Mapping

import pytest
from fix_cli import STORY_NOW, Project, Result
from fix_db import Execute, MakeDatabase

from schemagit.names import ObjectName, database_name
from schemagit.snapshots.diff import beginning
from schemagit.snapshots.diff import diff as compare
from schemagit.sources import NOTHING, Files


def diff(story: Project, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
    result = story.call("diff", *arguments, at=STORY_NOW, env=env)
    assert (result.code, result.err) == (0, ""), result
    return result


def texts(story: Project, *arguments: str) -> list[str]:
    report = json.loads(diff(story, *arguments, "--format", "json").out)
    return [finding["text"] for finding in report["findings"]]


FOUR = [
    "New column: dataflow_server.public.job_logs.error_message (text)",
    "New table: dataflow_server.public.schedule",
    "Column dropped: datasource_server.public.data_source.secret_key",
    "Type changed: datasource_server.public.users.age (integer → text)",
]


def test_the_whole_difference(story: Project) -> None:
    result = story.run("diff", "prod~2..prod~1")
    assert (result.code, result.err) == (0, "")
    lines = result.shown.splitlines()
    assert lines[0].startswith("prod~2 <id> (")
    assert ") → prod~1 <id> (" in lines[0]
    assert lines[1:] == [
        "4 differences: 2 breaking, 2 safe",
        "",
        "datasource_server.public",
        "  ❌ Column dropped: datasource_server.public.data_source.secret_key",
        "  ⚠️ Type changed: datasource_server.public.users.age (integer → text)",
        "",
        "dataflow_server.public",
        "  ✅ New column: dataflow_server.public.job_logs.error_message (text)",
        "  ✅ New table: dataflow_server.public.schedule",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["prod~2..prod~1"],
        ["prod~2", "prod~1"],
        ["prod~1"],
        ["v2.3"],
        ["prod~2..v2.3"],
        ["refs/heads/prod~2..refs/tags/v2.3"],
        ["prod^^..prod^"],
    ],
    ids=" ".join,
)
def test_the_ways_to_name_two_snapshots(story: Project, arguments: list[str]) -> None:
    assert texts(story, *arguments) == FOUR


def test_ids_of_commits_are_names_too(story: Project) -> None:
    old, new = story.git("rev-parse", "prod~2", "prod~1").split()
    assert texts(story, f"{old}..{new[:7]}") == FOUR


def test_the_other_direction_says_the_opposite(story: Project) -> None:
    assert texts(story, "prod~1..prod~2") == [
        "Column dropped: dataflow_server.public.job_logs.error_message",
        "Table dropped: dataflow_server.public.schedule",
        "New column: datasource_server.public.data_source.secret_key (text)",
        "Type changed: datasource_server.public.users.age (text → integer)",
    ]


def test_the_first_snapshot_is_compared_with_nothing(story: Project) -> None:
    lines = diff(story, "prod~2").out.splitlines()
    assert lines[0].startswith("nothing → prod~2 ")
    assert [line.split(" (")[0] for line in lines if "✅" in line] == [
        "  ✅ New database: dataflow_server",
        "  ✅ New database: datasource_server",
    ]


def test_nothing_differs(story: Project) -> None:
    result = diff(story, "prod..prod")
    assert result.out.splitlines()[1:] == ["no differences"]
    assert diff(story, "prod..prod", "--stat").out == ""
    assert diff(story, "prod..prod", "--name-only").out == ""
    assert story.call("diff", "prod..prod", "--exit-code").code == 0


def test_the_exit_code_says_whether_something_differs(story: Project) -> None:
    for option in ([], ["--stat"], ["--name-only"], ["--format", "json"]):
        assert story.call("diff", "prod", "--exit-code", *option).code == 1
    assert story.call("diff", "prod", "datasource_server", "--exit-code").code == 3
    assert story.call("diff", "prod~1..prod", "datasource_server", "--exit-code").code == 0
    assert story.run("diff", "prod", "--exit-code", "-q").code == 1


def test_statistics(story: Project) -> None:
    assert diff(story, "prod", "--stat").out.splitlines() == [
        'dataflow_server.public."Order items"   1 breaking',
        "dataflow_server.public.jobs            1 to review, 1 cosmetic",
        "dataflow_server.public.old_jobs        1 breaking",
        "dataflow_server.public.active          1 to review",
    ]


def test_names(story: Project) -> None:
    assert diff(story, "prod", "--name-only").out.splitlines() == [
        'dataflow_server.public."Order items"',
        "dataflow_server.public.jobs",
        "dataflow_server.public.old_jobs",
        "dataflow_server.public.active",
    ]


def test_quiet_still_gives_the_data(story: Project) -> None:
    assert diff(story, "-q", "prod").out == diff(story, "prod").out


def test_verbose_says_what_it_costs_and_why(story: Project) -> None:
    assert (
        "  ⚠️ Type changed: datasource_server.public.users.age (integer → text)\n"
        "     breaking: programs that read or write the old type may fail, and values may not convert\n"
    ) in diff(story, "prod~1", "-v").out


def test_views_are_shown_as_a_diff_of_lines(story: Project) -> None:
    lines = diff(story, "prod").out.splitlines()
    start = lines.index("  ⚠️ View changed: dataflow_server.public.active") + 1
    assert [line[:9] + line[9:].strip() for line in lines[start : start + 4]] == [
        "         SELECT id,",
        "        -state",
        "        +upper(state) AS state",
        "         FROM public.jobs",
    ]


def test_json_carries_what_the_text_says(story: Project) -> None:
    report = json.loads(diff(story, "prod~2..prod~1", "--format", "json").out)
    short = [story.git("rev-parse", "--short", name) for name in ("prod~2", "prod~1")]
    assert {name: report[name] for name in ("version", "old", "new", "totals")} == {
        "version": 1,
        "old": {"ref": "prod~2", "commit": short[0], "taken": "2026-11-01T09:00:00Z"},
        "new": {"ref": "prod~1", "commit": short[1], "taken": "2026-11-10T09:00:00Z"},
        "totals": {"cosmetic": 0, "safe": 2, "review": 0, "breaking": 2},
    }
    assert [finding["text"] for finding in report["findings"]] == FOUR
    because = "statements that name it fail and its values are gone"
    assert report["findings"][2] == {
        "code": "column.removed",
        "verb": "removed",
        "impact": "breaking",
        "because": because,
        "kind": "column",
        "path": "datasource_server.public.data_source.secret_key",
        "object": "datasource_server.public.data_source",
        "text": FOUR[2],
        "attribute": None,
        "before": {"name": "secret_key", "type": "text"},
        "after": None,
        "tags": [],
        "hint": None,
    }


OBJECTS = {
    "datasource_server.public.users": FOUR[3:],
    "datasource_server.public.users.age": FOUR[3:],
    "datasource_server.public.users.id": [],
    "datasource_server": FOUR[2:],
    "datasource_server.public": FOUR[2:],
    "*.public.users": FOUR[3:],
    "*.*.job*": FOUR[:1],
    "*.*.*.*e*": FOUR[0:1] + FOUR[2:],
    "dataflow_server.public.schedule": FOUR[1:2],
    "dataflow_server.public.schedule.id": FOUR[1:2],
    '"dataflow_server"."public"."schedule"': FOUR[1:2],
    "dataflow_server.public.jobs_state_idx": [],
    "dataflow_server.public.mood": [],
}


@pytest.mark.parametrize("name", OBJECTS)
def test_only_some_objects(story: Project, name: str) -> None:
    assert texts(story, "prod~2..prod~1", name) == OBJECTS[name]


def test_several_objects(story: Project) -> None:
    names = ["datasource_server.public.users", "dataflow_server.public.schedule"]
    assert texts(story, "prod~2", "prod~1", *names) == [FOUR[1], FOUR[3]]
    assert texts(story, "prod~1", *names) == [FOUR[1], FOUR[3]]


def test_an_index_by_its_own_name_or_by_that_of_its_table(story: Project) -> None:
    expected = ["Index dropped: dataflow_server.public.jobs_state_idx"]
    assert texts(story, "prod", "dataflow_server.public.jobs_state_idx") == expected
    assert texts(story, "prod", "dataflow_server.public.jobs.jobs_state_idx") == expected


def test_an_object_of_a_database_that_came_or_went(story: Project) -> None:
    assert texts(story, "prod~2", "datasource_server.public.users") == [
        "New table: datasource_server.public.users"
    ]
    expected = ["New table: dataflow_server.public.jobs"]
    assert texts(story, "prod~2", "dataflow_server.public.jobs.state") == expected
    assert texts(story, "prod~2", "dataflow_server.public.jobs_state_idx") == expected


def test_environments_are_compared_by_the_names_of_the_configuration(story: Project) -> None:
    assert texts(story, "stage..prod~2") == ["New table: dataflow_server.public.old_jobs"]


@pytest.mark.parametrize(
    ("arguments", "code", "lines"),
    [
        (["prod..nope"], 3, ['no such ref "nope"', "known: prod, stage, v2.3"]),
        (["prod", "nope"], 3, ['no such ref "nope"']),
        (["prod..stag"], 3, ['no such ref "stag"', 'known: prod, stage, v2.3. Did you mean "stage"?']),
        (["prod..prod~99"], 3, ['no snapshot "prod~99": prod has 3 snapshots']),
        (["prod~99"], 3, ['no snapshot "prod~99": prod has 3 snapshots']),
        (["A...B"], 2, ["A...B: environments have no common ancestor", "two dots compare the two"]),
        (["..prod"], 2, ["..prod names one side only", "write A..B, or A alone"]),
        (["prod.."], 2, ["prod.. names one side only"]),
        ([".."], 2, [".. names one side only"]),
        (["prod..stage..v2.3"], 3, ['no such ref "stage..v2.3"']),
        (["nope.json", "prod"], 2, ["there is no file nope.json", "schemagit export REF --out FILE"]),
        (["prod..nope.json"], 2, ["there is no file nope.json"]),
        (["prod", "nope.json"], 2, ["there is no file nope.json"]),
        (["configs/prod.yml", "prod"], 2, ["configs/prod.yml is not JSON"]),
        (["prod", "a.b.c"], 2, ['no object "a.b.c" in prod~1 or prod', "names are written"]),
        (["prod", "datasource_server.public.nose"], 2, ['no object "datasource_server.public.nose" in']),
        (["prod", "datasource_server.public.users.nose"], 2, ['no object "datasource_server.public.user']),
        (["prod", "datasource_server.public.users.age.x"], 2, ['no object "datasource_server.public.us']),
        (["prod~1..prod", "nose"], 2, ['no object "nose" in prod~1 or prod']),
        (["prod~1..prod", "*.*.nose*"], 2, ['no object "*.*.nose*" in prod~1 or prod']),
        (["prod~1..prod", ""], 2, ["cannot read the object name ''"]),
        (["prod", ""], 3, ['no such ref ""']),
        (["prod", "a.b."], 2, ["cannot read the object name 'a.b.'"]),
        ([], 2, ['not enough arguments (missing: "refs")', "schemagit diff --help shows how it is used"]),
        (["prod", "--format", "xml"], 2, ["there is no format 'xml'", "choose one of text, json"]),
        (["prod", "--bogus"], 2, ['the option "--bogus" does not exist']),
        (["prod", "--stat=x"], 2, ['the "--stat" option does not accept a value']),
        (["--repository", "x.git", "prod"], 3, ["no snapshot repository at x.git", "schemagit init"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors(story: Project, arguments: list[str], code: int, lines: list[str]) -> None:
    shown = story.fails("diff", *arguments, code=code)
    for line, expected in zip(shown, lines, strict=False):
        assert line.removeprefix("error: ").strip().startswith(expected), shown


def test_the_order_of_columns(project: Project, make_database: MakeDatabase, execute: Execute) -> None:
    """A column that was dropped and made again is at another place, and nothing else."""
    conninfo = make_database("create table t (a integer, b integer)")
    project.record("prod", conninfo)
    execute(conninfo, "alter table t drop a; alter table t add a integer")
    assert project.call("snap", "prod").code == 0
    shown = project.call("diff", "prod", "--show-ignored", "--exit-code")
    assert (shown.code, shown.out.splitlines()[1:]) == (
        0,
        [
            "no differences; 1 hidden by 1 rule (--show-ignored)",
            "",
            "hidden by column-order (by default): only SELECT * and INSERT without column names depend on it",
            "  ⚠️ Column order changed: app.public.t (a, b → b, a)",
        ],
    )


def test_a_first_snapshot_is_what_differs_from_nothing() -> None:
    databases = ("app", "app-2", "app.x", "../x", "con", "Über", "a/b", "x" * 300)
    names = [database_name(name) for name in databases]
    names += [ObjectName(name.database, "public", "tables", "users") for name in names[::2]]
    first = Files("prod", {name.path: b"{}\n" for name in names} | {"snapshot.json": b"{}\n"})
    findings = beginning(first)
    assert len(findings) == len(databases)
    assert findings == compare(NOTHING, first).findings
