from collections.abc import Sequence

from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag


def show_operations(not_published: Sequence[str] | None) -> str:
    return f"all but {', '.join(not_published)}" if not_published else "all"


KIND = Kind(
    name="publication",
    plural="publications",
    added=Rule(SAFE, because="nothing that exists changes"),
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
)
