"""How a public report answers: found by its address alone, gone at once when withdrawn, kept by caches that ask.

Nobody reads so fast that the others have to wait: 120 pages a minute from one network address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from annotations.models import Correction, Edition, Publication
from annotations.queries.publications import corrections_of, last_edition, shown
from annotations.reports.contents import ReportContents
from annotations.services.limits import count_public_read
from annotations.services.refusals import TooMany
from annotations.web.callers import caller_of

# A cache may keep a page and must ask before it shows it again: what is withdrawn is gone from caches as well.
KEPT = "public, max-age=0, must-revalidate"
STYLE = "annotations/css/components/public.css"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a public report: what stands there, and the scheme and host by which they came."""

    publication: Publication
    edition: Edition
    corrections: tuple[Correction, ...]
    base: str

    @property
    def desk(self) -> str:
        """Who publishes; the project's name where it does not say."""
        project = self.publication.document.project
        return project.rules.publisher_name or project.name

    def shown(self, edition: Edition) -> ReportContents:
        """Return what an edition shows."""
        return shown(edition, base=self.base, corrections=self.corrections)

    def editions(self) -> list[Edition]:
        """Return all editions, the newest first, without their contents."""
        rows = Edition.objects.filter(publication=self.publication).defer("contents")
        return list(rows.select_related("signoff__revision").defer("signoff__revision__text").order_by("-number"))


def for_anybody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer without an account, up to 120 times a minute for each caller: 429 from there on."""

    @login_not_required
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            count_public_read(caller_of(request))
        except TooMany as refusal:
            busy = HttpResponse(render_to_string("public/busy.html", {"seconds": refusal.seconds}), status=429)
            busy.headers["Retry-After"] = str(refusal.seconds)
            return busy
        return view(request, **parts)

    return answer


def published(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer below a report's address: 404 where there is none, 410 for all of it once it is withdrawn."""

    @for_anybody
    @wraps(view)
    def answer(request: HttpRequest, report: str, **parts: Any) -> HttpResponse:
        rows = Publication.objects.select_related("document__project").filter(slug=report)
        publication = rows.first()
        if publication is None:
            raise Http404
        if publication.withdrawn_at is not None or publication.document.erased_at is not None:
            return HttpResponse(render_to_string("public/gone.html"), status=410)
        edition = last_edition(publication)
        edition.publication = publication
        visitor = Visitor(publication, edition, tuple(corrections_of([publication])), base_of(request))
        tag = _tag(visitor)
        kept = get_conditional_response(request, etag=tag)
        response = kept if isinstance(kept, HttpResponse) else view(request, visitor, **parts)
        response.headers["ETag"] = tag
        return for_everybody(response, publication.document.project.rules.embedding_sites)

    return answer


def base_of(request: HttpRequest) -> str:
    """Return the scheme and host by which somebody came."""
    return f"{request.scheme}://{request.get_host()}"


def _tag(visitor: Visitor) -> str:
    """Return the tag of all that is shown below an address: it changes with whatever a page there is made of."""
    publication = visitor.publication
    made_of = (
        publication.slug, publication.version, visitor.edition.number, publication.document.project.version,
        visitor.base, static(STYLE),
    )  # fmt: skip
    return f'"{sha256(repr(made_of).encode()).hexdigest()[:32]}"'


def page(template: str, context: dict[str, Any], media_type: str = "text/html; charset=utf-8") -> HttpResponse:
    """Return a page that knows nothing of who asks: no session, no token, no message."""
    text = render_to_string(template, context)
    return HttpResponse(text.encode("utf-8", "replace"), content_type=media_type)


def for_everybody(response: HttpResponse, sites: tuple[str, ...]) -> HttpResponse:
    """Let caches keep the answer, and the sites that the project names show it in a frame."""
    response.headers["Cache-Control"] = KEPT
    response.is_for_everybody = True  # type: ignore[attr-defined]  # read by the middleware of headers
    if sites:
        response.xframe_options_exempt = True  # read by both middlewares of headers
        response._csp_replace = {"frame-ancestors": list(sites)}  # type: ignore[attr-defined]  # of django-csp
    return response
