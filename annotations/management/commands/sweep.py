"""`manage.py sweep`: remove files that belong to nothing, and expired keys; return claims that nobody reads."""

from typing import Any

from django.core.management.base import BaseCommand

from annotations.management.commands._errors import in_one_line
from annotations.services import assignments, idempotency, imports, originals
from annotations.services.people import command_line_person


class Command(BaseCommand):
    """Sweep."""

    help = "Remove resting imports, files that nothing refers to and expired keys; return claims that nobody reads."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and say what was removed."""
        with in_one_line():
            imports.forget_old()
            assignments.return_overdue(actor=command_line_person())
            files, keys = originals.sweep(), idempotency.forget_expired()
        self.stdout.write(f"{files} files and {keys} keys removed")
