from schemagit.kinds.base import Attributes, Kind, Rule
from schemagit.kinds.common import COMMENT, REVIEW, SAFE, list_of, show_flag


def describe(trigger: Attributes) -> str:
    return f"{trigger['timing']} {' or '.join(trigger.get('events', ()))} execute {trigger['execute']}"


KIND = Kind(
    name="trigger",
    plural="triggers",
    added=Rule(REVIEW, because="statements on the table do more than before, or fail"),
    removed=Rule(REVIEW, because="what it did is not done any more"),
    renamed=Rule(SAFE, because="only statements that name it notice"),
    changed={
        "timing": Rule(REVIEW, "Timing changed", "it fires at other moments"),
        "events": Rule(REVIEW, "Events changed", "it fires at other moments"),
        "columns": Rule(
            REVIEW, "Columns changed", "it fires at other moments", show=lambda v: list_of(v) if v else "all"
        ),
        "for_each_row": Rule(
            REVIEW,
            "Level changed",
            "it fires at other moments",
            show=show_flag("for each row", "for each statement"),
        ),
        "condition": Rule(REVIEW, "Condition changed", "it fires at other moments"),
        "execute": Rule(REVIEW, "Function changed", "it does something else"),
        "old_table": Rule(
            REVIEW, "Transition table of old rows changed", "its function sees them by another name, or not"
        ),
        "new_table": Rule(
            REVIEW, "Transition table of new rows changed", "its function sees them by another name, or not"
        ),
        "is_constraint": Rule(
            REVIEW,
            "Form changed",
            "it fires at other moments",
            show=show_flag("constraint trigger", "trigger"),
        ),
        "deferrable": Rule(
            REVIEW,
            "Deferrability changed",
            "it fires at other moments",
            show=show_flag("deferrable", "not deferrable"),
        ),
        "initially_deferred": Rule(
            REVIEW,
            "Deferral changed",
            "it fires at other moments",
            show=show_flag("initially deferred", "initially immediate"),
        ),
        "from_table": Rule(REVIEW, "Referenced table changed", "it fires at other moments"),
        "enabled": Rule(
            REVIEW,
            "State changed",
            "it fires in other sessions, or not at all",
            show=lambda v: v or "enabled",
        ),
        "comment": COMMENT,
    },
    lives_in=("tables", "foreign_tables", "views"),
    describe=describe,
)
