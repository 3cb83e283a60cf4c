"""doccano: a record on each line (JSONL), or all in an array. Offsets count code points."""

from collections.abc import Iterator
from typing import Any

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

TEXTS = ("text", "data")
LABELS = ("label", "labels", "entities", "cats")
COMMENTS = ("Comments", "comments")
TRIPLE = 3


def read(data: bytes) -> PeerFile:
    """Return a document for each record; relations between labels are left out."""
    documents, relations = [], 0
    for where, record in records(data):
        documents.append(_document(record, where))
        relations += len(several(record.get("relations")))
    return PeerFile(tuple(documents), (f"Relations between labels: {relations:,}.",) if relations else ())


def _document(record: Json, where: str) -> PeerDocument:
    text = next((record[name] for name in TEXTS if isinstance(record.get(name), str)), "")
    if not text.strip():
        raise unreadable(f"{where} has no text")
    marks = [_mark(label, where) for name in LABELS for label in several(record.get(name))]
    remarks = [_comment(one) for name in COMMENTS for one in several(record.get(name))]
    return PeerDocument(
        text=text, title=line_of(record.get("title") or record.get("filename")), url=line_of(record.get("url"), 2000),
        marks=(*marks, *(one for one in remarks if one.note)),
    )  # fmt: skip


def _mark(label: Any, where: str) -> Mark:
    """A label on the whole text is its words alone; one on a stretch has the offsets beside it."""
    if isinstance(label, str | int | float) and line_of(label):
        return Mark(None, label=line_of(label))
    start, end, words = _parts(label)
    span = span_of(start, end)
    if span is None or not line_of(words):
        raise unreadable(f"{where} has a label that is none of doccano’s")
    return Mark(span, label=line_of(words))


def _parts(label: Any) -> Iterator[Any]:
    if isinstance(label, list) and len(label) >= TRIPLE:
        return iter(label[:TRIPLE])
    found = label if isinstance(label, dict) else {}
    start, end = (found.get(f"{name}_offset", found.get(name)) for name in ("start", "end"))
    return iter((start, end, found.get("label")))


def _comment(comment: Any) -> Mark:
    if isinstance(comment, dict):
        return Mark(None, by=line_of(comment.get("username")), note=text_of(comment.get("text")))
    return Mark(None, note=text_of(comment))
