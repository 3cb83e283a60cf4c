"""The author's own page: the change list behind a signed link, to be answered without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotations.models import AuthorLink, Sight, Verdict
from annotations.queries.changes import change_list
from annotations.services import author_answers
from annotations.services.author_links import link_of
from annotations.services.refusals import Invalid, Refusal, TooMany
from annotations.web.forms.changes import ANSWERS, AnswerForm
from annotations.web.submissions import check, status_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, signed: str) -> HttpResponse:
    """Show the change list to who holds the link, and take an answer. An old or false link is not found."""
    link = link_of(signed)
    if link is None:
        raise Http404
    if request.method != "POST":
        return _page(request, link)
    form = AnswerForm(request.POST)
    try:
        check(form)
        verdict = _asked(link, form.cleaned_data["request"])
        author_answers.answer(link=link, verdict=verdict, said=form.said)
    except Refusal as refusal:
        return _page(request, link, refusal)
    return redirect(f"{reverse('web:author-answers', args=[signed])}#request-{verdict.pk}")


def _asked(link: AuthorLink, key: int) -> Verdict:
    """Return the verdict whose request is answered, of this document alone."""
    verdict = Verdict.objects.select_related("claim").filter(document=link.document_id, pk=key).first()
    if verdict is None or verdict.action == "none":
        raise Invalid("request_unknown", "There is no such request in this list.")
    return verdict


def _page(request: HttpRequest, link: AuthorLink, refusal: Refusal | None = None) -> HttpResponse:
    """The list as the desk sees it whole, but for names, labels, notes and confidential sources."""
    shown = change_list(link.document, Sight(link.made_by, sees_all=True))
    context = {
        "link": link, "document": link.document, "list": shown, "choices": ANSWERS, "refusal": refusal,
        "written": request.POST if refusal else {},
    }  # fmt: skip
    response = render(request, "changes/author.html", context, status=status_of(refusal) if refusal else 200)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
