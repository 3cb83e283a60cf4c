"""Public reports: which one stands, what each edition showed, and what was corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models.fields.json import KT

from annotations.models import Correction, Document, Edition, Placement, Project, Publication, SignOff
from annotations.queries.signoff import last_signoff
from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.published import CorrectionEntry, PublisherEntry
from annotations.reports.reading import contents_of

PARTIAL = "mine"  # the profile of who does not see all


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim or part with the label that it bears in public; `number` is what readers see."""

    serial: int
    number: str
    text: str
    label: str
    scale: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim whose public label is another than it was in the last edition; '' where there is none now."""

    before: Labelled
    after: Labelled | None

    @property
    def serial(self) -> int:
        """The claim's serial."""
        return self.before.serial


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an editor sees of the public report of a document: the edition that stands, and whether there is another.

    `signoff` is the one that holds now, None if none does.
    """

    publication: Publication | None
    edition: Edition | None
    signoff: SignOff | None

    @property
    def can_be_renewed(self) -> bool:
        """Whether a sign-off holds that is not the one of the last edition."""
        return self.edition is not None and self.signoff is not None and self.signoff.pk != self.edition.signoff_id


def standing_publication(document: Document) -> Publication | None:
    """Return the publication of a document that was not withdrawn."""
    return Publication.objects.filter(document=document, withdrawn_at=None).first()


def last_edition(publication: Publication) -> Edition:
    """Return what stands at the address now."""
    return Edition.objects.filter(publication=publication).order_by("-number")[0]


def shelf_of(document: Document) -> Shelf:
    """Return how the document stands to the public, for those who see all."""
    publication, standing = standing_publication(document), last_signoff(document, sees_all=True)
    holds = standing is not None and standing.holds and standing.signoff.revision_id == document.current_id
    signoff = standing.signoff if standing is not None and holds else None
    edition = last_edition(publication) if publication else None
    return Shelf(publication, edition, signoff)


def corrections_of(publications: Iterable[Publication], *, up_to: int | None = None) -> list[Correction]:
    """Return the corrections, newest first; `up_to` an edition's number, those that stood in it."""
    rows = Correction.objects.filter(publication__in=list(publications)).select_related("claim__parent", "edition")
    rows = rows.filter(edition__number__lte=up_to) if up_to is not None else rows
    return list(rows.select_related("publication__document").order_by("-pk"))


def correction_entry(row: Correction) -> CorrectionEntry:
    """Return a correction as a report tells it."""
    return CorrectionEntry(
        claim=row.claim.serial, edition=row.edition.number, old_label=row.old_label, new_label=row.new_label,
        scale=row.scale, was_wrong=row.was_wrong, reason=row.reason, reported_by=row.reported_by,
        reported_on=row.reported_on, noted_at=row.created_at,
    )  # fmt: skip


def publisher_of(project: Project) -> PublisherEntry:
    """Return who answers for what the project publishes; the name is '' where the project does not say."""
    rules = project.rules
    return PublisherEntry(rules.publisher_name, rules.publisher_url, rules.corrections_policy_url)


def public_address(slug: str, base: str = "") -> str:
    """Return the address of a public report, with its slash; '' where the installation has no public name.

    `base` is the scheme and host of the request, where there is one.
    """
    host = base or (f"https://{settings.PUBLIC_HOST}" if settings.PUBLIC_HOST else "")
    return f"{host}/r/{slug}/" if host else ""


def shown(edition: Edition, *, base: str, corrections: Sequence[Correction]) -> ReportContents:
    """Return what an edition showed, with its address and the corrections told until then."""
    publication = edition.publication
    entries = [correction_entry(row) for row in reversed(corrections) if row.edition.number <= edition.number]
    return replace(
        contents_of(edition.contents), publisher=publisher_of(publication.document.project),
        public_url=public_address(publication.slug, base), corrections=tuple(entries),
    )  # fmt: skip


def with_publication(contents: ReportContents, document: Document) -> ReportContents:
    """Return contents with publisher, address and corrections, as far as there are any.

    Corrections tell labels: who does not see all reads them in public, and not in the contents.
    """
    publication, publisher = standing_publication(document), publisher_of(document.project)
    told = replace(contents, publisher=publisher if publisher.name else None)
    if publication is None:
        return told
    rows = [] if contents.profile == PARTIAL else corrections_of([publication])
    entries = tuple(correction_entry(row) for row in reversed(rows))
    return replace(told, public_url=public_address(publication.slug), corrections=entries)


def labelled(contents: ReportContents) -> dict[int, Labelled]:
    """Return every live claim and part by its serial."""
    found = {}
    for claim in contents.claims:
        found[claim.id] = _labelled(claim, claim.number, claim.text, contents)
        for rank, part in enumerate(claim.parts, 1):
            found[part.id] = _labelled(part, f"{claim.number}.{rank}", part.wording, contents)
    return found


def _labelled(entry: ClaimEntry | PartEntry, number: str, text: str, contents: ReportContents) -> Labelled:
    return Labelled(entry.id, number, text, entry.label or "", contents.scale.slug)


def changed_claims(before: ReportContents, after: ReportContents) -> list[Changed]:
    """Return the claims that had a label in public and bear another one now, in reading order of before.

    A claim that is not in the text any more is none of them: there is nothing left to correct.
    """
    now = labelled(after)
    return [
        Changed(old, now[serial] if now[serial].label else None)
        for serial, old in labelled(before).items()
        if old.label and serial in now and (now[serial].label, now[serial].scale) != (old.label, old.scale)
    ]


def serials_by_number(document: Document) -> dict[str, int]:
    """Return the serial of each sentence of the current revision by the number that readers see."""
    live = Placement.objects.live().filter(revision=document.current_id).select_related("claim")
    return {place.shown_number: place.claim.serial for place in live}


@dataclass(frozen=True, slots=True)
class Listed:
    """A standing public report in the list of its desk, under the title that its last edition bears."""

    publication: Publication
    number: int
    title: str
    at: datetime


def listed_publications(project: Project) -> list[Listed]:
    """Return the project's standing public reports, the newest edition first."""
    rows = Edition.objects.filter(publication__document__project=project, publication__withdrawn_at=None)
    # Of the title in public: that of the document may have changed since, and is the desk's own affair until renewed.
    rows = rows.annotate(title=KT("contents__document__title")).defer("contents")
    last = {row.publication_id: row for row in rows.select_related("publication").order_by("publication_id", "number")}
    listed = (Listed(row.publication, row.number, row.title, row.created_at) for row in last.values())
    return sorted(listed, key=lambda one: (one.at, one.publication.pk), reverse=True)
