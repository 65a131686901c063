from schemagit.kinds.base import SECURITY, Kind, Rule
from schemagit.kinds.common import BREAKING, SAFE

KIND = Kind(
    name="user mapping",
    plural="user_mappings",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="the role can no longer use the server"),
    changed={
        "server": Rule(BREAKING, "Server changed", "it was made anew"),
        "role": Rule(BREAKING, "Role changed", "it was made anew"),
    },
    catalog="pg_user_mapping",
    tags=SECURITY,
)
