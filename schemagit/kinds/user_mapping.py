from schemagit.kinds.base import SECURITY, Kind, Rule
from schemagit.kinds.common import BREAKING, MADE_OF_NAMES, SAFE

KIND = Kind(
    name="user mapping",
    plural="user_mappings",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="the role can no longer use the server"),
    renamed=MADE_OF_NAMES,
    changed={
        "server": Rule(BREAKING, "Server changed", "it was made anew"),
        "role": Rule(BREAKING, "Role changed", "it was made anew"),
    },
    catalog="pg_user_mapping",
    tags=SECURITY,
)
