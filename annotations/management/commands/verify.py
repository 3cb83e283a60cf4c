"""`manage.py verify`: find what is not as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.management.commands._errors import in_one_line
from annotations.services.verification import faults


class Command(BaseCommand):
    """Verify."""

    help = "Follow every chain of the history, and check texts, claims and originals against what was kept of them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each fault and end with 1, or say that there is none."""
        found = 0
        with in_one_line():
            for fault in faults():
                self.stdout.write(str(fault))
                found += 1
        if found:
            raise CommandError(f"{found} fault{'' if found == 1 else 's'} found")
        self.stdout.write("everything is as it was written")
