"""The same work by several processes: in order, with its errors, and done whatever becomes of a process."""

import os
import signal
import threading

import pytest

from schemagit import parallel
from schemagit.errors import FailedError


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 2)


def process(_thing: object) -> int:
    return os.getpid()


def refuse(number: int) -> int:
    if number == 1:
        raise FailedError("cannot do it", "ask again")
    return number


def test_results_come_in_the_order_of_the_things() -> None:
    text = "not sent but there"
    assert list(parallel.each(lambda number: f"{number} {text}", range(20))) == [
        f"{number} {text}" for number in range(20)
    ]


def test_other_processes_do_the_work_where_there_is_more_than_one_thing() -> None:
    assert os.getpid() not in list(parallel.each(process, [1, 2, 3]))
    assert list(parallel.each(process, [1])) == [os.getpid()]
    assert list(parallel.each(process, [])) == []


def test_an_error_is_that_of_the_work() -> None:
    with pytest.raises(FailedError) as caught:
        list(parallel.each(refuse, range(4)))
    assert (caught.value.message, caught.value.hint) == ("cannot do it", "ask again")


def test_what_a_process_that_was_ended_leaves_is_done_here() -> None:
    mine = os.getpid()

    def double(number: int) -> int:
        if os.getpid() != mine and number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number

    assert list(parallel.each(double, range(6))) == [0, 2, 4, 6, 8, 10]


def test_nothing_is_forked_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    assert list(parallel.each(process, [1, 2])) == [os.getpid()] * 2
    done.set()
    waiting.join()
