from schemagit.deparsed import view_lines
from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OPTIONS, OWNER, REVIEW, SAFE, TABLESPACE

KIND = Kind(
    name="materialized view",
    plural="materialized_views",
    relkinds="m",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that use it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "access_method": Rule(
            REVIEW, "Access method changed", "rows are stored another way", show=lambda v: v or "heap"
        ),
        "tablespace": TABLESPACE,
        "options": OPTIONS,
        "definition": Rule(
            REVIEW,
            "Materialized view changed",
            "it may return other rows or values",
            is_text=True,
            store=view_lines,
        ),
    },
    privileges="arwdDxtm",
)
