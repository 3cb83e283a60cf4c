"""`manage.py sweep`: remove files that belong to nothing, and expired keys."""

from typing import Any

from django.core.management.base import BaseCommand

from annotations.management.commands._errors import in_one_line
from annotations.services import idempotency, imports, originals


class Command(BaseCommand):
    """Sweep."""

    help = "Remove imports that rest for a day, files over a day old that nothing refers to, and expired keys."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and say what was removed."""
        with in_one_line():
            imports.forget_old()
            files, keys = originals.sweep(), idempotency.forget_expired()
        self.stdout.write(f"{files} files and {keys} keys removed")
