from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, SAFE

KIND = Kind(
    name="composite type",
    plural="composite_types",
    relkinds="c",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns and functions that use it are gone or changed"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
    },
    privileges="U",
    public="U",
)
