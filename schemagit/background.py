"""Work in threads that end with the program: those of a pool would keep an interrupted one waiting."""

from collections import deque
from collections.abc import Callable, Iterable
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from schemagit.later import Later

if TYPE_CHECKING:
    import queue
    from concurrent import futures
else:
    # Who only reads the repository works in one thread.
    queue, futures = Later("queue"), Later("concurrent.futures")

T = TypeVar("T")
R = TypeVar("R")

_SECONDS = 0.2  # for which an interrupt may have to wait


class Task(Generic[R]):
    """Work in another thread, begun at once."""

    def __init__(self, work: Callable[[], R]) -> None:
        self._future: futures.Future[R] = futures.Future()
        Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[], R]) -> None:
        try:
            self._future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            self._future.set_exception(error)

    def result(self) -> R:
        """What the work gives, when it is done.

        Raises:
            BaseException: what the work raised.
        """
        # A signal that comes as the wait begins, or to another thread, is only seen between two waits.
        while not self._future.done():
            futures.wait([self._future], _SECONDS)
        return self._future.result()


class Fed(Generic[T, R]):
    """Work in another thread on what it is given meanwhile.

    Args:
        work: makes something of all that is given.
        most: how many things may wait for it; who gives more waits.
    """

    def __init__(self, work: Callable[[Iterable[T]], R], most: int) -> None:
        self._queue: queue.Queue[T | None] = queue.Queue(most)
        self._task = Task(lambda: self._run(work))

    def _run(self, work: Callable[[Iterable[T]], R]) -> R:
        things = iter(self._queue.get, None)
        try:
            return work(things)
        finally:
            deque(things, maxlen=0)  # or nobody would make room for the others

    def give(self, thing: T) -> None:
        self._queue.put(thing)

    def end(self) -> None:
        """Say that this was all."""
        self._queue.put(None)

    def result(self) -> R:
        """What was made, after the end.

        Raises:
            BaseException: what the work raised.
        """
        return self._task.result()
