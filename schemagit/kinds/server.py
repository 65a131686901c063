from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE
from schemagit.redaction import redact_options

KIND = Kind(
    name="server",
    plural="servers",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="foreign tables on it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "wrapper": Rule(BREAKING, "Wrapper changed", "it was made anew"),
        "type": Rule(REVIEW, "Type changed", "the wrapper may treat it differently"),
        "version": Rule(REVIEW, "Version changed", "the wrapper may treat it differently"),
        "options": Rule(
            REVIEW, "Options changed", "foreign tables may read from another place", store=redact_options
        ),
    },
    catalog="pg_foreign_server",
    describe=lambda server: f"of {server['wrapper']}",
    privileges="U",
)
