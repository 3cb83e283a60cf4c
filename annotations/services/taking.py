"""Taking over: citations and notes of a claim that was split or merged, on what stands in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.models import Citation, Claim, Note, User
from annotations.services.citations import MAX_PER_CLAIM
from annotations.services.refusals import Invalid

SIDES: dict[str, tuple[int, ...]] = {"left": (0,), "right": (1,), "both": (0, 1)}
CITATION_KEPT = (
    "document_id", "source_id", "added_by_id", "by_author", "stance", "quote", "translation", "locator", "question",
    "evidence_set", "independence_group", "state", "version",
)  # fmt: skip
NOTE_KEPT = (
    "document_id", "author_id", "by_author", "said_by", "text", "internal", "resolved_by_id", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Take:
    """Which citations and first notes go to which successors: by id, the ranks of the successors in text order.

    `parts` says it of atomic claims, by serial. `as_parts` keeps both sentences of a merge as parts of the new one.
    """

    citations: Mapping[int, Sequence[int]] = field(default_factory=dict)
    notes: Mapping[int, Sequence[int]] = field(default_factory=dict)
    parts: Mapping[int, Sequence[int]] = field(default_factory=dict)
    as_parts: bool = False


NOTHING = Take()


def take_over(*, actor: User, take: Take, parents: Sequence[Claim], successors: Sequence[Claim]) -> None:
    """Copy what was chosen, each row with its `origin`, in the name of who entered it; the old rows stay.

    What a successor holds already, taken over before, is not copied twice. Raises Invalid for what is not there or
    not to be seen by the actor.
    """
    citations = Citation.objects.visible_to(actor).standing().filter(claim__in=parents, pk__in=take.citations)
    threads = Note.objects.visible_to(actor).standing().filter(claim__in=parents, thread=None, pk__in=take.notes)
    found_citations, found_threads = list(citations.order_by("pk")), list(threads.order_by("pk"))
    if len(found_citations) < len(take.citations) or len(found_threads) < len(take.notes):
        raise Invalid("not_to_be_taken", "One of the citations or notes is not there any more. Look again.")
    _take_citations(found_citations, take, successors)
    _take_threads(found_threads, take, successors)


def _targets(ranks: Sequence[int], successors: Sequence[Claim]) -> list[Claim]:
    if not set(ranks) <= set(range(len(successors))):
        raise Invalid("side_unknown", "There is no such part to take something over to.")
    return [successors[rank] for rank in sorted(set(ranks))]


def _take_citations(rows: Sequence[Citation], take: Take, successors: Sequence[Claim]) -> None:
    there = Citation.objects.standing().filter(claim__in=successors)
    held = set(there.values_list("origin_id", "claim_id"))
    fresh = [
        Citation(claim=claim, origin=row, **{name: getattr(row, name) for name in CITATION_KEPT})
        for row in rows
        for claim in _targets(take.citations[row.pk], successors)
        if (row.pk, claim.pk) not in held
    ]
    if fresh and there.count() + len(fresh) > MAX_PER_CLAIM:
        raise Invalid("too_many_citations", f"A claim has at most {MAX_PER_CLAIM} citations.")
    Citation.objects.bulk_create(fresh)


def _take_threads(rows: Sequence[Note], take: Take, successors: Sequence[Claim]) -> None:
    held = set(Note.objects.standing().filter(claim__in=successors).values_list("origin_id", "claim_id"))
    copies = {
        (row.pk, claim.pk): _copy(row, claim)
        for row in rows
        for claim in _targets(take.notes[row.pk], successors)
        if (row.pk, claim.pk) not in held
    }
    Note.objects.bulk_create(copies.values())
    answers = Note.objects.standing().filter(thread__in=rows).order_by("pk")
    Note.objects.bulk_create(
        _copy(answer, copy.claim, copy)
        for answer in answers
        for (origin, _), copy in copies.items()
        if origin == answer.thread_id
    )


def _copy(note: Note, claim: Claim | None, thread: Note | None = None) -> Note:
    return Note(claim=claim, origin=note, thread=thread, **{name: getattr(note, name) for name in NOTE_KEPT})
