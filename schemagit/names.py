"""Names of objects: as a path in the tree, and as dotted text for people.

The only place that quotes or escapes a name. A name from a database is hostile: it may be `../../x`,
`.git`, `con` or hold control characters.
"""

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from schemagit.characters import UNPRINTABLE
from schemagit.errors import FailedError, UsageError

MAX_BYTES = 200
_HASH_DIGITS = 16

# The folder of a snapshot's tree that is compared.
PREFIX = "databases"
# A snapshot's tree is marked by its format, and so is never empty.
MARK = {"snapshot.json": b'{\n  "format": 1\n}\n'}

# In these folders a name is a signature, `"Quoted"(integer, text)`: the bare name may mean several objects.
SIGNATURES = frozenset({"functions", "procedures", "aggregates", "operators"})

# Windows refuses these as the base of a file name, whatever follows the first dot:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_HARMLESS = re.compile(r"[A-Za-z0-9_]{1,100}")  # most names: nothing in them needs a closer look
_RESERVED = frozenset('%/\\:*?"<>|~')

# What a branch of git may be called, without the signs that our refs give a meaning.
ENVIRONMENT = re.compile(r"[a-z0-9](?!.*\.\.)(?!.*\.lock$)[a-z0-9._-]{0,99}(?<!\.)")

_FOLDER = re.compile(r"[a-z][a-z_]*")
_SIGNATURE = re.compile(r'(?P<name>"(?:[^"]|"")*+"|[^"(]+)\(.*\)', re.DOTALL)
_PLAIN = re.compile(r"[a-z_][a-z0-9_$]*")
_PLAIN_DATABASE = re.compile(r"[a-z0-9_][a-z0-9_$-]*")


class ObjectName(NamedTuple):
    """The identity of one document.

    `folder` is the name of the folder that holds it (`tables`), or `database` or `schema` for the one
    document that a database or a schema has itself; `schema` and `name` are "" where there is none.
    """

    database: str
    schema: str
    folder: str
    name: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in (self.database, self.schema, self.name) if part)

    @property
    def path(self) -> str:
        """The path of the document in the tree of a snapshot."""
        own = f"{self.folder}/{escape(self.name)}" if self.name else self.folder
        return f"{_folder(self.database, self.schema)}/{own}.json"

    def dotted(self, *more: str) -> str:
        """The name as people read it: `database.schema.name`, quoted as SQL does where it needs it."""
        above = [quote_database(self.database), *map(quote, filter(None, [self.schema]))]
        own = [self._own_name()] if self.name else []
        return ".".join([*above, *own, *map(quote, more)])

    def _own_name(self) -> str:
        if self.folder not in SIGNATURES or not self.name.endswith(")"):
            return quote(self.name)
        # A signature is printed as it is, but an operator's bare "*" would be a wildcard when it is typed.
        symbol, bracket, types = self.name.partition("(")
        return f"{quoted(symbol)}{bracket}{types}" if "*" in symbol and symbol[0] != '"' else self.name


@lru_cache(maxsize=1_000)
def _folder(database: str, schema: str) -> str:
    """The folder of what is in a schema, or in none."""
    above = f"databases/{escape(database)}"
    return f"{above}/schemas/{escape(schema)}" if schema else above


def database_name(database: str) -> ObjectName:
    return ObjectName(database, "", "database", "")


def from_path(path: str) -> ObjectName:
    """The name of the document at a path of a snapshot's tree.

    Raises:
        FailedError: no document of ours has such a path.
    """
    steps = path.removesuffix(".json").split("/")
    match steps if all(steps) else ():
        case ["databases", database, "database"]:
            name = ObjectName(unescape(database), "", "database", "")
        case ["databases", database, "schemas", schema, "schema"]:
            name = ObjectName(unescape(database), unescape(schema), "schema", "")
        case ["databases", database, "schemas", schema, folder, last]:
            name = ObjectName(unescape(database), unescape(schema), folder, unescape(last))
        case ["databases", database, folder, last] if folder != "schemas":
            name = ObjectName(unescape(database), "", folder, unescape(last))
        case _:
            raise _foreign(path)
    if name.path != path or not _FOLDER.fullmatch(name.folder):
        raise _foreign(path)
    return name


def capture_path(database: str) -> str:
    """The path of the facts about how a database was captured."""
    return f"capture/{escape(database)}/capture.json"


def identity_path(database: str, schema: str) -> str:
    """The path of the identities of a schema's objects; of those in no schema when it is ""."""
    folder = f"capture/{escape(database)}"
    return f"{folder}/identity/{escape(schema)}.json" if schema else f"{folder}/identity.json"


def is_capture_path(path: str) -> bool:
    """Whether a path is one of those that say how a database was captured."""
    match path.removesuffix(".json").split("/"):
        case ["capture", database, "capture"] if database:
            return path == capture_path(unescape(database))
        case ["capture", database, "identity"] if database:
            return path == identity_path(unescape(database), "")
        case ["capture", database, "identity", schema] if database and schema:
            return path == identity_path(unescape(database), unescape(schema))
    return False


def _foreign(path: str) -> FailedError:
    return FailedError(f"the path {path!r} is not one that schemagit writes")


def escape(name: str) -> str:
    """A name as one step of a path: percent-encoded where a file system or git could not hold it.

    >>> escape("../x"), escape("con"), escape("Üser")
    ('%2E.%2Fx', '%63on', 'Üser')
    """
    # Devices without a dot have four characters at most.
    if _HARMLESS.fullmatch(name) and (len(name) > 4 or not _DEVICES.fullmatch(name)):
        return name
    name = shorten(name)
    steps = [_escape_character(character) for character in name]
    if name[0] == "." or _DEVICES.fullmatch(name):
        steps[0] = _percent(name[0])
    if name[-1] in ". ":
        steps[-1] = _percent(name[-1])
    return "".join(steps)


def unescape(step: str) -> str:
    """The name that `escape` made a step of a path from (of a shortened one: its short form)."""
    if step.isascii() and "%" not in step:
        return step
    # What is no text, from a tree that another program wrote, becomes a name of another path.
    return unquote_to_bytes(step.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogateescape")


def shorten(name: str) -> str:
    """The name itself, or its beginning and a hash of the whole where its path would pass 200 bytes.

    PostgreSQL's identifiers always fit; a function's signature may not.
    """
    if _HARMLESS.fullmatch(name):
        return name
    # Escaped, a byte has three characters at most.
    if 3 * len(name.encode("utf-8", "surrogateescape")) <= MAX_BYTES:
        return name
    if sum(len(_escape_character(character).encode()) for character in name) <= MAX_BYTES:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_HASH_DIGITS]
    kept, used = [], 0
    for character in name:
        used += len(_escape_character(character).encode())
        if used > MAX_BYTES - _HASH_DIGITS - len("…".encode()):
            break
        kept.append(character)
    return "".join(kept) + "…" + digest


def _escape_character(character: str) -> str:
    return _percent(character) if character in _RESERVED or UNPRINTABLE.match(character) else character


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def quote(part: str) -> str:
    """One part of a dotted name, in SQL's double quotes unless it needs none."""
    return part if _PLAIN.fullmatch(part) else quoted(part)


def quoted(part: str) -> str:
    """One part of a dotted name in SQL's double quotes, whether it needs them or not."""
    return '"' + part.replace('"', '""') + '"'


def bare_name(signature: str) -> str:
    """The name in a signature: `f` of `f(integer)`; the whole where it is none, or was cut."""
    match = _SIGNATURE.fullmatch(signature)
    return match["name"] if match else signature


def spellings(part: str) -> set[str]:
    """How SQL may print one part of a name: PostgreSQL also quotes keywords."""
    return {quote(part), quoted(part)}


def quote_database(name: str) -> str:
    """The logical name of a database: hyphens and leading digits are common there and read well."""
    return name if _PLAIN_DATABASE.fullmatch(name) else quote(name)


def environment_name(text: str) -> str:
    """The name of an environment, in lower case.

    Raises:
        UsageError: no environment can be called so.
    """
    if not ENVIRONMENT.fullmatch(name := text.lower()):
        raise UsageError(
            f"no environment can be called {text!r}", 'use letters, digits, "-", "_" and single dots'
        )
    return name


def sql_names(schema: str, name: str) -> set[str]:
    """How SQL may print `schema.name`: PostgreSQL also quotes keywords, of which each version has others."""
    return {f"{a}.{b}" for a in (quote(schema), quoted(schema)) for b in (quote(name), quoted(name))}
