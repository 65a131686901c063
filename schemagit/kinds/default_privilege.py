from schemagit.kinds.base import SECURITY, Kind, Rule
from schemagit.kinds.common import BREAKING, MADE_OF_NAMES, REVIEW, show_grants

KIND = Kind(
    name="default privilege",
    plural="default_privileges",
    added=Rule(REVIEW, because="new objects get other grants"),
    removed=Rule(REVIEW, because="new objects get other grants"),
    renamed=MADE_OF_NAMES,
    changed={
        "role": Rule(BREAKING, "Role changed", "it was made anew"),
        "in_schema": Rule(BREAKING, "Schema changed", "it was made anew"),
        "objects": Rule(BREAKING, "Objects changed", "it was made anew"),
        "grants": Rule(REVIEW, "Grants changed", "new objects get other grants", show=show_grants),
    },
    catalog="pg_default_acl",
    describe=lambda privilege: f"({show_grants(privilege.get('grants'))})",
    tags=SECURITY,
)
