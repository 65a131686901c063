from schemagit.kinds.base import Attributes, Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, MADE_OF_NAMES, REVIEW, SAFE


def describe(cast: Attributes) -> str:
    how = f"with function {cast['function']}" if "function" in cast else cast.get("method", "")
    return f"{how} as {cast['context']}" if "context" in cast else how


KIND = Kind(
    name="cast",
    plural="casts",
    has_signature=True,
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that rely on it fail"),
    renamed=MADE_OF_NAMES,
    changed={
        "comment": COMMENT,
        "function": Rule(REVIEW, "Function changed", "values convert another way"),
        "method": Rule(
            REVIEW, "Method changed", "values convert another way", show=lambda v: v or "function"
        ),
        "context": Rule(
            BREAKING,
            "Context changed",
            "statements that relied on it may fail or mean something else",
            show=lambda v: v or "explicit",
        ),
    },
    catalog="pg_cast",
    describe=describe,
)
