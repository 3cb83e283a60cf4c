"""What the worker does. A task calls one service; nothing else is decided here."""

import logging
import threading
import time
import uuid
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from annotations.importing import UnreadableDocument
from annotations.services import archiving, imports, mailing
from annotations.services.refusals import Refusal
from annotations.services.transactions import writing

PAUSE_SECONDS = 1.0
MAIL_SECONDS = 300.0
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


@task()  # type: ignore[untyped-decorator, unused-ignore]
def ask_archive(source: int) -> None:
    """Ask the web archive to keep what a source shows, if it still waits for that."""
    try:
        archiving.keep_copy(source)
    except Exception:
        archiving.break_off(source)
        raise


def hand_over_archiving(stranded_after: timedelta) -> None:
    """Leave every source that waits for the web archive to the worker, unless a task for it waits or runs already.

    A task that has run for so long was killed with its worker: its source is asked for again.
    """
    wanted = archiving.waiting()
    if not wanted:
        return
    mine = DBTaskResult.objects.filter(task_path=ask_archive.module_path)
    running = mine.running().filter(started_at__gt=timezone.now() - stranded_after)
    under_way = {told["args"][0] for told in (mine.ready() | running).values_list("args_kwargs", flat=True)}
    with writing():
        for source in wanted:
            if source not in under_way:
                ask_archive.enqueue(source)


def work_off(*, stranded_after: timedelta = STRANDED_AFTER) -> None:
    """Do what waits, and what a killed worker left; return when nothing is left to do."""
    for job in imports.stranded(stranded_after):
        hand_over(job)
    hand_over_archiving(stranded_after)
    if DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=uuid.uuid4().hex, excluded_queue_names=[],
        ).run()  # fmt: skip


def work(stop: threading.Event, *, alone: bool) -> None:
    """Work until `stop` is set. The only worker of an installation takes up at once what was left when it starts.

    New notices go out by mail every five minutes: what is to be sent is found from them, so nothing is handed over.
    """
    age = timedelta(0) if alone else STRANDED_AFTER
    mail_at = 0.0
    while not stop.is_set():
        close_old_connections()
        try:
            work_off(stranded_after=age)
            if time.monotonic() >= mail_at:
                mail_at = time.monotonic() + MAIL_SECONDS
                mailing.send_digests()
        except Exception:
            logger.exception("The worker was disturbed; it goes on.")
        age = STRANDED_AFTER
        close_old_connections()
        stop.wait(PAUSE_SECONDS)
