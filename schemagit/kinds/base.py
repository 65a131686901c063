"""What an object kind is: the questions that every kind answers, and the rules that give changes meaning."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from schemagit.deparsed import printed
from schemagit.impact import Impact
from schemagit.packaged import packaged

Attributes: TypeAlias = Mapping[str, Any]


# Attributes that are as they were written; all others are, or hold, what the server prints.
VERBATIM = frozenset({
    "comment", "foreign_options", "grants", "initial_value", "labels", "locale", "moving_initial_value",
    "options", "settings", "toast_options", "version",
})  # fmt: skip

# The attribute that holds the server's words for what it could not print: all others are missing then.
UNREADABLE = "unreadable"

# What a change may be about, whatever it costs: who may do what, and how fast.
SECURITY, PERFORMANCE = frozenset({"security"}), frozenset({"performance"})

# For `lives_in`: the documents of every folder.
ANYWHERE = ("*",)


class Verdict(NamedTuple):
    impact: Impact
    because: str


# Weighs one change: the value before and after, None where there is none.
Weigh: TypeAlias = Callable[[Any, Any], Verdict]


@dataclass(frozen=True)
class Rule:
    """How one change is worded and what it costs.

    Attributes:
        impact: the cost, or a function that weighs the value before against the one after.
        phrase: what happened, as the beginning of a finding: "Type changed"; empty for a whole one that
            came or went, where the kind's name says it.
        because: why it costs that; empty where `impact` is a function, which says so itself.
        show: how a value is written in the parentheses of a finding.
        is_text: the value is a text of several lines, stored as a list of them and shown as a line diff.
        store: makes the stored value from the catalog's, where the query cannot.
        tags: what the change is about: SECURITY, PERFORMANCE.
    """

    impact: Impact | Weigh
    phrase: str = ""
    because: str = ""
    show: Callable[[Any], str] | None = None
    is_text: bool = False
    store: Callable[[Any], Any] | None = None
    tags: frozenset[str] = frozenset()

    def weigh(self, before: Any, after: Any) -> Verdict:
        if isinstance(self.impact, Impact):
            return Verdict(self.impact, self.because)
        return self.impact(before, after)


def _lines(text: str) -> list[str]:
    return text.split("\n")


def nothing(_attributes: Attributes) -> str:
    return ""


@dataclass(frozen=True, eq=False)
class Kind:
    """An object kind: its catalog query (the `.sql` of the same name) and what its changes mean.

    Attributes:
        name: as users say it, lower case: "materialized view".
        plural: the folder of its documents, or the section that it fills in documents of others.
        catalog: the system catalog that the `id` of a row, or the `parent` of a part, is an oid of.
        relkinds: where its objects are entries of pg_class, all letters that these have there; else "".
        lives_in: the folders whose documents hold it as a section; empty when it has its own documents.
        added, removed: the rules for a whole one that came or went.
        renamed: the rule for one that got another name.
        changed: the rule of each attribute, in the order in which documents hold them.
        describe: a short description of a new one, shown behind its name.
        title: the word for one of these attributes, where it is more exact than the name ("foreign key").
        table: where parts are drawn as a table, its columns behind the name: heading and cell of each.
        privileges: the letters that GRANT ALL gives on such an object; empty when it has no grants.
        public: those of them that PUBLIC has by default.
        since: the first server version that has it, as server_version_num gives it.
        on_request: read only where the configuration asks for it.
        reordered: the rule for another order of those that stayed; None where order has no meaning.
        has_signature: its name is made of names and types that the server prints.
        in_schema: a part whose name belongs to the schema and not to the relation it is part of.
        tags: what every change of it is about.
    """

    name: str
    plural: str
    added: Rule
    removed: Rule
    changed: Mapping[str, Rule]
    catalog: str = "pg_class"
    relkinds: str = ""
    renamed: Rule = Rule(Impact.BREAKING, because="statements that use the old name fail")
    lives_in: tuple[str, ...] = ()
    describe: Callable[[Attributes], str] = nothing
    title: Callable[[Attributes], str] | None = None
    since: int = 0
    table: Mapping[str, Callable[[Attributes], str]] | None = None
    privileges: str = ""
    public: str = ""
    on_request: bool = False
    reordered: Rule | None = None
    has_signature: bool = False
    in_schema: bool = False
    tags: frozenset[str] = frozenset()

    @cached_property
    def query(self) -> str:
        """The catalog query; its column names are the attribute names of the document."""
        return packaged("schemagit.kinds", f"{self.name.replace(' ', '_')}.sql")

    @cached_property
    def texts(self) -> frozenset[str]:
        """The attributes that documents hold as a list of lines."""
        return frozenset(name for name, rule in self.changed.items() if rule.is_text)

    def store_name(self, name: str) -> str:
        """The name of an object as it is stored: only a signature is printed by the server."""
        return printed(name) if self.has_signature else name

    @cached_property
    def makers(self) -> Mapping[str, Callable[[Any], Any]]:
        """The attributes that are stored in another form than the catalog's, and what makes it."""
        own = dict.fromkeys(self.changed.keys() - VERBATIM, printed) | dict.fromkeys(self.texts, _lines)
        return own | {name: rule.store for name, rule in self.changed.items() if rule.store}

    def fits(self, folder: str) -> bool:
        """Whether documents of a folder may hold such a part."""
        return folder in self.lives_in or self.lives_in == ANYWHERE

    def word(self, attributes: Attributes) -> str:
        return self.title(attributes) if self.title and UNREADABLE not in attributes else self.name

    def description(self, attributes: Attributes) -> str:
        try:
            return "(unreadable)" if UNREADABLE in attributes else self.describe(attributes)
        except KeyError:  # of a file that another program wrote
            return ""
