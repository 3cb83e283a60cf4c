"""Import what was checked with another tool: texts as documents, labels as verdicts of those who gave them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from annotations.importing import MAX_UPLOAD_BYTES, Manuscript, Upload
from annotations.importing.drafts import one_line
from annotations.importing.peers import MAX_DOCUMENTS, PEERS, Link, PeerDocument, read_peer
from annotations.models import Citation, Claim, Document, Note, Placement, Project, Role, Source, User, Verdict
from annotations.reports.contents import PersonEntry
from annotations.scales import SCALES
from annotations.services import history
from annotations.services.documents import import_document
from annotations.services.drafts import Details, Draft, Incoming, clean_url, draft_of, require_new
from annotations.services.locks import current_revision
from annotations.services.peer_labels import LabelMap
from annotations.services.peer_plans import Plan, Told, plan_of
from annotations.services.refusals import Invalid
from annotations.services.report_people import settle_people
from annotations.services.sources import Bibliography, fields_of
from annotations.services.transactions import writing

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:factcheck:peers")
MAX_INITIALS, MAX_TITLE, BATCH = 4, 500, 500
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class PeerImport:
    """The documents that an import made, and in sentences what of the file became something else or nothing."""

    documents: tuple[Document, ...]
    left_out: tuple[str, ...]


def import_peer(
    *, actor: User, project: Project, data: bytes, slug: str, name: str = "", title: str = "", language: str = "",
    chosen: Mapping[str, str] | None = None, again: bool = False, at_most: int = MAX_DOCUMENTS,
) -> PeerImport:  # fmt: skip
    """Import a file of the format with this slug (`PEERS`); all of it is read before the first document is stored.

    Each document is stored in a transaction of its own. `chosen` gives labels of the file a label of the scale.
    Raises UnreadableDocument; Invalid, also for more than `at_most` texts; Duplicate for a text that the project has,
    unless `again`. The actor manages the project, as a member or not: the door has seen to it.
    """
    if slug not in PEERS:
        raise Invalid("format_unknown", f"There is no format “{slug[:60]}”; known are {', '.join(PEERS)}.")
    if len(data) > MAX_UPLOAD_BYTES:
        raise Invalid("file_too_large", f"The file is larger than {MAX_UPLOAD_BYTES // 1024**2} MB.")
    labels, told = LabelMap(SCALES[project.scale], chosen or {}), Told()
    found = read_peer(slug, data, name=name)
    texts = list(_merged(found.documents))
    if len(texts) > at_most:
        raise Invalid("too_many_documents", f"The file holds {len(texts):,} texts; at most {at_most:,} come in here.")
    names = _names(texts, title, name.rsplit(".", 1)[0] or PEERS[slug].title)
    drafts = [_draft(project, text, called, language) for text, called in zip(texts, names, strict=True)]
    plans = [plan_of(text, draft.units, labels, told) for text, draft in zip(texts, drafts, strict=True)]
    if not again:
        for draft in drafts:
            require_new(project, draft.incoming.sha256)
    stored = [_stored(actor, project, draft, plan, slug, again) for draft, plan in zip(drafts, plans, strict=True)]
    return PeerImport(tuple(stored), (*found.left_out, *told.sentences()))


def _names(texts: Sequence[PeerDocument], title: str, stem: str) -> list[str]:
    """What was entered counts first, then what the file says; where several are called alike they are numbered."""
    if len(texts) == 1:
        return [title or texts[0].title or stem]
    return [(not title and text.title) or f"{title or stem} {number}" for number, text in enumerate(texts, 1)]


def _merged(documents: Iterable[PeerDocument]) -> Iterable[PeerDocument]:
    """Texts that are the same are one document: each was given to several people."""
    found: dict[str, PeerDocument] = {}
    for one in documents:
        before = found.get(one.text)
        found[one.text] = replace(before, marks=before.marks + one.marks) if before else one
    return found.values()


def _address(url: str) -> str:
    """The address of the text, nothing where it may not become a link here."""
    try:
        return clean_url(url)
    except Invalid:
        return ""


def _draft(project: Project, text: PeerDocument, title: str, language: str) -> Draft:
    """The original is the text alone: whoever may download it is not to see the labels with it."""
    details = Details(title=title, url=_address(text.url), language=language or text.language)
    upload = Upload(name=f"{title}.txt", media_type=TEXT, data=text.text.encode())
    manuscript = Manuscript("", "", "", text.language, text.text, text.blocks, (), TEXT)
    return draft_of(project, Incoming(upload), details, manuscript)


def _stored(actor: User, project: Project, draft: Draft, plan: Plan, slug: str, again: bool) -> Document:
    with writing():
        document = import_document(actor=actor, project=project, draft=draft, allow_duplicate=again, members_only=False)
        if not plan.people:
            return document
        people = _people(plan, project, slug)
        claims = list(Claim.objects.filter(document=document).order_by("serial"))
        verdicts = _verdicts(plan, document, claims, people)
        notes = _notes(plan, document, claims, people)
        citations = _citations(plan, document, claims, people)
        body = {
            "format": slug, "verdicts": verdicts, "notes": notes, "citations": citations,
            "people": sorted(str(history.key_of(person)) for person in people.values()),
        }  # fmt: skip
        history.record(actor=actor, code="verdict.imported", document=document, body=body, content=True)
        return document


def _people(plan: Plan, project: Project, slug: str) -> dict[str, User]:
    """Return an account for each name, the same one at each import into the project; nobody can sign in to it."""
    keys = {name: str(uuid.uuid5(NAMESPACE, f"{project.pk} {slug} {name}")) for name in plan.people}
    entries = [_entry(key, name or PEERS[slug].title) for name, key in keys.items()]
    people, _made = settle_people(entries, project)
    return {name: people[key] for name, key in keys.items()}


def _entry(key: str, name: str) -> PersonEntry:
    return PersonEntry(
        key=key, initials=initials_of(name), name=name, role=Role.REVIEWER, left_at=timezone.now()
    )  # fmt: skip


def initials_of(name: str) -> str:
    """Return up to four initials: of the words of a name, of an address the first two characters."""
    words = name.partition("@")[0].replace(".", " ").replace("_", " ").split()
    marks = [word[0] for word in words if word[0].isalnum()]
    return ("".join(marks) if len(marks) > 1 else "".join(words)[:2]).upper()[:MAX_INITIALS]


def _verdicts(plan: Plan, document: Document, claims: Sequence[Claim], people: Mapping[str, User]) -> int:
    """Verdicts that were given elsewhere are never blind: nobody here knows what was seen."""
    revision = current_revision(document)
    places = Placement.objects.filter(revision=revision)
    wordings = dict(places.values_list("claim_id", "wording"))
    rows = [
        Verdict(
            document=document, claim=claims[given.rank], reviewer=people[given.by], number=1,
            revision=revision, label=given.label, scale=document.project.scale,
            rationale=given.rationale, tags=list(given.tags), basis=claims[given.rank].basis,
            wording=wordings[claims[given.rank].pk], blind=False,
        )
        for given in plan.verdicts.values()
    ]  # fmt: skip
    return len(Verdict.objects.bulk_create(rows, batch_size=BATCH))


def _notes(plan: Plan, document: Document, claims: Sequence[Claim], people: Mapping[str, User]) -> int:
    rows = [
        Note(document=document, claim=None if rank is None else claims[rank], author=people[by], text=text)
        for rank, by, text in plan.notes
    ]
    return len(Note.objects.bulk_create(rows, batch_size=BATCH))


def _citations(plan: Plan, document: Document, claims: Sequence[Claim], people: Mapping[str, User]) -> int:
    """Cite each source; one that cannot be entered as it is becomes a note."""
    records: list[tuple[int, str, Link, dict[str, Any]]] = []
    unfit: list[Note] = []
    for rank, by, link in plan.citations:
        try:
            title = one_line(link.title, MAX_TITLE) or link.url[:MAX_TITLE]
            records.append((rank, by, link, fields_of(Bibliography(title=title, url=link.url))))
        except Invalid:
            words = f"Source: {link.title} {link.url}".strip()
            unfit.append(Note(document=document, claim=claims[rank], author=people[by], text=words))
    Note.objects.bulk_create(unfit, batch_size=BATCH)
    library = _library(document.project, [record for *_, record in records])
    rows = [
        Citation(
            document=document, claim=claims[rank], source=library[_name_of(record)], added_by=people[by],
            stance=link.stance,
            state=link.state, quote=link.quote,
        )
        for rank, by, link, record in records
    ]  # fmt: skip
    return len(Citation.objects.bulk_create(rows, batch_size=BATCH))


def _name_of(record: Mapping[str, Any]) -> str:
    """A source is known by its page, one without an address by its title."""
    return str(record["url_normalised"] or record["title"])


def _library(project: Project, records: Sequence[dict[str, Any]]) -> dict[str, Source]:
    """Return the project's source of each page, entering those that it lacks."""
    wanted = {_name_of(record): record for record in reversed(records)}  # of two, the first words count
    pages = [record["url_normalised"] for record in wanted.values() if record["url_normalised"]]
    known = Source.objects.filter(project=project, merged_into__isnull=True, url_normalised__in=pages)
    library = {source.url_normalised: source for source in known.order_by("-pk")}
    missing = {name: Source(project=project, **record) for name, record in wanted.items() if name not in library}
    Source.objects.bulk_create(missing.values(), batch_size=BATCH)
    return library | missing
