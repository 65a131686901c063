from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import COMMENT, OWNER, REVIEW, SAFE

KIND = Kind(
    name="event trigger",
    plural="event_triggers",
    added=Rule(REVIEW, because="it can stop or change commands"),
    removed=Rule(REVIEW, because="what it guarded or logged is not any more"),
    renamed=Rule(SAFE, because="only statements that name it notice"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "event": Rule(REVIEW, "Event changed", "it fires at another moment"),
        "function": Rule(REVIEW, "Function changed", "it does something else"),
        "tags": Rule(
            REVIEW,
            "Commands changed",
            "it fires for other commands",
            show=lambda v: ", ".join(v) if v else "all",
        ),
        "enabled": Rule(
            REVIEW,
            "State changed",
            "it fires in other sessions, or not at all",
            show=lambda v: v or "enabled",
        ),
    },
    catalog="pg_event_trigger",
    describe=lambda trigger: f"on {trigger['event']} execute {trigger['function']}",
)
