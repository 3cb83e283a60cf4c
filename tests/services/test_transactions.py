"""Writers take turns, in the order in which they came."""

import threading
import time

import pytest
from django.db import connection, transaction

from annotations.models import Project
from annotations.services.transactions import FairLock, writing


def test_writers_are_served_in_the_order_in_which_they_came():
    lock, served, waiting = FairLock(), [], []

    def wait_for_a_turn(rank):
        with lock.turn():
            served.append(rank)

    with lock.turn():
        for rank in range(8):
            thread = threading.Thread(target=wait_for_a_turn, args=(rank,))
            thread.start()
            waiting.append(thread)
            while len(lock._queue) < rank + 2:
                time.sleep(0.001)
        assert served == []
    for thread in waiting:
        thread.join(10)
    assert served == list(range(8))


def test_one_writer_at_a_time():
    lock, inside, most = FairLock(), 0, 0

    def work():
        nonlocal inside, most
        with lock.turn():
            inside += 1
            most = max(most, inside)
            time.sleep(0.002)
            inside -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert (inside, most) == (0, 1)


def test_a_turn_is_passed_on_after_a_failure():
    lock = FairLock()
    with pytest.raises(ValueError, match="broken"), lock.turn():
        raise ValueError("broken")
    with lock.turn():
        assert len(lock._queue) == 1
    assert len(lock._queue) == 0


@pytest.mark.django_db
def test_an_inner_block_joins_the_outer_one():
    def inner():
        with writing():
            Project.objects.create(slug="inner", name="Inner")

    def outer():
        with writing():
            inner()
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        outer()
    assert not Project.objects.exists()


@pytest.mark.django_db
def test_after_a_failure_the_next_block_is_an_outer_one_again():
    with pytest.raises(ValueError, match="broken"), writing():
        raise ValueError("broken")
    with writing():
        Project.objects.create(slug="next", name="Next")
    assert Project.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db")
def test_writing_inside_another_transaction_is_refused_because_it_would_not_be_on_disk():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), writing():
        raise AssertionError("never reached")
    assert not connection.in_atomic_block
