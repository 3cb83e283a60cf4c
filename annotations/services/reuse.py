"""Reuse: take a citation over from a claim that says the same elsewhere. A verdict is never taken over."""

from annotations.models import Citation, Claim, Project, Sight, Source, User
from annotations.models.addresses import doi_in
from annotations.services import history
from annotations.services.citations import MAX_PER_CLAIM
from annotations.services.locks import lock_standing
from annotations.services.refusals import Invalid
from annotations.services.sources import same_source
from annotations.services.transactions import writing

RECORD = (
    "csl", "title", "kind", "publisher", "doi", "url", "url_normalised", "archive_url", "reliability",
)  # fmt: skip


def take_citation(*, actor: User, claim: Claim, citation: Citation) -> Citation:
    """Cite on the claim what is cited elsewhere, as not yet read, with its `origin`, and return the new citation.

    A source of another project is entered into the library unless it is there. Raises Invalid for what the actor may
    not see or has taken over already, and for a confidential source of another project; Superseded.
    """
    with writing():
        locked = lock_standing(claim)
        origin = _seen(actor, citation)
        standing = Citation.objects.standing().filter(claim=locked)
        if origin.claim_id == locked.pk or standing.filter(origin=origin).exists():
            raise Invalid("already_taken", "This citation has been taken over already.")
        if standing.count() >= MAX_PER_CLAIM:
            raise Invalid("too_many_citations", f"A claim has at most {MAX_PER_CLAIM} citations.")
        taken = Citation.objects.create(
            document=locked.document, claim=locked, source=_source(actor, locked.document.project, origin.source),
            added_by=actor, stance=origin.stance, quote=origin.quote, translation=origin.translation,
            locator=origin.locator, origin=origin,
        )  # fmt: skip
        history.record(
            actor=actor, code="citation.added", document=locked.document, claim=locked, citation=taken,
            subject=f"claim {locked.serial}", body={"source": taken.source.title, "taken_over": True}, content=True,
        )  # fmt: skip
        return taken


def _seen(actor: User, citation: Citation) -> Citation:
    """Return the citation as the actor may see it."""
    sight = Sight(actor, sees_all=False)
    rows = sight.citations().standing().filter(pk=citation.pk).select_related("source")
    found = sight.read_citations(rows)
    if not found:
        raise Invalid("not_to_be_taken", "This citation is not there any more. Look again.")
    return found[0]


def _source(actor: User, project: Project, source: Source) -> Source:
    """Return the library's record of the source, entering it if there is none."""
    if source.project_id == project.pk:
        return source
    if source.confidential:
        raise Invalid("source_confidential", "A confidential source does not leave its project.")
    known = same_source(project, doi=source.doi or doi_in(source.url), page=source.url_normalised)
    return known or _entered(actor, project, source)


def _entered(actor: User, project: Project, source: Source) -> Source:
    copy = Source.objects.create(project=project, **{name: getattr(source, name) for name in RECORD})
    body = {"csl": copy.csl, "kind": copy.kind, "reliability": copy.reliability}
    history.record(actor=actor, code="source.added", project=project, subject=copy.title[:120], body=body)
    return copy
