"""Two sessions that read a large database together give the same as one, whatever becomes of the second."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fix_db import Execute, MakeDatabase, configured
from test_portions import PARTITIONED, read

from schemagit import abreast, asking, fingerprint, portions
from schemagit.abreast import Abreast
from schemagit.asking import Sums
from schemagit.document import Rows
from schemagit.postgres import Session, session

QUESTIONS = range(200)


def double(question: int) -> int:
    return 2 * question


@contextmanager
def willing(seconds: float = 0) -> Iterator[Callable[[int], int]]:
    time.sleep(seconds)
    yield double


@contextmanager
def absent() -> Iterator[Callable[[int], int]]:
    if QUESTIONS:
        raise OSError("too many connections")
    yield double


@contextmanager
def tired() -> Iterator[Callable[[int], int]]:
    """A helper that answers some, and fails at the next."""
    answered = iter(range(7))

    def answer(question: int) -> int:
        next(answered)
        return double(question)

    yield answer


@contextmanager
def stuck() -> Iterator[Callable[[int], int]]:
    threading.Event().wait(2)
    yield double


HELPERS = [willing, lambda: willing(0.05), absent, tired, stuck]


@pytest.mark.parametrize("helper", HELPERS)
@pytest.mark.parametrize("ahead", [0, 2, 1_000])
def test_answers_come_in_order(helper: Any, ahead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(abreast, "_AHEAD", ahead)

    def slowly(question: int) -> int:
        time.sleep(0.001)
        return double(question)

    assert list(Abreast(QUESTIONS, slowly, helper)) == [2 * number for number in QUESTIONS]


def test_both_answer() -> None:
    who = set()

    def noted(question: int) -> int:
        who.add(threading.current_thread())
        time.sleep(0.002)
        return double(question)

    @contextmanager
    def helper() -> Iterator[Callable[[int], int]]:
        yield noted

    assert list(Abreast(QUESTIONS, noted, helper)) == [2 * number for number in QUESTIONS]
    assert len(who) == 2


def test_no_more_questions_are_begun_than_there_is_room_for() -> None:
    begun: list[int] = []

    def questions() -> Iterator[int]:
        for number in QUESTIONS:
            begun.append(number)
            yield number

    for taken, answer in enumerate(Abreast(questions(), double, willing)):
        assert answer == 2 * taken
        time.sleep(0.001)
        assert len(begun) <= taken + 1 + abreast._AHEAD + 1


def test_an_error_here_is_raised_and_ends_the_helper() -> None:
    ended = threading.Event()

    @contextmanager
    def helper() -> Iterator[Callable[[int], int]]:
        try:
            yield double
        finally:
            ended.set()

    def failing(question: int) -> int:
        raise ValueError(question)

    with pytest.raises(ValueError, match=r"^\d+$"):
        list(Abreast(QUESTIONS, failing, helper))
    assert ended.wait(10)


@pytest.fixture
def conninfo(make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(portions, "SIZE", 4)
    more = "".join(
        f"create table more_{number} (id integer primary key, check (id > 0));" for number in range(20)
    )
    return make_database(PARTITIONED + more)


def contents(conninfo: str) -> dict[str, bytes]:
    return dict(read(conninfo))


@pytest.fixture
def alone(conninfo: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What one session reads."""
    with monkeypatch.context() as patch:
        patch.setattr(Session, "exported", lambda _: None)
        return contents(conninfo)


def test_two_sessions_read_what_one_does(
    conninfo: str, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments: list[str] = []
    exported = Session.exported

    def noted(opened: Session) -> str | None:
        moments.append(exported(opened) or "")
        return moments[-1]

    monkeypatch.setattr(Session, "exported", noted)
    assert contents(conninfo) == alone
    assert [bool(re.fullmatch(r"[0-9A-F]+(-[0-9A-F]+)+", moment)) for moment in moments] == [True]


@pytest.mark.parametrize(
    ("limit", "undone"),
    [
        ("alter role lonely connection limit 1", "select"),
        (
            "revoke execute on function pg_catalog.pg_export_snapshot() from public",
            "grant execute on function pg_catalog.pg_export_snapshot() to public",
        ),
    ],
)
def test_a_role_that_may_not_have_two_sessions_has_one(
    limit: str, undone: str, conninfo: str, execute: Execute
) -> None:
    reading = conninfo.replace("user=postgres", "user=lonely")
    execute(conninfo, "create role lonely login")
    try:
        before = contents(reading)
        execute(conninfo, limit)
        after = contents(reading)
    finally:
        execute(conninfo, f"{undone}; drop role lonely")
    del before["capture/app/capture.json"], after["capture/app/capture.json"]  # which name the catalogs' sums
    assert before == after


def test_a_second_session_that_dies_is_not_needed(
    conninfo: str, alone: dict[str, bytes], execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []

    @contextmanager
    def mortal(*arguments: Any) -> Iterator[Session]:
        with session(*arguments) as opened:
            real, asked = opened.rows, iter(range(3))

            def rows(query: str) -> object:
                if next(asked, None) is None and not killed:
                    killed.append(opened.backend[0])
                    execute(conninfo, f"select pg_terminate_backend({killed[0]}, 5000)")
                return real(query)

            monkeypatch.setattr(opened, "rows", rows)
            yield opened

    monkeypatch.setattr(asking, "session", mortal)
    assert contents(conninfo) == alone
    assert killed


@pytest.mark.parametrize("helper", HELPERS)
def test_questions_that_cannot_be_made_are_no_end(helper: Any) -> None:
    def questions() -> Iterator[int]:
        yield from range(50)
        raise ValueError("no more")

    def slowly(question: int) -> int:
        time.sleep(0.001)
        return double(question)

    with pytest.raises(ValueError, match="no more"):
        list(Abreast(questions(), slowly, helper))


def test_sums_are_asked_for_once_by_whoever_comes_first(
    conninfo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = configured(conninfo)
    asked: list[str] = []
    has_begun = threading.Event()
    rows = Session.rows

    def slowly(opened: Session, query: str) -> Rows:
        if query == fingerprint.ledger(facts.server_version_num):
            asked.append(query)
            has_begun.set()
            time.sleep(0.2 if len(asked) == 1 else 0)
        return rows(opened, query)

    with session(database, "one") as one, session(database, "two") as two, one.snapshot(), two.snapshot():
        facts = one.facts()
        monkeypatch.setattr(Session, "rows", slowly)
        sums = Sums(one, facts)
        found: list[Any] = []
        first = threading.Thread(target=lambda: found.append(sums.get()))
        first.start()
        assert has_begun.wait(10)
        sums.get(two)
        first.join()
        assert found == [sums.get()]
    assert len(asked) == 1
