"""The same work on many things, by several processes where the machine has several processors."""

import gc
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# More would wait for the process that takes their results.
_MOST = 4

_given: tuple[Callable[[Any], Any], Sequence[Any]] = (str, ())


def each(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """What a function gives for each of some things, in their order.

    Args:
        work: the function; whatever it changes is lost where another process calls it.
        things: what to call it with, each of them worth a second of its own process.

    Raises:
        Exception: what the function raises.
    """
    done = 0
    if (processes := min(_processors(), len(things), _MOST)) > 1:
        futures = importlib.import_module("concurrent.futures.process")
        context = importlib.import_module("multiprocessing").get_context("fork")
        with futures.ProcessPoolExecutor(processes, context, _begin, (work, things)) as pool:
            try:
                for found in pool.map(_do, range(len(things))):
                    yield found
                    done += 1
            except futures.BrokenProcessPool:
                # A system that is short of memory ends what takes most of it.
                pass
    yield from map(work, things[done:])


def _processors() -> int:
    """How many of them processes can be forked for: only Linux does so safely, and only without threads."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def _begin(work: Callable[[Any], Any], things: Sequence[Any]) -> None:
    """Where the process was forked both are there already, and need not be sent."""
    global _given  # noqa: PLW0603 - of this process alone
    _given = work, things
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    # What is shared is written to where it is looked through for garbage, and then copied.
    gc.freeze()


def _do(place: int) -> Any:
    work, things = _given
    return work(things[place])
