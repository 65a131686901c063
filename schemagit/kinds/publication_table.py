from schemagit.kinds.base import Kind, Rule
from schemagit.kinds.common import REVIEW, SAFE, list_of

KIND = Kind(
    name="publication table",
    plural="tables",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(REVIEW, because="subscribers no longer get its changes"),
    changed={
        "columns": Rule(
            REVIEW,
            "Columns changed",
            "subscribers get other columns",
            show=lambda v: list_of(v) if v else "all",
        ),
        "predicate": Rule(REVIEW, "Row filter changed", "subscribers get other rows"),
    },
    catalog="pg_publication",
    lives_in=("publications",),
)
