from collections.abc import Sequence

from schemagit.kinds.base import Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import BREAKING, COMMENT, GRANTS, OWNER, REVIEW, SAFE


def weigh_labels(before: Sequence[str] | None, after: Sequence[str] | None) -> Verdict:
    old, new = list(before or ()), list(after or ())
    known = set(old)
    if not known <= set(new):
        return Verdict(BREAKING, "a label is gone: rows and programs that use it fail")
    if [label for label in new if label in known] != old:
        return Verdict(BREAKING, "labels sort in another order")
    if new[: len(old)] != old:
        return Verdict(
            REVIEW, "a label was added before others: programs may meet a value that they do not know"
        )
    return Verdict(SAFE, "labels were added at the end; programs that list all of them need to learn the new")


def describe(attributes: Attributes) -> str:
    return f"({', '.join(attributes.get('labels', ()))})"


KIND = Kind(
    name="enum",
    plural="enums",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns and functions that use it are gone or changed"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "labels": Rule(weigh_labels, "Labels changed"),
    },
    catalog="pg_type",
    describe=describe,
    privileges="U",
    public="U",
)
