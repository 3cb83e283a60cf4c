"""Web Annotations: an Annotation, an AnnotationPage, an AnnotationCollection, or a list of them.

The text itself is not in the file: the quotations make it, in their order, one document for each annotated source.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from annotations.importing.drafts import counted
from annotations.importing.peers.base import (
    Json,
    Link,
    Mark,
    PeerFile,
    decoded,
    line_of,
    parsed,
    several,
    span_of,
    text_of,
    unreadable,
)
from annotations.importing.peers.passages import Passage, Passages

HOLDERS = ("first", "items", "next", "@graph", "rows")
REMARKS = {"commenting", "replying", "editing", "questioning"}
FOR_THE_DESK = "Internal"  # how our own reports mark what every note is at first
MAX_REPLIES = 64  # levels


@dataclass(slots=True)
class _Reading:
    """What has been read so far, by source; and where each annotation stands, for those that answer it."""

    sources: dict[str, Passages] = field(default_factory=dict)
    annotations: dict[str, Json] = field(default_factory=dict)
    wordless: int = 0


def read(data: bytes) -> PeerFile:
    """Return a document for each source that words are quoted of; annotations of anything else are left out."""
    value = parsed(decoded(data))
    found = list(_annotations(value))
    if not found:
        raise unreadable("it holds no annotation")
    reading = _Reading(annotations={line_of(one.get("id"), 2000): one for one in found if one.get("id")})
    for annotation in found:
        _take(annotation, reading)
    title = line_of(value.get("label")) if isinstance(value, dict) and len(reading.sources) == 1 else ""
    documents = tuple(
        passages.document(title=title, url=source if source.startswith("http") else "")
        for source, passages in reading.sources.items()
        if passages
    )
    unplaced = sum(len(passages.on_the_whole) for passages in reading.sources.values() if not passages)
    left_out = reading.wordless + unplaced
    if not documents:
        raise unreadable("none of its annotations quotes the words that it is about")
    what = counted(left_out, "annotation that quotes", "annotations that quote")
    return PeerFile(documents, (f"{what} no words.",) if left_out else ())


def _annotations(value: Any) -> Iterator[Json]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict) and "target" in one:
            yield one
        elif isinstance(one, dict):
            waiting += [one[name] for name in reversed(HOLDERS) if isinstance(one.get(name), dict | list)]


def _take(annotation: Json, reading: _Reading) -> None:
    marks = list(_marks(annotation))
    for target in _targets(annotation, reading):
        selectors = [one for one in several(target.get("selector")) if isinstance(one, dict)]
        source = target.get("source")
        name = line_of(source.get("id") if isinstance(source, dict) else source, 2000)
        passages = reading.sources.setdefault(name, Passages())
        if not selectors:
            passages.on_the_whole += marks
            continue
        placed = _placed(selectors, passages)
        if placed is None:
            reading.wordless += 1
            continue
        passage, span = placed
        within = span is not None
        passages.say(passage, *(replace(mark, span=span, within=within) for mark in marks))
        marks = [mark for mark in marks if mark.label and not within]  # other words are said once


def _targets(annotation: Json, reading: _Reading) -> list[Json]:
    """Return the targets; of an answer, those of what it answers."""
    found = several(annotation.get("target"))
    for _level in range(MAX_REPLIES):
        names = [line_of(one.get("id") if isinstance(one, dict) else one, 2000) for one in found]
        answered = [reading.annotations[name] for name in names if name in reading.annotations]
        if not answered:
            break
        found = several(answered[0].get("target"))
    return [one if isinstance(one, dict) else {"source": one} for one in found if isinstance(one, dict | str)]


def _placed(selectors: list[Json], passages: Passages) -> tuple[Passage, tuple[int, int] | None] | None:
    """Return the passage that the selectors quote, and the stretch within it that they are refined to."""
    quote = _selector(selectors, "TextQuoteSelector")
    position = _selector(selectors, "TextPositionSelector")
    exact = quote.get("exact")
    if not isinstance(exact, str) or not exact.strip():
        return None
    start = position.get("start")
    passage = passages.passage(exact, start if type(start) is int else None)
    inner = [one for one in (position.get("refinedBy"), quote.get("refinedBy")) if isinstance(one, dict)]
    if not inner:
        return passage, None
    return passage, _refined(inner, exact)


def _refined(inner: list[Json], exact: str) -> tuple[int, int]:
    """Return the inner stretch; all of the words where it cannot be found."""
    place = _selector(inner, "TextPositionSelector")
    span = span_of(place.get("start"), place.get("end"))
    words = _selector(inner, "TextQuoteSelector").get("exact")
    if span is None and isinstance(words, str) and words in exact:
        span = exact.index(words), exact.index(words) + len(words)
    return span if span and 0 <= span[0] < span[1] <= len(exact) else (0, len(exact))


def _selector(selectors: list[Json], kind: str) -> Json:
    return next((one for one in selectors if one.get("type") == kind), {})


def _marks(annotation: Json) -> Iterator[Mark]:
    """Yield what an annotation says: a label with its reasons, a source, or a remark."""
    by = _person(annotation.get("creator", annotation.get("user")))
    motivations = {text_of(one) for one in several(annotation.get("motivation"))}
    told = _told(annotation)
    tags = [line_of(words) for words in told.pop("tagging", []) if words != FOR_THE_DESK]
    if "linking" in motivations:
        yield replace(_source(told), by=by, tags=tuple(tags))
        return
    labels = [line_of(words) for words in told.pop("classifying", [])]
    if not labels and not motivations & REMARKS:
        labels, tags = tags, []
    words = "\n\n".join(text for texts in told.values() for text in texts)
    if not labels and (words or tags):
        yield Mark(None, by=by, note=words, tags=tuple(tags))
    for number, label in enumerate(labels):
        yield Mark(None, by=by, label=label, rationale="" if number else words, tags=() if number else tuple(tags))


def _source(told: dict[str, list[str]]) -> Mark:
    """What was noted of a source; the rest of it is a note."""
    address, title, stance, quote = (
        _first(told, name) for name in ("linking", "identifying", "classifying", "describing")
    )
    rest = "\n".join(text for texts in told.values() for text in texts)
    return Mark(None, note=rest, link=Link(address, title=line_of(title, 300), quote=quote, stance=line_of(stance)))


def _first(told: dict[str, list[str]], purpose: str) -> str:
    texts = told.get(purpose, [])
    return texts.pop(0) if texts else ""


def _told(annotation: Json) -> dict[str, list[str]]:
    """Return the words of the bodies by their purpose; a body that is elsewhere is an address."""
    told: dict[str, list[str]] = {}
    for body in several(annotation.get("body", annotation.get("bodyValue"))):
        one = body if isinstance(body, dict) else {"value": body}
        words = text_of(one.get("value")) or text_of(one.get("source")) or text_of(one.get("id"))
        purpose = text_of(several(one.get("purpose"))[:1])
        if words:
            told.setdefault(purpose, []).append(words)
    for name, purpose in (("text", "commenting"), ("tags", "tagging")):  # as Hypothesis has it
        told.setdefault(purpose, []).extend(text_of(one) for one in several(annotation.get(name)) if text_of(one))
    return told


def _person(creator: Any) -> str:
    one = next(iter(several(creator)), "")
    if isinstance(one, dict):
        return next((line_of(one[key]) for key in ("name", "nickname", "id") if line_of(one.get(key))), "")
    return line_of(one).removeprefix("acct:").partition("@")[0]
