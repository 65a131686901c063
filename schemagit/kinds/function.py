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
    show_or_default,
    show_settings,
    weigh_arguments,
    whole,
)

KIND = Kind(
    name="function",
    plural="functions",
    has_signature=True,
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that call it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "arguments": Rule(weigh_arguments, "Arguments changed"),
        "result": Rule(BREAKING, "Result changed", "callers get another type"),
        "language": Rule(REVIEW, "Language changed", "it was written anew"),
        "window": Rule(
            BREAKING,
            "Form changed",
            "it must be called another way",
            show=show_flag("window function", "function"),
        ),
        "volatility": Rule(
            REVIEW,
            "Volatility changed",
            "the planner may call it more or less often",
            show=lambda v: v or "volatile",
        ),
        "strict": Rule(
            REVIEW,
            "Treatment of NULLs changed",
            "NULL arguments give other results",
            show=show_flag("strict", "called on NULL"),
        ),
        "security_definer": Rule(
            REVIEW,
            "Security changed",
            "it runs with the rights of its owner, or of its caller",
            show=show_flag("security definer", "security invoker"),
            tags=SECURITY,
        ),
        "leakproof": Rule(
            REVIEW,
            "Leakproofness changed",
            "the planner may run it before policies",
            show=show_flag("leakproof", "not leakproof"),
            tags=SECURITY,
        ),
        "parallel": Rule(
            SAFE, "Parallel safety changed", "only the plans change", show=lambda v: v or "unsafe"
        ),
        "cost": Rule(SAFE, "Cost changed", "only the plans change", show=show_or_default, store=whole),
        "rows": Rule(SAFE, "Rows changed", "only the plans change", show=show_or_default, store=whole),
        "support": Rule(SAFE, "Support function changed", "only the plans change"),
        "transform_types": Rule(REVIEW, "Transforms changed", "it gets values in another form"),
        "settings": Rule(
            REVIEW, "Settings changed", "its code runs under other settings", show=show_settings
        ),
        "library": Rule(REVIEW, "Library changed", "other code runs"),
        "body": Rule(REVIEW, "Function changed", "it does something else", is_text=True, store=body_lines),
    },
    catalog="pg_proc",
    describe=lambda function: f"returns {function['result']}",
    privileges="X",
    public="X",
)
