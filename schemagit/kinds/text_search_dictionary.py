from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE

KIND = Kind(
    name="text search dictionary",
    plural="text_search_dictionaries",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="configurations that use it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "template": Rule(REVIEW, "Template changed", "texts are searched another way"),
        "options": Rule(REVIEW, "Options changed", "texts are searched another way"),
    },
    catalog="pg_ts_dict",
)
