"""What the author attached to the text: comments become notes, links become citations, each on the right claim."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.importing import Manuscript, Remark
from annotations.importing.drafts import counted, one_line, sample_of
from annotations.models import Citation, Claim, Document, Note, Project, Source, User
from annotations.models.citations import AUTHORS_STANCE
from annotations.segmentation import Unit
from annotations.services.citations import MAX_PER_CLAIM
from annotations.services.refusals import Invalid
from annotations.services.sources import Bibliography, fields_of

MAX_TITLE = 500
MAX_NAME = 300
BATCH = 500


@dataclass(frozen=True, slots=True)
class Link:
    """A page that the author links to from a claim; `record` holds the fields of its source."""

    remark: Remark
    record: dict[str, Any]

    @property
    def page(self) -> str:
        """The form of the address by which the library knows the page."""
        return str(self.record["url_normalised"])


@dataclass(frozen=True, slots=True)
class Attached:
    """What the author attached, by the rank (from 0) of its unit and in order, and as sentences what does not fit."""

    notes: tuple[tuple[int, Remark], ...]
    links: tuple[tuple[int, Link], ...]
    left_out: tuple[str, ...]

    def by_unit(self) -> dict[int, list[Remark]]:
        """Return the comments, then the links of each unit that has any, as a preview shows them."""
        found: dict[int, list[Remark]] = defaultdict(list)
        for rank, remark in (*self.notes, *((rank, link.remark) for rank, link in self.links)):
            found[rank].append(remark)
        return dict(found)


@dataclass(frozen=True, slots=True)
class RemarksStored:
    """How many rows an import made of what the author attached; `sources` are those new to the library."""

    notes: int
    citations: int
    sources: int
    left_out: tuple[str, ...]


def attached(units: Sequence[Unit], manuscript: Manuscript) -> Attached:
    """Say which unit each comment and link belongs to: the first that it covers. Nothing is saved or looked up.

    A page linked twice from one unit is one link. Left out are addresses that may not become links here, and what a
    claim has no room for.
    """
    ends = [unit.end for unit in units]
    placed = [(min(bisect_right(ends, one.start), len(ends) - 1), one) for one in manuscript.remarks if ends]
    notes = tuple((rank, one) for rank, one in placed if one.kind == "note")
    unsound: list[str] = []
    links = tuple(_links([(rank, one) for rank, one in placed if one.kind == "source"], unsound))
    kept = tuple(_with_room(links))
    return Attached(notes, kept, tuple(_left_out(unsound, len(links) - len(kept))))


def store_remarks(
    *, actor: User, document: Document, units: Sequence[Unit], claims: Sequence[Claim], manuscript: Manuscript
) -> RemarksStored:
    """Store what the author attached to a new document, in a fixed number of queries, and return the counts.

    `claims` are the rows of the `units`, in the same order. Call it inside the import's transaction; the import's
    own history entry holds the counts.
    """
    found = attached(units, manuscript)
    Note.objects.bulk_create(
        (_note(actor, document, claims[rank], remark) for rank, remark in found.notes), batch_size=BATCH
    )
    library, entered = _library(document.project, [link for _, link in found.links])
    Citation.objects.bulk_create(
        (_citation(actor, document, claims[rank], library[link.page]) for rank, link in found.links), batch_size=BATCH
    )
    return RemarksStored(len(found.notes), len(found.links), entered, found.left_out)


def _links(placed: Sequence[tuple[int, Remark]], unsound: list[str]) -> Iterator[tuple[int, Link]]:
    """Yield each page once for each unit; addresses that cannot be used go to `unsound`."""
    seen: set[tuple[int, str]] = set()
    for rank, remark in placed:
        try:
            link = Link(remark, fields_of(Bibliography(title=_title(remark), url=remark.url)))
        except Invalid:
            unsound.append(remark.url)
            continue
        if (rank, link.page) not in seen:
            seen.add((rank, link.page))
            yield rank, link


def _with_room(links: Sequence[tuple[int, Link]]) -> Iterator[tuple[int, Link]]:
    counts: Counter[int] = Counter()
    for rank, link in links:
        counts[rank] += 1
        if counts[rank] <= MAX_PER_CLAIM:
            yield rank, link


def _left_out(unsound: list[str], surplus: int) -> Iterator[str]:
    if unsound:
        links = counted(len(unsound), "link", "links")
        yield f"Left out: {links} with an address that cannot be used, such as {sample_of(unsound)}."
    if surplus:
        yield f"Left out: {counted(surplus, 'link', 'links')} beyond the first {MAX_PER_CLAIM} on a claim."


def _title(remark: Remark) -> str:
    """The link's own words, else its address."""
    return one_line(remark.text, MAX_TITLE) or remark.url[:MAX_TITLE]


def _note(actor: User, document: Document, claim: Claim, remark: Remark) -> Note:
    name = one_line(remark.author, MAX_NAME)
    return Note(document=document, claim=claim, author=actor, by_author=True, said_by=name, text=remark.text)


def _citation(actor: User, document: Document, claim: Claim, source: Source) -> Citation:
    return Citation(
        document=document, claim=claim, source=source, added_by=actor, by_author=True, stance=AUTHORS_STANCE
    )


def _library(project: Project, links: Sequence[Link]) -> tuple[dict[str, Source], int]:
    """Return the project's source of each page, entering those that it lacks, and how many these were."""
    records: dict[str, dict[str, Any]] = {}
    for link in links:
        records.setdefault(link.page, link.record)  # of a page linked twice, the first words count
    known = Source.objects.filter(project=project, merged_into__isnull=True, url_normalised__in=list(records))
    library = {source.url_normalised: source for source in known.order_by("-pk")}
    missing = [Source(project=project, **record) for page, record in records.items() if page not in library]
    entered = Source.objects.bulk_create(missing, batch_size=BATCH)
    return library | {source.url_normalised: source for source in entered}, len(entered)
