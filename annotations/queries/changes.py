"""The change list of a document: what current verdicts ask the author for, in text order."""

from collections import defaultdict
from dataclasses import dataclass

from annotations.alignment import word_diff
from annotations.models import Answer, AuthorLink, Citation, Document, Placement, Sight, Verdict
from annotations.queries.members import initials_of
from annotations.queries.requests import Answered, answers_of
from annotations.reports.changes import Asked, Change, ChangeList, ChangeSource, DeskList, Reply, StepKind
from annotations.reports.text import printable, web_address
from annotations.scales import ACTIONS, SCALES

CUT = "cut"
SAID = {Answer.ACCEPTED: "accepted", Answer.REJECTED: "rejected", Answer.OTHERWISE: "offers another wording"}


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The list, and for each request who makes it and the last answer that waits for the editor's word."""

    list: ChangeList
    verdicts: dict[int, Verdict]
    waiting: dict[int, int]

    @property
    def reviewers(self) -> dict[int, int]:
        """Who makes each request, by its key."""
        return {key: verdict.reviewer_id for key, verdict in self.verdicts.items()}


def change_list(document: Document, sight: Sight) -> ChangeList:
    """Return what the verdicts that this person may see ask for; no names, labels or confidential sources."""
    return changes_page(document, sight).list


def changes_page(document: Document, sight: Sight) -> ChangesPage:
    """Return the list for the desk's own page (8 queries)."""
    verdicts = _requests(document, sight)
    answers = answers_of(document)
    places = {
        place.claim_id: place
        for place in Placement.objects.live().filter(revision=document.current_id)
        if place.claim_id in {verdict.claim.parent_id or verdict.claim_id for verdict in verdicts}
    }
    placed = [(places[verdict.claim.parent_id or verdict.claim_id], verdict) for verdict in verdicts
              if (verdict.claim.parent_id or verdict.claim_id) in places]  # fmt: skip
    placed.sort(key=lambda pair: (pair[0].start, pair[1].claim.serial, pair[1].pk))
    sources = _sources(document, sight)
    changes = tuple(
        _change(place, verdict, sources.get(verdict.claim_id, ()), answers.get(verdict.original_id, []))
        for place, verdict in placed
    )
    waiting = {
        verdict.pk: given[-1].answer.pk
        for _, verdict in placed
        if (given := answers.get(verdict.original_id)) and given[-1].wants_decision
    }
    number = document.current.number if document.current else 0
    shown = ChangeList(document.title, document.author, number, changes)
    return ChangesPage(shown, {verdict.pk: verdict for _, verdict in placed}, waiting)


def desk_list(document: Document, sight: Sight) -> DeskList:
    """Return the list with labels, initials and tracked changes, for a file that the desk itself takes (9 queries)."""
    page, initials = changes_page(document, sight), initials_of(document.project)
    asked = {
        change.key: _asked(change, page.verdicts[change.key], initials, document.language)
        for change in page.list.changes
    }
    return DeskList(document.project.name, page.list, asked)


def _asked(change: Change, verdict: Verdict, initials: dict[int, str], language: str) -> Asked:
    scale = SCALES[verdict.scale]
    label = scale.label(verdict.label).title if verdict.label in scale else ""
    return Asked(label, initials.get(verdict.reviewer_id, ""), verdict.created_at, _steps(change, language))


def _steps(change: Change, language: str) -> tuple[tuple[StepKind, str], ...]:
    """Return what the proposal changes, word by word; a cut without a proposal takes everything out."""
    old, new = printable(change.part or change.old), printable(change.proposed.strip())
    if not new and change.action != CUT:
        return ()
    return tuple((step.kind, step.text) for step in word_diff(old, new, language))


def _requests(document: Document, sight: Sight) -> list[Verdict]:
    rows = sight.verdicts().current().filter(document=document, claim__retired_at=None)
    return list(rows.exclude(action__in=("none", "")).select_related("claim").order_by("pk"))


def _change(
    place: Placement, verdict: Verdict, sources: list[ChangeSource] | tuple[()], answers: list[Answered]
) -> Change:
    return Change(
        key=verdict.pk, serial=verdict.claim.serial, number=place.shown_number,
        action=verdict.action, action_title=ACTIONS.get(verdict.action, verdict.action), old=place.text,
        part=verdict.claim.own_wording, proposed=verdict.proposed_wording, reason=verdict.rationale,
        sources=tuple(sources), replies=tuple(_reply(answered) for answered in answers),
    )  # fmt: skip


def _reply(answered: Answered) -> Reply:
    row, decision = answered.answer, answered.decision
    word = ""
    if decision is not None:
        word = f"The desk {'still asks for it' if decision.upheld else 'no longer asks for it'}: {decision.reason}"
    return Reply(SAID[Answer(row.answer)], row.wording, row.reason, word)


def _sources(document: Document, sight: Sight) -> dict[int, list[ChangeSource]]:
    rows = sight.citations().standing().filter(document=document, source__confidential=False)
    found: dict[int, list[ChangeSource]] = defaultdict(list)
    for row in sight.read_citations(rows.select_related("source").order_by("pk")):
        found[row.claim_id].append(_source(row))
    return found


def _source(row: Citation) -> ChangeSource:
    return ChangeSource(row.source.title, row.source.publisher, web_address(row.source.url), row.quote, row.locator)


def author_links(document: Document) -> list[AuthorLink]:
    """Return the links made for the author, newest first."""
    return list(AuthorLink.objects.filter(document=document).order_by("-pk")[:50])
