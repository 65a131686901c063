from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, SAFE

KIND = Kind(
    name="schema",
    plural="schemas",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="everything in it is gone"),
    changed={"owner": OWNER, "comment": COMMENT, "grants": GRANTS},
    catalog="pg_namespace",
    privileges="UC",
)
