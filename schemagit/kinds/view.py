from schemagit.deparsed import view_lines
from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OPTIONS, OWNER, REVIEW, SAFE

DEFINITION = Rule(
    REVIEW, "View changed", "it may return other rows or values", is_text=True, store=view_lines
)

KIND = Kind(
    name="view",
    plural="views",
    relkinds="v",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that use it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "options": OPTIONS,
        "definition": DEFINITION,
    },
    privileges="arwdDxtm",
)
