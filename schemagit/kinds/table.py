from typing import Any

from schemagit.kinds.base import SECURITY, Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    COSMETIC,
    GRANTS,
    OPTIONS,
    OWNER,
    PARTITION_BOUND,
    PARTITION_OF,
    REVIEW,
    SAFE,
    TABLESPACE,
    appears_or_goes,
    show_flag,
)


def weigh_row_security(before: Any, after: Any) -> Verdict:
    if after and not before:
        return Verdict(BREAKING, "roles see only the rows that a policy lets them see")
    return Verdict(REVIEW, "roles see rows that policies kept from them")


def show_partitions(summary: Attributes | None) -> str:
    if not summary:
        return "none"
    bounds = " to ".join(dict.fromkeys(summary[end] for end in ("first", "last") if end in summary))
    default = f", default {summary['default']}" if "default" in summary else ""
    return f"{summary['count']}{default}{f': {bounds}' if bounds else ''}"


KIND = Kind(
    name="table",
    plural="tables",
    relkinds="rp",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="statements that use it fail and its rows are gone"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "unlogged": Rule(
            REVIEW,
            "Persistence changed",
            "an unlogged table is empty after a crash and is not replicated",
            show=show_flag("unlogged", "permanent"),
        ),
        "inherits": Rule(REVIEW, "Inheritance changed", "queries on the parents see other rows"),
        "partition_of": PARTITION_OF,
        "partition_key": Rule(BREAKING, "Partition key changed", "the table was made anew"),
        "partition_bound": PARTITION_BOUND,
        "partitions": Rule(
            COSMETIC, "Partitions changed", "each of them is named on its own", show=show_partitions
        ),
        "access_method": Rule(
            REVIEW, "Access method changed", "rows are stored another way", show=lambda v: v or "heap"
        ),
        "tablespace": TABLESPACE,
        "options": OPTIONS,
        "toast_options": OPTIONS,
        "of_type": Rule(REVIEW, "Type of the table changed", "its columns follow another type"),
        "replica_identity": Rule(
            REVIEW,
            "Replica identity changed",
            "subscribers are told of changed rows another way",
            show=lambda v: v or "default",
        ),
        "clustered_on": Rule(SAFE, "Clustering index changed", "only the order of stored rows changes"),
        "row_security": Rule(
            weigh_row_security, "Row security changed", show=show_flag("enabled", "disabled"), tags=SECURITY
        ),
        "force_row_security": Rule(
            appears_or_goes(
                appears=Verdict(REVIEW, "the owner too sees only the rows that a policy lets it see"),
                goes=Verdict(REVIEW, "policies no longer bind the owner"),
            ),
            "Row security for the owner changed",
            show=show_flag("forced", "not forced"),
            tags=SECURITY,
        ),
    },
    privileges="arwdDxtm",
)
