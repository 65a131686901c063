from typing import Any

from schemagit.kinds.base import PERFORMANCE, Attributes, Kind, Rule, Verdict
from schemagit.kinds.common import BREAKING, COMMENT, OPTIONS, REVIEW, SAFE, TABLESPACE, list_of, show_flag


def show_key(key: Attributes) -> str:
    words = [key.get("column") or key["expression"]]
    if "collation" in key:
        words.append(f"collate {key['collation']}")
    if "opclass" in key:
        words.append(key["opclass"])
    if "opclass_options" in key:
        words.append(list_of(key["opclass_options"]))
    if "order" in key:
        words.append(key["order"])
    words += [f"{part} {key[part]}" for part in ("nulls", "statistics") if part in key]
    return " ".join(words)


def show_keys(keys: Any) -> str:
    return list_of([show_key(key) for key in keys or ()])


def describe(index: Attributes) -> str:
    words = [show_keys(index.get("keys"))]
    if index["method"] != "btree":
        words.insert(0, f"using {index['method']}")
    if "include" in index:
        words.append(f"include {list_of(index['include'])}")
    if "predicate" in index:
        words.append(f"where {index['predicate']}")
    return " ".join(words)


def weigh_new(_before: None, after: Attributes) -> Verdict:
    if after.get("unique"):
        return Verdict(BREAKING, "rows with a key that exists already are refused")
    return Verdict(SAFE, "queries may become faster, writes a little slower")


def weigh_dropped(before: Attributes, _after: None) -> Verdict:
    if before.get("unique"):
        return Verdict(
            REVIEW, "rows that were refused before can now be written, and queries may become slow"
        )
    return Verdict(REVIEW, "queries that used it may become slow")


def weigh_unique(before: Any, after: Any) -> Verdict:
    return weigh_new(None, {"unique": after}) if after else weigh_dropped({"unique": before}, None)


def weigh_validity(_before: Any, after: Any) -> Verdict:
    if after:
        return Verdict(
            REVIEW, "an invalid index slows writes and serves no query: drop it and build it again"
        )
    return Verdict(SAFE, "queries may use it again")


SLOWER = "queries that used it may become slow"

KIND = Kind(
    name="index",
    plural="indexes",
    lives_in=("tables", "materialized_views"),
    added=Rule(weigh_new),
    removed=Rule(weigh_dropped),
    renamed=Rule(SAFE, because="only statements that name it, and tools, notice"),
    changed={
        "method": Rule(REVIEW, "Method changed", SLOWER),
        "unique": Rule(weigh_unique, "Uniqueness changed", show=show_flag("unique", "not unique")),
        "nulls_not_distinct": Rule(
            weigh_unique, "Treatment of NULLs changed", show=show_flag("nulls not distinct", "nulls distinct")
        ),
        "keys": Rule(REVIEW, "Keys changed", SLOWER, show=show_keys),
        "include": Rule(REVIEW, "Included columns changed", SLOWER),
        "predicate": Rule(REVIEW, "Predicate changed", SLOWER),
        "options": OPTIONS,
        "tablespace": TABLESPACE,
        "invalid": Rule(weigh_validity, "Validity changed", show=show_flag("invalid", "valid")),
        "comment": COMMENT,
    },
    describe=describe,
    title=lambda index: "unique index" if index.get("unique") else "index",
    in_schema=True,
    tags=PERFORMANCE,
)
