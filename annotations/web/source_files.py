"""Files of sources: attach one, download it."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from annotations.access import get_project
from annotations.importing import MAX_UPLOAD_BYTES
from annotations.permissions import Permission
from annotations.services import source_files
from annotations.services.refusals import Invalid, Refusal
from annotations.web.forms.library import SourceFileForm
from annotations.web.library import source_of, source_url
from annotations.web.submissions import check, refused, submit


@require_POST
def attach(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a file or a snapshot with a source."""
    visit = get_project(request.user, slug, Permission.REVIEW)
    source, form = source_of(visit, pk), SourceFileForm(request.POST, request.FILES)
    try:
        if request.META.get("factcheck.upload_too_large"):
            raise Invalid("file_too_large", "The file is larger than 20 MB.")
        check(form)
        data = form.cleaned_data["file"].read(MAX_UPLOAD_BYTES + 1)

        def act() -> dict[str, Any]:
            version = form.cleaned_data["version"]
            source_files.attach_file(actor=visit.user, source=source, data=data, version=version)
            return {}

        submit(request, visit, act, files=hashlib.sha256(data).digest())
    except Refusal as refusal:
        return refused(request, refusal, back=source_url(visit, pk))
    messages.success(request, "The file is kept with the source.")
    return redirect(source_url(visit, pk))


@require_GET
def download(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The file as it came in: always as a download, of a type from our own table."""
    source = source_of(get_project(request.user, slug, Permission.VIEW), pk)
    path = source_files.path_of(source)
    if not source.file or not path.is_file():
        raise Http404
    media_type, suffix = source_files.type_of(path)
    name = f"{slugify(source.title)[:80] or 'source'}{suffix}"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
