"""Claims as people name them: “3-7, 12a”, by the numbers that stand beside them."""

import re
from collections.abc import Sequence

from annotations.models import Claim, Document, Placement
from annotations.services.refusals import Invalid

NUMBER = r"[1-9][0-9]{0,5}[a-z]{0,4}"
RANGE = re.compile(rf"({NUMBER})(?:\s*[-–]\s*({NUMBER}))?")
MOST = 2000


def claims_numbered(document: Document, said: str) -> list[Claim]:
    """Return the claims of the current revision that a list of numbers and ranges names, each once, in text order.

    A range takes in everything that stands between its ends. Raises Invalid for what names no claim.
    """
    places = list(
        Placement.objects.counted().filter(revision=document.current_id).select_related("claim").order_by("start")
    )
    rank = {place.shown_number: at for at, place in enumerate(places)}
    chosen = {at for part in re.split(r"[,;]", said.lower()) if part.strip() for at in _ranks(part.strip(), rank)}
    if not chosen or len(chosen) > MOST:
        raise Invalid("claim_numbers", f"Name 1 to {MOST:,} claims by their numbers, such as 3-7, 12.")
    return [places[at].claim for at in sorted(chosen)]


def claims_with_serials(document: Document, serials: Sequence[int]) -> list[Claim]:
    """Return the document's claims with these serials. Raises Invalid for one that there is not."""
    found = {claim.serial: claim for claim in Claim.objects.filter(document=document, serial__in=serials)}
    missing = [str(serial) for serial in serials if serial not in found]
    if missing:
        raise Invalid("claim_numbers", f"There is no claim {', '.join(missing[:10])}.")
    return [found[serial] for serial in serials]


def _ranks(part: str, rank: dict[str, int]) -> range:
    named = RANGE.fullmatch(part)
    ends = [end for end in named.groups() if end] if named else []
    unknown = [end for end in ends if end not in rank]
    if not ends or unknown:
        raise Invalid("claim_numbers", f"There is no claim “{(unknown or [part])[0][:40]}”.")
    return range(rank[ends[0]], rank[ends[-1]] + 1)
