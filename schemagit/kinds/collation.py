from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="collation",
    plural="collations",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns and statements that name it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "provider": Rule(REVIEW, "Provider changed", "texts sort and compare differently"),
        "locale": Rule(REVIEW, "Locale changed", "texts sort and compare differently"),
        "character_type": Rule(REVIEW, "Character type changed", "upper and lower case may differ"),
        "nondeterministic": Rule(
            REVIEW,
            "Determinism changed",
            "texts that differ may be equal",
            show=show_flag("nondeterministic", "deterministic"),
        ),
        "rules": Rule(REVIEW, "Rules changed", "texts sort and compare differently"),
    },
    catalog="pg_collation",
)
