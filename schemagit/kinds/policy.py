from schemagit.kinds.base import SECURITY, Attributes, Kind, Rule
from schemagit.kinds.common import COMMENT, REVIEW, SAFE, show_flag


def describe(policy: Attributes) -> str:
    words = [f"for {policy.get('command', 'all')} to {', '.join(policy.get('roles', ['PUBLIC']))}"]
    if "using" in policy:
        words.append(f"using {policy['using']}")
    if "check" in policy:
        words.append(f"with check {policy['check']}")
    return " ".join(words)


KIND = Kind(
    name="policy",
    plural="policies",
    added=Rule(REVIEW, because="roles see or write other rows"),
    removed=Rule(REVIEW, because="roles see or write other rows"),
    renamed=Rule(SAFE, because="only statements that name it notice"),
    changed={
        "command": Rule(
            REVIEW, "Command changed", "roles see or write other rows", show=lambda v: v or "all"
        ),
        "restrictive": Rule(
            REVIEW,
            "Combination changed",
            "roles see or write other rows",
            show=show_flag("restrictive", "permissive"),
        ),
        "roles": Rule(
            REVIEW,
            "Roles changed",
            "roles see or write other rows",
            show=lambda v: ", ".join(v) if v else "PUBLIC",
        ),
        "using": Rule(REVIEW, "Condition for existing rows changed", "roles see or write other rows"),
        "check": Rule(
            REVIEW,
            "Condition for new rows changed",
            "roles write other rows",
            show=lambda v: v or "as for existing rows",
        ),
        "comment": COMMENT,
    },
    lives_in=("tables", "foreign_tables"),
    describe=describe,
    tags=SECURITY,
)
