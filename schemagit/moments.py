"""Moments in time, as people write and read them."""

import re
from datetime import UTC, datetime, timedelta

import arrow
from arrow.parser import ParserError

from schemagit.errors import UsageError

_DAYS = {"now": 0, "today": 0, "yesterday": 1}
# arrow would pass over what it does not know: to it, "1.5 hours ago" are five.
_AGO = re.compile(r"((an?|[0-9]+) (second|minute|hour|day|week|month|year)s?(, | and | ))+ago")
_ONE = re.compile(r"\b1 (?=(second|minute|day|week|month|year)\b)")
_ONE_HOUR = re.compile(r"\b1 (?=hour\b)")

_DURATION = re.compile(r"(?P<number>\d{1,6})\s*(?P<unit>[mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


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
        if _AGO.fullmatch(words):
            return arrow.get(at).dehumanize(_ONE_HOUR.sub("an ", _ONE.sub("a ", words))).datetime
        return arrow.get(words.upper()).to("UTC").datetime
    except (ParserError, ValueError, OverflowError) as error:
        raise UsageError(
            f"{text!r} is no date",
            "write 2026-05-01, 2026-05-01T14:30Z, yesterday or 2 weeks ago",
        ) from error


def duration(text: str) -> timedelta:
    """A length of time: 30m, 24h, 7d, 2w.

    Raises:
        UsageError: the text is none.
    """
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None:
        raise UsageError(f"{text!r} is no length of time", "write 30m, 24h, 7d or 2w")
    return timedelta(**{_UNITS[match["unit"]]: int(match["number"])})


def relative(moment: datetime, at: datetime) -> str:
    """How long ago a moment is: "3 hours ago"."""
    # Left to itself, arrow calls 15 days a month.
    is_weeks = timedelta(weeks=2) <= abs(at - moment) < timedelta(days=31)
    return arrow.get(moment).humanize(arrow.get(at), granularity="week" if is_weeks else "auto")


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
