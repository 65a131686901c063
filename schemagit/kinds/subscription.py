from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, OWNER, REVIEW, SAFE, show_flag

KIND = Kind(
    name="subscription",
    plural="subscriptions",
    added=Rule(REVIEW, because="rows of another server arrive in tables here"),
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
        "synchronous_commit": Rule(
            REVIEW,
            "Synchronous commit changed",
            "what arrived may be lost in a crash, or no longer",
            show=lambda v: v or "off",
        ),
        "two_phase": Rule(
            REVIEW,
            "Two-phase commit changed",
            "prepared transactions arrive when prepared, or when committed",
            show=show_flag("when prepared", "when committed"),
        ),
        "disable_on_error": Rule(
            REVIEW,
            "Treatment of errors changed",
            "after an error it stops, or tries again",
            show=show_flag("stops", "tries again"),
        ),
        "origin": Rule(REVIEW, "Origin changed", "other changes arrive", show=lambda v: v or "any"),
        "password_not_required": Rule(
            REVIEW,
            "Password requirement changed",
            "who may own it changes",
            show=show_flag("not required", "required"),
        ),
        "run_as_owner": Rule(
            REVIEW,
            "Rights changed",
            "changes are made by another role",
            show=show_flag("owner of the subscription", "owner of the table"),
        ),
        "failover": Rule(
            REVIEW,
            "Failover changed",
            "it goes on after a failover of the publisher, or not",
            show=show_flag("synchronized", "not synchronized"),
        ),
    },
    catalog="pg_subscription",
    describe=lambda subscription: f"to {', '.join(subscription['publications'])}",
    since=140000,
)
