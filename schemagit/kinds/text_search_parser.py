from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, REVIEW, SAFE

KIND = Kind(
    name="text search parser",
    plural="text_search_parsers",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="configurations that use it fail"),
    changed={
        "comment": COMMENT,
        "start_function": Rule(REVIEW, "Start function changed", "texts are searched another way"),
        "token_function": Rule(REVIEW, "Token function changed", "texts are searched another way"),
        "end_function": Rule(REVIEW, "End function changed", "texts are searched another way"),
        "headline_function": Rule(REVIEW, "Headline function changed", "texts are searched another way"),
        "types_function": Rule(REVIEW, "Types function changed", "texts are searched another way"),
    },
    catalog="pg_ts_parser",
)
