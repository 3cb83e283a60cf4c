"""The document of an imported report: its revisions with their originals, claims, places and lineage."""

from collections.abc import Iterator, Mapping

from annotations.models import Claim, Document, Lineage, Original, Placement, Project, Revision
from annotations.models.digests import digest
from annotations.reports.contents import ClaimEntry, LineageEntry, PartEntry, ReportContents, RevisionEntry
from annotations.reports.records import PlaceEntry
from annotations.services.inserting import insert, insert_in_turn
from annotations.services.refusals import Invalid
from annotations.services.report_names import Names, claims_of, named


def enter_document(contents: ReportContents, project: Project) -> Document:
    """Insert the document as the report describes it, for now without a text, and return it."""
    entry = contents.document
    if entry.version is None or entry.next_serial is None or entry.created_at is None:
        raise Invalid("report_partial", "The report does not say everything about its document.")
    document = Document(
        project=project, title=entry.title, author=entry.author, publisher=entry.publisher, url=entry.url,
        language=entry.language, as_of=entry.as_of, deadline=entry.deadline, next_serial=entry.next_serial,
        version=entry.version, created_at=entry.created_at,
    )  # fmt: skip
    insert([document])
    return document


def enter_texts(
    contents: ReportContents, document: Document, names: Names, files: Mapping[tuple[str, int], str]
) -> None:
    """Insert every revision with its original, and make the report's own the current one."""
    entries = sorted((contents.revision, *contents.earlier_revisions), key=lambda entry: entry.number)
    rows = insert([_revision(entry, document, names) for entry in entries])
    insert(
        [_original(entry, row, files["revision", entry.number]) for entry, row in zip(entries, rows, strict=True)]
    )  # fmt: skip
    names.revisions = {row.number: row for row in rows}
    document.current = names.revisions[contents.revision.number]
    document.save(update_fields=["current"])


def _revision(entry: RevisionEntry, document: Document, names: Names) -> Revision:
    return Revision(
        document=document, number=entry.number, text=entry.text, sha256=entry.sha256, length=len(entry.text),
        imported_by=names.person(entry.imported_by), segmenter=entry.segmenter, warnings=list(entry.warnings),
        created_at=entry.imported_at,
    )  # fmt: skip


def _original(entry: RevisionEntry, revision: Revision, storage_name: str) -> Original:
    return Original(
        revision=revision, file_name=entry.original_name, media_type=entry.original_media_type,
        sha256=entry.original_sha256, size=entry.original_size, storage_name=storage_name, url=entry.original_url,
        fetched_at=entry.original_fetched_at, created_at=entry.imported_at,
    )  # fmt: skip


def enter_claims(contents: ReportContents, document: Document, names: Names) -> None:
    """Insert claims and parts, every place they ever had, and how they came from one another."""
    pairs = list(claims_of(contents))
    opened = {
        entry.id: entry.places[0].opened_at for entry, _ in pairs if isinstance(entry, ClaimEntry) and entry.places
    }

    def make(pair: tuple[ClaimEntry | PartEntry, int | None]) -> Claim:
        entry, parent = pair
        return Claim(
            document=document, serial=entry.id, basis=entry.basis, version=entry.version or 1,
            retired_at=entry.retired_at, created_at=named(opened, parent or entry.id, "place"),
            parent=named(names.claims, parent, "claim") if parent else None, **_own(entry),
        )  # fmt: skip

    sentences, parts = [pair for pair in pairs if pair[1] is None], [pair for pair in pairs if pair[1] is not None]
    for wave in (sentences, parts):
        names.claims |= insert_in_turn(wave, make, needs=lambda pair: (), name=lambda pair: pair[0].id)
    if len(names.claims) != len(pairs):
        raise Invalid("report_inconsistent", "The report holds a claim twice.")
    _enter_places([entry for entry, _ in sentences if isinstance(entry, ClaimEntry)], names)
    _enter_lineage(contents, names)


def _own(entry: ClaimEntry | PartEntry) -> dict[str, object]:
    if isinstance(entry, ClaimEntry):
        return {}
    return {"own_wording": entry.wording, "spans": [list(span) for span in entry.spans], "central": entry.central}


def _enter_places(entries: list[ClaimEntry], names: Names) -> None:
    """In the order in which they were opened, so that the last row of a claim is where it stood last."""
    placed = []
    for entry in entries:
        latest = entry.places[0].opened_at
        for place in entry.places:
            latest = max(latest, place.opened_at)  # the clock of a machine may have been set back
            placed.append((latest, place, names.claims[entry.id]))
    placed.sort(key=lambda one: one[0])
    insert([_placement(place, claim, names) for _, place, claim in placed])


def _placement(place: PlaceEntry, claim: Claim, names: Names) -> Placement:
    revision = named(names.revisions, place.revision, "revision")
    text = revision.text[place.start : place.end]
    return Placement(
        revision=revision, claim=claim, start=place.start, end=place.end, text=text, gap=place.gap,
        number=place.number, suffix=place.suffix, kind=place.kind, rule=place.rule, doubtful=place.doubtful,
        suggested_label=place.suggested_label, wording=digest(text), page=place.page, created_at=place.opened_at,
        closed_at=place.closed_at,
    )  # fmt: skip


def _enter_lineage(contents: ReportContents, names: Names) -> None:
    links = {(link.ancestor, link.descendant, link.kind): link for link in _links(contents)}
    insert([_lineage(link, names) for link in links.values()])


def _links(contents: ReportContents) -> Iterator[LineageEntry]:
    for entry, _ in claims_of(contents):
        yield from entry.lineage


def _lineage(link: LineageEntry, names: Names) -> Lineage:
    revision = named(names.revisions, link.revision, "revision")
    return Lineage(
        ancestor=named(names.claims, link.ancestor, "claim"), descendant=named(names.claims, link.descendant, "claim"),
        kind=link.kind, revision=revision, created_at=link.at or revision.created_at,
    )  # fmt: skip
