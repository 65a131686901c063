from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE
from schemagit.redaction import redact_options

KIND = Kind(
    name="foreign data wrapper",
    plural="foreign_data_wrappers",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="its servers and foreign tables are gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "handler": Rule(REVIEW, "Handler changed", "foreign data is reached another way"),
        "validator": Rule(REVIEW, "Validator changed", "options are checked another way"),
        "options": Rule(
            REVIEW, "Options changed", "foreign data is reached another way", store=redact_options
        ),
    },
    catalog="pg_foreign_data_wrapper",
    privileges="U",
)
