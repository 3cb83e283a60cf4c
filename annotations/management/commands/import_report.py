"""`manage.py import_report FILE`: set a document up from its lossless report and print `document ID: N claims`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from annotations.management.commands._errors import in_one_line
from annotations.models import Claim
from annotations.services import people
from annotations.services.report_imports import MAX_BYTES, import_report


class Command(BaseCommand):
    """Import a report."""

    help = "Set a document up from a complete JSON report, with everything that was done in it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("path", metavar="FILE", type=Path, help="a report of export_report --format json")
        parser.add_argument("--project", default="", help="the project's slug (else the report's; made when needed)")
        parser.add_argument("--again", action="store_true", help="import a document that the project has already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import everything or nothing, and print the last line."""
        with in_one_line():
            with options["path"].open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            document = import_report(
                actor=people.command_line_person(), data=data, slug=options["project"], again=options["again"]
            )
        claims = Claim.objects.filter(document=document, parent=None, retired_at=None).count()
        self.stdout.write(f"document {document.pk}: {claims} claims")
