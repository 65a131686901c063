"""What the formats of a difference have in common: order, bounds, hints, and what is left out."""

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fix_cli import STORY_NOW, Project
from format_reports import NOW, STYLE, render, snapshot, tables

from schemagit import exchange
from schemagit.names import ObjectName
from schemagit.render import FORMATS
from schemagit.render.as_text import LIMIT
from schemagit.render.groups import by_place, command, shares
from schemagit.render.style import Style
from schemagit.snapshots.diff import diff
from schemagit.snapshots.only import WORDS
from schemagit.sources import Files

EVERYTHING = STYLE._replace(complete=True)


def save(project: Project, snapshots: Mapping[str, Files]) -> None:
    for name, files in snapshots.items():
        content = exchange.dump(files.files, "", files.taken)
        exchange.save(project.folder / name, content)


def test_the_schema_of_the_worst_finding_comes_first() -> None:
    old = tables("a", {"public.t": ("x",), "zoo.t": ("x", "y")})
    new = tables("b", {"public.t": ("x", "new"), "zoo.t": ("x", "also_new")})
    found = diff(old, new)
    assert [group.place for group in by_place(found.findings)] == ["app.zoo", "app.public"]
    assert [each.code for each in by_place(found.findings)[0].findings] == ["column.removed", "column.added"]
    lines = render("text", found).splitlines()
    assert [line for line in lines if not line.startswith(" ")][3::2] == ["app.zoo", "app.public"]


@pytest.mark.parametrize(
    ("sizes", "room", "shown"),
    [
        ([], 5, []),
        ([3, 4], 7, [3, 4]),
        ([100, 1, 100], 11, [5, 1, 5]),
        ([7, 3], 9, [6, 3]),
        ([1000], 500, [500]),
        ([2] * 600, 500, [1] * 500 + [0] * 100),
    ],
)
def test_each_group_has_its_share_of_the_room(sizes: list[int], room: int, shown: list[int]) -> None:
    assert shares(sizes, room) == shown


def wide(columns: Mapping[str, int]) -> tuple[Files, Files]:
    """Two snapshots of a table in each of these schemas, with so many more columns in the second."""
    old = tables("a.json", {f"{schema}.t": ("id",) for schema in columns})
    more = {f"{s}.t": ("id", *(f"c{i}" for i in range(count))) for s, count in columns.items()}
    return old, tables("b.json", more)


def test_long_text_says_how_much_is_left_out_of_each_group() -> None:
    report = diff(*wide({"big": 1000, "small": 3, "other": 600}))
    lines = render("text", report).splitlines()
    assert len([line for line in lines if line.startswith("  ✅ ")]) == LIMIT
    assert lines[1] == "1,603 differences: 1,603 safe"
    cut = [line for line in lines if line.startswith("  and ")]
    assert cut == ["  and 751 more (--all)", "  and 352 more (--all)"]
    assert render("text", report, style=EVERYTHING).count("✅") == 1603


def test_long_text_of_many_schemas_says_how_much_is_in_the_others() -> None:
    report = diff(*wide({f"s{number:03}": 2 for number in range(600)}))
    lines = render("text", report).splitlines()
    assert len([line for line in lines if line.startswith("  ✅ ")]) == LIMIT
    assert lines.count("  and 1 more (--all)") == LIMIT
    assert lines[-1] == "and 200 more in other schemas (--all)"
    assert "more" not in render("text", report, style=EVERYTHING)


def test_a_long_line_diff_says_how_many_more_lines_there_are() -> None:
    name = ObjectName("app", "s", "views", "v")
    old, new = (
        snapshot(text, {name: {"owner": "app", "definition": [f"{text} {number}" for number in range(150)]}})
        for text in "ab"
    )
    lines = render("text", diff(old, new)).splitlines()
    assert lines[-1] == "        and 100 more lines (-v)"
    assert len([line for line in lines if line.startswith(("        - a", "        + b"))]) == 200
    assert render("text", diff(old, new), style=EVERYTHING).splitlines()[-1] == "        + b 149"


def test_a_long_line_says_how_many_more_characters_there_are() -> None:
    name = ObjectName("app", "s", "tables", "t")
    old = snapshot("a", {name: {"owner": "app", "comment": "x" * 5_000}})
    new = snapshot("b", {name: {"owner": "app", "comment": f"short\n{'y' * 5_000}"}})
    report = diff(old, new)
    lines = render("text", report).splitlines()
    assert max(map(len, lines)) < 1_100
    assert sum(line.endswith(" more characters (-v)") for line in lines) == 2
    assert max(map(len, render("text", report, style=EVERYTHING).splitlines())) > 5_000


@pytest.mark.parametrize("option", ["--all", pytest.param("-v", marks=pytest.mark.slow)])
def test_all_of_it_can_be_asked_for(project: Project, option: str) -> None:
    old, new = wide({"big": LIMIT + 1})
    save(project, {"a.json": old, "b.json": new})
    bounded = project.call("diff", "a.json", "b.json").out.splitlines()
    assert bounded[-1] == "  and 1 more (--all)"
    assert project.call("diff", "a.json", "b.json", option).out.count("✅") == LIMIT + 1
    findings = json.loads(project.call("diff", "a.json", "b.json", "--format", "json").out)["findings"]
    assert len(findings) == LIMIT + 1


def test_a_hint_stands_behind_the_finding() -> None:
    report = diff(*wide({"s": 1}))
    (finding,) = report.findings
    hinted = report._replace(findings=(replace(finding, hint="likely renamed \x1b"),))
    last = render("text", hinted).splitlines()[-1]
    assert last == "  ✅ New column: app.s.t.c0 (integer) (likely renamed \\u001b)"


def test_a_renamed_thing_has_a_sign_of_its_own() -> None:
    report = diff(*wide({"s": 1}))
    (finding,) = report.findings
    text = "Table renamed: a → b"
    renamed = replace(finding, verb="renamed", text=text, hint="stage a81f0d2, 3 days ago")
    report = report._replace(findings=(renamed,))
    assert render("text", report).splitlines()[-1] == f"  ↪️ {text} (stage a81f0d2, 3 days ago)"
    assert "  > Table renamed: a -> b (stage" in render("text", report, style=Style(NOW, pictures=False))
    for name in FORMATS:
        assert render(name, report)


GRANTED = [{"to": "reader", "privileges": ["SELECT"]}]


def test_only_some_impacts_or_tags(story: Project) -> None:
    def shown(words: str, *more: str) -> list[str]:
        result = story.call("diff", "prod", "--only", words, *more, at=STORY_NOW)
        assert (result.code, result.err) == (0, "")
        return result.out.splitlines()

    lines = shown("breaking")
    assert lines[1] == "2 differences: 2 breaking; 3 others not shown (--only breaking)"
    assert len([line for line in lines if "❌" in line or "⚠️" in line]) == 2
    assert shown("security")[1:] == ["no differences; 5 others not shown (--only security)"]
    assert shown("breaking,cosmetic,review, safe")[1] == "5 differences: 2 breaking, 2 to review, 1 cosmetic"
    assert shown("performance,breaking", "--stat")[-1] == ("2 others not shown (--only performance,breaking)")


def test_only_some_in_every_format(story: Project) -> None:
    for name in FORMATS:
        out = story.call("diff", "prod", "--only", "breaking", "--format", name, at=STORY_NOW).out
        if name == "json":
            found = json.loads(out)
            assert (found["only"], found["others"], len(found["findings"])) == (["breaking"], 3, 2)
            assert found["totals"]["breaking"] == sum(found["totals"].values()) == 2
        else:
            assert "3 others not shown (--only breaking)" in out


def test_names_only_of_some_impacts(story: Project) -> None:
    result = story.call("diff", "prod", "--only", "breaking", "--name-only")
    assert result.out.splitlines() == [
        'dataflow_server.public."Order items"',
        "dataflow_server.public.old_jobs",
    ]
    assert result.err == "warning: 3 others not shown (--only breaking)\n"


def test_the_exit_code_is_about_what_is_shown(story: Project) -> None:
    assert story.call("diff", "prod", "--only", "breaking", "--exit-code").code == 1
    assert story.call("diff", "prod", "--only", "safe", "--exit-code").code == 0


@pytest.mark.parametrize("words", ["secure", "", ",", "breaking,nope"])
def test_a_word_that_only_does_not_know(story: Project, words: str) -> None:
    message, hint = story.fails("diff", "prod", "--only", words)
    assert message.startswith('error: there is no impact or tag "')
    assert hint.startswith(f"  known: {', '.join(WORDS)}")
    assert ('did you mean "security"?' in hint) is (words == "secure")


def test_the_command_that_shows_the_rest() -> None:
    assert command(diff(*wide({"s": 1}))) == "schemagit diff a.json b.json"
    odd = tables("it's; rm", {"s.t": ("id",)})
    assert command(diff(odd, odd)) == "schemagit diff 'it'\"'\"'s; rm' 'it'\"'\"'s; rm'"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_is_printed(story: Project, name: str, tmp_path: Path) -> None:
    file = tmp_path / "written"
    arguments = ["diff", "prod", "--format", name]
    result = story.call(*arguments, "--output", str(file), "--ansi", at=STORY_NOW, encoding="ascii")
    assert (result.code, result.out, result.err) == (0, "", f"wrote {file}\n")
    assert file.read_text("utf-8") == story.call(*arguments, at=STORY_NOW).out
    assert list(tmp_path.iterdir()) == [file]
    again = story.call(*arguments, "--output", str(file), "-q", "--exit-code")
    assert (again.code, again.out, again.err) == (1, "", "")


def test_a_file_is_written_wholly_or_not_at_all(story: Project, tmp_path: Path) -> None:
    """A link stays one, and a device is no file to be replaced."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("before")
    link.symlink_to(target)
    story.fails("diff", "nope", "--output", str(target), code=3)
    assert target.read_text() == "before"
    assert story.call("diff", "prod", "--output", str(link), "--stat").code == 0
    assert link.is_symlink()
    assert target.read_text("utf-8") == story.call("diff", "prod", "--stat").out
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        written = pool.submit(pipe.read_text, "utf-8")
        assert story.call("diff", "prod", "--output", str(pipe), "--stat").code == 0
        assert written.result(10) == target.read_text("utf-8")
    assert pipe.is_fifo()


def test_what_no_file_can_be_written_to(story: Project, tmp_path: Path) -> None:
    assert story.fails("diff", "prod", "--output", str(tmp_path)) == [
        f"error: cannot write {tmp_path}: it is a folder",
        f"  name a file in it: {tmp_path}/NAME",
    ]
    assert story.fails("diff", "prod", "--output", "")[0] == 'error: --output takes a file, not ""'
    missing = tmp_path / "no" / "folder"
    assert story.fails("diff", "prod", "--output", str(missing), code=3) == [
        f"error: cannot write {missing}: No such file or directory"
    ]
    assert story.fails("diff", "prod", "--output", "/dev/full", code=3) == [
        "error: cannot write /dev/full: No space left on device"
    ]
