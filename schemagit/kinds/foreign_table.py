from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    GRANTS,
    OWNER,
    PARTITION_BOUND,
    PARTITION_OF,
    REVIEW,
    SAFE,
)
from schemagit.redaction import redact_options

KIND = Kind(
    name="foreign table",
    plural="foreign_tables",
    relkinds="f",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that use it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "server": Rule(BREAKING, "Server changed", "it reads from another place"),
        "options": Rule(REVIEW, "Options changed", "it may read from another place", store=redact_options),
        "inherits": Rule(REVIEW, "Inheritance changed", "queries on the parents see other rows"),
        "partition_of": PARTITION_OF,
        "partition_bound": PARTITION_BOUND,
    },
    describe=lambda table: f"on {table['server']}",
    privileges="arwdDxtm",
)
