from schemagit.kinds.base import Attributes, Kind, Rule
from schemagit.kinds.common import REVIEW, list_of


def describe(table: Attributes) -> str:
    columns = list_of(table["columns"]) if "columns" in table else ""
    return f"{columns} where {table['predicate']}".lstrip() if "predicate" in table else columns


KIND = Kind(
    name="publication table",
    plural="tables",
    added=Rule(REVIEW, because="UPDATE and DELETE fail on it if it has no replica identity"),
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
    describe=describe,
)
