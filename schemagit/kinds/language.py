from schemagit.kinds.base import SECURITY, Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="language",
    plural="languages",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="functions in it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "trusted": Rule(
            REVIEW,
            "Trust changed",
            "who may write functions in it changes",
            show=show_flag("trusted", "untrusted"),
            tags=SECURITY,
        ),
        "handler": Rule(REVIEW, "Handler changed", "functions run another way"),
        "inline": Rule(REVIEW, "Inline handler changed", "DO blocks run another way"),
        "validator": Rule(REVIEW, "Validator changed", "functions are checked another way"),
    },
    catalog="pg_language",
    privileges="U",
    public="U",
)
