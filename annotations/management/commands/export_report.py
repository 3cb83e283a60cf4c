"""`manage.py export_report ID --format html`: write the complete report of a document."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.management.commands._errors import in_one_line
from annotations.models import Document, Sight
from annotations.queries.report import report_contents
from annotations.reports import WRITERS, write
from annotations.services import people


class Command(BaseCommand):
    """Export a report."""

    help = "Write the complete annotated report of a document."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("document", type=int)
        parser.add_argument("--format", required=True, choices=sorted(WRITERS))
        parser.add_argument("--output", type=Path, help="the file to write (else standard output)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the report's bytes, and on standard error what was left out."""
        with in_one_line():
            documents = Document.objects.select_related("project", "current").defer("current__text")
            document = documents.filter(pk=options["document"], erased_at=None).first()
            if document is None:
                raise CommandError(f"There is no document {options['document']}.")
            contents = report_contents(document, Sight(people.command_line_person(), sees_all=True))
            report = write(contents, options["format"])
            for line in contents.left_out:
                self.stderr.write(line)
            self._put(report.content, options["output"])

    def _put(self, content: bytes, path: Path | None) -> None:
        if path is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            path.write_bytes(content)
