from schemagit.kinds.base import Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import (
    BREAKING,
    COMMENT,
    GRANTS,
    OWNER,
    REVIEW,
    SAFE,
    appears_or_goes,
    show_default,
    show_flag,
    show_or_default,
    weigh_type,
)


def describe(domain: Attributes) -> str:
    words = [domain["type"]]
    if "collation" in domain:
        words.append(f"collate {domain['collation']}")
    if domain.get("not_null"):
        words.append("not null")
    if "default" in domain:
        words.append(f"default {domain['default']}")
    return f"({', '.join(words)})"


KIND = Kind(
    name="domain",
    plural="domains",
    added=Rule(SAFE, because="nothing that exists changes"),
    removed=Rule(BREAKING, because="columns of it are gone or changed"),
    changed={
        "owner": OWNER,
        "comment": COMMENT,
        "grants": GRANTS,
        "type": Rule(weigh_type, "Type changed"),
        "collation": Rule(
            REVIEW, "Collation changed", "it sorts and compares differently", show=show_or_default
        ),
        "not_null": Rule(
            appears_or_goes(
                appears=Verdict(BREAKING, "writers that write NULL fail"),
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
    },
    catalog="pg_type",
    describe=describe,
    privileges="U",
    public="U",
)
