"""Atomic claims: cut a sentence that says several things into parts, each with a wording and verdicts of its own.

A part is a claim with a parent; its spans say which words of the sentence it is about. What a verdict on the sentence
is about includes its parts, so that older verdicts stop counting with the first part and count again with the last.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from annotations.models import Claim, Document, Lineage, Placement, User, Verdict
from annotations.models.digests import digest
from annotations.services import history
from annotations.services.confirming import said_in
from annotations.services.following import followed
from annotations.services.history import Undoing
from annotations.services.locks import lock_claims, lock_document, successors_of
from annotations.services.passages import in_order
from annotations.services.refusals import Invalid, Stale, Superseded
from annotations.services.stands import Spans, Stand, Standing, basis_of, shifted
from annotations.services.transactions import writing
from annotations.services.verdicts import record_verdict

MAX_PARTS = 50
MAX_WORDING = 5_000


@dataclass(frozen=True, slots=True)
class Back:
    """That an act takes another one back, and the document, which is locked already."""

    of: Undoing
    document: Document


@dataclass(frozen=True, slots=True)
class _Opened:
    """A sentence and its parts, locked, and its text now."""

    document: Document
    sentence: Claim
    text: str
    parts: list[Claim]

    @property
    def live(self) -> list[Claim]:
        return [part for part in self.parts if part.retired_at is None]


def add_part(*, actor: User, claim: Claim, wording: str, spans: Spans, version: int, central: bool = False) -> Claim:
    """Add an atomic claim to a sentence and return it; spans are [start, end) in code points of the sentence.

    A `central` one decides for the sentence; the others are incidental then. Raises Superseded, Stale if the sentence
    or its parts changed since `version`, Invalid.
    """
    with writing():
        opened = _opened(claim)
        if claim.parent_id is not None:
            raise Invalid("claim_is_a_part", "An atomic claim is not cut any further: add it to its sentence.")
        _check_version(opened.sentence, version)
        if len(opened.live) >= MAX_PARTS:
            raise Invalid("too_many_parts", f"A sentence has at most {MAX_PARTS} atomic claims.")
        wording, spans = _checked(wording, spans, opened.text)
        part = _fresh(opened.document, opened.sentence, opened.text, wording, spans, central=central)
        opened.document.save(update_fields=["next_serial"])
        part.save(force_insert=True)
        opened.parts.append(part)
        _finish(actor, opened, part, "part.added", before=None)
        return part


def change_part(
    *, actor: User, part: Claim, wording: str, spans: Spans, version: int, central: bool | None = None,
    undoing: Back | None = None,
) -> Claim:  # fmt: skip
    """Give an atomic claim another wording or other spans, and return it; verdicts on the old wording become stale.

    Whether it is `central` stays as it is unless that is said. Raises Superseded, Stale or Invalid.
    """
    with writing():
        opened = _opened(part, undoing)
        row = _row(opened, part, version)
        before = _facts(row)
        if undoing is not None:
            spans = _now(opened, spans, undoing.of.entry.at)
        row.own_wording, row.spans = _checked(wording, spans, opened.text)
        row.basis = digest(opened.text, row.own_wording)
        row.central = row.central if central is None else central
        row.version += 1
        row.save(update_fields=["own_wording", "spans", "basis", "central", "version"])
        _finish(actor, opened, row, "part.changed", before=before, undoing=undoing)
        return row


def remove_part(*, actor: User, part: Claim, version: int, undoing: Back | None = None) -> Claim:
    """Take an atomic claim out of use and return its sentence; what is attached to it stays reachable there.

    After the last one the sentence is judged itself again. Raises Superseded or Stale.
    """
    with writing():
        opened = _opened(part, undoing)
        row = _row(opened, part, version)
        before = _facts(row)
        row.retired_at = timezone.now()
        row.save(update_fields=["retired_at"])
        _finish(actor, opened, row, "part.removed", before=before, undoing=undoing)
        return opened.sentence


def restore_part(*, actor: User, part: Claim, undoing: Back) -> Claim:
    """Take an atomic claim that was removed into use again, and return it. Raises Superseded or Invalid."""
    with writing():
        opened = _opened(part, undoing)
        row = next(row for row in opened.parts if row.pk == part.pk)
        if row.retired_at is None:
            raise Invalid("part_in_use", "This atomic claim is in use already.")
        row.spans = _now(opened, row.spans, row.retired_at)
        row.basis, row.retired_at = digest(opened.text, row.own_wording), None
        row.version += 1
        row.save(update_fields=["basis", "retired_at", "spans", "version"])
        _finish(actor, opened, row, "part.added", before=None, undoing=undoing)
        return row


def confirm_for_part(*, actor: User, part: Claim, version: int) -> Verdict:
    """Let the actor's last verdict on the sentence that a part was made of count for the part; return the new row.

    Only for who has no verdict on the part yet. Raises Superseded, Stale, or Invalid where there is none to confirm.
    """
    with writing():
        links = {"claim__descendant_links__descendant": part, "claim__descendant_links__kind": "part"}
        held = Verdict.objects.newest().exclude(label="").filter(reviewer=actor, **links).order_by("pk").last()
        if held is None:
            raise Invalid("nothing_to_confirm", "You have no verdict on the sentence that this was.")
        return record_verdict(
            actor=actor, claim=part, judgement=said_in(held), version=version, own_number=0, confirms=held
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """What a part of a new sentence is made of: a claim, what it says, and where in the revision (code points)."""

    claim: Claim
    wording: str
    spans: Spans


def origins_of(places: Sequence[Placement], *, whole: bool) -> list[Origin]:
    """Return the live parts of these sentences, in text order (1 query); with `whole`, also sentences without any."""
    rows: dict[int, list[Origin]] = defaultdict(list)
    starts = {place.claim_id: place.start for place in places}
    for row in Claim.objects.filter(parent__in=starts, retired_at__isnull=True).order_by("serial"):
        at = starts[row.parent_id or 0]
        spans = [[start + at, end + at] for start, end in row.spans]
        rows[row.parent_id or 0].append(Origin(row, row.own_wording, spans))
    if whole:
        for place in places:
            rows[place.claim_id] = rows[place.claim_id] or [Origin(place.claim, place.text, [[place.start, place.end]])]
    return [origin for place in places for origin in rows[place.claim_id]]


def keep_as_parts(
    document: Document, origins: Sequence[Origin], after: Sequence[Standing], goes_to: Mapping[int, Sequence[int]]
) -> None:
    """Make parts of `origins` under the claims that stand now; `goes_to` has the ranks of those by origin's serial.

    The document and the claims must be locked. What a claim holds already, kept before, is not made twice. Verdicts
    are not copied: their own reviewers may confirm them.
    """
    wanted = [
        (sentence, stand, origin)
        for rank, (sentence, stand) in enumerate(after)
        for origin in origins
        if rank in goes_to.get(origin.claim.serial, ())
    ]
    if not wanted:
        return
    sentences = {sentence.pk: sentence for sentence, _, _ in wanted}
    live = Placement.objects.live().filter(revision=document.current_id, claim__in=sentences)
    texts = dict(live.values_list("claim_id", "text"))
    held = Lineage.objects.filter(kind="part", descendant__parent__in=sentences, descendant__retired_at=None)
    known = set(held.values_list("descendant__parent_id", "ancestor_id"))
    made = [
        (origin.claim, _kept(document, sentence, texts[sentence.pk], origin, stand))
        for sentence, stand, origin in wanted
        if (sentence.pk, origin.claim.pk) not in known
    ]
    Claim.objects.bulk_create(part for _, part in made)
    Lineage.objects.bulk_create(
        Lineage(ancestor=old, descendant=part, kind="part", revision_id=document.current_id or 0) for old, part in made
    )
    document.save(update_fields=["next_serial"])
    _rewrite_all(sentences, texts)


def _kept(document: Document, sentence: Claim, text: str, origin: Origin, stand: Stand) -> Claim:
    spans = shifted(origin.spans, -stand.start, len(text))
    return _fresh(document, sentence, text, origin.wording, spans, central=origin.claim.central)


def _rewrite_all(sentences: Mapping[int, Claim], texts: Mapping[int, str]) -> None:
    parts: dict[int, list[Claim]] = defaultdict(list)
    for part in Claim.objects.filter(parent__in=sentences, retired_at=None).order_by("serial"):
        parts[part.parent_id or 0].append(part)
    for sentence in sentences.values():
        _rewrite(sentence, texts[sentence.pk], parts[sentence.pk])


def _opened(claim: Claim, undoing: Back | None = None) -> _Opened:
    """Lock the document, the sentence and its parts; raise Superseded for a sentence that stands nowhere."""
    document = undoing.document if undoing else lock_document(claim.document)
    if document.erased_at is not None:
        raise Invalid("document_erased", "The document has been deleted.")
    sentence = claim.parent_id or claim.pk
    parts = Claim.objects.filter(parent=sentence).values_list("pk", flat=True)
    rows = lock_claims([sentence, *parts])
    place = Placement.objects.live().filter(revision=document.current_id, claim=sentence).first()
    if place is None:
        raise Superseded("This claim was split or merged meanwhile.", successors_of(claim))
    if place.kind == "separator":
        raise Invalid("separator", "A separator is no sentence: it stays as it is.")
    return _Opened(document, rows.pop(sentence), place.text, sorted(rows.values(), key=lambda row: row.serial))


def _row(opened: _Opened, part: Claim, version: int) -> Claim:
    row = next((row for row in opened.parts if row.pk == part.pk), None)
    if row is None:
        raise Invalid("claim_is_no_part", "This claim is a sentence, and no part of one.")
    if row.retired_at is not None:
        raise Superseded("This atomic claim was removed meanwhile.", successors_of(row))
    _check_version(row, version)
    return row


def _check_version(claim: Claim, version: int) -> None:
    if claim.version != version:
        raise Stale("claim_changed", "The wording of this claim changed since you opened it.")


def _checked(wording: str, spans: Spans, text: str) -> tuple[str, Spans]:
    """Return the wording without blanks around it, and the spans in text order; raise Invalid."""
    wording = wording.strip()
    if not wording:
        raise Invalid("wording_missing", "An atomic claim needs a wording of its own.")
    if len(wording) > MAX_WORDING:
        raise Invalid("wording_too_long", f"The wording of an atomic claim has at most {MAX_WORDING:,} characters.")
    return wording, in_order(spans, text)


def _now(opened: _Opened, spans: Spans, since: datetime) -> Spans:
    """Return where words of the sentence, as it stood at that time, stand in it now."""
    stood = Placement.objects.filter(claim=opened.sentence, created_at__lte=since).order_by("pk")
    return followed(spans, stood.values_list("text", flat=True).last() or opened.text, opened.text)


def _fresh(document: Document, sentence: Claim, text: str, wording: str, spans: Spans, *, central: bool) -> Claim:
    serial = document.next_serial
    document.next_serial += 1
    return Claim(
        document=document, serial=serial, parent=sentence, own_wording=wording, spans=spans,
        basis=digest(text, wording), central=central,
    )  # fmt: skip


def _rewrite(sentence: Claim, text: str, live: Sequence[Claim]) -> None:
    sentence.basis = basis_of(text, live)
    sentence.save(update_fields=["basis", "version"])


def _facts(part: Claim) -> dict[str, Any]:
    return {"wording": part.own_wording, "spans": part.spans, "central": part.central}


def _finish(
    actor: User,
    opened: _Opened,
    part: Claim,
    code: str,
    *,
    before: dict[str, Any] | None,
    undoing: Back | None = None,
) -> None:
    opened.sentence.version += 1
    _rewrite(opened.sentence, opened.text, opened.live)
    after = None if part.retired_at is not None else _facts(part)
    history.record(
        actor=actor, code=code, document=opened.document, claim=opened.sentence,
        subject=f"claim {opened.sentence.serial}", undoing=undoing.of if undoing else None,
        body={"part": part.serial, "before": before, "after": after}, content=True,
    )  # fmt: skip
