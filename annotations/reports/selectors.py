"""Where a claim stands, in the words of the Web Annotation model. Offsets are Unicode code points, end exclusive."""

from typing import Any

from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.text import web_address

CONTEXT = 32  # code points before and after a quotation

Json = dict[str, Any]


def source_of(contents: ReportContents) -> str:
    """Return the name of the revision's text: by its hash, since no address would show just this text for ever."""
    return f"urn:sha256:{contents.revision.sha256}"


def whole_text(contents: ReportContents) -> Json:
    """Return the revision itself as a target; its scope is where the text can be read."""
    target = {"type": "SpecificResource", "source": source_of(contents)}
    scope = web_address(contents.document.url)
    return target | ({"scope": scope} if scope else {})


def target_of(claim: ClaimEntry, contents: ReportContents) -> Json:
    """Return the claim as a target: by what it says and by where it stands."""
    return whole_text(contents) | {"selector": _selectors(claim, contents)}


def targets_of(claim: ClaimEntry, part: PartEntry, contents: ReportContents) -> list[Json]:
    """Return the spans of a part, each as a target: the sentence first, then refined to the span within it.

    A part that was not cut from the sentence's own words has the sentence as its target.
    """
    length = len(claim.text)
    spans = [(start, end) for start, end in part.spans if 0 <= start < end <= length]
    if not spans:
        return [target_of(claim, contents)]
    return [whole_text(contents) | {"selector": _refined(claim, span, contents)} for span in spans]


def _selectors(claim: ClaimEntry, contents: ReportContents) -> list[Json]:
    return [
        _quoted(contents.revision.text, claim.start, claim.end, claim.text),
        {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
    ]


def _refined(claim: ClaimEntry, span: tuple[int, int], contents: ReportContents) -> list[Json]:
    quote, position = _selectors(claim, contents)
    start, end = span
    inner = _quoted(claim.text, start, end, claim.text[start:end])
    return [
        quote | {"refinedBy": inner},
        position | {"refinedBy": {"type": "TextPositionSelector", "start": start, "end": end}},
    ]


def _quoted(text: str, start: int, end: int, exact: str) -> Json:
    """Quote with what stands around it; at an end of the text there is nothing to say."""
    around = {"prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]}
    return {"type": "TextQuoteSelector", "exact": exact} | {key: words for key, words in around.items() if words}
