"""`manage.py worker`: do what waits in the background, until stopped. On SQLite the web process does it by itself."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from annotations.management.commands._errors import in_one_line
from annotations.services import mailing
from annotations.tasks import STRANDED_AFTER, work, work_off


class Command(BaseCommand):
    """Work."""

    help = "Do what waits in the background, such as large imports, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="do what waits now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, and end after the import that is under way when the signal comes."""
        with in_one_line():
            if options["once"]:
                work_off(stranded_after=STRANDED_AFTER)
                mailing.send_digests()
                return
        stop = threading.Event()

        def stopped(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, stopped)
        signal.signal(signal.SIGINT, stopped)
        work(stop, alone=False)
