"""Citations: use a source on a claim, correct what is said of it, take it back."""

from dataclasses import dataclass, fields
from typing import Any

from django.utils import timezone

from annotations.models import Citation, Claim, Source, User
from annotations.scales import CITATION_STATES, STANCES
from annotations.services import history
from annotations.services.history import Undoing
from annotations.services.locks import lock_standing
from annotations.services.refusals import Invalid, Stale
from annotations.services.transactions import writing

MAX_TEXT = 20_000
MAX_PER_CLAIM = 200


@dataclass(frozen=True, slots=True)
class Use:
    """What a source is used for on a claim."""

    stance: str
    quote: str = ""
    translation: str = ""
    locator: str = ""
    question: str = ""
    evidence_set: int | None = None
    independence_group: str = ""
    state: str = "not-yet-read"


def add_citation(*, actor: User, claim: Claim, source: Source, use: Use) -> Citation:
    """Cite a source of the claim's project on the claim and return the citation. Raises Superseded, Invalid."""
    _check(use)
    with writing():
        locked = lock_standing(claim)
        if source.project_id != locked.document.project_id:
            raise Invalid("source_unknown", "The project has no such source.")
        if Citation.objects.standing().filter(claim=locked).count() >= MAX_PER_CLAIM:
            raise Invalid("too_many_citations", f"A claim has at most {MAX_PER_CLAIM} citations.")
        citation = Citation.objects.create(
            document=locked.document, claim=locked, source=source, added_by=actor, **_values(use)
        )
        _record(actor, "citation.added", citation, {"source": source.title, "use": _values(use)})
        return citation


def change_citation(
    *, actor: User, citation: Citation, use: Use, version: int, undoing: Undoing | None = None
) -> Citation:
    """Correct what is said of the source. Raises Stale if the citation changed since `version`, Superseded, Invalid.

    Of a citation that came with the text, `added_by` becomes the actor, who answers for what it says from now on.
    """
    _check(use)
    with writing():
        current = _locked(citation, version, undoing)
        before = {name: getattr(current, name) for name in _values(use)}
        for name, value in _values(use).items():
            setattr(current, name, value)
        if current.by_author:
            current.added_by = actor
        current.version += 1
        current.save(update_fields=[*_values(use), "added_by", "version"])
        _record(actor, "citation.changed", current, {"before": before, "after": _values(use)}, undoing)
        return current


def withdraw_citation(*, actor: User, citation: Citation, version: int, undoing: Undoing | None = None) -> Citation:
    """Take a citation back; the row stays. Raises Stale if it changed since `version`, Superseded."""
    with writing():
        current = _locked(citation, version, undoing)
        current.withdrawn_at = timezone.now()
        current.version += 1
        current.save(update_fields=["withdrawn_at", "version"])
        _record(actor, "citation.withdrawn", current, {"source": current.source.title}, undoing)
        return current


def restore_citation(*, actor: User, citation: Citation, version: int, undoing: Undoing | None = None) -> Citation:
    """Put a citation back that was taken back. Raises Stale if it changed since `version`, Superseded."""
    with writing():
        current = _locked(citation, version, undoing, withdrawn=True)
        current.withdrawn_at = None
        current.version += 1
        current.save(update_fields=["withdrawn_at", "version"])
        _record(actor, "citation.restored", current, {"source": current.source.title}, undoing)
        return current


def _locked(citation: Citation, version: int, undoing: Undoing | None, *, withdrawn: bool = False) -> Citation:
    """Lock the citation, whose claim must stand; an undo goes through, or one's earlier acts could not be undone."""
    if undoing is None:
        lock_standing(citation.claim)
    current = (
        Citation.objects.select_for_update(of=("self",))
        .select_related("document", "claim", "source")
        .get(pk=citation.pk)
    )
    if current.version != version or (current.withdrawn_at is not None) != withdrawn:
        raise Stale("citation_changed", "Somebody changed this citation since you opened it.")
    return current


def _values(use: Use) -> dict[str, Any]:
    return {field.name: getattr(use, field.name) for field in fields(use)}


def _check(use: Use) -> None:
    if use.stance not in STANCES:
        raise Invalid("stance_unknown", f"There is no stance “{use.stance}”.")
    if use.state not in CITATION_STATES:
        raise Invalid("citation_state_unknown", f"There is no state “{use.state}”.")
    if max(map(len, (use.quote, use.translation, use.question))) > MAX_TEXT:
        raise Invalid("text_too_long", f"A quote, its translation or a question has at most {MAX_TEXT:,} characters.")


def _record(actor: User, code: str, citation: Citation, body: dict[str, Any], undoing: Undoing | None = None) -> None:
    history.record(
        actor=actor, code=code, document=citation.document, claim=citation.claim, citation=citation,
        subject=f"claim {citation.claim.serial}", body=body, undoing=undoing, content=True,
    )  # fmt: skip
