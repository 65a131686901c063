"""What models are made from: the documents of one database, by what they are to Python."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from schemagit.document import Document, load
from schemagit.names import PREFIX, ObjectName, from_path
from schemagit.sources import Source

TABLES = frozenset({"tables", "foreign_tables"})
RELATIONS = TABLES | {"views", "materialized_views"}
TYPES = frozenset({"enums", "domains", "composite_types", "range_types"})

# A schema and a name in it.
Key: TypeAlias = tuple[str, str]


class Relation(NamedTuple):
    """A table or something that reads like one."""

    name: ObjectName
    document: Document

    @property
    def is_writable(self) -> bool:
        return self.name.folder in TABLES


class UserType(NamedTuple):
    """A type that users made."""

    name: ObjectName
    document: Document


def names(databases: Mapping[str, "Database"]) -> Iterator[ObjectName]:
    """Everything that may become a model."""
    for database in databases.values():
        yield from (relation.name for relation in database.relations.values())
        yield from (found.name for found in database.types.values())


@dataclass
class Database:
    """The relations and types of one database, by schema and name."""

    name: str
    relations: dict[Key, Relation] = field(default_factory=dict)
    types: dict[Key, UserType] = field(default_factory=dict)

    @property
    def multiranges(self) -> dict[str, Key]:
        """The range types by the printed name of their multirange type."""
        return {
            each.document["multirange"]: key
            for key, each in self.types.items()
            if each.name.folder == "range_types" and "multirange" in each.document
        }


def read(source: Source) -> dict[str, Database]:
    """The databases of a snapshot by name; partitions are left out, for their parents stand for them."""
    entries = {from_path(path): blob for path, blob in source.entries(PREFIX).items()}
    wanted = {name: blob for name, blob in entries.items() if name.folder in RELATIONS | TYPES}
    contents = source.read(set(wanted.values()))
    documents = ((name, load(name, contents[blob])) for name, blob in sorted(wanted.items()))
    return sort(documents, (name.database for name in entries))


def sort(documents: Iterable[tuple[ObjectName, Document]], names: Iterable[str] = ()) -> dict[str, Database]:
    """Documents by their database, and by whether they are relations or types."""
    databases = {name: Database(name) for name in sorted(set(names))}
    for name, document in documents:
        database = databases.setdefault(name.database, Database(name.database))
        key = (name.schema, name.name)
        if name.folder in TYPES:
            database.types[key] = UserType(name, document)
        elif "partition_bound" not in document:
            database.relations[key] = Relation(name, document)
    return databases


def columns(document: Document) -> list[Document]:
    """The columns of a relation or composite type."""
    found: list[Document] = document.get("columns", [])
    return found
