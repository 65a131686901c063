from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, MADE_OF_NAMES, REVIEW, SAFE

KIND = Kind(
    name="transform",
    plural="transforms",
    has_signature=True,
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="functions that rely on it fail"),
    renamed=MADE_OF_NAMES,
    changed={
        "comment": COMMENT,
        "from_sql": Rule(REVIEW, "Function from SQL changed", "values reach functions another way"),
        "to_sql": Rule(REVIEW, "Function to SQL changed", "values leave functions another way"),
    },
    catalog="pg_transform",
)
