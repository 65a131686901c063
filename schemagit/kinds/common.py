"""Rules and weights that many kinds share."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from schemagit.impact import Impact
from schemagit.kinds.base import SECURITY, Attributes, Rule, Verdict, Weigh

COSMETIC, SAFE, REVIEW, BREAKING = Impact.COSMETIC, Impact.SAFE, Impact.REVIEW, Impact.BREAKING


def appears_or_goes(appears: Verdict, goes: Verdict, changes: Verdict | None = None) -> Weigh:
    """Weigh a change by whether the attribute came, went or (where it may) got another value."""

    def weigh(before: Any, after: Any) -> Verdict:
        if before is None:
            return appears
        return goes if after is None or changes is None else changes

    return weigh


def show_flag(yes: str, no: str) -> Any:
    """Show a boolean, which documents hold only where it is true, by these two words."""
    return lambda value: yes if value else no


def whole(number: float) -> float:
    """The number, without a fraction where it has none."""
    return int(number) if number == int(number) else number


def show_default(value: Any) -> str:
    return "none" if value is None else str(value)


def show_or_default(value: Any) -> str:
    """Show an attribute that documents leave out where it is what the server takes by itself."""
    return "default" if value is None else str(value)


def show_settings(settings: Sequence[str] | None) -> str:
    return "; ".join(settings) if settings else "none"


def show_grants(grants: Any) -> str:
    return "; ".join(map(show_grant, grants)) if grants else "default"


def show_grant(grant: Mapping[str, Any]) -> str:
    grantable = grant.get("grantable", [])
    words = [
        f"{privilege} with grant option" if privilege in grantable else privilege
        for privilege in grant["privileges"]
    ]
    return f"{grant['role']}: {', '.join(words) or 'nothing'}"


def list_of(values: Sequence[str]) -> str:
    return f"({', '.join(values)})"


OWNER = Rule(
    REVIEW, "Owner changed", "the owner may alter and drop it, and decides what its code may do",
    show=lambda v: v or "default", tags=SECURITY,
)  # fmt: skip
# Of what has no name of its own.
MADE_OF_NAMES = Rule(COSMETIC, because="its name is made of those of others, of which one was renamed")
COMMENT = Rule(COSMETIC, "Comment changed", "only people read comments")
GRANTS = Rule(
    REVIEW, "Grants changed", "roles may lose access that they need or gain what they should not have",
    show=show_grants, tags=SECURITY,
)  # fmt: skip
TABLESPACE = Rule(
    SAFE, "Tablespace changed", "only where the data lies changes", show=lambda v: v or "default"
)
PARTITION_OF = Rule(REVIEW, "Partition attached or detached", "queries on the parent see other rows")
PARTITION_BOUND = Rule(REVIEW, "Partition bound changed", "other rows belong to the partition")
OPTIONS = Rule(REVIEW, "Options changed", "options change how it is stored, maintained or checked")

# Integers by size: a value of one fits every later one.
# https://www.postgresql.org/docs/current/datatype-numeric.html
_INTEGERS = ("smallint", "integer", "bigint", "numeric")
_TEXTS = ("character varying", "text")
_SIZED = re.compile(
    r"(?P<base>[a-z ]+?)(?:\((?P<size>\d+)(?:,(?P<scale>-?\d+))?\))?(?P<zone> with(?:out)? time zone)?"
)


def weigh_type(before: str, after: str) -> Verdict:
    """Whether every value of the old type is one of the new, so that those who read and write go on."""
    if _widens(before, after):
        return Verdict(SAFE, "every old value fits the new type; a large table may be rewritten")
    return Verdict(BREAKING, "programs that read or write the old type may fail, and values may not convert")


def _widens(before: str, after: str) -> bool:
    old, new = _SIZED.fullmatch(before), _SIZED.fullmatch(after)
    if old is None or new is None or old["zone"] != new["zone"]:
        return False
    if old["base"] in _INTEGERS and new["base"] in _INTEGERS and before != "numeric" and old["size"] is None:
        return new["size"] is None and _INTEGERS.index(old["base"]) <= _INTEGERS.index(new["base"])
    if old["base"] in _TEXTS and new["base"] in _TEXTS:
        return _size_grows(old["size"], new["size"]) and (new["base"] != "text" or new["size"] is None)
    if (before, after) == ("real", "double precision"):
        return True
    same_base = old["base"] == new["base"]
    if same_base and old["base"] == "numeric":
        return _numeric_grows(old, new)
    return (
        same_base
        and old["base"] in ("bit varying", "timestamp", "time")
        and _size_grows(old["size"], new["size"])
    )


def _size_grows(old: str | None, new: str | None) -> bool:
    return new is None or (old is not None and int(old) <= int(new))


def _numeric_grows(old: re.Match[str], new: re.Match[str]) -> bool:
    if new["size"] is None or old["size"] is None:
        return new["size"] is None
    scale, new_scale = int(old["scale"] or 0), int(new["scale"] or 0)
    return new_scale >= scale and int(new["size"]) - new_scale >= int(old["size"]) - scale


def weigh_arguments(before: str | None, after: str | None) -> Verdict:
    """Arguments as they are printed, of a function that has the same types as before."""
    if after and after.startswith(f"{before} DEFAULT "):
        return Verdict(SAFE, "calls that give all arguments go on as before")
    return Verdict(BREAKING, "calls by name or with defaults may fail")


def weigh_new_column(_before: None, after: Attributes) -> Verdict:
    filled = after.get("default") or after.get("identity") or after.get("generated")
    if after.get("not_null") and not filled:
        return Verdict(
            BREAKING, "an INSERT that does not know the column fails: it is NOT NULL without a default"
        )
    return Verdict(SAFE, "statements that name their columns go on as before")
