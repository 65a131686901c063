from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="subscription",
    plural="subscriptions",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="nothing more arrives"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "enabled": Rule(
            REVIEW, "State changed", "changes arrive, or no longer", show=show_flag("enabled", "disabled")
        ),
        "publications": Rule(REVIEW, "Publications changed", "other tables arrive"),
        "slot_name": Rule(REVIEW, "Slot changed", "it continues from another place"),
        "binary": Rule(
            SAFE, "Transfer changed", "only the form on the wire changes", show=show_flag("binary", "text")
        ),
    },
    catalog="pg_subscription",
    since=140000,
)
