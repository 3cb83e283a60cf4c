"""Which claims a second reading falls to: by the project's policy, and the same ones whenever it is asked again."""

from collections import defaultdict
from collections.abc import Sequence

from annotations.models import Claim, Document, Draw, Placement, Verdict
from annotations.models.digests import digest
from annotations.scales import ISSUE_TAGS
from annotations.services.refusals import Invalid


def drawn_claims(document: Document, flagged: str = "") -> tuple[Draw, list[Claim]]:
    """Return how the policy draws, and the claims that it draws, in reading order. Raises Invalid if it draws none.

    With an issue tag, drawn are the claims that somebody's verdict flags with it, whatever the policy says. Drawn are
    sentences, with parts their parts; not what is suggested to be no claim, such as a heading.
    """
    rules = document.project.rules
    if flagged:
        return Draw.LABEL, _flagged(document, _leaves(document), flagged)
    if rules.second_reading == "off":
        raise Invalid("second_reading_off", "By the project's policy nothing is read twice; assign claims by hand.")
    leaves = _leaves(document)
    if rules.second_reading == "labels":
        return Draw.LABEL, _with_first_label(document, leaves, rules.second_labels)
    if rules.second_reading == "percent":
        return Draw.RANDOM, _sample(document, leaves, rules.second_percent)
    return Draw.RANDOM, leaves


def _leaves(document: Document) -> list[Claim]:
    places = Placement.objects.counted().filter(revision=document.current_id, suggested_label="")
    parts: dict[int, list[Claim]] = defaultdict(list)
    live_parts = Claim.objects.filter(document=document, parent__isnull=False, retired_at__isnull=True)
    for part in live_parts.order_by("serial"):
        parts[part.parent_id or 0].append(part)
    sentences = [place.claim for place in places.select_related("claim").order_by("start")]
    return [leaf for claim in sentences for leaf in parts.get(claim.pk) or [claim]]


def _sample(document: Document, leaves: Sequence[Claim], percent: int) -> list[Claim]:
    """Return this share of the claims, rounded up, by a lot that hangs on document and content alone."""
    lots = {claim.pk: digest(str(document.pk), str(claim.serial), claim.basis) for claim in leaves}
    size = -(-len(leaves) * percent // 100)
    drawn = set(sorted(lots, key=lambda pk: lots[pk])[:size])
    return [claim for claim in leaves if claim.pk in drawn]


def _with_first_label(document: Document, leaves: Sequence[Claim], labels: Sequence[str]) -> list[Claim]:
    """Return the claims whose first reader holds one of these labels now."""
    first: dict[int, int] = {}
    began = Verdict.objects.filter(document=document, number=1).order_by("pk")
    for claim, reviewer in began.values_list("claim_id", "reviewer_id"):
        first.setdefault(claim, reviewer)
    held = Verdict.objects.current().filter(document=document, label__in=labels)
    wanted = {claim for claim, reviewer in held.values_list("claim_id", "reviewer_id") if first.get(claim) == reviewer}
    return [claim for claim in leaves if claim.pk in wanted]


def _flagged(document: Document, leaves: Sequence[Claim], tag: str) -> list[Claim]:
    """Return the claims on which a verdict that counts now holds this tag."""
    if tag not in ISSUE_TAGS:
        raise Invalid("tag_unknown", f"Not known: {tag}.")
    held = Verdict.objects.current().filter(document=document).values_list("claim_id", "tags")
    wanted = {claim for claim, tags in held if tag in tags}
    return [claim for claim in leaves if claim.pk in wanted]
