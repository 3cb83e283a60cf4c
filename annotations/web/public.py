"""The public report: pages for everybody, without an account, a cookie or a script."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from annotations.models import Edition, Project
from annotations.queries.publications import corrections_of, listed_publications
from annotations.reports.bibliography import bibliography
from annotations.reports.claimreview import embedded, review_of
from annotations.reports.contents import ClaimEntry, ReportContents
from annotations.reports.corrections import corrections, corrections_of_claim
from annotations.reports.findings import findings
from annotations.reports.html import present
from annotations.reports.labels import label_of_claim
from annotations.reports.picture import picture
from annotations.reports.text import day, one_line
from annotations.web.public_answers import Visitor, base_of, for_anybody, for_everybody, page, published

DATA_HERE = '<script type="application/ld+json"></script>'


@published
def report(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The annotated article, its findings, sources and corrections."""
    return page("public/report.html", _report_context(visitor, visitor.edition))


@published
def edition(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponse:
    """What stood at the address at another time, marked as such."""
    row = Edition.objects.filter(publication=visitor.publication, number=number).first()
    if row is None:
        raise Http404
    row.publication = visitor.publication
    return page("public/report.html", _report_context(visitor, row))


def _report_context(visitor: Visitor, row: Edition) -> dict[str, Any]:
    contents = visitor.shown(row)
    return {
        **_frame(visitor, contents), "report": present(contents), "corrections": corrections(contents),
        "edition": row, "is_old": row.number != visitor.edition.number, "editions": visitor.editions(),
    }  # fmt: skip


@published
def claim(request: HttpRequest, visitor: Visitor, serial: int) -> HttpResponse:
    """One sentence with its finding, and its review as data for search engines."""
    contents = visitor.shown(visitor.edition)
    entry = next((one for one in contents.claims if one.id == serial), None)
    if entry is None:
        raise Http404
    alone, label, text = _alone(contents, entry), label_of_claim(entry, contents), one_line(entry.text)
    context = {
        **_frame(visitor, contents), "finding": next(iter(findings(alone)), None), "label": label, "claim": entry,
        "cited": {"sources": bibliography(alone)}, "text": text, "corrections": corrections_of_claim(contents, serial),
        "canonical": f"{contents.public_url}claims/{serial}/", "description": f"{label.title}: “{text}”",
    }  # fmt: skip
    review = review_of(entry, contents)
    response = page("public/claim.html", context)
    # Put in here, not by the template: the template escapes all it is given, and so it shall stay.
    data = f'<script type="application/ld+json">{embedded(review)}</script>' if review else ""
    response.content = response.content.replace(DATA_HERE.encode(), data.encode(), 1)
    return response


def _alone(contents: ReportContents, entry: ClaimEntry) -> ReportContents:
    """Return contents with this claim alone and the sources that it cites, under their numbers."""
    cited = {one.source for one in (*entry.citations, *(one for part in entry.parts for one in part.citations))}
    sources = tuple(source for source in contents.sources if source.id in cited)
    return replace(contents, claims=(entry,), sources=sources, document_notes=())


@published
def correction_log(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What was corrected since the report came out."""
    contents = visitor.shown(visitor.edition)
    context = {**_frame(visitor, contents), "corrections": corrections(contents), "editions": visitor.editions()}
    return page("public/corrections.html", context)


@published
def feed(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Editions and corrections as an Atom feed."""
    contents = visitor.shown(visitor.edition)
    context = {**_frame(visitor, contents), "corrections": corrections(contents), "editions": visitor.editions()}
    return page("public/feed.xml", context, "application/atom+xml; charset=utf-8")


@published
def card(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The picture that other sites show beside a link to the report."""
    drawn = picture(visitor.shown(visitor.edition), visitor.desk)
    return HttpResponse(drawn, content_type="image/png")


def _frame(visitor: Visitor, contents: ReportContents) -> dict[str, Any]:
    """What every page of a report says around its contents."""
    signed = next((one for one in contents.signoffs if one.valid), None)
    project = visitor.publication.document.project
    return {
        "title": one_line(contents.document.title) or "Untitled document", "desk": visitor.desk,
        "publisher": contents.publisher, "address": contents.public_url, "visitor": visitor,
        "language": one_line(contents.document.language) or "en",
        "signed": signed, "signed_on": day(signed.at) if signed else "",
        "signed_by": next((one.name for one in contents.people if signed and one.key == signed.editor), ""),
        "desk_address": reverse("web:public-desk", args=[project.slug]) if project.rules.public_list else "",
    }  # fmt: skip


@for_anybody
def desk(request: HttpRequest, desk: str) -> HttpResponse:
    """The published reports of a project and their corrections, where the project lists them."""
    project = Project.objects.filter(slug=desk).first()
    if project is None or not project.rules.public_list:
        raise Http404
    reports = listed_publications(project)
    told = corrections_of([report.publication for report in reports])
    titles = {report.publication.pk: report.title for report in reports}
    context = {
        "desk": project.rules.publisher_name or project.name, "rules": project.rules,
        "reports": [(report, _count(told, report.publication.pk)) for report in reports],
        "corrections": [(row, titles[row.publication_id]) for row in told[:50]],
        "address": f"{base_of(request)}{request.path}",
    }  # fmt: skip
    return for_everybody(page("public/desk.html", context), project.rules.embedding_sites)


def _count(told: list[Any], publication: int) -> int:
    return sum(row.publication_id == publication for row in told)
