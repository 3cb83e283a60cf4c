"""Label Studio: an array of tasks. Offsets count code points in newer exports, UTF-16 units in older ones.

Each stretch comes with its own words, by which the two are told apart.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Any

from annotations.importing.drafts import counted
from annotations.importing.peers.base import (
    Json,
    Mark,
    PeerDocument,
    PeerFile,
    line_of,
    records,
    several,
    span_of,
    text_of,
    unreadable,
)

BEYOND = 0xFFFF  # characters after this one are two units of UTF-16
WORDS = ("labels", "hypertextlabels", "choices", "taxonomy", "rating")
PREDICTION, CANCELLED, OTHER = ("prediction", "predictions"), ("skipped task", "skipped tasks"), ("result", "results")


class _Text:
    """The text of a task, in which each offset can be read in two ways."""

    def __init__(self, words: str) -> None:
        self.words = words
        beyond = [offset for offset, char in enumerate(words) if ord(char) > BEYOND]
        self._units = [offset + rank for rank, offset in enumerate(beyond)]  # where each of them begins

    def from_units(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return in code points what counts UTF-16 units."""
        start, end = (offset - bisect_left(self._units, offset) for offset in span)
        return start, end

    def says(self, span: tuple[int, int], words: str) -> bool:
        """Say whether these words stand there."""
        return span[0] >= 0 and span[1] - span[0] == len(words) and self.words.startswith(words, span[0])


def read(data: bytes) -> PeerFile:
    """Return a document for each task, with everybody's annotations; what a machine predicted is left out."""
    told: Counter[tuple[str, str]] = Counter()
    documents = tuple(_document(task, where, told) for where, task in records(data))
    reasons = {PREDICTION: "of a machine", CANCELLED: "of an annotator", OTHER: "of a kind that is not read here"}
    left_out = (f"{counted(told[what], *what)} {why}.".capitalize() for what, why in reasons.items() if told[what])
    return PeerFile(documents, tuple(left_out))


def _document(task: Json, where: str, told: Counter[tuple[str, str]]) -> PeerDocument:
    data = task.get("data")
    fields = data if isinstance(data, dict) else {}
    text = fields.get("text")
    if not isinstance(text, str):
        text = next((value for value in fields.values() if isinstance(value, str) and value.strip()), "")
    if not text.strip():
        raise unreadable(f"{where} has no text in its data")
    told[PREDICTION] += len(several(task.get("predictions")))
    found = [one for key in ("annotations", "completions") for one in several(task.get(key)) if isinstance(one, dict)]
    told[CANCELLED] += sum(bool(one.get("was_cancelled")) for one in found)
    words = _Text(text)
    marks = [mark for one in found if not one.get("was_cancelled") for mark in _marks(one, words, told)]
    return PeerDocument(
        text=text, title=line_of(fields.get("title")), url=line_of(fields.get("url"), 2000), marks=tuple(marks)
    )


def _marks(annotation: Json, text: _Text, told: Counter[tuple[str, str]]) -> Iterator[Mark]:
    """Results with the same id are about one stretch: a text beside a label is its reason."""
    results = [one for one in several(annotation.get("result")) if isinstance(one, dict)]
    told[OTHER] += len([one for one in results if not _labels(one) and not _words(one)])
    labelled = {_region(one) for one in results if _labels(one)}
    reasons: dict[str, list[str]] = {}
    for one in results:
        if _words(one):
            reasons.setdefault(_region(one), []).append(_words(one))
    by = _annotator(annotation.get("completed_by"))
    for one in results:
        why = "\n".join(reasons.pop(_region(one), [])) if _labels(one) else ""
        for number, label in enumerate(_labels(one)):
            yield Mark(_span(one, text), by=by, label=label, rationale="" if number else why)
        if _words(one) and _region(one) not in labelled:
            yield Mark(_span(one, text), by=by, note=_words(one))


def _region(result: Json) -> str:
    """A result that stands on no stretch belongs with no other."""
    value = _value(result)
    return line_of(result.get("id")) if "start" in value or "globalOffsets" in value else f"whole {id(result)}"


def _value(result: Json) -> Json:
    value = result.get("value")
    return value if isinstance(value, dict) else {}


def _labels(result: Json) -> list[str]:
    value = _value(result)
    found = [line_of(label) for name in WORDS for one in several(value.get(name)) for label in several(one)[-1:]]
    return [label for label in found if label]


def _words(result: Json) -> str:
    value = _value(result)
    return text_of(value.get("text")) if result.get("type") == "textarea" else ""


def _annotator(person: Any) -> str:
    """By name, else by address, else by number: an export has one or another."""
    if isinstance(person, dict):
        name = " ".join(filter(None, (line_of(person.get(part)) for part in ("first_name", "last_name"))))
        return name or line_of(person.get("email")) or line_of(person.get("username")) or _annotator(person.get("id"))
    return f"annotator {person}" if type(person) is int else line_of(person)


def _span(result: Json, text: _Text) -> tuple[int, int] | None:
    value = _value(result)
    whole = value.get("globalOffsets")
    places = whole if isinstance(whole, dict) else value
    span = span_of(places.get("start"), places.get("end"))
    words = value.get("text")
    if span is None or not isinstance(words, str) or result.get("type") == "textarea":
        return span
    return next((one for one in (span, text.from_units(span)) if text.says(one, words)), span)
