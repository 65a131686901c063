from schemagit.impact import Impact
from schemagit.kinds.base import Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    COSMETIC,
    GRANTS,
    OPTIONS,
    REVIEW,
    SAFE,
    appears_or_goes,
    show_default,
    show_flag,
    show_or_default,
    weigh_new_column,
    weigh_type,
)
from schemagit.redaction import redact_options


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


def show_sequence(options: Attributes | None) -> str:
    words = (name if value is True else f"{name} {value}" for name, value in (options or {}).items())
    return ", ".join(words) or "default"


def draw_default(column: Attributes) -> str:
    if "identity" in column:
        return f"identity {column['identity']}"
    if "generated" in column:
        return f"generated as {column['generated']}"
    return str(column.get("default", ""))


KIND = Kind(
    name="column",
    plural="columns",
    lives_in=("tables", "foreign_tables", "views", "materialized_views", "composite_types"),
    added=Rule(weigh_new_column),
    removed=Rule(BREAKING, because="statements that name it fail and its values are gone"),
    changed={
        "type": Rule(weigh_type, "Type changed"),
        "collation": Rule(
            REVIEW, "Collation changed", "it sorts and compares differently", show=show_or_default
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
        "identity_sequence": Rule(
            REVIEW, "Identity sequence changed", "other values are drawn", show=show_sequence
        ),
        "inherited": Rule(
            REVIEW,
            "Inheritance changed",
            "it stays, or goes, when its parent's column is dropped",
            show=show_flag("inherited", "of its own"),
        ),
        "storage": Rule(
            SAFE, "Storage changed", "only how new values are stored changes", show=show_or_default
        ),
        "compression": Rule(
            SAFE, "Compression changed", "only how new values are stored changes", show=show_or_default
        ),
        "statistics": Rule(SAFE, "Statistics target changed", "only the plans change", show=show_or_default),
        "options": OPTIONS,
        "foreign_options": Rule(
            REVIEW, "Foreign options changed", "it may be read from another column", store=redact_options
        ),
        "not_null_name": Rule(
            COSMETIC, "Name of NOT NULL changed", "only error messages name it", show=show_or_default
        ),
        "not_null_not_valid": Rule(
            REVIEW,
            "Validation of NOT NULL changed",
            "old rows may hold NULL, or no longer",
            show=show_flag("not valid", "validated"),
        ),
        "not_null_no_inherit": Rule(
            REVIEW,
            "Inheritance of NOT NULL changed",
            "it holds for other tables",
            show=show_flag("no inherit", "inherited"),
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
