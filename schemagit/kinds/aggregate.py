from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE, show_flag, show_or_default

KIND = Kind(
    name="aggregate",
    plural="aggregates",
    has_signature=True,
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that call it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "arguments": Rule(BREAKING, "Arguments changed", "calls may fail"),
        "result": Rule(BREAKING, "Result changed", "callers get another type"),
        "form": Rule(BREAKING, "Form changed", "it must be called another way", show=lambda v: v or "normal"),
        "direct_arguments": Rule(REVIEW, "Direct arguments changed", "it may compute another result"),
        "transition_function": Rule(REVIEW, "Transition function changed", "it may compute another result"),
        "state_type": Rule(REVIEW, "State type changed", "it may compute another result"),
        "state_size": Rule(SAFE, "State size changed", "only the plans change", show=show_or_default),
        "final_function": Rule(REVIEW, "Final function changed", "it may compute another result"),
        "final_extra": Rule(
            REVIEW,
            "Final arguments changed",
            "it may compute another result",
            show=show_flag("extra arguments", "only the state"),
        ),
        "final_modify": Rule(
            REVIEW, "Final modification changed", "it may compute another result", show=show_or_default
        ),
        "combine_function": Rule(REVIEW, "Combine function changed", "it may compute another result"),
        "serialize_function": Rule(REVIEW, "Serialize function changed", "it may compute another result"),
        "deserialize_function": Rule(REVIEW, "Deserialize function changed", "it may compute another result"),
        "initial_value": Rule(REVIEW, "Initial value changed", "it may compute another result"),
        "moving_transition_function": Rule(
            REVIEW, "Moving transition function changed", "it may compute another result"
        ),
        "moving_inverse_function": Rule(
            REVIEW, "Moving inverse function changed", "it may compute another result"
        ),
        "moving_state_type": Rule(REVIEW, "Moving state type changed", "it may compute another result"),
        "moving_state_size": Rule(
            SAFE, "Moving state size changed", "only the plans change", show=show_or_default
        ),
        "moving_final_function": Rule(
            REVIEW, "Moving final function changed", "it may compute another result"
        ),
        "moving_final_extra": Rule(
            REVIEW,
            "Moving final arguments changed",
            "it may compute another result",
            show=show_flag("extra arguments", "only the state"),
        ),
        "moving_final_modify": Rule(
            REVIEW, "Moving final modification changed", "it may compute another result", show=show_or_default
        ),
        "moving_initial_value": Rule(REVIEW, "Moving initial value changed", "it may compute another result"),
        "sort_operator": Rule(SAFE, "Sort operator changed", "only the plans change"),
        "parallel": Rule(
            SAFE, "Parallel safety changed", "only the plans change", show=lambda v: v or "unsafe"
        ),
    },
    catalog="pg_proc",
    describe=lambda aggregate: f"returns {aggregate['result']}",
    privileges="X",
    public="X",
)
