"""Which claims may be published as ClaimReview, and under which words and number. The reasons read behind “because”."""

from typing import Any
from urllib.parse import urlsplit

from annotations.reports.contents import ClaimEntry, ReportContents
from annotations.reports.published import PublisherEntry
from annotations.reports.records import SignOffEntry
from annotations.reports.text import one_line, web_address
from annotations.scales import Scale

BEST, WORST = 5, 1
NOBODY = PublisherEntry("")

UNSIGNED = "the revision has no valid sign-off"
UNPUBLISHED = "nothing is published, so that no claim has a page of its own"
NO_PUBLISHER = "the project does not say who publishes"
NO_POLICY = "the project has no address of a corrections policy"
OWN_TEXT = "the text is the publisher’s own"
UNREAD = "there is no verdict that counts"
DISAGREEMENT = "reviewers disagree"
NOT_CHECKABLE = "there is nothing to check in an opinion, a prediction or the like"
NO_MAPPING = "the label has no words in ClaimReview"


def document_faults(contents: ReportContents) -> tuple[str, ...]:
    """Return every reason why no claim of the document may be published as ClaimReview."""
    publisher = contents.publisher or NOBODY
    faults = {
        UNSIGNED: standing_signoff(contents) is None,
        UNPUBLISHED: not web_address(contents.public_url),
        NO_PUBLISHER: not one_line(publisher.name),
        NO_POLICY: not web_address(publisher.corrections_policy_url),
        OWN_TEXT: _is_own(contents, publisher),
    }
    return tuple(reason for reason, applies in faults.items() if applies)


def claim_fault(claim: ClaimEntry, contents: ReportContents) -> str:
    """Return why this claim may not be published as ClaimReview, '' if it may."""
    if claim.label is None:
        return DISAGREEMENT if claim.disagreement else UNREAD
    if claim.label in contents.scale and not contents.scale.label(claim.label).is_checkable:
        return NOT_CHECKABLE
    return "" if rating_of(claim.label, contents.scale) else NO_MAPPING


def standing_signoff(contents: ReportContents) -> SignOffEntry | None:
    """Return the sign-off of this revision that holds, None if there is none."""
    number = contents.revision.number
    return next((one for one in contents.signoffs if one.valid and one.revision == number), None)


def rating_of(slug: str, scale: Scale) -> dict[str, Any] | None:
    """Return words and number as the scale maps them; off the scale no number; None without a mapping.

    A label that has a number only goes by its own title.
    """
    label = scale.label(slug) if slug in scale else None
    if label is None or not label.is_checkable:
        return None
    number = label.mappings.get("claimreview_rating")
    words = label.mappings.get("claimreview") or (label.title if number else "")
    if not words:
        return None
    value = {"ratingValue": int(number), "bestRating": BEST, "worstRating": WORST} if number else {}
    return {"@type": "Rating", "alternateName": one_line(words)} | value


def _is_own(contents: ReportContents, publisher: PublisherEntry) -> bool:
    """Whether the text was written or published by whoever publishes the check."""
    claimants = {_folded(contents.document.author), _folded(contents.document.publisher)} - {""}
    here = _host(contents.document.url)
    sites = {_host(publisher.url), _host(contents.public_url)} - {""}
    return _folded(publisher.name) in claimants or any(here == site or here.endswith(f".{site}") for site in sites)


def _folded(name: str) -> str:
    return one_line(name).casefold()


def _host(address: str) -> str:
    host = urlsplit(web_address(address)).hostname or ""
    return host.removeprefix("www.")
