from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import COMMENT, OWNER, REVIEW, SAFE

KIND = Kind(
    name="shell type",
    plural="shell_types",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(REVIEW, because="it was defined, or given up"),
    changed={"owner": OWNER, "comment": COMMENT},
    catalog="pg_type",
)
