from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import COMMENT, REVIEW, SAFE

KIND = Kind(
    name="rule",
    plural="rules",
    added=Rule(REVIEW, because="statements are rewritten"),
    removed=Rule(REVIEW, because="statements are no longer rewritten"),
    renamed=Rule(SAFE, because="only statements that name it notice"),
    changed={
        "definition": Rule(REVIEW, "Rule changed", "statements are rewritten another way"),
        "enabled": Rule(
            REVIEW,
            "State changed",
            "it applies in other sessions, or not at all",
            show=lambda v: v or "enabled",
        ),
        "comment": COMMENT,
    },
    lives_in=("tables", "foreign_tables", "views", "materialized_views"),
)
