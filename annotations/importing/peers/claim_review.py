"""A ClaimReview feed: each claim that was reviewed is a paragraph of one text, in the order of the feed."""

from collections.abc import Iterator
from typing import Any

from annotations.importing.peers.base import (
    Json,
    Link,
    Mark,
    PeerFile,
    decoded,
    line_of,
    parsed,
    several,
    text_of,
    unreadable,
)
from annotations.importing.peers.passages import Passages

HOLDERS = ("@graph", "dataFeedElement", "item", "itemListElement", "review")


def read(data: bytes) -> PeerFile:
    """Return the feed as one document; a review that names no claim is left out."""
    passages, wordless, language = Passages(), 0, ""
    for review in _reviews(parsed(decoded(data))):
        claim = _claim(review)
        if not claim:
            wordless += 1
            continue
        language = language or line_of(review.get("inLanguage"), 35)
        passages.say(passages.passage(claim), *_marks(review))
    if not passages:
        raise unreadable("it holds no ClaimReview with a claim")
    return PeerFile(
        (passages.document(language=language),), (f"Reviews that name no claim: {wordless:,}.",) if wordless else ()
    )


def _reviews(value: Any) -> Iterator[Json]:
    """Yield the reviews in the order of the feed, wherever they are held."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict) and "ClaimReview" in several(one.get("@type")):
            yield one
        elif isinstance(one, dict):
            waiting += [one[name] for name in reversed(HOLDERS) if name in one]


def _object(value: Any) -> Json:
    return next((one for one in several(value) if isinstance(one, dict)), {})


def _claim(review: Json) -> str:
    item = _object(review.get("itemReviewed"))
    return text_of(review.get("claimReviewed")) or text_of(item.get("name")) or text_of(item.get("text"))


def _marks(review: Json) -> Iterator[Mark]:
    author = _object(review.get("author"))
    by = line_of(author.get("name")) or line_of(review.get("author")) or line_of(author.get("url"))
    address = line_of(review.get("url"), 2000)
    claim = _claim(review)
    link = Link(address, title=line_of(review.get("name") or f"{by}: {claim}", 300)) if address else None
    yield Mark(
        None, by=by, label=_label(_object(review.get("reviewRating"))), rationale=text_of(review.get("reviewBody")),
        note=_said(_object(review.get("itemReviewed"))), link=link,
    )  # fmt: skip


def _label(rating: Json) -> str:
    """The label in words, else the number with the best one, which the scale may have too."""
    words = line_of(rating.get("alternateName")) or line_of(rating.get("name"))
    value, best = line_of(rating.get("ratingValue")), line_of(rating.get("bestRating"))
    return words or (f"{value} of {best}" if value and best else value)


def _said(item: Json) -> str:
    """Who said it, when and where, as far as the review tells."""
    speaker = _object(item.get("author"))
    addresses = (line_of(one.get("url") if isinstance(one, dict) else one, 2000) for one in _places(item))
    told = {
        "Said by": line_of(speaker.get("name")) or line_of(item.get("author")),
        "On": line_of(item.get("datePublished")),
        "Seen at": " ".join(filter(None, addresses)),
    }
    return "\n".join(f"{name}: {words}" for name, words in told.items() if words)


def _places(item: Json) -> list[Any]:
    return [*several(item.get("appearance")), *several(item.get("firstAppearance"))]
