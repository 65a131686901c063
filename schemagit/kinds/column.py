from schemagit.kinds.base import Attributes, Impact, Kind, Rule, Verdict
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    GRANTS,
    REVIEW,
    SAFE,
    appears_or_goes,
    show_flag,
    weigh_new_column,
    weigh_type,
)


def describe(column: Attributes) -> str:
    words = [column["type"]]
    if column.get("not_null"):
        words.append("not null")
    if "default" in column:
        words.append(f"default {column['default']}")
    if "identity" in column:
        words.append(f"identity {column['identity']}")
    if "generated" in column:
        words.append(f"generated as {column['generated']}")
    return f"({', '.join(words)})"


def draw_default(column: Attributes) -> str:
    if "identity" in column:
        return f"identity {column['identity']}"
    if "generated" in column:
        return f"generated as {column['generated']}"
    return str(column.get("default", ""))


def show_default(value: str | None) -> str:
    return "none" if value is None else value


KIND = Kind(
    name="column",
    plural="columns",
    lives_in=("tables", "views", "materialized_views"),
    added=Rule(weigh_new_column),
    removed=Rule(BREAKING, because="statements that name it fail and its values are gone"),
    changed={
        "type": Rule(weigh_type, "Type changed"),
        "collation": Rule(
            REVIEW, "Collation changed", "it sorts and compares differently", show=lambda v: v or "default"
        ),
        "not_null": Rule(
            appears_or_goes(
                appears=Verdict(BREAKING, "writers that leave it out or write NULL fail"),
                goes=Verdict(SAFE, "what was written before can still be written"),
            ),
            "Nullability changed",
            show=show_flag("not null", "nullable"),
        ),
        "default": Rule(
            appears_or_goes(
                appears=Verdict(SAFE, "writers that leave it out get a value instead of NULL"),
                goes=Verdict(
                    REVIEW, "writers that leave it out now write NULL, or fail where it is NOT NULL"
                ),
                changes=Verdict(REVIEW, "writers that leave it out now write another value"),
            ),
            "Default changed",
            show=show_default,
        ),
        "identity": Rule(REVIEW, "Identity changed", "who gives the value changes: the writer or the server"),
        "generated": Rule(REVIEW, "Generation expression changed", "its values are computed another way"),
        "virtual": Rule(
            REVIEW,
            "Generation changed",
            "it is computed when read, or stored when written",
            show=show_flag("virtual", "stored"),
        ),
        "comment": COMMENT,
        "grants": GRANTS,
    },
    describe=describe,
    table={
        "Type": lambda column: str(column["type"]),
        "Null": lambda column: "not null" if column.get("not_null") else "",
        "Default": draw_default,
        "Comment": lambda column: str(column.get("comment", "")),
    },
    privileges="arwx",
    reordered=Rule(
        Impact.COSMETIC,
        "Column order changed",
        "only SELECT * and INSERT without column names depend on it",
    ),
)
