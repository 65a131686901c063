"""Differences to render, of snapshots that no server is needed for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from schemagit.document import encode
from schemagit.names import MARK, ObjectName
from schemagit.render import renderer
from schemagit.render.style import Style
from schemagit.snapshots.diff import diff
from schemagit.snapshots.report import Report
from schemagit.sources import Files

NOW = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)
STYLE = Style(NOW)

# What markup, a shell or a terminal would take for more than a name.
HOSTILE = (
    "<script>document.title='ran'</script>",
    "</script><script>document.title='ran'</script>",
    "</style><img src=x onerror=\"document.title='ran'\">",
    '"><svg onload="document.title=\'ran\'">',
    "' onmouseover='document.title=1' x='",
    "-->]]><!--",
    "&lt;b&gt;&amp;&#60;",
    "</details></summary><h1>out</h1>",
    "```\n# out\n```",
    "````js",
    "`a`` b```",
    "`",
    "@everyone #1 GH-1 user/repo#2",
    "[link](javascript:alert(1)) ![image](https://example.com/x.png)",
    "https://example.com www.example.com a@example.com",
    "| a | b |",
    "**bold** __bold__ ~~gone~~ $x$ :tada:",
    "# heading",
    "user\u202etxt.exe",
    "\x1b[31mred\x9b\r\n\ttab\u2028",
    "\\` \\<b>",
    "café 👩\u200d💻",
    " ",
)


def table(*columns: str, **more: Any) -> dict[str, Any]:
    """The document of a table with integer columns of these names."""
    return {"owner": "app", "columns": [{"name": name, "type": "integer"} for name in columns], **more}


def snapshot(text: str, documents: Mapping[ObjectName, Mapping[str, Any]]) -> Files:
    """A snapshot of documents; each database and schema that they are in is there too."""
    names = {ObjectName(name.database, "", "database", "") for name in documents}
    names |= {ObjectName(name.database, name.schema, "schema", "") for name in documents if name.schema}
    above: dict[ObjectName, Mapping[str, Any]] = {name: {"owner": "app"} for name in names}
    files = {name.path: encode(document) for name, document in {**above, **documents}.items()}
    return Files(text, MARK | files, NOW)


def tables(text: str, columns: Mapping[str, tuple[str, ...]]) -> Files:
    """A snapshot of tables `schema.table` with integer columns of these names, all in the database app."""
    documents = {}
    for name, own in columns.items():
        schema, _, last = name.partition(".")
        documents[ObjectName("app", schema, "tables", last)] = table(*own)
    return snapshot(text, documents)


def hostile_report(names: tuple[str, ...] = HOSTILE) -> Report:
    """Everything is called by one of the names, and is said of it: new, gone, changed, with line diffs."""
    before: dict[ObjectName, Mapping[str, Any]] = {}
    after: dict[ObjectName, Mapping[str, Any]] = {}
    for name in names:
        kept = ObjectName(name, name, "tables", name)
        before[kept] = table(name, "x", comment=f"old\n{name}\nrest")
        after[kept] = table(name, comment=f"new\n{name}\nrest", owner=name)
        before[kept._replace(folder="views")] = {"definition": ["select 1", name, "from a"], "owner": "app"}
        after[kept._replace(folder="views")] = {"definition": ["select 2", name, "from b"], "owner": name}
        before[kept._replace(name=f"{name} gone")] = table(name)
        after[kept._replace(name=f"{name} new")] = table(name, comment=name)
        before[kept._replace(folder="things")] = {"what": name}
        after[kept._replace(folder="things")] = {"what": f"{name}\n{name}"}
    return diff(snapshot("old.json", before), snapshot("new.json", after))


def render(name: str, *reports: Report, style: Style = STYLE) -> str:
    """What a format makes of differences."""
    return "\n".join(renderer(name)(reports, style)) + "\n"
