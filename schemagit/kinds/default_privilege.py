from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, GRANTS, REVIEW

KIND = Kind(
    name="default privilege",
    plural="default_privileges",
    added=Rule(REVIEW, because="new objects get other grants"),
    removed=Rule(REVIEW, because="new objects get other grants"),
    changed={
        "role": Rule(BREAKING, "Role changed", "it was made anew"),
        "in_schema": Rule(BREAKING, "Schema changed", "it was made anew"),
        "objects": Rule(BREAKING, "Objects changed", "it was made anew"),
        "grants": GRANTS,
    },
    catalog="pg_default_acl",
)
