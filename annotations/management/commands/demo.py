"""`manage.py demo`: load the demo document, once."""

from typing import Any

from django.core.management.base import BaseCommand

from annotations.management.commands._errors import in_one_line
from annotations.models import Placement
from annotations.services.demo import load_demo


class Command(BaseCommand):
    """Load the demo."""

    help = "Load the demo: a real text with a check in progress. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and print the last line that an import prints."""
        with in_one_line():
            document = load_demo()
            claims = Placement.objects.live().filter(revision=document.current_id).count()
        self.stdout.write(f"document {document.pk}: {claims} claims")
