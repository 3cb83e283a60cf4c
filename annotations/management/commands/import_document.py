"""`manage.py import_document PATH`: import a file or a web page and print `document ID: N claims`."""

import os
import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.importing import MAX_UPLOAD_BYTES, Upload
from annotations.management.commands._errors import in_one_line
from annotations.models import Document, Project, Stage
from annotations.services import documents, drafts, people, projects, revisions
from annotations.services.drafts import Draft, Incoming

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


class Command(BaseCommand):
    """Import a file as a document."""

    help = "Import a file or a web page as a document; every sentence becomes a claim."
    _quiet = False
    _told: tuple[Stage, int] | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("path", metavar="PATH", help="a file, or the address of a web page")
        parser.add_argument("--title", default="", help="the document's title (else the file's own)")
        parser.add_argument("--language", default="", help="language code, such as en or de")
        parser.add_argument("--project", default="", help="the project's slug (else desk, made when needed)")
        parser.add_argument("--encoding", default="", help="the character set of a text file that is not UTF-8")
        parser.add_argument("--everything", action="store_true", help="all of a web page, not its article alone")
        parser.add_argument("--revision-of", type=int, metavar="ID", help="the document whose next revision this is")
        parser.add_argument("--again", action="store_true", help="import a file that the project has already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the last line; stages and what was left out go to standard error."""
        self._quiet = options["verbosity"] == 0
        with in_one_line():
            if options["revision_of"] is not None:
                self._revise(options)
                return
            project = self._project(options["project"])
            draft = self._draft(project, options)
            for warning in draft.warnings:
                self.stderr.write(warning)
            self._tell(Stage.STORING, 0, len(draft.units))
            document = documents.import_document(
                actor=people.command_line_person(), project=project, draft=draft, allow_duplicate=options["again"]
            )
        self.stdout.write(f"document {document.pk}: {len(draft.units)} claims")

    def _revise(self, options: dict[str, Any]) -> None:
        """Import the next revision of a document and tell what became of its claims."""
        document = Document.objects.filter(pk=options["revision_of"], erased_at=None).first()
        if document is None:
            raise CommandError(f"There is no document {options['revision_of']}.")
        draft = revisions.draft_revision(document=document, incoming=self._incoming(options), progress=self._tell)
        for warning in draft.warnings:
            self.stderr.write(warning)
        plan = revisions.plan_revision(document=document, draft=draft)
        self._tell(Stage.STORING, 0, len(plan.units))
        revision = revisions.import_revision(
            actor=people.command_line_person(), document=document, draft=draft, version=document.version, plan=plan
        )
        for title, counts in (("before", plan.alignment.old_counts), ("now", plan.alignment.new_counts)):
            self.stderr.write(f"{title}: " + ", ".join(f"{count:,} {fate}" for fate, count in counts.items() if count))
        self.stdout.write(f"document {document.pk}, revision {revision.number}: {len(plan.units)} claims")

    def _draft(self, project: Project, options: dict[str, Any]) -> Draft:
        details = drafts.Details(title=options["title"], language=options["language"])
        incoming = self._incoming(options)
        if not options["again"]:
            drafts.require_new(project, incoming.sha256)
        return drafts.draft_import(project=project, incoming=incoming, details=details, progress=self._tell)

    def _incoming(self, options: dict[str, Any]) -> Incoming:
        path = Path(options["path"])
        is_there = os.path.exists(path)  # noqa: PTH110 (Path.exists raises for an address longer than file names are)
        if ADDRESS.match(options["path"]) and not is_there:
            self._tell(Stage.FETCHING, 0, 0)
            return drafts.fetched(options["path"], everything=options["everything"])
        with path.open("rb") as file:
            name = os.fsencode(path.name).decode(errors="replace")  # it may be written in any character set
            upload = Upload(name=name, media_type="", data=file.read(MAX_UPLOAD_BYTES + 1))
        return Incoming(upload, encoding=options["encoding"], everything=options["everything"])

    def _tell(self, stage: Stage, done: int, total: int) -> None:
        """Say each stage once, in the words of the page; a long text's percentages, ten at a time."""
        part = 10 * done // total if total else 0
        if self._quiet or (stage, part) == self._told:
            return
        self._told = (stage, part)
        share = f" ({total:,} claims)" if stage == Stage.STORING else f" {10 * part} %" if part else ""
        self.stderr.write(f"{stage.label.capitalize()}{share}")

    def _project(self, slug: str) -> Project:
        actor = people.command_line_person()
        if not slug:
            return projects.desk(actor)
        project = Project.objects.filter(slug=slug).first()
        if project is None:
            raise CommandError(f"There is no project “{slug}”.")
        return project
