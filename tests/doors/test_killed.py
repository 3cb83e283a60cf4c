"""The child that parses is killed at some moment: its document is refused cleanly (B-58)."""

import threading
import time
from contextlib import contextmanager

import psutil
import pytest

from tests.doors.doors import ByApi, ByCommand, ByForm


def child_that_parses() -> psutil.Process | None:
    for child in psutil.Process().children():
        try:
            if "annotations.importing.child" in child.cmdline():
                return child
        except psutil.Error:  # it has just ended
            continue
    return None


@contextmanager
def killed_after(seconds: float):
    """Kill the child that parses, so long after it was started."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.002):
            child = child_that_parses()
            if child is not None:
                time.sleep(seconds)
                child.kill()
                return

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()


@pytest.fixture
def door(kind, reviewer, project, tmp_path):
    return kind(reviewer, project, tmp_path / "handed-in")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [ByForm, ByApi, ByCommand], ids=lambda kind: kind.name)
def test_a_parser_that_is_killed_at_whatever_moment_is_told_and_leaves_nothing(kind, door, unchanged, goes_on):
    """B-58: its file takes longer to read than the last of the moments."""
    slow = b"<p>Text.</p>" + b"< " * 240_000
    for moment in (0.0, 0.01, 0.05, 0.1):
        with killed_after(moment):
            told = door.hand_in("slow.html", slow)
        assert (told.status, told.code) in ((422, "resource_limit"), (422, "")), moment
        assert "“slow.html” cannot be imported: the program that reads it broke off" in told.says
    unchanged()
    goes_on()
