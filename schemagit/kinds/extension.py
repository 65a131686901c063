from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE

KIND = Kind(
    name="extension",
    plural="extensions",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="what it brought is gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "in_schema": Rule(REVIEW, "Schema changed", "what it brings is found elsewhere"),
        "version": Rule(REVIEW, "Version changed", "what it brings may behave differently"),
    },
    catalog="pg_extension",
    describe=lambda extension: f"(version {extension['version']} in {extension['in_schema']})",
)
