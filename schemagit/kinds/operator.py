from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="operator",
    plural="operators",
    has_signature=True,
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that use it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "function": Rule(REVIEW, "Function changed", "it computes another result"),
        "result": Rule(BREAKING, "Result changed", "statements get another type"),
        "commutator": Rule(SAFE, "Commutator changed", "only the plans change"),
        "negator": Rule(SAFE, "Negator changed", "only the plans change"),
        "restrict": Rule(SAFE, "Restriction estimator changed", "only the plans change"),
        "join": Rule(SAFE, "Join estimator changed", "only the plans change"),
        "hashes": Rule(
            SAFE, "Hashing changed", "only the plans change", show=show_flag("hashes", "does not hash")
        ),
        "merges": Rule(
            SAFE, "Merging changed", "only the plans change", show=show_flag("merges", "does not merge")
        ),
    },
    catalog="pg_operator",
    describe=lambda operator: f"returns {operator['result']}",
)
