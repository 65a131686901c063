"""The same work by several processes: in order, with its errors, and done whatever becomes of a process."""

import os
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from schemagit import parallel
from schemagit.document import encode
from schemagit.errors import FailedError
from schemagit.names import ObjectName
from schemagit.snapshots import diff
from schemagit.snapshots.findings import comparisons
from schemagit.sources import Files


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 2)


def process(_thing: object) -> int:
    return os.getpid()


def elsewhere(mine: int, work: Callable[..., Any], *arguments: object) -> Any:
    assert os.getpid() != mine
    return work(*arguments)


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


def test_a_difference_is_the_same_by_several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [ObjectName("app", "public", "tables", f"t{number}") for number in range(7)]
    old, new = (
        Files(word, {name.path: encode({"owner": word, "comment": f"{word} {name.name}"}) for name in names})
        for word in ("old", "new")
    )
    alone = diff.diff(old, new).findings
    assert len(alone) == 2 * len(names)
    monkeypatch.setattr(diff, "_AT_ONCE", 2)
    monkeypatch.setattr(diff, "comparisons", partial(elsewhere, os.getpid(), comparisons))
    assert diff.diff(old, new).findings == alone
