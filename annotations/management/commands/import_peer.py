"""`manage.py import_peer FILE --format …`: import what was checked with another tool."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.importing import MAX_UPLOAD_BYTES
from annotations.importing.peers import PEERS
from annotations.management.commands._errors import in_one_line
from annotations.models import Claim, Project
from annotations.services import people, projects
from annotations.services.peer_imports import import_peer
from annotations.services.peer_labels import chosen_of


class Command(BaseCommand):
    """Import a file of another tool."""

    help = "Import texts with their labels and notes from doccano, Label Studio, ClaimReview or Web Annotation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("path", metavar="FILE", type=Path, help="a file that the other tool exported")
        parser.add_argument("--format", required=True, choices=sorted(PEERS), help="the format of the file")
        parser.add_argument("--project", default="", help="the project's slug (else desk, made when needed)")
        parser.add_argument("--title", default="", help="the document's title (else the file's own); numbered if many")
        parser.add_argument("--language", default="", help="language code, such as en or de")
        parser.add_argument("--map", default=[], nargs="+", metavar="LABEL=slug", help="labels and what they are here")
        parser.add_argument("--again", action="store_true", help="import texts that the project has already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print a line for each document; what became something else goes to standard error."""
        with in_one_line():
            project = self._project(options["project"])
            with options["path"].open("rb") as file:
                data = file.read(MAX_UPLOAD_BYTES + 1)
            done = import_peer(
                actor=people.command_line_person(), project=project, data=data, slug=options["format"],
                name=os.fsencode(options["path"].name).decode(errors="replace"), title=options["title"],
                language=options["language"], chosen=chosen_of(options["map"]), again=options["again"],
            )  # fmt: skip
        for sentence in done.left_out:
            self.stderr.write(sentence)
        for document in done.documents:
            claims = Claim.objects.filter(document=document)
            judged = claims.filter(verdicts__isnull=False).distinct().count()
            self.stdout.write(f"document {document.pk}: {claims.count()} claims, {judged} with verdicts")

    def _project(self, slug: str) -> Project:
        if not slug:
            return projects.desk(people.command_line_person())
        project = Project.objects.filter(slug=slug).first()
        if project is None:
            raise CommandError(f"There is no project “{slug}”.")
        return project
