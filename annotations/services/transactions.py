"""The one way to write: a durable transaction, in turn."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction


class FairLock:
    """A lock that serves writers in the order in which they came.

    SQLite's own waiting is not fair: under load a few writers would wait for many seconds.
    """

    def __init__(self) -> None:
        self._door = threading.Lock()
        self._queue: deque[threading.Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and pass it on afterwards."""
        ticket = threading.Event()
        with self._door:
            self._queue.append(ticket)
            if len(self._queue) == 1:
                ticket.set()
        ticket.wait()
        try:
            yield
        finally:
            with self._door:
                self._queue.popleft()
                if self._queue:
                    self._queue[0].set()


_line = FairLock()
_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Run the block in one transaction, on disk when the block has ended; an inner block joins the outer."""
    if _writing.get():
        yield
        return
    mark = _writing.set(True)
    try:
        if connection.vendor == "sqlite":
            with _line.turn(), transaction.atomic(durable=True):
                yield
        else:
            with transaction.atomic(durable=True):
                yield
    finally:
        _writing.reset(mark)
