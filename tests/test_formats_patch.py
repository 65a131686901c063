"""--format patch: what git itself would print, and git can apply."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from fix_cli import Project
from format_reports import HOSTILE, STYLE, hostile_report, render, tables

from schemagit import exchange
from schemagit.document import encode
from schemagit.ignores import EVERYTHING
from schemagit.logical import Names
from schemagit.names import MARK, ObjectName
from schemagit.snapshots.diff import diff
from schemagit.snapshots.report import Report
from schemagit.sources import Files

# What git would otherwise make of a patch, as somebody may have configured it.
_ODD = """
[diff]
noprefix = true
renames = false
context = 0
external = false
[color]
ui = always
"""


def git(folder: Path, *arguments: str, stdin: str = "") -> str:
    content = stdin.encode("utf-8", "surrogateescape")
    done = subprocess.run(["git", *arguments], cwd=folder, input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


@pytest.mark.parametrize("refs", ["prod~1..prod", "prod~2..prod", "stage..prod", "prod..prod~2"])
def test_it_is_what_git_prints(story: Project, refs: str, tmp_path: Path) -> None:
    (tmp_path / "config").write_text(_ODD)
    result = story.call(
        "diff", refs, "--format", "patch", env={"GIT_CONFIG_GLOBAL": str(tmp_path / "config")}
    )
    assert (result.code, result.err) == (0, "")
    expected = story.git("diff", refs, "--", "databases")
    assert result.out == f"{expected}\n"


def test_the_first_snapshot_is_all_new(story: Project) -> None:
    out = story.call("diff", "prod~2", "--format", "patch").out
    assert out.count("new file mode 100644") == story.objects("prod~2")
    assert out.count("diff --git ") == story.objects("prod~2")


def write(folder: Path, files: Files) -> None:
    for path, content in files.files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def read(folder: Path) -> dict[str, bytes]:
    found = {str(file.relative_to(folder)): file for file in (folder / "databases").rglob("*.json")}
    return {path: file.read_bytes() for path, file in found.items()}


def assert_applies(report: Report, patch: str, folder: Path) -> None:
    assert isinstance(report.old, Files)
    assert isinstance(report.new, Files)
    write(folder, report.old)
    git(folder, "apply", "--whitespace=error-all", "-", stdin=patch)
    expected = {path: content for path, content in report.new.files.items() if path.startswith("databases/")}
    assert read(folder) == expected


def test_a_patch_of_files_can_be_applied(tmp_path: Path) -> None:
    report = hostile_report()
    assert_applies(report, render("patch", report), tmp_path)


def test_a_patch_of_commits_can_be_applied(story: Project, tmp_path: Path) -> None:
    """And one that is made of exported files is the same, but for what git adds to hunks and renames."""
    for name in ("prod~2", "prod"):
        assert story.call("export", name, "--out", f"{name}.json").code == 0
    old, new = (exchange.load(story.folder / f"{name}.json")[0] for name in ("prod~2", "prod"))
    for number, refs in enumerate((["prod~2..prod"], ["prod~2.json", "prod.json"], ["prod~2", "prod.json"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        patch = story.call("diff", *refs, "--format", "patch").out
        assert_applies(Report(old, new, ()), patch, folder)


def test_texts_without_an_end_of_line_and_with_odd_ones(tmp_path: Path) -> None:
    """Documents of another program may be any bytes."""
    path = ObjectName("app", "public", "tables", "t").path
    for number, (before, after) in enumerate(
        [
            (b"a\nb", b"a\nb\n"),
            (b"a\r\nb\x0cc\x85", b"a\r\nb\x0cc"),
            (b"\xe2\x80\xa8x\n\n", b"\xe2\x80\xa8y\n\n"),
        ]
    ):
        old, new = (Files(text, {path: content}) for text, content in (("a", before), ("b", after)))
        folder = tmp_path / str(number)
        folder.mkdir()
        write(folder, old)
        git(folder, "apply", "-", stdin=render("patch", Report(old, new, ())))
        assert (folder / path).read_bytes() == after


def test_only_the_files_of_some_objects(story: Project) -> None:
    def files(*arguments: str) -> list[str]:
        out = story.call("diff", *arguments, "--format", "patch").out
        return [line.partition(" b/")[2] for line in out.splitlines() if line.startswith("diff --git ")]

    everything = files("prod")
    assert len(everything) == 4
    assert files("prod", "dataflow_server.public.jobs_state_idx") == [
        "databases/dataflow_server/schemas/public/tables/jobs.json"
    ]
    assert len(files("prod", "--only", "breaking")) == 2
    assert files("prod", "--ignore", "owners,comments") == everything
    assert not files("prod..prod")


def test_it_says_what_is_left_out(story: Project) -> None:
    lines = story.call("diff", "prod", "--only", "breaking", "--format", "patch").out.splitlines()
    assert lines[0] == "# 3 others not shown (--only breaking)"
    assert lines[1].startswith("diff --git ")
    several = story.call("diff", "prod", "prod~1", "prod~2", "--format", "patch").out.splitlines()
    assert [line for line in several if line.startswith("#")] == ["# prod → prod~1", "# prod → prod~2"]


def test_a_whole_database_is_all_of_its_files(tmp_path: Path) -> None:
    report = hostile_report(HOSTILE[:2])
    old, new = report.old, report.new
    gone = Files("none", MARK)
    whole = diff(gone, new)._replace(partial=True)
    assert_applies(whole, render("patch", whole), tmp_path)
    assert old.entries("databases")


def test_a_database_that_changed_is_one_file() -> None:
    database = ObjectName("app", "", "database", "").path
    table = ObjectName("app", "public", "tables", "t").path
    old, new = (
        Files(owner, MARK | {database: encode({"owner": owner}), table: encode({"owner": owner})})
        for owner in ("ada", "ben")
    )
    report = diff(old, new)
    kept = tuple(finding for finding in report.findings if finding.kind == "database")
    patch = render("patch", report._replace(findings=kept, only=("security",)))
    assert patch.count("diff --git") == 1
    assert database in patch


def test_what_was_renamed_is_in_both_files(tmp_path: Path) -> None:
    old = tables("a", {"s.old": ("id",), "s.other": ("id",), "gone.t": ("id",)})
    new = tables("b", {"s.new": ("id",), "s.other": ("id", "x"), "came.t": ("id",)})
    found = diff(old, new)
    table = next(each for each in found.findings if each.path == "app.s.new")
    schema = next(each for each in found.findings if each.path == "app.came")
    renamed = [
        replace(table, code="table.renamed", verb="renamed", formerly=table.object._replace(name="old")),
        replace(
            schema, code="schema.renamed", verb="renamed", formerly=schema.object._replace(schema="gone")
        ),
    ]
    patch = render("patch", Report(old, new, tuple(renamed), partial=True))
    assert patch.count("diff --git") == 6
    assert "other" not in patch
    write(tmp_path, old)
    git(tmp_path, "apply", "-", stdin=patch)
    assert (tmp_path / table.object.path).exists()


def test_objects_are_found_by_their_logical_names() -> None:
    """The files have the names of the databases, the findings those of the configuration."""
    old, new = tables("a", {"one.t": ("id",)}), tables("b", {"two.t": ("id", "x")})
    names = (Names(schemas={"one": "logical"}), Names(schemas={"two": "logical"}))
    found = diff(old, new, (), EVERYTHING._replace(old_names=names[0], new_names=names[1]))
    assert [each.path for each in found.findings] == ["app.logical.t.x"]
    patch = render("patch", found._replace(partial=True, names=names))
    assert [line for line in patch.splitlines() if line.startswith("diff --git")] == [
        f"diff --git a/{path} b/{path}"
        for path in (ObjectName("app", schema, "tables", "t").path for schema in ("one", "two"))
    ]


def test_a_terminal_is_shown_nothing_that_it_would_obey() -> None:
    """A repository that another program wrote may hold any bytes."""
    path = ObjectName("app", "public", "tables", "t").path
    hostile = b"\x1b[31m\x9b\r\xc2\x9b\xe2\x80\xae\x07\ta\xff\n"
    report = Report(Files("a", {path: b"x\n"}), Files("b", {path: hostile}), (), ("\x1b",))
    shown = render("patch", report, style=STYLE._replace(terminal=True))
    assert all(line.isprintable() for line in shown.splitlines())
    assert "\n+\\u001b[31m" in shown
    coloured = render("patch", report, style=STYLE._replace(terminal=True, colour=True))
    assert "\x1b[32m+\\u001b[31m" in coloured
    assert hostile.decode("utf-8", "surrogateescape") in render("patch", report)
