"""The author's answers to the change list, and the editor's word on them.

An author has no account. Their answer is entered in the name of who made the link, and the history's entry says that
it came by this link; the row keeps the link itself.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet

from annotations.models import (
    Answer,
    AuthorAnswer,
    AuthorLink,
    EditorDecision,
    HistoryEntry,
    Notice,
    Occasion,
    User,
    Verdict,
)
from annotations.services import history
from annotations.services.author_links import mark_of
from annotations.services.limits import MINUTE, Window
from annotations.services.locks import lock_claim
from annotations.services.refusals import Invalid, Stale, TooMany
from annotations.services.transactions import writing

MAX_TEXT = 5_000
MOST = 50
ANSWERS = Window(30, MINUTE)


@dataclass(frozen=True, slots=True)
class Said:
    """What the author says to a request."""

    answer: str
    wording: str = ""
    reason: str = ""


def answer(*, link: AuthorLink, verdict: Verdict, said: Said) -> AuthorAnswer:
    """Add the author's next answer to a verdict's request and return it; the same answer again adds nothing.

    Raises TooMany at the 31st in a minute, Stale if the request is no longer made, Superseded if the sentence was
    repaired meanwhile, Invalid for a rejection without a reason or another wording without one.
    """
    _count(link)
    _check(said)
    with writing():
        locked = lock_claim(verdict.claim)
        if not Verdict.objects.current().filter(pk=verdict.pk, document=link.document_id).exists():
            raise Stale("request_changed", "The desk changed this request since you opened the list. Look again.")
        given = AuthorAnswer.objects.filter(verdict=verdict)
        last = given.order_by("-number").first()
        if last is not None and (last.answer, last.wording, last.reason) == (said.answer, said.wording, said.reason):
            return last
        number = (given.aggregate(last=Max("number"))["last"] or 0) + 1
        if number > MOST:
            raise Invalid("too_many_answers", f"A request takes at most {MOST} answers. Write to the desk.")
        row = AuthorAnswer.objects.create(
            document=locked.document, verdict=verdict, number=number, answer=said.answer, wording=said.wording,
            reason=said.reason, by_key=link,
        )  # fmt: skip
        _tell(verdict, _record(link, row, said))
        return row


def _count(link: AuthorLink) -> None:
    wait = ANSWERS.wait(link.key.hex)
    if wait:
        raise TooMany("too_many_requests", "You have sent 30 answers within a minute. Wait a moment.", seconds=wait)
    ANSWERS.count(link.key.hex)


def _check(said: Said) -> None:
    if said.answer not in Answer.values:
        raise Invalid("answer_unknown", "Accept, reject, or offer another wording.")
    if said.answer == Answer.REJECTED and not said.reason.strip():
        raise Invalid("reason_missing", "Say why you do not want to change this.")
    if said.answer == Answer.OTHERWISE and not said.wording.strip():
        raise Invalid("wording_missing", "Write the wording that you offer.")
    if len(said.wording) > MAX_TEXT or len(said.reason) > MAX_TEXT:
        raise Invalid("text_too_long", f"A wording or a reason has at most {MAX_TEXT:,} characters.")


def _record(link: AuthorLink, row: AuthorAnswer, said: Said) -> HistoryEntry:
    body: dict[str, Any] = {
        "by": "author", "link": mark_of(link), "number": row.number, "verdict": row.verdict.number,
        "answer": said.answer, "wording": said.wording, "reason": said.reason,
    }  # fmt: skip
    claim = row.verdict.claim
    return history.record(
        actor=link.made_by, code="answer.recorded", document=row.document, claim=claim,
        subject=f"claim {claim.serial}", body=body,
    )  # fmt: skip


def _tell(verdict: Verdict, entry: HistoryEntry) -> None:
    """Tell whose request was answered, also if that person made the link: it was the author who acted."""
    Notice.objects.create(
        person_id=verdict.reviewer_id, document_id=verdict.document_id, claim_id=verdict.claim_id, entry=entry,
        occasion=Occasion.ANSWERED,
    )  # fmt: skip


def decide(*, actor: User, answer: AuthorAnswer, upheld: bool, reason: str) -> EditorDecision:
    """Say the editor's word on the last answer to a request: it is still asked for, or no longer.

    Raises Stale if there is a newer answer or a decision on this one, Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid("reason_missing", "A decision needs a reason.")
    if len(reason) > MAX_TEXT:
        raise Invalid("text_too_long", f"A reason has at most {MAX_TEXT:,} characters.")
    with writing():
        claim = lock_claim(answer.verdict.claim)
        if _newer(answer).exists() or EditorDecision.objects.filter(answer=answer).exists():
            raise Stale("answer_changed", "There is a newer answer, or somebody decided on it. Look again.")
        decision = EditorDecision.objects.create(
            document=claim.document, answer=answer, editor=actor, upheld=upheld, reason=reason
        )
        body = {"number": answer.number, "verdict": answer.verdict.number, "upheld": upheld, "reason": reason}
        history.record(
            actor=actor, code="answer.decided", document=claim.document, claim=claim,
            subject=f"claim {claim.serial}", body=body,
        )  # fmt: skip
        return decision


def _newer(answer: AuthorAnswer) -> QuerySet[AuthorAnswer]:
    """Return later answers to the same request, whichever row of the verdict says it: each counts its own from 1."""
    first = answer.verdict.original_id
    same = AuthorAnswer.objects.filter(Q(verdict=first) | Q(verdict__restates=first))
    return same.filter(Q(created_at__gt=answer.created_at) | Q(created_at=answer.created_at, pk__gt=answer.pk))
