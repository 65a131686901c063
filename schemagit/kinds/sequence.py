from typing import Any

from schemagit.kinds.base import Kind, Rule, Verdict
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE, show_flag

SIZES = {"smallint": 2, "integer": 4, "bigint": 8}


def weigh_type(before: Any, after: Any) -> Verdict:
    if SIZES.get(after, 0) >= SIZES.get(before, 8):
        return Verdict(SAFE, "every old value fits the new type")
    return Verdict(BREAKING, "it runs out of values earlier")


def show_limit(value: int | None) -> str:
    return "default" if value is None else str(value)


def show_count(value: int | None) -> str:
    return str(value or 1)


KIND = Kind(
    name="sequence",
    plural="sequences",
    relkinds="S",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that draw from it fail"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "unlogged": Rule(
            REVIEW,
            "Persistence changed",
            "an unlogged sequence starts again after a crash",
            show=show_flag("unlogged", "permanent"),
        ),
        "type": Rule(weigh_type, "Type changed"),
        "start": Rule(SAFE, "Start changed", "only a restart uses it", show=show_limit),
        "increment": Rule(
            REVIEW, "Increment changed", "programs may rely on the distance of values", show=show_count
        ),
        "minimum": Rule(REVIEW, "Minimum changed", "other values are drawn", show=show_limit),
        "maximum": Rule(REVIEW, "Maximum changed", "it runs out of values at another point", show=show_limit),
        "cache": Rule(SAFE, "Cache changed", "only gaps between values change", show=show_count),
        "cycle": Rule(
            REVIEW, "Cycle changed", "values may come again, or end", show=show_flag("cycle", "no cycle")
        ),
        "owned_by": Rule(REVIEW, "Owning column changed", "it is dropped with that column"),
    },
    privileges="rwU",
)
