"""Two snapshots -> the line diff of their files, as git prints it."""

import difflib
from collections.abc import Iterator

from schemagit import store
from schemagit.changes import Finding
from schemagit.logical import name_of
from schemagit.names import PREFIX, ObjectName, from_path
from schemagit.snapshots.report import Report
from schemagit.sources import NOTHING, Commit, Source, changed

_NO_BLOB = "0" * 40
_ABBREVIATED = 7
_NO_NEWLINE = "\\ No newline at end of file"


def patch(report: Report) -> Iterator[str]:
    """The lines of the patch that makes the files of the new snapshot of those of the old one.

    Files are shown as they are stored: neither rules nor other names of roles change them. Of a report
    that is about some objects or findings only, it has the files that these are in.

    Raises:
        FailedError: a snapshot cannot be read.
    """
    old, new = report.old, report.new
    paths = _paths(report) if report.partial or report.only else None
    repository = next((side.repository for side in (old, new) if isinstance(side, Commit)), None)
    if repository and all(isinstance(side, Commit) or side is NOTHING for side in (old, new)):
        trees = [side.ref.commit if isinstance(side, Commit) else None for side in (old, new)]
        yield from store.patch(repository, trees[0], trees[1], [PREFIX] if paths is None else paths)
    else:
        yield from _compared(old, new, paths)


def _paths(report: Report) -> list[str]:
    findings = [*report.findings, *(() if report.only else (each.finding for each in report.hidden))]
    objects = {name for finding in findings for name in _objects(finding)}
    folders = {name for finding in findings for name in _folders(finding)}
    return [
        path
        for path, _, _ in changed(report.old, report.new, PREFIX)
        if any(_is_in(name_of(from_path(path), names), objects, folders) for names in report.names)
    ]


def _is_in(name: ObjectName, objects: set[ObjectName], folders: set[tuple[str, str]]) -> bool:
    return name in objects or not folders.isdisjoint({(name.database, ""), (name.database, name.schema)})


def _objects(finding: Finding) -> Iterator[ObjectName]:
    """The objects that a finding is about: several where partitions of one parent are one finding."""
    yield finding.object
    if finding.formerly:
        yield finding.formerly
    if finding.code.startswith("partition."):
        tables = finding.after or finding.before
        yield from (finding.object._replace(name=name) for name in tables["names"])


def _folders(finding: Finding) -> Iterator[tuple[str, str]]:
    """The database that came or went, or both names of a schema that was renamed, with all they hold."""
    if finding.kind == "database" and finding.verb in {"added", "removed"}:
        yield finding.object.database, ""
    if finding.code == "schema.renamed":
        yield from ((name.database, name.schema) for name in _objects(finding))


def _compared(old: Source, new: Source, paths: list[str] | None) -> Iterator[str]:
    """The same of what git does not have."""
    files = changed(old, new, PREFIX)
    wanted = [file for file in files if paths is None or file[0] in paths]
    before = old.read(sorted({blob for _, blob, _ in wanted if blob}))
    after = new.read(sorted({blob for _, _, blob in wanted if blob}))
    for path, left, right in wanted:
        yield from _head(path, left, right)
        lines = (_lines(before[left]) if left else []), (_lines(after[right]) if right else [])
        for line in difflib.unified_diff(*lines, _side("a", path, left), _side("b", path, right)):
            yield line.removesuffix("\n")
            if not line.endswith("\n"):
                yield _NO_NEWLINE


def _side(letter: str, path: str, blob: str | None) -> str:
    if blob is None:
        return "/dev/null"
    return _quoted(f"{letter}/{path}") + ("\t" if " " in path else "")


def _head(path: str, left: str | None, right: str | None) -> Iterator[str]:
    yield f"diff --git {_quoted(f'a/{path}')} {_quoted(f'b/{path}')}"
    if left is None:
        yield "new file mode 100644"
    if right is None:
        yield "deleted file mode 100644"
    ids = [(blob or _NO_BLOB)[:_ABBREVIATED] for blob in (left, right)]
    yield f"index {'..'.join(ids)}" + (" 100644" if left and right else "")


def _lines(content: bytes) -> list[str]:
    """The lines with their ends, which only a line feed is."""
    lines = [f"{line}\n" for line in content.decode("utf-8", "surrogateescape").split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _quoted(path: str) -> str:
    """A path as git quotes it: https://git-scm.com/docs/git-config#core.quotePath."""
    content = path.encode("utf-8", "surrogateescape")
    if all(0x20 <= byte < 0x7F and byte not in b'"\\' for byte in content):
        return path
    return '"' + "".join(_escaped(byte) for byte in content) + '"'


def _escaped(byte: int) -> str:
    if byte in b'"\\':
        return f"\\{chr(byte)}"
    return chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"
