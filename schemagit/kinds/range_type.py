from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE

KIND = Kind(
    name="range type",
    plural="range_types",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns of it are gone or changed"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "subtype": Rule(BREAKING, "Subtype changed", "it was made anew"),
        "opclass": Rule(BREAKING, "Operator class changed", "it was made anew"),
        "collation": Rule(BREAKING, "Collation changed", "it was made anew"),
        "canonical": Rule(REVIEW, "Canonical function changed", "equal ranges may differ"),
        "subtype_difference": Rule(SAFE, "Difference function changed", "only the plans change"),
        "multirange": Rule(BREAKING, "Multirange changed", "programs that name it fail"),
    },
    catalog="pg_type",
    describe=lambda range_type: f"of {range_type['subtype']}",
    privileges="U",
    public="U",
)
