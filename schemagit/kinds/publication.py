from collections.abc import Sequence

from schemagit.kinds.base import Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

OPERATIONS = ("insert", "update", "delete", "truncate")


def show_operations(not_published: Sequence[str] | None) -> str:
    return ", ".join(word for word in OPERATIONS if word not in (not_published or ())) or "none"


def weigh_new(_before: None, after: Attributes) -> Verdict:
    if any(name in after for name in ("all_tables", "tables", "schemas")):
        return Verdict(REVIEW, "UPDATE and DELETE fail on its tables that have no replica identity")
    return Verdict(SAFE, "it publishes nothing yet")


def describe(publication: Attributes) -> str:
    if publication.get("all_tables"):
        return "for all tables"
    names = [part["name"] for part in publication.get("tables", ())]
    names += [f"all in {part['name']}" for part in publication.get("schemas", ())]
    return f"for {', '.join(names)}" if names else ""


KIND = Kind(
    name="publication",
    plural="publications",
    added=Rule(weigh_new),
    removed=Rule(BREAKING, because="subscribers get nothing more"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "all_tables": Rule(
            REVIEW, "Tables changed", "subscribers get other tables", show=show_flag("all", "listed")
        ),
        "not_published": Rule(
            REVIEW, "Operations changed", "subscribers get other changes", show=show_operations
        ),
        "via_root": Rule(
            REVIEW,
            "Partition root changed",
            "changes of partitions are published under another name",
            show=show_flag("yes", "no"),
        ),
        "generated_columns": Rule(
            REVIEW,
            "Generated columns changed",
            "subscribers get other columns",
            show=lambda value: value or "not published",
        ),
    },
    catalog="pg_publication",
    describe=describe,
)
