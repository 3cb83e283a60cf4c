"""Verify what is kept: the chains of the history, the texts and how claims tile them, the originals.

Nothing is changed. Each chain is followed to its first fault: what comes after a broken link says nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.models import Chain, Document, HistoryEntry, Original, Placement, Revision
from annotations.models.digests import BLANK_RUN, digest
from annotations.services import originals
from annotations.services.history import canonical, entry_hash

READ_AT_ONCE = 1024 * 1024
ERASING_A_DOCUMENT, ERASING_A_PERSON = "document.erased", "person.erased"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: where, and what is wrong."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def faults() -> Iterator[Fault]:
    """Yield every fault of the installation, at most one for each chain."""
    emptied = emptied_by_erasure()
    for document in Document.objects.filter(chain=None).order_by("pk"):
        yield Fault(f"history of document {document.pk}", "there is none, not even of the import")
    for chain in Chain.objects.select_related("document", "project").order_by("pk"):
        yield from chain_faults(chain, emptied)
    for revision in Revision.objects.filter(document__erased_at=None).order_by("pk").iterator(chunk_size=1):
        yield from revision_faults(revision)
    for original in Original.objects.filter(revision__document__erased_at=None).order_by("pk"):
        yield from original_faults(original)


def emptied_by_erasure() -> frozenset[str]:
    """Return the hashes of the entries whose bodies the erasure of a person emptied, as its entry lists them."""
    rows = HistoryEntry.objects.filter(code=ERASING_A_PERSON, body__isnull=False).values_list("body", flat=True)
    return frozenset(str(hashed) for body in rows if body for hashed in body.get("emptied", ()))


def chain_faults(chain: Chain, emptied: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Yield the first fault of a chain, if it has one: the entry's number, and what is wrong with it."""
    whole = HistoryEntry.objects.filter(chain=chain, code=ERASING_A_DOCUMENT).exists()
    previous, expected = "", 1
    for entry in HistoryEntry.objects.filter(chain=chain).order_by("number", "pk").iterator(chunk_size=500):
        wrong = _wrong_with(entry, previous, expected)
        if not wrong and _is_emptied(entry) and not (whole or entry.hash in emptied):
            wrong = "its body was emptied, and no erasure says so"
        if wrong:
            yield Fault(f"{name_of(chain)}, entry {expected}", wrong)
            return
        previous, expected = entry.hash, expected + 1
    if chain.length != expected - 1:
        yield Fault(name_of(chain), f"its head counts {chain.length} entries, and there are {expected - 1}")
    elif chain.head != previous:
        yield Fault(name_of(chain), f"its head is not the hash of entry {chain.length}")


def name_of(chain: Chain) -> str:
    """Return what a chain is the history of, so that an operator finds it."""
    if chain.document_id is not None:
        return f"history of document {chain.document_id}"
    return f"history of project {chain.project.slug}" if chain.project else "history of the installation"


def _is_emptied(entry: HistoryEntry) -> bool:
    return entry.body is None and entry.salt is None


def _wrong_with(entry: HistoryEntry, previous: str, expected: int) -> str:
    if entry.number != expected:
        return f"it is missing; the next one has the number {entry.number}"
    if (entry.body is None) != (entry.salt is None):
        return "its body or its salt is gone"
    if entry.body is not None and digest(entry.salt or "", canonical(entry.body)) != entry.commitment:
        return "its body is not what its commitment was made of"
    if entry_hash(previous, entry) != entry.hash:
        return "its hash does not follow from the entry before and from what it says"
    return ""


def revision_faults(revision: Revision) -> Iterator[Fault]:
    """Yield what is wrong with a revision's text, and with the placements that must tile it."""
    where = f"document {revision.document_id}, {revision}"
    if hashlib.sha256(revision.text.encode()).hexdigest() != revision.sha256:
        yield Fault(where, "the text does not have the hash that was kept with it")
    if len(revision.text) != revision.length:
        yield Fault(where, f"the text has {len(revision.text)} characters, and {revision.length} were kept")
    at = 0
    rows = Placement.objects.live().filter(revision=revision).order_by("start")
    for start, end, gap, text in rows.values_list("start", "end", "gap", "text").iterator(chunk_size=2000):
        if revision.text[at:end] != gap + text or start != at + len(gap):
            yield Fault(where, f"the claims do not tile the text: something is wrong between {at} and {end}")
            return
        at = end
    if BLANK_RUN.sub("", revision.text[at:]):
        yield Fault(where, f"the claims end at {at}, and text follows")


def original_faults(original: Original) -> Iterator[Fault]:
    """Yield what is wrong with the file that a revision came from."""
    where = f"original {original.storage_name} ({original.file_name})"
    path, sha256, size = originals.path_of(original), hashlib.sha256(), 0
    if not path.is_file():
        yield Fault(where, "the file is missing")
        return
    with path.open("rb") as file:
        while block := file.read(READ_AT_ONCE):
            sha256.update(block)
            size += len(block)
    if (sha256.hexdigest(), size) != (original.sha256, original.size):
        yield Fault(where, "the file is not what was kept: its bytes have another hash or length")
