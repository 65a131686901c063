from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE, show_flag

HOW = "values are read, written or stored another way"

KIND = Kind(
    name="base type",
    plural="base_types",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns of it are gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "input": Rule(REVIEW, "Input function changed", HOW),
        "output": Rule(REVIEW, "Output function changed", HOW),
        "receive": Rule(REVIEW, "Receive function changed", HOW),
        "send": Rule(REVIEW, "Send function changed", HOW),
        "modifier_input": Rule(REVIEW, "Modifier input function changed", HOW),
        "modifier_output": Rule(REVIEW, "Modifier output function changed", HOW),
        "analyze": Rule(REVIEW, "Analyze function changed", HOW),
        "length": Rule(REVIEW, "Length changed", HOW, show=lambda v: str(v) if v else "variable"),
        "by_value": Rule(REVIEW, "Passing changed", HOW, show=show_flag("by value", "by reference")),
        "alignment": Rule(REVIEW, "Alignment changed", HOW, show=lambda v: v or "int4"),
        "storage": Rule(REVIEW, "Storage changed", HOW, show=lambda v: v or "plain"),
        "category": Rule(REVIEW, "Category changed", HOW, show=lambda v: v or "U"),
        "preferred": Rule(REVIEW, "Preference changed", HOW, show=show_flag("preferred", "not preferred")),
        "default": Rule(REVIEW, "Default changed", HOW),
        "element": Rule(REVIEW, "Element type changed", HOW),
        "subscript": Rule(REVIEW, "Subscript function changed", HOW),
        "delimiter": Rule(REVIEW, "Delimiter changed", HOW, show=lambda v: v or ","),
        "collatable": Rule(
            REVIEW, "Collatability changed", HOW, show=show_flag("collatable", "not collatable")
        ),
    },
    catalog="pg_type",
    privileges="U",
    public="U",
)
