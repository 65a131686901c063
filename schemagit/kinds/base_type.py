from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE

KIND = Kind(
    name="base type",
    plural="base_types",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns of it are gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "input": Rule(REVIEW, "Input function changed", "values are read, written or stored another way"),
        "output": Rule(REVIEW, "Output function changed", "values are read, written or stored another way"),
        "receive": Rule(REVIEW, "Receive function changed", "values are read, written or stored another way"),
        "send": Rule(REVIEW, "Send function changed", "values are read, written or stored another way"),
        "modifier_input": Rule(
            REVIEW, "Modifier input function changed", "values are read, written or stored another way"
        ),
        "modifier_output": Rule(
            REVIEW, "Modifier output function changed", "values are read, written or stored another way"
        ),
        "analyze": Rule(REVIEW, "Analyze function changed", "values are read, written or stored another way"),
        "length": Rule(REVIEW, "Length changed", "values are read, written or stored another way"),
        "by_value": Rule(REVIEW, "Passing changed", "values are read, written or stored another way"),
        "alignment": Rule(REVIEW, "Alignment changed", "values are read, written or stored another way"),
        "storage": Rule(REVIEW, "Storage changed", "values are read, written or stored another way"),
        "category": Rule(REVIEW, "Category changed", "values are read, written or stored another way"),
        "preferred": Rule(REVIEW, "Preference changed", "values are read, written or stored another way"),
        "default": Rule(REVIEW, "Default changed", "values are read, written or stored another way"),
        "element": Rule(REVIEW, "Element type changed", "values are read, written or stored another way"),
        "delimiter": Rule(REVIEW, "Delimiter changed", "values are read, written or stored another way"),
        "collatable": Rule(REVIEW, "Collatability changed", "values are read, written or stored another way"),
    },
    catalog="pg_type",
    privileges="U",
    public="U",
)
