"""The types of one database in Python: what each printed type is called, and what that needs."""

from typing import NamedTuple

from schemagit.document import Document
from schemagit.models import naming
from schemagit.models.checks import limits
from schemagit.models.postgres_type import PostgresType, parse_type
from schemagit.models.reading import Database, Key, UserType, columns
from schemagit.models.scalars import ANY, Alias, scalar

_SPAN = {"NaiveDatetime": "datetime", "AwareDatetime": "datetime"}


class Definition(NamedTuple):
    """What `_types.py` defines under a name.

    Attributes:
        name: the name in Python.
        alias: what it stands for; None for an enum or a composite type, which become classes.
        key: the type of the user that it is; None for one of PostgreSQL.
    """

    name: str
    alias: Alias | None
    key: Key | None = None


class Types:
    """The names of types, and the definitions that the names asked for so far need, in a working order."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._multiranges = {parse_type(text)[:2]: key for text, key in database.multiranges.items()}
        self.names = _names(database)
        self.taken = frozenset(self.names.values())
        self.definitions: dict[str, Definition] = {}
        # The types that are Any for want of something better, and the first column or type that has each.
        self.unknown: dict[str, str] = {}
        self.of_extensions: set[Key] = set()
        self._open: set[Key] = set()
        self._resolved: dict[str, str] = {}
        self._documents: dict[str, Document] = {}

    def resolve(self, text: str, where: str) -> str:
        """The name of a type in Python, which is defined from now on.

        Args:
            text: the type as documents have it.
            where: the dotted name of what has the type.
        """
        if text not in self._resolved:
            name = self._resolve(text, where)
            if self._open:
                # Inside of a type that is not defined yet, that type itself would be Any.
                return name
            self._resolved[text] = name
        return self._resolved[text]

    def _resolve(self, text: str, where: str) -> str:
        wanted = parse_type(text)
        name = self._element(wanted.element, where)
        if not wanted.is_array:
            return name
        # Any depth: PostgreSQL does not keep the number of dimensions.
        array = f"{name[0].upper()}{name[1:]}Array"
        return self._define(Definition(array, Alias(array, f"list[{name} | None]")))

    def resolve_all(self) -> None:
        """Define all types that users made, whether something uses them or not."""
        for key, found in sorted(self._database.types.items()):
            self._of_user(key, found.name.dotted())

    def resolve_key(self, key: Key) -> None:
        """Define one type that users made."""
        self._of_user(key, self._database.types[key].name.dotted())

    def of_user(self, key: Key) -> UserType | None:
        return self._database.types.get(key)

    def multirange_of(self, key: Key) -> Key | None:
        """The multirange type of a range type that users made."""
        return next((multirange for multirange, owner in self._multiranges.items() if owner == key), None)

    def alias(self, name: str) -> Alias | None:
        definition = self.definitions.get(name)
        return definition.alias if definition else None

    def python(self, name: str) -> str:
        """The type of Python behind a name: `int` of `Int4`, and of a domain over it."""
        alias = self.alias(name)
        while alias and alias.base != alias.name and alias.base in self.definitions:
            alias = self.alias(alias.base)
        return _SPAN.get(alias.base, alias.base) if alias else name

    def is_never_null(self, text: str) -> bool:
        """Whether a type is a domain that takes no NULL."""
        return bool(self._document(text).get("not_null"))

    def default_of(self, text: str) -> bool:
        """Whether a type is a domain that brings a default along."""
        return "default" in self._document(text)

    def _document(self, text: str) -> Document:
        """That of the type that users made; an empty one of all other types."""
        if text not in self._documents:
            wanted = parse_type(text)
            found = None if wanted.is_array else self._database.types.get((wanted.schema, wanted.name))
            self._documents[text] = found.document if found else {}
        return self._documents[text]

    def labels(self, name: str) -> list[str]:
        """The labels of the enum of that name; none when it is none."""
        definition = self.definitions.get(name)
        if definition is None or definition.key is None:
            return []
        found = self._database.types[definition.key]
        return enum_labels(found.document) if found.name.folder == "enums" else []

    def _element(self, wanted: PostgresType, where: str) -> str:
        key = (wanted.schema, wanted.name)
        if key in self._database.types:
            return self._of_user(key, where)
        if key in self._multiranges:
            return self._multirange(wanted, self._multiranges[key], where)
        if alias := scalar(wanted):
            if wanted.schema:
                self.of_extensions.add(key)
            return self._define(Definition(alias.name, alias))
        self.unknown.setdefault(".".join(filter(None, key)), where)
        return ANY.name

    def _of_user(self, key: Key, where: str) -> str:
        name, found = self.names[key], self._database.types[key]
        if key in self._open:
            # PostgreSQL refuses a type that holds itself; a file that says so is not believed.
            self.unknown.setdefault(".".join(key), where)
            return ANY.name
        if name in self.definitions:
            return name
        self._open.add(key)
        alias = None
        match found.name.folder:
            case "enums" if not enum_labels(found.document):
                # It has no value but NULL, and Python no such enum.
                alias = Alias(name, "str")
            case "domains":
                base = self.resolve(str(found.document.get("type", "")), found.name.dotted())
                alias = Alias(name, base, tuple(limits(found.document, self.python(base))))
            case "range_types":
                alias = Alias(name, f"Range[{self._bound(key)}]")
            case "composite_types":
                for column in columns(found.document):
                    self.resolve(str(column.get("type", "")), found.name.dotted(column["name"]))
        self._open.discard(key)
        return self._define(Definition(name, alias, key))

    def _multirange(self, wanted: PostgresType, range_key: Key, where: str) -> str:
        alias = self.alias(self._of_user(range_key, where))
        if alias is None:
            return ANY.name
        name = self.names[wanted.schema, wanted.name]
        return self._define(Definition(name, Alias(name, f"Multi{alias.base[0].lower()}{alias.base[1:]}")))

    def _bound(self, key: Key) -> str:
        document = self._database.types[key].document
        base = self.resolve(str(document.get("subtype", "")), ".".join(key))
        return self.python(base)

    def _define(self, definition: Definition) -> str:
        if not (definition.alias and definition.alias.is_builtin):
            self.definitions.setdefault(definition.name, definition)
        return definition.name


def enum_labels(document: dict[str, object]) -> list[str]:
    found = document.get("labels")
    return [str(label) for label in found] if isinstance(found, list) else []


def _names(database: Database) -> dict[Key, str]:
    """A class name for each type; `public` is not said."""
    keys = [*database.types, *(parse_type(text)[:2] for text in database.multiranges)]
    dotted = {".".join(key): key for key in keys}
    made = naming.assign(dotted, lambda text: _name(dotted[text]), joint="")
    return {key: made[text] for text, key in dotted.items()}


def _name(key: Key) -> str:
    schema, name = key
    text = naming.pascal_case(name)
    text = text if schema == "public" else f"{naming.pascal_case(schema)}{text}"
    return f"{text}Type" if naming.is_reserved(text) else text
