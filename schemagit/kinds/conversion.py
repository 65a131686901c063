from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="conversion",
    plural="conversions",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="texts may not convert"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "from": Rule(BREAKING, "Source encoding changed", "it was made anew"),
        "to": Rule(BREAKING, "Target encoding changed", "it was made anew"),
        "function": Rule(REVIEW, "Function changed", "texts convert another way"),
        "default": Rule(
            REVIEW, "Use changed", "texts convert another way", show=show_flag("default", "not default")
        ),
    },
    catalog="pg_conversion",
)
