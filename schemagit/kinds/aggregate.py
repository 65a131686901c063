from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE

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
        "form": Rule(REVIEW, "Form changed", "it computes another result"),
        "direct_arguments": Rule(REVIEW, "Direct arguments changed", "it computes another result"),
        "transition_function": Rule(REVIEW, "Transition function changed", "it computes another result"),
        "state_type": Rule(REVIEW, "State type changed", "it computes another result"),
        "state_size": Rule(REVIEW, "State size changed", "it computes another result"),
        "final_function": Rule(REVIEW, "Final function changed", "it computes another result"),
        "final_extra": Rule(REVIEW, "Final arguments changed", "it computes another result"),
        "final_modify": Rule(REVIEW, "Final modification changed", "it computes another result"),
        "combine_function": Rule(REVIEW, "Combine function changed", "it computes another result"),
        "serialize_function": Rule(REVIEW, "Serialize function changed", "it computes another result"),
        "deserialize_function": Rule(REVIEW, "Deserialize function changed", "it computes another result"),
        "initial_value": Rule(REVIEW, "Initial value changed", "it computes another result"),
        "moving_transition_function": Rule(
            REVIEW, "Moving transition function changed", "it computes another result"
        ),
        "moving_inverse_function": Rule(
            REVIEW, "Moving inverse function changed", "it computes another result"
        ),
        "moving_state_type": Rule(REVIEW, "Moving state type changed", "it computes another result"),
        "moving_state_size": Rule(REVIEW, "Moving state size changed", "it computes another result"),
        "moving_final_function": Rule(REVIEW, "Moving final function changed", "it computes another result"),
        "moving_final_extra": Rule(REVIEW, "Moving final arguments changed", "it computes another result"),
        "moving_final_modify": Rule(
            REVIEW, "Moving final modification changed", "it computes another result"
        ),
        "moving_initial_value": Rule(REVIEW, "Moving initial value changed", "it computes another result"),
        "sort_operator": Rule(REVIEW, "Sort operator changed", "it computes another result"),
        "parallel": Rule(
            SAFE, "Parallel safety changed", "only the plans change", show=lambda v: v or "unsafe"
        ),
    },
    catalog="pg_proc",
    privileges="X",
    public="X",
)
