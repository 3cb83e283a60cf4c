"""A report on the import page: it needs no preview, since nothing in it is guessed."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from annotations.access import Visit
from annotations.permissions import Permission
from annotations.reports.reading import is_report
from annotations.services.limits import importing
from annotations.services.refusals import NotAllowed
from annotations.services.report_imports import import_report

FIRST_BYTES = 256


def holds_report(file: object) -> bool:
    """Say whether an uploaded file calls itself a JSON report of this program; the file is left at its beginning."""
    if not isinstance(file, UploadedFile):
        return False
    start = file.read(FIRST_BYTES)
    file.seek(0)
    return is_report(start)


def take_in(request: HttpRequest, visit: Visit, file: UploadedFile[bytes]) -> HttpResponse:
    """Set the document of a report up and go to it. Raises NotAllowed for who is no manager, and what the import says.

    It writes in the names of all who worked on the document.
    """
    if not visit.may(Permission.MANAGE):
        raise NotAllowed(
            "manager_wanted", "A report is imported in the names of others: ask a manager of the project to do it."
        )
    with importing(visit.user):
        document = import_report(actor=visit.user, project=visit.project, data=file.read())
    messages.success(request, "Imported from its report, with everything that was done in it.")
    return redirect("web:document-detail", document.pk)
