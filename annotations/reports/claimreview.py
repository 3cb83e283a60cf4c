"""ClaimReview of schema.org, as search engines and the Fact Check Explorer read it: one review for each claim's page.

A sentence with parts has one page and so one review, with the label that its parts add up to.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from annotations.reports.claimreview_rules import (
    NOBODY,
    claim_fault,
    document_faults,
    rating_of,
    standing_signoff,
)
from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.excerpts import first_sentences, shortened
from annotations.reports.labels import scale_named
from annotations.reports.omissions import claims_without, numbers_of
from annotations.reports.published import CorrectionEntry
from annotations.reports.summary import counted
from annotations.reports.text import doi_address, iso_moment, one_line, printable, web_address

MOST_CLAIMED = 75  # code points of the summary that search engines show
MOST_EXPLAINED = 300

Json = dict[str, Any]

_LIST_SIGN = re.compile(r"(?:[•‣◦▪●○⁃*–-]|\(?\d{1,3}[.)])\s+(?=\S)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimReviewWriter:
    """A feed of the document's reviews: a JSON array, `[]` where none may be published."""

    slug: str = "claimreview"
    title: str = "ClaimReview (JSON-LD)"
    media_type: str = "application/ld+json"
    suffix: str = "json"

    def write(self, contents: ReportContents, out: BinaryIO) -> tuple[str, ...]:
        """Write the reviews and say which claims have none, and where a claim itself has the words of its verdict."""
        claims = counted(contents)
        is_open = not document_faults(contents)
        chosen = [claim for claim in claims if is_open and not claim_fault(claim, contents)]
        for rank, claim in enumerate(chosen):
            text = json.dumps(_review(claim, contents), ensure_ascii=False, indent=2)
            out.write(f"{',' if rank else '['}\n{text}".encode("utf-8", "backslashreplace"))
        out.write(b"\n]\n" if chosen else b"[]\n")
        return (*_left_out(claims, contents), *_own_words(chosen, contents))


def review_of(claim: ClaimEntry, contents: ReportContents) -> Json | None:
    """Return the review of one claim for its public page, None where none may be published."""
    if document_faults(contents) or claim_fault(claim, contents):
        return None
    return _review(claim, contents)


def embedded(data: Any) -> str:
    """Return data as JSON that may stand in a script element: nothing in it ends the element or begins a comment."""
    return json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT).encode("utf-8", "backslashreplace").decode()


def _left_out(claims: tuple[ClaimEntry, ...], contents: ReportContents) -> Iterator[str]:
    yield from (f"All claims are left out because {reason}." for reason in document_faults(contents))
    faults: dict[str, list[ClaimEntry]] = defaultdict(list)
    for claim in claims:
        faults[claim_fault(claim, contents)].append(claim)
    faults.pop("", None)
    yield from claims_without(faults)


def _own_words(claims: list[ClaimEntry], contents: ReportContents) -> Iterator[str]:
    """Search engines want no verdict inside the claim; where the claim itself says it, a person should look."""
    saying = [claim for claim in claims if _says_its_verdict(claim, contents)]
    if saying:
        yield f"Nothing is left out, but the words of the verdict stand in the claim itself: {numbers_of(saying)}."


def _says_its_verdict(claim: ClaimEntry, contents: ReportContents) -> bool:
    words = (rating_of(claim.label or "", contents.scale) or {}).get("alternateName", "")
    return bool(words) and re.search(rf"\b{re.escape(words)}\b", _claimed(claim), re.IGNORECASE) is not None


def _review(claim: ClaimEntry, contents: ReportContents) -> Json:
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{contents.public_url}claims/{claim.id}/",
        "claimReviewed": _claimed(claim),
        "inLanguage": _language(contents),
        **_dates(claim, contents),
        "author": _publisher(contents),
        "reviewRating": _rating(claim, contents),
        "itemReviewed": _item(claim, contents),
        "citation": _cited(claim, contents),
        "correction": [_correction(one, contents) for one in _corrections(claim, contents)],
    }
    return _filled(review)


def _claimed(claim: ClaimEntry) -> str:
    """Return a line that says what was claimed: the wording of the part that decided, else the sentence, cut."""
    deciding = _deciding(claim)
    is_one = len(deciding) == 1 and deciding[0].label == claim.label and one_line(deciding[0].wording)
    text = one_line(deciding[0].wording if is_one else claim.text)
    sign = _LIST_SIGN.match(text) if claim.kind == "list-item" else None
    return shortened(text[sign.end() :] if sign else text, MOST_CLAIMED)


def _language(contents: ReportContents) -> str:
    return contents.document.language if _LANGUAGE.fullmatch(contents.document.language) else ""


def _dates(claim: ClaimEntry, contents: ReportContents) -> Json:
    """A claim that was corrected had been published since the first sign-off, any other since the one that holds."""
    signed = standing_signoff(contents)
    corrected = [one.noted_at for one in _corrections(claim, contents)]
    moments = [one.at for one in contents.signoffs] if corrected else [signed.at] if signed else []
    published = min(moments, default=None)
    modified = max([*corrected, *([published] if published else [])]) if corrected else None
    return {"datePublished": _second(published), "dateModified": _second(modified)}


def _second(moment: datetime | None) -> str:
    return iso_moment(moment.replace(microsecond=0)) if moment else ""


def _publisher(contents: ReportContents) -> Json:
    publisher = contents.publisher or NOBODY
    return {
        "@type": "Organization",
        "name": one_line(publisher.name),
        "url": web_address(publisher.url),
        "correctionsPolicy": web_address(publisher.corrections_policy_url),
    }


def _rating(claim: ClaimEntry, contents: ReportContents) -> Json:
    rating = rating_of(claim.label or "", contents.scale) or {}
    return rating | {"ratingExplanation": _explanation(claim)}


def _explanation(claim: ClaimEntry) -> str:
    """Return one or two sentences: of the reason, else of a rationale, else one each for the first two parts."""
    said = _reasons(claim)
    if said:
        return shortened(first_sentences(said[0], 2), MOST_EXPLAINED)
    each = [first_sentences(reasons[0], 1) for reasons in map(_reasons, _deciding(claim)) if reasons]
    return shortened(" ".join(each[:2]), MOST_EXPLAINED)


def _deciding(claim: ClaimEntry) -> list[PartEntry]:
    """Return the central parts, or all of them where none is."""
    live = [part for part in claim.parts if not part.retired]
    return [part for part in live if part.central] or live


def _reasons(entry: ClaimEntry | PartEntry) -> list[str]:
    """Return the reason of the settled label, then the rationales of those whose label it is."""
    settled = [one.reason for one in entry.adjudications if one.stands and one.label == entry.label]
    held = [one.rationale for one in entry.verdicts if one.current and one.label == entry.label]
    return [text for text in map(printable, (*settled, *held)) if text.strip()]


def _item(claim: ClaimEntry, contents: ReportContents) -> Json:
    document = contents.document
    return {
        "@type": "Claim",
        "text": printable(claim.text),
        "author": _claimant(contents),
        "datePublished": document.as_of.isoformat() if document.as_of else "",
        "appearance": web_address(document.url),
    }


def _claimant(contents: ReportContents) -> Json:
    """Return who made the claim: the text's author, else who published the text, else nothing."""
    author, publisher = one_line(contents.document.author), one_line(contents.document.publisher)
    if not author and not publisher:
        return {}
    return {"@type": "Person" if author else "Organization", "name": author or publisher}


def _cited(claim: ClaimEntry, contents: ReportContents) -> list[Json]:
    """Return the sources of the claim and its parts, each once, without those that are confidential."""
    entries: list[ClaimEntry | PartEntry] = [claim, *(part for part in claim.parts if not part.retired)]
    wanted = {one.source for entry in entries for one in entry.citations if not one.withdrawn_at}
    sources = [one for one in contents.sources if one.id in wanted and not one.confidential] if wanted else []
    return [
        _filled(
            {
                "@type": "CreativeWork",
                "name": one_line(one.title),
                "url": web_address(one.url) or doi_address(one.doi),
                "archivedAt": web_address(one.archive_url),
            }
        )
        for one in sources
    ]


def _corrections(claim: ClaimEntry, contents: ReportContents) -> list[CorrectionEntry]:
    found = [one for one in contents.corrections if one.claim == claim.id]
    return sorted(found, key=lambda one: (one.noted_at, one.edition))


def _correction(entry: CorrectionEntry, contents: ReportContents) -> Json:
    scale = scale_named(entry.scale, contents)
    old, new = ((rating_of(slug, scale) or {}).get("alternateName", "") for slug in (entry.old_label, entry.new_label))
    changed = f"Changed from “{old}” to “{new}”." if old and new and old != new else ""
    words = (changed, one_line(entry.was_wrong), one_line(entry.reason))
    return _filled(
        {
            "@type": "CorrectionComment",
            "text": " ".join(word for word in words if word),
            "datePublished": _second(entry.noted_at),
        }
    )


def _filled(data: Json) -> Json:
    """Return the data without what is empty, also inside; numbers stay."""
    inner = {key: _filled(value) if isinstance(value, dict) else value for key, value in data.items()}
    return {key: value for key, value in inner.items() if value not in ("", [], {}, None)}
