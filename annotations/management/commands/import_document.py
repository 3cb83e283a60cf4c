"""`manage.py import_document PATH`: import a file and print `document ID: N claims`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.importing import MAX_UPLOAD_BYTES, Upload
from annotations.management.commands._errors import in_one_line
from annotations.models import Project
from annotations.services import documents, people, projects


class Command(BaseCommand):
    """Import a file as a document."""

    help = "Import a file as a document; every sentence becomes a claim."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("path", type=Path)
        parser.add_argument("--title", default="", help="the document's title (else the file's own)")
        parser.add_argument("--language", default="", help="language code, such as en or de")
        parser.add_argument("--project", default="", help="the project's slug (else desk, made when needed)")
        parser.add_argument("--encoding", default="", help="the character set of a text file that is not UTF-8")
        parser.add_argument("--again", action="store_true", help="import a file that the project has already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the last line."""
        with in_one_line():
            path: Path = options["path"]
            actor = people.command_line_person()
            project = self._project(options["project"])
            details = documents.Details(title=options["title"], language=options["language"])
            upload = Upload(name=path.name, media_type="", data=self._read(path))
            draft = documents.draft_import(
                project=project, upload=upload, details=details, encoding=options["encoding"]
            )
            for warning in draft.manuscript.warnings:
                self.stderr.write(warning)
            document = documents.import_document(
                actor=actor, project=project, draft=draft, allow_duplicate=options["again"]
            )
        self.stdout.write(f"document {document.pk}: {len(draft.units)} claims")

    def _project(self, slug: str) -> Project:
        actor = people.command_line_person()
        if not slug:
            return projects.desk(actor)
        project = Project.objects.filter(slug=slug).first()
        if project is None:
            raise CommandError(f"There is no project “{slug}”.")
        return project

    def _read(self, path: Path) -> bytes:
        with path.open("rb") as file:
            return file.read(MAX_UPLOAD_BYTES + 1)
