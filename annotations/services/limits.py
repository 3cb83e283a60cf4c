"""Limits that keep one person from starving the others. They are counted in each server process."""

import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Sum

from annotations.models import Original, Project, User
from annotations.services.refusals import Invalid, TooMany

MINUTE = 60.0
QUOTA_BYTES = 2 * 1024**3


class Window:
    """So many in so many seconds, for each key."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._times: dict[str, deque[float]] = defaultdict(deque)
        self._door = threading.Lock()
        self._tidied = time.monotonic()

    def wait(self, key: str) -> int:
        """Return how many seconds there are to wait before the next one; 0 if it may come now."""
        with self._door:
            times = self._times[key]
            now = time.monotonic()
            while times and times[0] <= now - self.seconds:
                times.popleft()
            if not times:
                del self._times[key]
            return int(times[0] + self.seconds - now) + 1 if len(times) >= self.most else 0

    def count(self, key: str) -> None:
        """Count one that comes now; keys that are over are forgotten, so that strangers do not fill the memory."""
        with self._door:
            now = time.monotonic()
            if now - self._tidied > self.seconds:
                self._tidied = now
                over = [one for one, times in self._times.items() if times[-1] <= now - self.seconds]
                for one in over:
                    del self._times[one]
            self._times[key].append(now)

    def forget(self, key: str) -> None:
        """Begin anew for this key."""
        with self._door:
            self._times.pop(key, None)

    def clear(self) -> None:
        """Begin anew for every key."""
        with self._door:
            self._times.clear()


class Slots:
    """So many at once, for each key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: Counter[str] = Counter()
        self._door = threading.Lock()

    @contextmanager
    def one(self, key: str, message: str) -> Iterator[None]:
        """Hold a slot for the block. Raises TooMany when all are taken."""
        with self._door:
            if self._taken[key] >= self.most:
                raise TooMany("too_many_at_once", message, seconds=5)
            self._taken[key] += 1
        try:
            yield
        finally:
            with self._door:
                self._taken[key] -= 1
                if not self._taken[key]:
                    del self._taken[key]


WRITES = Window(600, MINUTE)
IMPORTS = Window(10, MINUTE)
PUBLIC_READS = Window(120, MINUTE)
WRONG_PASSWORDS = Window(5, 5 * MINUTE)
RUNNING_IMPORTS = Slots(3)
RUNNING_EXPORTS = Slots(1)


def count_write(actor: User) -> None:
    """Count a write that somebody asks for. Raises TooMany at the 601st in a minute."""
    _take(WRITES, str(actor.pk), "You have stored 600 changes within a minute. Wait a moment.")


def count_public_read(address: str) -> None:
    """Count a public page that somebody at an address asks for. Raises TooMany at the 121st in a minute."""
    _take(PUBLIC_READS, address, "You have opened 120 pages within a minute. Wait a moment.")


@contextmanager
def importing(actor: User) -> Iterator[None]:
    """Hold a place for an import. Raises TooMany at the 11th in a minute, or while three are running."""
    _take(IMPORTS, str(actor.pk), "You have imported 10 texts within a minute. Wait a moment.")
    with RUNNING_IMPORTS.one(str(actor.pk), "Three of your imports are running. Wait for one of them to end."):
        yield


@contextmanager
def exporting(actor: User) -> Iterator[None]:
    """Hold the place for a report. Raises TooMany while another one of this person is being made."""
    with RUNNING_EXPORTS.one(str(actor.pk), "Another report of yours is being made. Wait for it to end."):
        yield


def check_quota(project: Project, size: int) -> None:
    """Raise Invalid if a project's originals would exceed 2 GB with this one."""
    kept = Original.objects.filter(revision__document__project=project).aggregate(size=Sum("size"))["size"] or 0
    if kept + size > QUOTA_BYTES:
        raise Invalid("quota_exceeded", "The project's files would exceed 2 GB.")


def _take(window: Window, key: str, message: str) -> None:
    wait = window.wait(key)
    if wait:
        raise TooMany("too_many_requests", message, seconds=wait)
    window.count(key)
