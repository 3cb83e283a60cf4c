"""`manage.py export_report ID --format html`: write the report of a document or of all, or a document's change list."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from annotations.management.commands._errors import in_one_line
from annotations.models import Document, Sight
from annotations.queries.changes import desk_list
from annotations.reports import LOSSLESS, WRITERS
from annotations.reports.change_files import CHANGE_FILES, write_changes
from annotations.services import people
from annotations.services.exports import INTERNAL, PROFILES, PUBLIC, report_into
from annotations.services.refusals import Refusal


class Command(BaseCommand):
    """Export a report."""

    help = "Write the complete annotated report of a document or of all, or what is asked of an author (changes)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("document", type=int, nargs="?")
        parser.add_argument("--all", action="store_true", help="every document, a file each, into the folder --output")
        parser.add_argument("--format", required=True, choices=sorted([*WRITERS, *CHANGE_FILES]))
        parser.add_argument("--profile", choices=PROFILES, default=INTERNAL, help="public: what everybody may read")
        parser.add_argument(
            "--confidential", action="store_true", help="with what is said of confidential sources (json only)"
        )
        parser.add_argument("--output", type=Path, help="the file to write (else standard output), or the folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the reports, and on standard error what was left out."""
        with in_one_line():
            _check(options)
            documents = Document.objects.select_related("project", "current").defer("current__text").order_by("pk")
            documents = documents.filter(erased_at=None, current__isnull=False)
            if options["all"]:
                self._export_all(documents, options)
                return
            document = documents.filter(pk=options["document"]).first()
            if document is None:
                raise CommandError(f"There is no document {options['document']}.")
            self._export(document, options)

    def _export(self, document: Document, options: dict[str, Any]) -> None:
        with TemporaryFile() as draft:
            self._write(document, options, draft)
            _put(draft, options["output"])

    def _export_all(self, documents: QuerySet[Document], options: dict[str, Any]) -> None:
        options["output"].mkdir(parents=True, exist_ok=True)
        failed = []
        for document in documents:
            about = f"document {document.pk}: "
            try:
                with TemporaryFile() as draft:
                    name = self._write(document, options, draft, about=about)
                    # Titles repeat, numbers do not.
                    _put(draft, options["output"] / f"{document.pk}-{name}")
            except Refusal as refusal:
                self.stderr.write(f"{about}{refusal.message}")
                failed.append(str(document.pk))
        if failed:
            raise CommandError(f"These documents could not be written: {', '.join(failed)}.")

    def _write(self, document: Document, options: dict[str, Any], out: BinaryIO, *, about: str = "") -> str:
        """Write one file, tell what it leaves out, and return its name."""
        sight, format = Sight(people.command_line_person(), sees_all=True), options["format"]
        if format in CHANGE_FILES:
            changes = write_changes(desk_list(document, sight), format)
            out.write(changes.content)
            return changes.name
        wishes = {"profile": options["profile"], "confidential": options["confidential"]}
        made = report_into(document, sight, format, out, **wishes)
        for line in made.left_out:
            self.stderr.write(f"{about}{line}")
        return made.name


def _check(options: dict[str, Any]) -> None:
    """Raise CommandError for options that do not go together."""
    if options["all"] == (options["document"] is not None):
        raise CommandError("Name one document, or all of them with --all.")
    if options["all"] and options["output"] is None:
        raise CommandError("All documents are written into a folder: --output FOLDER.")
    if options["confidential"] and (options["format"] != LOSSLESS or options["profile"] == PUBLIC):
        raise CommandError("Confidential sources are for the lossless report alone: --format json.")
    if options["format"] in CHANGE_FILES and options["profile"] == PUBLIC:
        raise CommandError("A change list is between the desk and the author: it has no public profile.")


def _put(draft: BinaryIO, path: Path | None) -> None:
    draft.seek(0)
    if path is None:
        shutil.copyfileobj(draft, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with path.open("wb") as file:
        shutil.copyfileobj(draft, file)
