"""Moments as people write and read them."""

from datetime import UTC, datetime, timedelta, timezone

import arrow
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemagit import moments
from schemagit.errors import UsageError

AT = datetime(2026, 11, 22, 9, 14, 30, tzinfo=UTC)


def test_now_is_in_utc() -> None:
    assert moments.now().utcoffset() == timedelta(0)
    assert abs(moments.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("now", "2026-11-22T09:14:30Z"),
        ("today", "2026-11-22T00:00:00Z"),
        (" Yesterday ", "2026-11-21T09:14:30Z"),
        ("2026", "2026-01-01T00:00:00Z"),
        ("2026-05", "2026-05-01T00:00:00Z"),
        ("2026-05-01", "2026-05-01T00:00:00Z"),
        ("20260501", "2026-05-01T00:00:00Z"),
        ("2026-W10-2", "2026-03-03T00:00:00Z"),
        ("2026-05-01 14:30", "2026-05-01T14:30:00Z"),
        (" 2026-05-01  14:30 ", "2026-05-01T14:30:00Z"),
        ("2026-05-01T14:30Z", "2026-05-01T14:30:00Z"),
        ("2026-05-01t14:30z", "2026-05-01T14:30:00Z"),
        ("2026-05-01T14:30:15+02:00", "2026-05-01T12:30:15Z"),
        ("2026-05-01T00:30-0530", "2026-05-01T06:00:00Z"),
        ("1 second ago", "2026-11-22T09:14:29Z"),
        ("10 seconds ago", "2026-11-22T09:14:20Z"),
        ("a minute ago", "2026-11-22T09:13:30Z"),
        ("90 minutes ago", "2026-11-22T07:44:30Z"),
        ("1 hour ago", "2026-11-22T08:14:30Z"),
        ("an hour ago", "2026-11-22T08:14:30Z"),
        ("48 Hours Ago", "2026-11-20T09:14:30Z"),
        ("1 day ago", "2026-11-21T09:14:30Z"),
        ("11 days ago", "2026-11-11T09:14:30Z"),
        ("1 week ago", "2026-11-15T09:14:30Z"),
        ("2 weeks ago", "2026-11-08T09:14:30Z"),
        ("1 month ago", "2026-10-22T09:14:30Z"),
        ("21 months ago", "2025-02-22T09:14:30Z"),
        ("a year ago", "2025-11-22T09:14:30Z"),
        ("10 years ago", "2016-11-22T09:14:30Z"),
        ("1 year 2 months ago", "2025-09-22T09:14:30Z"),
        ("2 days and 3 hours ago", "2026-11-20T06:14:30Z"),
        ("1 hour, 2 minutes ago", "2026-11-22T08:12:30Z"),
    ],
)
def test_what_people_write(text: str, moment: str) -> None:
    parsed = moments.parse(text, AT)
    assert moments.iso(parsed) == moment
    assert parsed.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ago",
        "x",
        "noon",
        "tomorrow",
        "last week",
        "2 weeks",
        "in 2 weeks",
        "two weeks ago",
        "2weeks ago",
        "1.5 hours ago",
        "-1 days ago",
        "1 decade ago",
        "x 2 days ago",
        "2 days x ago",
        "٢ days ago",
        "99999 years ago",
        "9999999999999999999999 days ago",
        "0000-01-01",
        "2026-13-01",
        "2026-02-30",
        "2026-05-01T25:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
        "1778000000",
        "05/01/2026",
        "01.05.2026",
        "2026-05-01 x",
        "\x00",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        moments.parse(text, AT)
    assert raised.value.message == f"{text!r} is no date"
    assert raised.value.hint == "write 2026-05-01, 2026-05-01T14:30Z, yesterday or 2 weeks ago"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (50, "50 seconds ago"),
        (70, "a minute ago"),
        (3 * 3600, "3 hours ago"),
        (26 * 3600, "a day ago"),
        (13 * 86400, "a week ago"),
        (14 * 86400, "2 weeks ago"),
        (15 * 86400, "2 weeks ago"),
        (30 * 86400, "4 weeks ago"),
        (31 * 86400, "a month ago"),
        (80 * 86400, "3 months ago"),
        (400 * 86400, "a year ago"),
        (-3600, "in an hour"),
        (-20 * 86400, "in 2 weeks"),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert moments.relative(AT - timedelta(seconds=seconds), AT) == words


SECONDS = st.one_of(*(st.integers(-days * 86400, days * 86400) for days in (1, 60, 800, 9000)))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), SECONDS)  # noqa: DTZ001 - hypothesis wants it so
@example(datetime(2026, 3, 31, tzinfo=UTC), 31 * 86400)
@example(datetime(2028, 2, 29, tzinfo=UTC), 365 * 86400)
def test_it_is_told_as_arrow_tells_it(at: datetime, seconds: int) -> None:
    moment = at + timedelta(seconds=seconds)
    is_weeks = 14 * 86400 <= abs(seconds) < 31 * 86400  # arrow calls 15 days a month
    told = arrow.get(moment).humanize(arrow.get(at), granularity="week" if is_weeks else "auto")
    assert moments.relative(moment, at) == told


def test_moments_are_shown_in_utc() -> None:
    moment = datetime(2026, 5, 1, 1, 30, 15, 999999, tzinfo=timezone(timedelta(hours=2)))
    assert moments.absolute(moment) == "2026-04-30 23:30 UTC"
    assert moments.iso(moment) == "2026-04-30T23:30:15Z"
    assert moments.from_iso(moments.iso(moment)) == moment.replace(microsecond=0)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-05", "2026-05-01T25:00:00Z"])
def test_the_reverse_of_iso_takes_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moments.from_iso(text)
