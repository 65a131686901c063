"""What a snapshot does not show, and how it was made: so that nobody takes silence for sameness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from schemagit import __version__
from schemagit.document import FORMAT, Document, encode
from schemagit.facts import Facts
from schemagit.kinds import UNREADABLE
from schemagit.names import ObjectName
from schemagit.packaged import packaged
from schemagit.patterns import Pattern
from schemagit.redaction import is_secret_setting, looks_secret, may_hold_secret

# Changes whenever the same catalogs give other bytes, so that such a change is not taken for drift.
CANONICAL = 1

# What the catalogs hold that no kind models: rows of those that are read, and those that are not.
_ROWS, UNREAD = packaged("schemagit", "coverage.sql"), packaged("schemagit", "unread.sql")
QUERY = f"{_ROWS}union all\n{UNREAD}order by what\n"
# How it is encoded where something could not be read.
_UNREADABLE = f'"{UNREADABLE}": '.encode()


class Coverage(NamedTuple):
    """What was not captured, or is to be looked at.

    Attributes:
        unmodelled: how many there are of what no kind models, by what it is.
        unreadable: the server's words for each object that it could not print, by dotted name.
        excluded: how many objects the configuration leaves out.
        filters: what it says about that.
        secrets: the dotted names of what holds a text like a connection string with a password, or a
            setting that is called like a secret.
    """

    unmodelled: Mapping[str, int] = {}
    unreadable: Mapping[str, str] = {}
    excluded: int = 0
    filters: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing in it that people are told at each snapshot."""
        return not (self.unmodelled or self.unreadable or self.secrets)


def cover(
    documents: Mapping[ObjectName, Document],
    contents: Mapping[ObjectName, bytes],
    accepted: Sequence[Pattern],
) -> Coverage:
    """What some documents of one database do not show, or hold and should not.

    Args:
        documents: some or all of the database.
        contents: the same, encoded.
        accepted: the names of documents that may hold what looks like a secret.
    """
    doubtful = {name: document for name, document in documents.items() if _UNREADABLE in contents[name]}
    unreadable = {name.dotted(*part): str(entry[UNREADABLE]) for name, part, entry in _unreadable(doubtful)}
    secrets = tuple(
        name.dotted()
        for name, document in documents.items()
        if _is_suspect(document, contents[name])
        and not any(len(each.parts) == len(name.parts) and each.matches(name.parts) for each in accepted)
    )
    return Coverage(unreadable=unreadable, secrets=secrets)


def merged(one: Coverage, other: Coverage) -> Coverage:
    """What neither of two parts of a database shows; the order in which they were read leaves no trace."""
    return one._replace(
        unreadable=dict(sorted([*one.unreadable.items(), *other.unreadable.items()])),
        excluded=one.excluded + other.excluded,
        secrets=tuple(sorted(one.secrets + other.secrets)),
    )


def _is_suspect(document: Document, content: bytes) -> bool:
    if may_hold_secret(content) and any(map(looks_secret, _texts(document))):
        return True
    return any(map(is_secret_setting, document.get("settings") or ()))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | dict():
            for element in value.values() if isinstance(value, dict) else value:
                yield from _texts(element)


def _unreadable(
    documents: Mapping[ObjectName, Document],
) -> Iterable[tuple[ObjectName, tuple[str, ...], Any]]:
    for name, document in documents.items():
        if UNREADABLE in document:
            yield name, (), document
        for value in document.values():
            for part in value if isinstance(value, list) else ():
                if isinstance(part, dict) and UNREADABLE in part:
                    yield name, (part["name"],), part


def describe(facts: Facts, kinds: Iterable[str], coverage: Coverage, fingerprint: str) -> bytes:
    """The bytes of `capture.json`: what a later reader needs to trust or doubt the documents."""
    return encode(
        {
            "schemagit": __version__,
            "format": FORMAT,
            "canonical": CANONICAL,
            "server_version": facts.server_version,
            "server_version_num": facts.server_version_num,
            "role": facts.role,
            "system_identifier": facts.system_identifier,
            "database_oid": facts.database_oid,
            "kinds": list(kinds),
            "unmodelled": dict(coverage.unmodelled),
            "unreadable": dict(coverage.unreadable),
            "filters": list(coverage.filters),
            "excluded": coverage.excluded,
            "fingerprint": fingerprint,
        }
    )
