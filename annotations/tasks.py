"""What the worker does. A task calls one service; nothing else is decided here."""

import logging
import threading
import uuid
from datetime import timedelta

from django.db import close_old_connections
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from annotations.importing import UnreadableDocument
from annotations.services import imports
from annotations.services.refusals import Refusal
from annotations.services.transactions import writing

PAUSE_SECONDS = 1.0
STRANDED_AFTER = timedelta(minutes=2)  # longer than any stage that does not end by itself
logger = logging.getLogger(__name__)


@task()  # type: ignore[untyped-decorator, unused-ignore]
def continue_import(job: int) -> None:
    """Bring an import to its next rest."""
    found = imports.take_up(job)
    if found is None:
        return
    try:
        imports.advance(found)
    except (UnreadableDocument, Refusal):
        return  # the job tells its actor
    except Exception:
        imports.break_off(found)
        raise


def hand_over(job: int) -> None:
    """Leave an import to the worker. If this is lost, the worker finds the job by itself after a while."""
    with writing():
        continue_import.enqueue(job)


def work_off(*, stranded_after: timedelta = STRANDED_AFTER) -> None:
    """Do what waits, and what a killed worker left; return when nothing is left to do."""
    for job in imports.stranded(stranded_after):
        hand_over(job)
    if DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=uuid.uuid4().hex, excluded_queue_names=[],
        ).run()  # fmt: skip


def work(stop: threading.Event, *, alone: bool) -> None:
    """Work until `stop` is set. The only worker of an installation takes up at once what was left when it starts."""
    age = timedelta(0) if alone else STRANDED_AFTER
    while not stop.is_set():
        close_old_connections()
        try:
            work_off(stranded_after=age)
        except Exception:
            logger.exception("The worker was disturbed; it goes on.")
        age = STRANDED_AFTER
        close_old_connections()
        stop.wait(PAUSE_SECONDS)
