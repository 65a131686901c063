from collections.abc import Sequence
from typing import Any

from schemagit.kinds.base import Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import BREAKING, COMMENT, OPTIONS, REVIEW, SAFE, TABLESPACE, list_of, show_flag

STRICTER = Verdict(BREAKING, "rows that could be written before may be refused")
LOOSER = Verdict(REVIEW, "rows that were refused before can now be written")


def describe(constraint: Attributes) -> str:
    words = []
    if "columns" in constraint:
        words.append(list_of(constraint["columns"]))
    if "expression" in constraint:
        words.append(constraint["expression"])
    if "elements" in constraint:
        words.append(show_elements(constraint["elements"]))
    if "references" in constraint:
        words.append(f"→ {constraint['references']} {list_of(constraint['referenced_columns'])}")
    words += [
        f"on {event} {constraint[f'on_{event}']}"
        for event in ("update", "delete")
        if f"on_{event}" in constraint
    ]
    return " ".join(words)


def title(constraint: Attributes) -> str:
    kind = str(constraint["type"])
    return kind if kind.endswith(("key", "constraint")) else f"{kind} constraint"


def show_elements(elements: Sequence[Attributes] | None) -> str:
    return list_of([f"{e['expression']} with {e['operator']}" for e in elements or ()])


def weigh_enforcement(before: Any, after: Any) -> Verdict:
    return LOOSER if after and not before else STRICTER


def weigh_nulls(before: Any, after: Any) -> Verdict:
    return STRICTER if after and not before else LOOSER


KIND = Kind(
    name="constraint",
    plural="constraints",
    lives_in=("tables", "foreign_tables", "domains"),
    added=Rule(STRICTER.impact, because=STRICTER.because),
    removed=Rule(REVIEW, because=LOOSER.because),
    renamed=Rule(REVIEW, because="statements and programs that name it fail"),
    changed={
        "type": Rule(BREAKING, "Constraint type changed", STRICTER.because),
        "columns": Rule(BREAKING, "Columns changed", STRICTER.because),
        "expression": Rule(BREAKING, "Expression changed", STRICTER.because),
        "references": Rule(BREAKING, "Reference changed", STRICTER.because),
        "referenced_columns": Rule(BREAKING, "Referenced columns changed", STRICTER.because),
        "match": Rule(
            REVIEW,
            "Match type changed",
            "NULLs in the key are treated differently",
            show=lambda v: v or "simple",
        ),
        "on_update": Rule(
            REVIEW,
            "Update action changed",
            "other rows change when a key is updated",
            show=lambda v: v or "no action",
        ),
        "on_delete": Rule(
            REVIEW,
            "Delete action changed",
            "other rows change when a row is deleted",
            show=lambda v: v or "no action",
        ),
        "on_delete_columns": Rule(
            REVIEW,
            "Columns of the delete action changed",
            "other columns change when a row is deleted",
            show=lambda v: list_of(v) if v else "all",
        ),
        "method": Rule(REVIEW, "Method changed", "the index behind it is another one"),
        "elements": Rule(BREAKING, "Elements changed", STRICTER.because, show=show_elements),
        "predicate": Rule(BREAKING, "Predicate changed", STRICTER.because),
        "include": Rule(SAFE, "Included columns changed", "only index-only scans depend on them"),
        "nulls_not_distinct": Rule(
            weigh_nulls,
            "Treatment of NULLs changed",
            show=show_flag("nulls not distinct", "nulls distinct"),
        ),
        "period": Rule(
            BREAKING, "Period changed", STRICTER.because, show=show_flag("with period", "without period")
        ),
        "deferrable": Rule(
            REVIEW,
            "Deferrability changed",
            "transactions may rely on when it is checked",
            show=show_flag("deferrable", "not deferrable"),
        ),
        "initially_deferred": Rule(
            REVIEW,
            "Deferral changed",
            "it is checked at another moment",
            show=show_flag("initially deferred", "initially immediate"),
        ),
        "not_valid": Rule(weigh_enforcement, "Validation changed", show=show_flag("not valid", "validated")),
        "not_enforced": Rule(
            weigh_enforcement, "Enforcement changed", show=show_flag("not enforced", "enforced")
        ),
        "no_inherit": Rule(
            REVIEW,
            "Inheritance changed",
            "it holds for other tables",
            show=show_flag("no inherit", "inherited"),
        ),
        "options": OPTIONS,
        "tablespace": TABLESPACE,
        "comment": COMMENT,
    },
    describe=describe,
    title=title,
)
