from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE

KIND = Kind(
    name="text search configuration",
    plural="text_search_configurations",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that name it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "parser": Rule(REVIEW, "Parser changed", "texts are searched another way"),
        "mappings": Rule(
            REVIEW,
            "Mappings changed",
            "texts are searched another way",
            show=lambda v: "; ".join(v) if v else "none",
        ),
    },
    catalog="pg_ts_config",
)
