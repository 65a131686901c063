from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE

KIND = Kind(
    name="operator family",
    plural="operator_families",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="indexes of it are gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "method": Rule(BREAKING, "Method changed", "it was made anew"),
        "operators": Rule(REVIEW, "Operators changed", "indexes serve other queries"),
        "functions": Rule(REVIEW, "Functions changed", "indexes work another way"),
    },
    catalog="pg_opfamily",
)
