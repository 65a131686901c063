from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE

KIND = Kind(
    name="database",
    plural="databases",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="everything in it is gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "encoding": Rule(REVIEW, "Encoding changed", "texts may not convert"),
        "collation": Rule(REVIEW, "Collation changed", "texts sort and compare differently"),
        "character_type": Rule(REVIEW, "Character type changed", "upper and lower case may differ"),
    },
    privileges="CTc",
    public="Tc",
)
