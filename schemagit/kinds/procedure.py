from schemagit.deparsed import body_lines
from schemagit.kinds.base import SECURITY, Kind, Rule
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    GRANTS,
    OWNER,
    REVIEW,
    SAFE,
    show_flag,
    show_settings,
    weigh_arguments,
)

KIND = Kind(
    name="procedure",
    plural="procedures",
    has_signature=True,
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that call it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "arguments": Rule(weigh_arguments, "Arguments changed"),
        "language": Rule(REVIEW, "Language changed", "it was written anew"),
        "security_definer": Rule(
            REVIEW,
            "Security changed",
            "it runs with the rights of its owner, or of its caller",
            show=show_flag("security definer", "security invoker"),
            tags=SECURITY,
        ),
        "transform_types": Rule(REVIEW, "Transforms changed", "it gets values in another form"),
        "settings": Rule(
            REVIEW, "Settings changed", "its code runs under other settings", show=show_settings
        ),
        "library": Rule(REVIEW, "Library changed", "other code runs"),
        "body": Rule(REVIEW, "Procedure changed", "it does something else", is_text=True, store=body_lines),
    },
    catalog="pg_proc",
    privileges="X",
    public="X",
)
