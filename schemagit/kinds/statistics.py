from schemagit.kinds.base import PERFORMANCE, Kind, Rule
from schemagit.kinds.common import COMMENT, OWNER, REVIEW, SAFE, show_or_default

KIND = Kind(
    name="statistics",
    plural="statistics",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(REVIEW, because="queries may get worse plans"),
    renamed=Rule(SAFE, because="only statements that name it notice"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "table": Rule(REVIEW, "Table changed", "queries may get worse plans"),
        "on": Rule(SAFE, "Columns changed", "only the plans change"),
        "kinds": Rule(SAFE, "Kinds changed", "only the plans change"),
        "target": Rule(SAFE, "Target changed", "only the plans change", show=show_or_default),
    },
    catalog="pg_statistic_ext",
    describe=lambda statistics: f"on {statistics['on']} of {statistics['table']}",
    tags=PERFORMANCE,
)
