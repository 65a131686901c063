"""Moments in time, as people write and read them."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from schemagit.errors import UsageError
from schemagit.later import Later

if TYPE_CHECKING:
    import arrow
else:
    # Only what a person typed needs it: what is shown is soon told.
    arrow = Later("arrow")

_DAYS = {"now": 0, "today": 0, "yesterday": 1}
# arrow would pass over what it does not know: to it, "1.5 hours ago" are five.
_AGO = r"((an?|[0-9]+) (second|minute|hour|day|week|month|year)s?(, | and | ))+ago"
_ONE = r"\b1 (?=(second|minute|day|week|month|year)\b)"
_ONE_HOUR = r"\b1 (?=hour\b)"

_DURATION = r"(?P<number>\d{1,6})\s*(?P<unit>[mhdw])"
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

_DAY = 86_400
_YEAR = 365 * _DAY
# Below so many seconds, a time is told in units of this length.
_LENGTHS = (
    *((10, 1, ""), (60, 1, "second"), (3600, 60, "minute"), (_DAY, 3600, "hour")),
    *((7 * _DAY, _DAY, "day"), (31 * _DAY, 7 * _DAY, "week")),
)


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
        if re.fullmatch(_AGO, words):
            return arrow.get(at).dehumanize(re.sub(_ONE_HOUR, "an ", re.sub(_ONE, "a ", words))).datetime
        return arrow.get(words.upper()).to("UTC").datetime
    except (ValueError, OverflowError) as error:  # arrow's own error is a ValueError
        raise UsageError(
            f"{text!r} is no date",
            "write 2026-05-01, 2026-05-01T14:30Z, yesterday or 2 weeks ago",
        ) from error


def duration(text: str) -> timedelta:
    """A length of time: 30m, 24h, 7d, 2w.

    Raises:
        UsageError: the text is none.
    """
    match = re.fullmatch(_DURATION, text.strip().lower())
    if match is None:
        raise UsageError(f"{text!r} is no length of time", "write 30m, 24h, 7d or 2w")
    return timedelta(**{_UNITS[match["unit"]]: int(match["number"])})


def relative(moment: datetime, at: datetime) -> str:
    """How long ago a moment is, as arrow says it: "3 hours ago"; but two weeks and a day are no month."""
    seconds = round((moment - at).total_seconds())
    number, unit = _rough(abs(seconds), moment, at)
    if not unit:
        return "just now"
    words = f"{number} {unit}s" if number > 1 else f"{'an' if unit == 'hour' else 'a'} {unit}"
    return f"in {words}" if seconds > 0 else f"{words} ago"


def _rough(seconds: int, one: datetime, other: datetime) -> tuple[int, str]:
    """How many of which unit lie between two moments; no unit where it is hardly anything."""
    for limit, length, unit in _LENGTHS:
        if seconds < limit:
            return seconds // length, unit
    if seconds < _YEAR:
        return _months(*sorted((one.astimezone(UTC), other.astimezone(UTC)))), "month"
    return seconds // _YEAR, "year"


def _months(earlier: datetime, later: datetime) -> int:
    """How many months lie between two moments by the calendar; more than two weeks count as one, too."""
    months = 12 * (later.year - earlier.year) + later.month - earlier.month
    if (start := _months_after(earlier, months)) > later:
        months -= 1
        start = _months_after(earlier, months)
    return min(months + ((later - start).days > 14), 12)


def _months_after(moment: datetime, months: int) -> datetime:
    years, month = divmod(moment.month - 1 + months, 12)
    first = moment.replace(year=moment.year + years, month=month + 1, day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(moment.day, last.day))


def absolute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat(' ')[:16]} UTC"


def iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def from_iso(text: str) -> datetime:
    """The reverse of `iso`.

    Raises:
        ValueError: the text is no such moment.
    """
    return datetime.fromisoformat(text).astimezone(UTC)
