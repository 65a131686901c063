from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, REVIEW, SAFE

KIND = Kind(
    name="access method",
    plural="access_methods",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="what is stored by it cannot be read"),
    changed={
        "comment": COMMENT,
        "type": Rule(BREAKING, "Type changed", "it was made anew"),
        "handler": Rule(REVIEW, "Handler changed", "rows or keys are stored another way"),
    },
    catalog="pg_am",
)
