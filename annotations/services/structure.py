"""Repair the boundaries of claims: split, merge, move. Text and offsets never change; nothing attached is lost.

A split or a merge retires its parents and lets successors stand in their place, or brings back those that stood
there before. A moved boundary leaves both claims what they are; their wording changes, and with it their basis.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotations.models import Claim, Document, Lineage, Placement, User
from annotations.scales import SCALES
from annotations.services import history
from annotations.services.claims import suggestion_for
from annotations.services.cuts import boundary_moved, next_suffix, parts_of
from annotations.services.history import Undoing
from annotations.services.locks import lock_claims, lock_document, successors_of
from annotations.services.parts import keep_as_parts, origins_of
from annotations.services.refusals import Blocked, Invalid, Stale, Superseded
from annotations.services.stands import Rearranged, Stand, Standing, rearrange
from annotations.services.taking import NOTHING, Take, take_over
from annotations.services.transactions import writing

Span = tuple[int, int]


def split_claim(*, actor: User, claim: Claim, at: int, version: int, take: Take = NOTHING) -> tuple[Claim, Claim]:
    """Split a claim before the code point `at` of the revision; return what stands left and right of the cut.

    The left part keeps the number, the right one takes its next free letter. Raises Superseded, Stale or Invalid.
    """
    with writing():
        document = _locked(claim)
        place = _standing(document, claim)
        spans = parts_of(place, at)
        revived = _lock(document, [place], spans)
        _check_version(place.claim, version)
        suffixes = (place.suffix, next_suffix(_letters(place)))
        fresh = [_plain(document, place, "split", suffix) for suffix in suffixes]
        after = _successors(document, spans, fresh, revived)
        origins = origins_of([place], whole=False)
        _check_parts(take, [origin.claim.serial for origin in origins])
        told = rearrange(document, [place], after)
        _link([place.claim], after, "split", place)
        successors = [successor for successor, _ in after]
        take_over(actor=actor, take=take, parents=[place.claim], successors=successors)
        keep_as_parts(document, origins, after, take.parts)
        _record(actor, document, "claim.split", place.claim, told)
        return successors[0], successors[1]


def merge_claims(
    *, actor: User, claim: Claim, following: Claim, version: int, next_version: int, take: Take = NOTHING
) -> Claim:
    """Merge a claim with the one that follows it in the text; return what stands in their place.

    It bears the number and the kind of the left one. With `take.as_parts`, the two sentences (or the parts that they
    have) become its parts. Raises Superseded, Stale or Invalid.
    """
    with writing():
        document = _locked(claim)
        left, right = _standing(document, claim), _standing(document, following)
        if _next(left) != right:
            raise Invalid("not_neighbours", "Only claims that follow one another in the text can be merged.")
        span = (left.start, right.end)
        revived = _lock(document, [left, right], [span])
        _check_version(left.claim, version)
        _check_version(right.claim, next_version)
        after = _successors(document, [span], [_plain(document, left, "merged", left.suffix)], revived)
        origins = origins_of([left, right], whole=True) if take.as_parts else []
        told = rearrange(document, [left, right], after)
        _link([left.claim, right.claim], after, "merged", left)
        take_over(actor=actor, take=take, parents=[left.claim, right.claim], successors=[after[0][0]])
        keep_as_parts(document, origins, after, {origin.claim.serial: (0,) for origin in origins})
        _record(actor, document, "claim.merged", left.claim, told)
        return after[0][0]


def move_boundary(*, actor: User, claim: Claim, words: int, version: int) -> tuple[Claim, Claim]:
    """Move the boundary after the claim by a number of words (to the left if negative).

    Both claims keep their ids; their wording, basis and version change, so verdicts on the old wording no longer
    count. Text and outer offsets stay. Raises Superseded, Stale, or Invalid when a side would be left empty.
    """
    with writing():
        document = _locked(claim)
        left = _standing(document, claim)
        right = _next(left)
        if right is None:
            raise Invalid("no_next_claim", "There is no claim after this one.")
        _check_kind(right)
        _lock(document, [left, right], [])
        _check_version(left.claim, version)
        whole = Placement(start=left.start, end=right.end, text=left.text + right.gap + right.text)
        (start, end), (cut, outer) = parts_of(whole, boundary_moved(left, right, words))
        after = [
            (left.claim, Stand.of(left, start=start, end=end, rule="boundary-moved", doubtful=False)),
            (right.claim, Stand.of(right, start=cut, end=outer, rule="boundary-moved")),
        ]
        _record(actor, document, "claim.boundary_moved", left.claim, rearrange(document, [left, right], after))
        return left.claim, right.claim


def revert(*, actor: User, document: Document, undoing: Undoing) -> Claim:
    """Take a structural act back, or do it again; return the first claim that stands there now.

    The document must be locked, and nothing may have been rearranged there since. Raises Blocked.
    """
    claim, told = put_back(document, undoing)
    _record(actor, document, undoing.entry.code, claim, told, undoing)
    return claim


def put_back(document: Document, undoing: Undoing) -> tuple[Claim, Rearranged]:
    """Let stand again what stood before an act; return the first of these claims, and what is to be told.

    The document must be locked. Spans that somebody set since stay. Raises Blocked if something was rearranged there
    since.
    """
    told = undoing.entry.body or {}
    opened = {item["claim"]: item for item in told["after"]}
    live = Placement.objects.live().filter(revision=document.current_id, claim__serial__in=opened)
    before = list(live.select_related("claim").order_by("start"))
    now = [(place.claim.serial, place.start, place.end) for place in before]
    if now != [(item["claim"], item["start"], item["end"]) for item in told["after"]]:
        raise Blocked("The text was rearranged here since.", undoing.entry.number)
    serials = {item["claim"] for item in told["before"]}
    returning = Claim.objects.filter(document=document, serial__in=serials).values_list("pk", flat=True)
    claims = lock_claims([*(place.claim_id for place in before), *returning])
    by_serial = {claim.serial: claim for claim in claims.values()}
    for place in before:
        place.claim = claims[place.claim_id]
    newer = _pointed_since(told, claims)
    after = [(by_serial[item["claim"]], _but_for(newer, Stand.from_json(item))) for item in told["before"]]
    return after[0][0], rearrange(document, before, after)


def _pointed_since(told: Mapping[str, Any], claims: Iterable[int]) -> set[str]:
    """Return the atomic claims, by serial, whose spans somebody set after an act: those move along with the text."""
    left = {serial: spans for item in told["after"] for serial, spans in item.get("parts", {}).items()}
    now = Claim.objects.filter(parent__in=claims).values_list("serial", "spans")
    return {str(serial) for serial, spans in now if left.get(str(serial), spans) != spans}


def _but_for(newer: set[str], stand: Stand) -> Stand:
    return replace(stand, parts={serial: spans for serial, spans in stand.parts.items() if serial not in newer})


def _locked(claim: Claim) -> Document:
    document = lock_document(claim.document)
    if document.erased_at is not None:
        raise Invalid("document_erased", "The document has been deleted.")
    return document


def _standing(document: Document, claim: Claim) -> Placement:
    """Return where a claim stands now; under the document's lock no one else moves it."""
    live = Placement.objects.live().filter(revision=document.current_id, claim=claim)
    place = live.select_related("revision").defer("revision__text").first()
    if claim.parent_id is not None:
        raise Invalid("claim_is_a_part", "An atomic claim has no boundary of its own.")
    if place is None:
        raise Superseded("This claim was split or merged meanwhile.", successors_of(claim))
    _check_kind(place)
    return place


def _check_kind(place: Placement) -> None:
    if place.kind == "separator":
        raise Invalid("separator", "A separator is no sentence: it stays as it is.")


def _check_parts(take: Take, known: Sequence[int]) -> None:
    if not set(take.parts) <= set(known):
        raise Invalid("not_to_be_taken", "One of the atomic claims is not there any more. Look again.")


def _check_version(claim: Claim, version: int) -> None:
    if claim.version != version:
        raise Stale("claim_changed", "The wording of this claim changed since you opened it.")


def _next(place: Placement) -> Placement | None:
    live = Placement.objects.live().filter(revision=place.revision_id, start__gte=place.end)
    return live.order_by("start").first()


def _letters(place: Placement) -> set[str]:
    numbered = Placement.objects.filter(revision=place.revision_id, number=place.number)
    return set(numbered.values_list("suffix", flat=True))


def _lock(document: Document, before: Sequence[Placement], spans: Sequence[Span]) -> dict[Span, Placement]:
    """Lock the claims of these placements, and those that once stood on exactly these spans, which are returned."""
    stood = Placement.objects.filter(
        revision=document.current_id, start__in=[span[0] for span in spans], claim__retired_at__isnull=False
    ).order_by("pk")
    revived = {(place.start, place.end): place for place in stood if (place.start, place.end) in spans}
    claims = lock_claims([place.claim_id for place in (*before, *revived.values())])
    for place in (*before, *revived.values()):
        place.claim = claims[place.claim_id]
    return revived


def _plain(document: Document, place: Placement, rule: str, suffix: str) -> Stand:
    """Return how a new claim stands in the place of another: nobody doubts a cut that a person made."""
    suggested = suggestion_for(place.kind, SCALES[document.project.scale])
    return Stand.of(place, rule=rule, suffix=suffix, doubtful=False, suggested_label=suggested)


def _successors(
    document: Document, spans: Sequence[Span], fresh: Sequence[Stand], revived: dict[Span, Placement]
) -> list[Standing]:
    """Return who is to stand on each span: a claim that stood there before, else a new one."""
    after: list[Standing] = []
    for (start, end), stand in zip(spans, fresh, strict=True):
        if (start, end) in revived:
            place = revived[start, end]
            after.append((place.claim, Stand.of(place)))
            continue
        claim = Claim(document=document, serial=document.next_serial)
        document.next_serial += 1
        after.append((claim, replace(stand, start=start, end=end)))
    document.save(update_fields=["next_serial"])
    return after


def _link(parents: Sequence[Claim], after: Sequence[Standing], kind: str, place: Placement) -> None:
    Lineage.objects.bulk_create(
        (
            Lineage(ancestor=parent, descendant=claim, kind=kind, revision_id=place.revision_id)
            for parent in parents
            for claim, _ in after
        ),
        ignore_conflicts=True,
    )


def _record(
    actor: User, document: Document, code: str, claim: Claim, told: Rearranged, undoing: Undoing | None = None
) -> None:
    history.record(
        actor=actor, code=code, document=document, claim=claim, subject=subject_of(told), undoing=undoing,
        body={"before": told.before, "after": told.after}, content=True,
    )  # fmt: skip


def subject_of(told: Rearranged) -> str:
    """Name the claims before and after, so that the history is read without opening it."""
    sides = [", ".join(f"{item['number']}{item['suffix']}" for item in side) for side in (told.before, told.after)]
    return f"claims {sides[0]} → {sides[1]}"[:120]
