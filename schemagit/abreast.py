"""Questions that two may answer at once, whose answers come in the order of the questions."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from threading import Condition, Thread
from typing import Generic, TypeAlias, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")
Helper: TypeAlias = Callable[[], AbstractContextManager[Callable[[Q], A]]]

_LOG = logging.getLogger(__name__)

# How many questions may be begun before the answer to the oldest is there: answers need memory.
_AHEAD = 2


class _Task(Generic[Q, A]):
    """A question, in the end with its one answer."""

    def __init__(self, question: Q) -> None:
        self.question = question
        self.answers: list[A] = []
        self.is_left = False  # by who was to answer it


class Abreast(Generic[Q, A]):
    """Answers questions in this thread, and in another one by a helper.

    Args:
        questions: they are made as they are needed, by either thread, but never by both at once.
        answer: answers one in this thread.
        helper: makes what answers them in the other one. It may come late, or never, or go at any time:
            what it failed at is asked again in this thread.
    """

    def __init__(self, questions: Iterable[Q], answer: Callable[[Q], A], helper: Helper[Q, A]) -> None:
        self._questions = iter(questions)
        self._answer = answer
        self._tasks: deque[_Task[Q, A]] = deque()
        self._changed = Condition()
        self._is_over = False
        self._error: Exception | None = None
        Thread(target=self._help, args=(helper,), daemon=True).start()

    def __iter__(self) -> Iterator[A]:
        try:
            while task := self._next():
                if task.answers:
                    yield task.answers.pop()
                else:
                    self._leave(task, self._answer(task.question))
            if self._error:
                raise self._error
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()

    def _next(self) -> _Task[Q, A] | None:
        """The oldest task if it has its answer, or one that wants one; None at the end."""
        with self._changed:
            while self._tasks or not self._is_over:
                oldest = self._tasks[0] if self._tasks else None
                if oldest and oldest.answers:
                    self._changed.notify_all()  # there is room for another one
                    return self._tasks.popleft()
                if oldest and oldest.is_left:
                    oldest.is_left = False
                    return oldest
                if task := self._begin():
                    return task
                if self._tasks:
                    self._changed.wait()
        return None

    def _begin(self) -> _Task[Q, A] | None:
        """A new task; None where there is no room for its answer, or no question any more."""
        if len(self._tasks) > _AHEAD or self._is_over:
            return None
        try:
            for question in self._questions:
                self._tasks.append(_Task(question))
                return self._tasks[-1]
        except Exception as error:  # noqa: BLE001 - it is raised where the answers are wanted, whoever met it
            self._error = error
        self._is_over = True
        return None

    def _leave(self, task: _Task[Q, A], *answers: A) -> None:
        """Be done with a task, answered or not."""
        with self._changed:
            task.answers += answers
            task.is_left = not answers
            self._changed.notify_all()

    def _help(self, helper: Helper[Q, A]) -> None:
        task = None
        try:
            with helper() as answer:
                while task := self._wait():
                    self._leave(task, answer(task.question))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other thread does without
            _LOG.debug("no helper any more: %s", error)
            if task:
                self._leave(task)

    def _wait(self) -> _Task[Q, A] | None:
        """A task for the helper; None at the end."""
        with self._changed:
            while not self._is_over:
                if task := self._begin():
                    return task
                self._changed.wait()
        return None
