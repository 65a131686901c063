from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, REVIEW, SAFE

KIND = Kind(
    name="text search template",
    plural="text_search_templates",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="dictionaries that use it fail"),
    changed={
        "comment": COMMENT,
        "init_function": Rule(REVIEW, "Init function changed", "texts are searched another way"),
        "lexize_function": Rule(REVIEW, "Lexize function changed", "texts are searched another way"),
    },
    catalog="pg_ts_template",
)
