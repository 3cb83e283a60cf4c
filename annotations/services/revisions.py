"""Import a revised text into a document while it is being checked: nothing that was said is lost."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Max

from annotations.alignment import Alignment, align
from annotations.alignment.outcomes import Placed
from annotations.models import Citation, Claim, Document, HistoryEntry, Note, Notice, Occasion, Revision, User, Verdict
from annotations.models.digests import digest
from annotations.segmentation import Unit
from annotations.services import history, originals
from annotations.services.claims import MAX_CLAIMS
from annotations.services.documents import require_importer, store_revision
from annotations.services.drafts import Details, Draft, Incoming, Progress, draft_import, in_silence
from annotations.services.limits import check_quota
from annotations.services.locks import lock_document
from annotations.services.recutting import pasts_of, recut
from annotations.services.refusals import Duplicate, Invalid, Refusal, Stale
from annotations.services.remarks import attached, store_remarks
from annotations.services.standing import Placing, let_stand
from annotations.services.transactions import writing

Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a revision would be: its units with the hashes of their wordings, and what becomes of every claim.

    New units are named by their rank from 0, claims by their id. `seen` tells how the document was read: its revision,
    and the last placement of that.
    """

    draft: Draft
    units: tuple[Unit, ...]
    wordings: tuple[str, ...]
    alignment: Alignment
    seen: tuple[int | None, int | None]

    @property
    def undecided(self) -> int:
        """How many new units might be an old claim, where only a guess could say."""
        return len({key for review in self.alignment.reviews for key in review.new})


def revision_details(document: Document) -> Details:
    """Return the details with which a revised text is read: those of its document."""
    return Details(title=document.title, author=document.author, language=document.language)


def draft_revision(*, document: Document, incoming: Incoming, progress: Progress = in_silence) -> Draft:
    """Read and cut a revised text without saving anything. Raises UnreadableDocument or Invalid."""
    details = revision_details(document)
    return draft_import(project=document.project, incoming=incoming, details=details, progress=progress)


def plan_revision(*, document: Document, draft: Draft) -> Plan:
    """Say what the draft would be as the document's next revision; nothing is locked or saved.

    Raises Duplicate for the text that is there now, Invalid for too many claims.
    """
    _require_other_text(document, draft)
    seen = _seen(document)
    pasts = pasts_of(document)
    text = draft.manuscript.text
    units = tuple(recut(pasts, text, draft.units))
    if len(units) > MAX_CLAIMS:
        raise Invalid("too_many_claims", f"The text has {len(units):,} sentences; at most {MAX_CLAIMS:,} fit.")
    wordings = tuple(digest(text[unit.start : unit.end]) for unit in units)
    new = [
        Placed(rank, wording, unit.start, text[unit.start : unit.end], unit.kind)
        for rank, (unit, wording) in enumerate(zip(units, wordings, strict=True))
    ]
    earlier = [past.placed_bare for past in pasts[1:]]
    alignment = align(pasts[0].placed, new, earlier, language=document.language)
    return Plan(draft, units, wordings, alignment, seen)


def import_revision(
    *, actor: User, document: Document, draft: Draft, version: int, plan: Plan | None = None
) -> Revision:
    """Store a draft as the document's next revision in one transaction, and return the revision.

    What is unchanged, moved, changed or there again keeps its claim, and with it all that hangs on it; a verdict on
    another wording no longer counts. Split, merged and new sentences are new claims; deleted ones stay in the
    revisions that have them. A `plan` made before spares the work under the lock, if nobody repaired the text since.
    Raises Stale if the document changed since `version`, Duplicate for the text that is there now, NotAllowed.
    """
    check_quota(document.project, len(draft.upload.data))
    made = plan or plan_revision(document=document, draft=draft)
    name = originals.keep(settings.ORIGINALS_DIR, draft.upload.data)
    with writing():
        try:
            require_importer(actor, document.project)
            current = lock_document(document)
            if current.erased_at is not None:
                raise Invalid("document_erased", "The document has been deleted.")
            if current.version != version:
                raise Stale("document_changed", "Somebody changed this document since you opened it.")
            _require_other_text(current, draft)
            if _seen(current) != made.seen:
                made = plan_revision(document=current, draft=draft)
            return _stored(actor, current, made, name)
        except (Refusal, DatabaseError):  # before the commit: nothing of it can have been stored
            originals.drop(settings.ORIGINALS_DIR, name)
            raise


def _require_other_text(document: Document, draft: Draft) -> None:
    sha256 = hashlib.sha256(draft.manuscript.text.encode()).hexdigest()
    there = Revision.objects.filter(pk=document.current_id or 0, sha256=sha256).defer("text").first()
    if there is not None:
        message = f"This is the text of revision {there.number}, which is the current one."
        raise Duplicate("duplicate", message, document)


def _seen(document: Document) -> tuple[int | None, int | None]:
    """Every repair opens a placement, so that the last one tells whether anything was repaired."""
    last = Revision.objects.filter(pk=document.current_id or 0).aggregate(last=Max("placements"))["last"]
    return document.current_id, last


def _stored(actor: User, document: Document, plan: Plan, storage_name: str) -> Revision:
    before = Revision.objects.defer("text").get(pk=document.current_id or 0)
    held = _current_pairs(document)
    revision = store_revision(actor, document, plan.draft, storage_name, number=before.number + 1)
    placing = Placing(plan.draft.manuscript, plan.units, plan.wordings, plan.alignment)
    claims, parts = let_stand(document, revision, placing)
    document.current, document.version = revision, document.version + 1
    document.save(update_fields=["current", "version", "next_serial"])
    remarks = _store_new_remarks(actor, document, plan, claims)
    body = _body(document, plan, revision, claims) | {
        "author_notes": remarks[0], "author_citations": remarks[1], "parts": parts,
    }  # fmt: skip
    entry = history.record(
        actor=actor, code="document.revised", document=document, subject=f"revision {revision.number}", body=body,
        content=True,
    )  # fmt: skip
    _notify(actor, document, entry, held - _still_held(document, plan))
    return revision


def _body(document: Document, plan: Plan, revision: Revision, claims: list[Claim]) -> dict[str, Any]:
    named = {key for review in plan.alignment.reviews for key in review.old}
    old = dict(Claim.objects.filter(document=document, pk__in=named).values_list("pk", "serial")) if named else {}
    reviews = [
        {
            "reason": review.reason, "old": [old[int(key)] for key in review.old],
            "new": [claims[int(key)].serial for key in review.new],
        }
        for review in plan.alignment.reviews
    ]  # fmt: skip
    return {
        "revision": revision.number, "sha256": revision.sha256, "claims": len(claims),
        "file": plan.draft.upload.name, "fetched_from": plan.draft.incoming.url,
        "old": plan.alignment.old_counts, "new": plan.alignment.new_counts, "reviews": reviews,
    }  # fmt: skip


def _store_new_remarks(actor: User, document: Document, plan: Plan, claims: list[Claim]) -> tuple[int, int]:
    """Store what the author attached to this text and had not attached to the same claim before."""
    found = attached(plan.units, plan.draft.manuscript)
    if not found.notes and not found.links:
        return 0, 0
    notes = Note.objects.filter(document=document, by_author=True, claim__isnull=False)
    said = set(notes.values_list("claim_id", "text"))
    cited = Citation.objects.filter(document=document, by_author=True)
    linked = set(cited.values_list("claim_id", "source__url_normalised"))
    fresh = {remark for rank, remark in found.notes if (claims[rank].pk, remark.text) not in said}
    fresh |= {link.remark for rank, link in found.links if (claims[rank].pk, link.page) not in linked}
    manuscript = plan.draft.manuscript
    kept = tuple(remark for remark in manuscript.remarks if remark in fresh)
    stored = store_remarks(
        actor=actor, document=document, units=plan.units, claims=claims, manuscript=replace(manuscript, remarks=kept)
    )
    return stored.notes, stored.citations


def _current_pairs(document: Document) -> Pairs:
    """Return who holds a verdict that counts on which claim, as (claim, reviewer)."""
    return set(Verdict.objects.filter(document=document).current().values_list("claim_id", "reviewer_id"))


def _still_held(document: Document, plan: Plan) -> Pairs:
    """Return the pairs that count still; what was deleted stays as it was said, what was split or merged does not."""
    parted = {departure.key for departure in plan.alignment.old if departure.fate in ("split", "merged")}
    return {(claim, person) for claim, person in _current_pairs(document) if claim not in parted}


def _notify(actor: User, document: Document, entry: HistoryEntry, gone: Pairs) -> None:
    """Tell each reviewer but the one who did it, once: of the claim if it is a single one, else of the document."""
    counts = Counter(person for _claim, person in gone)
    counts.pop(actor.pk, None)
    single = {person: claim for claim, person in gone if counts[person] == 1}
    Notice.objects.bulk_create(
        Notice(person_id=person, document=document, claim_id=single.get(person), entry=entry, occasion=Occasion.STALE)
        for person in sorted(counts)
    )
