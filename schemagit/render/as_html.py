"""Differences as one page that needs nothing else: no network, no other file.

Whatever comes from a database is made visible and escaped, and stands in elements or in quoted attributes.
Were something forgotten, the page's policy would still run no script and load nothing but its own.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count, groupby
from typing import NamedTuple

from schemagit import __version__, moments
from schemagit.changes import Finding
from schemagit.document import kind_of
from schemagit.impact import Impact
from schemagit.message import impacts, plural
from schemagit.names import ObjectName
from schemagit.packaged import packaged
from schemagit.render.groups import Group, by_place, left_out
from schemagit.render.html_finding import finding, impact_word, text
from schemagit.render.style import Style, impact_words
from schemagit.snapshots.report import Report
from schemagit.sources import Source

_END_OF_FOLDER = "</ul></details></li>"


class Entry(NamedTuple):
    """An object: where it is in the page, and its findings, the worst first."""

    anchor: str
    findings: list[Finding]


def reports(found: Sequence[Report], style: Style) -> Iterator[str]:
    """The lines of the page; of characters that are in every encoding where the output has no others."""
    for line in _page(found, style):
        yield line if style.pictures else line.encode("ascii", "xmlcharrefreplace").decode()


def _page(found: Sequence[Report], style: Style) -> Iterator[str]:
    sheet, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(sheet)}'; script-src 'sha256-{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    titles = [f"{report.old.text} → {report.new.text}" for report in found]
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{text(', '.join(titles))}</title>\n<style>{sheet}</style>\n</head>\n<body>"
    yield from _filter([each for report in found for each in _shown(report, style)])
    anchors = map("o{}".format, count(1))
    for report in found:
        yield from _report(report, style, anchors)
    yield f"<footer>schemagit {__version__}</footer>\n<script>{script}</script>\n</body>\n</html>"


@cache
def _asset(name: str) -> str:
    return packaged("schemagit.render", name)


def _hash(content: str) -> str:
    """As a policy names what may be in the page: https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _shown(report: Report, style: Style) -> list[Finding]:
    hidden = report.hidden if style.show_ignored else ()
    return [*report.findings, *(each.finding for each in hidden)]


def _filter(findings: Sequence[Finding]) -> Iterator[str]:
    """What chooses among the findings; shown by the script, for nothing works without it."""
    yield '<form id="filter" hidden autocomplete="off">'
    yield '<input name="text" type="search" placeholder="Search names and definitions" aria-label="Search">'
    yield '<select name="kind" aria-label="Kind"><option value="">every kind</option>'
    for kind in sorted({each.kind for each in findings}):
        yield f'<option value="{text(kind)}">{text(kind)}</option>'
    yield "</select>"
    for impact, words in _totals(findings):
        box = f'<input type="checkbox" name="impact" value="{impact.word}" checked>'
        yield f'<label class="{impact.word}">{box} {words}</label>'
    yield '<output id="shown"></output>\n</form>'


def _report(report: Report, style: Style, anchors: Iterator[str]) -> Iterator[str]:
    groups = by_place(report.findings)
    places = [
        (group, {name: Entry(next(anchors), found) for name, found in _objects(group)}) for group in groups
    ]
    yield "<section class=report>"
    yield from _head(report)
    yield "<div class=columns>"
    if places:
        yield from _tree(places)
    yield "<main>"
    for group, objects in places:
        yield from _place(group, objects, report)
    if style.show_ignored:
        yield from _hidden(report)
    yield "</main>\n</div>\n</section>"


def _objects(group: Group) -> Iterable[tuple[ObjectName, list[Finding]]]:
    found: dict[ObjectName, list[Finding]] = {}
    for each in group.findings:
        found.setdefault(each.object, []).append(each)
    return found.items()


def _head(report: Report) -> Iterator[str]:
    arrow = "<span class=arrow>→</span>"
    number = len(report.findings)
    badges = (
        f'<span class="badge {impact.word}">{words}</span>' for impact, words in _totals(report.findings)
    )
    yield f"<header>\n<h1>{_side(report.old)} {arrow} {_side(report.new)}</h1>"
    yield f"<p class=totals><strong>{plural(number, 'difference') if number else 'No differences'}</strong>"
    yield " ".join([*badges, "</p>"])
    for note in filter(None, [left_out(report), *(f"note: {doubt}" for doubt in report.doubts)]):
        yield f"<p class=note>{text(note)}</p>"
    yield "</header>"


def _totals(findings: Iterable[Finding]) -> Iterator[tuple[Impact, str]]:
    counts = impacts(findings)
    for impact in sorted(counts, reverse=True):
        yield impact, f"{counts[impact]:,} {impact_word(impact)}"


def _side(source: Source) -> str:
    taken = f" <time>{moments.absolute(source.taken)}</time>" if source.taken else ""
    commit = f" <code>{text(source.short)}</code>" if source.short else ""
    return f"<span class=side><bdi>{text(source.text)}</bdi>{commit}{taken}</span>"


def _tree(places: Sequence[tuple[Group, dict[ObjectName, Entry]]]) -> Iterator[str]:
    """Databases, their schemas, and in these the objects that differ."""
    databases: dict[str, list[dict[ObjectName, Entry]]] = {}
    for group, objects in places:
        databases.setdefault(group.findings[0].object.database, []).append(objects)
    yield '<nav aria-label="Objects">\n<ul>'
    for database, schemas in databases.items():
        yield _folder(database)
        for objects in schemas:
            schema = next(iter(objects)).schema
            yield _folder(schema) if schema else ""
            yield from (_link(name, entry) for name, entry in objects.items())
            yield _END_OF_FOLDER if schema else ""
        yield _END_OF_FOLDER
    yield "</ul>\n</nav>"


def _folder(name: str) -> str:
    return f"<li><details open><summary><bdi>{text(name)}</bdi></summary><ul>"


def _link(name: ObjectName, entry: Entry) -> str:
    label = text(name.name or name.schema or name.database)
    if not label.strip():
        label = f'"{label}"'
    return (
        f'<li><a class="{entry.findings[0].impact.word}" href="#{entry.anchor}"><bdi>{label}</bdi></a></li>'
    )


def _place(group: Group, objects: Mapping[ObjectName, Entry], report: Report) -> Iterator[str]:
    words = impact_words(impacts(group.findings))
    yield f"<section class=place>\n<h2><bdi>{text(group.place)}</bdi> <small>{words}</small></h2>"
    for name, entry in objects.items():
        kind = kind_of(name.folder)
        word = text(kind.name if kind else name.folder)
        yield f'<section class=object id="{entry.anchor}">'
        yield f"<h3><small>{word}</small> <bdi>{text(name.dotted())}</bdi></h3>"
        for each in entry.findings:
            yield from finding(each, report)
        yield "</section>"
    yield "</section>"


def _hidden(report: Report) -> Iterator[str]:
    for rule, group in groupby(report.hidden, key=lambda each: each.rule):
        reason = f": {rule.reason}" if rule.reason else ""
        yield "<section class=place>\n<section class=object>"
        yield f"<h3>hidden by {text(f'{rule.text} ({rule.origin}){reason}')}</h3>"
        for each in group:
            yield from finding(each.finding, report)
        yield "</section>\n</section>"
