from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="operator class",
    plural="operator_classes",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="indexes of it are gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "method": Rule(BREAKING, "Method changed", "it was made anew"),
        "type": Rule(BREAKING, "Type changed", "it was made anew"),
        "default": Rule(
            REVIEW, "Use changed", "new indexes use another class", show=show_flag("default", "not default")
        ),
        "family": Rule(REVIEW, "Family changed", "indexes serve other queries"),
        "storage": Rule(BREAKING, "Storage changed", "it was made anew"),
    },
    catalog="pg_opclass",
)
