"""Changes that only write the new name of what was renamed: told apart, so that they hide no other."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from schemagit.changes import Finding
from schemagit.kinds import Impact
from schemagit.kinds.base import VERBATIM
from schemagit.names import SIGNATURES, ObjectName, bare_name, quote, spellings, sql_names
from schemagit.respelling import Respelling

# The tag of such findings.
FOLLOWS = "follows a rename"

# Attributes that are, or have, a name which the server makes of those of table and column.
_NAMED_BY_COLUMN = {"not_null_name", "identity_sequence"}

_NAME = r'(?:"(?:[^"]|"")*"|[\w$]+)'
_FROM = re.compile(rf"^ *FROM (?:ONLY )?({_NAME}\.{_NAME})(?: {_NAME})?;?$", re.MULTILINE)
_ALIAS = re.compile(r' AS (?:"(?:[^"]|"")*"|\w+)(?=,?$)')


def mark(findings: Iterable[Finding], target: Callable[[Finding], str | None]) -> Iterator[Finding]:
    """The findings; those that follow from renames among them are tagged and cost nothing of their own.

    Args:
        findings: of one comparison.
        target: the table that the foreign key of a finding references, as it is printed; None for none.
    """
    found = list(findings)
    renames = [finding for finding in found if finding.verb == "renamed"]
    if not renames:
        return iter(found)
    everywhere = dict(pair for finding in renames for pair in _of_object(finding))
    return (_marked(each) if _follows(each, everywhere, renames, target) else each for each in found)


def _marked(finding: Finding) -> Finding:
    because = "only the new name of what was renamed is written in it"
    return replace(finding, impact=Impact.COSMETIC, because=because, tags=finding.tags | {FOLLOWS})


def _follows(
    finding: Finding,
    everywhere: Mapping[str, str],
    renames: Sequence[Finding],
    target: Callable[[Finding], str | None],
) -> bool:
    if finding.verb != "changed" or not finding.attribute or finding.attribute in VERBATIM:
        return False
    parts = [rename for rename in renames if rename.part]
    if finding.attribute == "in_schema":
        schemas = [(r.formerly.schema, r.object.schema) for r in renames if r.formerly and not r.object.name]
        return (finding.before, finding.after) in schemas
    if finding.attribute in _NAMED_BY_COLUMN:
        return _by_default(finding, parts)
    printed = dict(everywhere)
    for rename in parts:
        printed |= _of_part(rename, finding, target)
    for rename in renames if finding.attribute == "partitions" else ():
        # A table's summary names its partitions without their schema.
        printed |= _printed(rename.formerly.name, rename.object.name) if rename.formerly else {}
    names = Respelling(printed)
    before, after = names.value(finding.before), names.value(finding.after)
    if finding.lines is None:
        return bool(before == after)
    # A view goes on giving its column the old name, by an alias that it needed not before.
    return before in (after, _without_alias(after)) or _without_alias(before) == after


def _by_default(finding: Finding, parts: Iterable[Finding]) -> bool:
    """Whether what differs is only the name that the server made of the names of before."""
    column = finding.part[-1]
    old = [part.before for part in parts if part.object == finding.object and part.part == finding.part]
    before = f"{(finding.formerly or finding.object).name}_{(old or [column])[0]}"
    after = f"{finding.object.name}_{column}"
    if finding.attribute == "identity_sequence":
        defaults = ({"name": f"{before}_seq"}, {"name": f"{after}_seq"})
        return bool(defaults[0] | (finding.before or {}) == defaults[1] | (finding.after or {}))
    return bool((finding.before or f"{before}_not_null") == (finding.after or f"{after}_not_null"))


def _without_alias(lines: object) -> object:
    return [_ALIAS.sub("", line) for line in lines] if isinstance(lines, list) else lines


def _of_part(rename: Finding, finding: Finding, target: Callable[[Finding], str | None]) -> dict[str, str]:
    """How a renamed part is printed in what a finding is about; nothing where another part may be meant."""
    old, new = rename.before, rename.part[-1]
    table = rename.object
    printed = sql_names(table.schema, table.name)
    if rename.attribute == "label":
        return {
            f"{_literal(label)}::{name}": f"{_literal(new)}::{name}"
            for label in (old, new)
            for name in printed
        }
    is_reference = finding.attribute == "referenced_columns" and target(finding) in printed
    if finding.object == table or is_reference or _only_table(finding) in printed:
        return _printed(old, new)
    return {
        f"{name}.{one}": f"{quote(table.name)}.{common}"
        for name in spellings(table.name)
        for one, common in _printed(old, new).items()
    }


def _only_table(finding: Finding) -> str | None:
    """The table that a view reads, where it reads no other: then its columns are printed without it."""
    text = "\n".join(finding.lines[1]) if finding.lines else ""
    tables = _FROM.findall(text)
    return tables[0] if len(tables) == 1 and text.count("FROM") == 1 and "JOIN" not in text else None


def _printed(old: str, new: str) -> dict[str, str]:
    """The printed forms of both names, each with the one that they are compared by."""
    return dict.fromkeys((*spellings(old), *spellings(new)), quote(new))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _of_object(rename: Finding) -> Iterator[tuple[str, str]]:
    old, new = rename.formerly, rename.object
    if rename.part or old is None:
        return
    if new.folder == "schema":
        for printed in (*spellings(old.schema), *spellings(new.schema)):
            yield f"{printed}.", f"{quote(new.schema)}."
        return
    own = _own_spellings(new)
    for side in (old, new):
        for printed in _own_spellings(side):
            yield f"{printed}.", f"{min(own)}."
            for schema in spellings(side.schema):
                yield f"{schema}.{printed}", f"{quote(new.schema)}.{min(own)}"


def _own_spellings(name: ObjectName) -> set[str]:
    return {bare_name(name.name)} if name.folder in SIGNATURES else spellings(name.name)
