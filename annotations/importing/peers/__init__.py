"""Files of other tools -> documents with what was said of them. Plain Python, without Django."""

from annotations.importing.base import MAX_TEXT_BYTES, DocumentTooLarge, UnreadableDocument, is_blank
from annotations.importing.peers import claim_review, doccano, label_studio, web_annotation
from annotations.importing.peers.base import Link, Mark, Peer, PeerDocument, PeerFile

__all__ = ["MAX_DOCUMENTS", "MAX_MARKS", "PEERS", "Link", "Mark", "Peer", "PeerDocument", "PeerFile", "read_peer"]

MAX_DOCUMENTS = 2_000
MAX_MARKS = 100_000

PEERS: dict[str, Peer] = {
    "claimreview": Peer("claimreview", "ClaimReview feed", claim_review.read),
    "doccano": Peer("doccano", "doccano", doccano.read),
    "labelstudio": Peer("labelstudio", "Label Studio", label_studio.read),
    "webannotation": Peer("webannotation", "Web Annotation", web_annotation.read),
}


def read_peer(slug: str, data: bytes, *, name: str = "") -> PeerFile:
    """Return what a file of this format holds. Raises UnreadableDocument or DocumentTooLarge, naming the file."""
    try:
        found = PEERS[slug].read(data)
        _check(found)
    except UnreadableDocument as refusal:
        refusal.name = name
        raise
    return found


def _check(found: PeerFile) -> None:
    if not found.documents:
        raise UnreadableDocument("empty_document", "it holds no document")
    if len(found.documents) > MAX_DOCUMENTS:
        raise DocumentTooLarge("too_many_documents", f"it holds more than {MAX_DOCUMENTS:,} documents")
    if sum(len(document.marks) for document in found.documents) > MAX_MARKS:
        raise DocumentTooLarge("too_many_marks", f"it holds more than {MAX_MARKS:,} labels and notes")
    for number, document in enumerate(found.documents, 1):
        if is_blank(document.text):
            raise UnreadableDocument("empty_document", f"document {number} has no text")
        if len(document.text.encode()) > MAX_TEXT_BYTES:
            limit = MAX_TEXT_BYTES // (1024 * 1024)
            raise DocumentTooLarge("text_too_large", f"the text of document {number} is longer than {limit} MB")
