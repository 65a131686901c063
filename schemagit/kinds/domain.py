from schemagit.kinds.base import Kind, Rule, Verdict
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    GRANTS,
    OWNER,
    REVIEW,
    SAFE,
    appears_or_goes,
    show_default,
    show_flag,
    weigh_type,
)

KIND = Kind(
    name="domain",
    plural="domains",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns of it are gone or changed"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "type": Rule(weigh_type, "Type changed"),
        "collation": Rule(REVIEW, "Collation changed", "it sorts and compares differently"),
        "not_null": Rule(
            appears_or_goes(
                appears=Verdict(BREAKING, "writers that write NULL fail"),
                goes=Verdict(SAFE, "what was written before can still be written"),
            ),
            "Nullability changed",
            show=show_flag("not null", "nullable"),
        ),
        "default": Rule(
            REVIEW, "Default changed", "writers that leave it out write another value", show=show_default
        ),
    },
    catalog="pg_type",
    describe=lambda domain: f"({domain['type']})",
    privileges="U",
    public="U",
)
