"""Moments in time, as people write and read them."""

import re
from datetime import UTC, datetime, timedelta

import arrow
from arrow.parser import ParserError

from schemagit.errors import UsageError

_DAYS = {"now": 0, "today": 0, "yesterday": 1}
_ONE = re.compile(r"\b1 (?=(second|minute|day|week|month|year)\b)")
_ONE_HOUR = re.compile(r"\b1 (?=hour\b)")


def now() -> datetime:
    return datetime.now(UTC)


def parse(text: str, at: datetime) -> datetime:
    """The moment that a person means: an ISO date or time, in UTC unless it says so, or "2 weeks ago".

    Args:
        text: as typed.
        at: the moment that "ago" counts from.

    Raises:
        UsageError: the text is no moment.
    """
    words = " ".join(text.split()).lower()
    if words in _DAYS:
        day = at - timedelta(days=_DAYS[words])
        return day if words != "today" else day.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        if words.endswith(" ago"):
            return arrow.get(at).dehumanize(_ONE_HOUR.sub("an ", _ONE.sub("a ", words))).datetime
        return arrow.get(text).to("UTC").datetime
    except (ParserError, ValueError, OverflowError) as error:
        raise UsageError(
            f"{text!r} is no date",
            "write 2026-05-01, 2026-05-01T14:30Z, yesterday or 2 weeks ago",
        ) from error


def relative(moment: datetime, at: datetime) -> str:
    """How long ago a moment is: "3 hours ago"."""
    return arrow.get(moment).humanize(arrow.get(at))


def absolute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def from_iso(text: str) -> datetime:
    """The reverse of `iso`.

    Raises:
        ValueError: the text is no such moment.
    """
    return datetime.fromisoformat(text).astimezone(UTC)
