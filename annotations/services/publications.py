"""The public report: an editor publishes what is signed, renews it with its corrections told, and withdraws it."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from annotations.models import (
    Claim,
    Correction,
    Document,
    Edition,
    Project,
    Publication,
    PublicNames,
    Sight,
    SignOff,
    User,
)
from annotations.queries.publications import (
    Changed,
    Labelled,
    changed_claims,
    labelled,
    last_edition,
    shelf_of,
    standing_publication,
)
from annotations.queries.report import report_contents
from annotations.reports.contents import ReportContents
from annotations.reports.json import as_data
from annotations.reports.public import public
from annotations.reports.reading import contents_of
from annotations.services import history
from annotations.services.locks import lock_document
from annotations.services.refusals import Duplicate, Invalid, Stale
from annotations.services.signoffs import hold_back_changes
from annotations.services.transactions import writing

MAX_WORDS = 2_000
MAX_REPORTED_BY = 120


@dataclass(frozen=True, slots=True)
class Told:
    """What an editor says in public of a correction of one claim, by its serial.

    `reported_by` is how the desk names who reported it, '' when it found the error itself.
    """

    serial: int
    was_wrong: str
    reason: str
    reported_on: date
    reported_by: str = ""


def publish(*, actor: User, document: Document, names: str) -> Publication:
    """Give the document's report a public address, with the people of the desk named by "roles" or "initials".

    Raises Invalid unless the current revision has a sign-off that holds, Duplicate if it is published already.
    """
    if names not in PublicNames.values:
        raise Invalid("names_unknown", "Choose how the people of the desk are named: by roles or by initials.")
    with writing():
        locked = _held(document)
        standing = standing_publication(locked)
        if standing is not None:
            raise Duplicate("already_published", "The report is published already.", standing)
        signoff = _signoff_of(locked)
        publication = Publication.objects.create(document=locked, names=names, published_by=actor)
        _next_edition(publication, 1, signoff, public_contents(actor, locked, names), actor)
        _record(actor, publication, "publication.published", {"names": names, "edition": 1, "signoff": signoff.number})
        return publication


def renew(*, actor: User, publication: Publication, told: Sequence[Told], version: int) -> Edition:
    """Put what is signed off now in the place of the last edition, and tell what was corrected.

    Every claim that bears another label than in the last edition needs a correction; one without a change of label,
    as of a rationale, may be told too. Raises Invalid for what is missing or cannot be meant, Duplicate if what is
    signed stands there already, Stale if the publication changed since `version`.
    """
    with writing():
        locked = _held(publication.document)
        current = _locked(publication, version)
        signoff, before = _signoff_of(locked), last_edition(current)
        if signoff.pk == before.signoff_id:
            raise Duplicate("edition_stands", "What is signed off is what stands there already.", before)
        new, old = public_contents(actor, locked, current.names), contents_of(before.contents)
        _check_told(told, changed_claims(old, new), labelled(new))
        edition = _next_edition(current, before.number + 1, signoff, new, actor)
        for row in told:
            _correct(edition, row, labelled(old), labelled(new), actor)
        _advance(current)
        body = {"edition": edition.number, "signoff": signoff.number, "corrected": [row.serial for row in told]}
        _record(actor, current, "publication.renewed", body)
        return edition


def withdraw(*, actor: User, publication: Publication, reason: str, version: int) -> Publication:
    """Take the report from the public: from now on its address, and all below it, answer that it is gone.

    Raises Invalid without a reason, Stale if the publication changed since `version` or was withdrawn.
    """
    reason = _words(reason, "reason_missing", "Say why the report is withdrawn.")
    with writing():
        lock_document(publication.document)
        current = _locked(publication, version)
        current.withdrawn_at, current.withdrawal_reason = timezone.now(), reason
        current.save(update_fields=["withdrawn_at", "withdrawal_reason"])
        _advance(current)
        _record(actor, current, "publication.withdrawn", {"reason": reason})
        return current


def public_contents(actor: User, document: Document, names: str) -> ReportContents:
    """Return what the public would read of the document as it stands; for those who see all."""
    return public(report_contents(document, Sight(actor, sees_all=True)), names)


def rename_in_editions(*, project: Project, before: str, after: str) -> int:
    """Let other initials stand for somebody's in the public reports of a project; return how many editions changed.

    For the erasure of a person, in its transaction. Who shares these initials gets the new ones too.
    """
    if before == after:
        return 0
    of_project = Edition.objects.filter(publication__document__project=project)
    rows = of_project.filter(publication__names=PublicNames.INITIALS).select_for_update(of=("self",))
    changed = Counter[int]()
    for edition in rows.order_by("pk"):
        naming = [one for one in edition.contents["people"] if one["initials"] == before]
        for person in naming:
            person["initials"] = person["name"] = after
        if naming:
            edition.save(update_fields=["contents"])
            changed[edition.publication_id] += 1
    for publication in Publication.objects.select_for_update().filter(pk__in=changed).order_by("pk"):
        _advance(publication)
    return changed.total()


def _held(document: Document) -> Document:
    """Lock the document, and let no change of content slip between the sign-off and what is published of it."""
    locked = lock_document(document)
    hold_back_changes(locked)
    return locked


def _signoff_of(document: Document) -> SignOff:
    signoff = shelf_of(document).signoff
    if signoff is None:
        raise Invalid("not_signed_off", "Only what is signed off as it stands can be published. Sign it off first.")
    return signoff


def _locked(publication: Publication, version: int) -> Publication:
    current = Publication.objects.select_for_update(of=("self",)).select_related("document").get(pk=publication.pk)
    if current.version != version or current.withdrawn_at is not None:
        raise Stale("publication_changed", "Somebody changed the public report since you opened the page.")
    return current


def _advance(publication: Publication) -> None:
    publication.version += 1
    publication.save(update_fields=["version"])


def _next_edition(
    publication: Publication, number: int, signoff: SignOff, contents: ReportContents, actor: User
) -> Edition:
    """Store an edition. What hangs on the address and on corrections is put in when it is shown."""
    kept = json.dumps(as_data(replace(contents, publisher=None, public_url="", corrections=())))
    return Edition.objects.create(
        publication=publication,
        number=number,
        signoff=signoff,
        contents=json.loads(kept),
        published_by=actor,
    )


def _check_told(told: Sequence[Told], changed: Sequence[Changed], now: dict[int, Labelled]) -> None:
    serials = [row.serial for row in told]
    if len(set(serials)) < len(serials) or not set(serials) <= set(now):
        raise Invalid("correction_unknown", "A correction is of one claim of the text, and there is one of each.")
    missing = [one.before.number for one in changed if one.serial not in serials]
    if missing:
        raise Invalid(
            "correction_missing", f"The label of {', '.join(missing)} changed: say what was wrong, and why it changed."
        )
    for row in told:
        _check_words(row, now[row.serial].number)


def _check_words(row: Told, number: str) -> None:
    _words(row.was_wrong, "correction_incomplete", f"Claim {number}: say what was wrong.")
    _words(row.reason, "correction_incomplete", f"Claim {number}: say why it changed.")
    if len(row.reported_by) > MAX_REPORTED_BY:
        raise Invalid("text_too_long", f"Who reported it is named in at most {MAX_REPORTED_BY} characters.")
    if row.reported_on > timezone.now().date():
        raise Invalid("date_to_come", f"Claim {number}: it cannot have been reported on a day to come.")


def _words(text: str, code: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise Invalid(code, missing)
    if len(text) > MAX_WORDS:
        raise Invalid("text_too_long", f"What is told in public has at most {MAX_WORDS:,} characters.")
    return text


def _correct(edition: Edition, row: Told, old: dict[int, Labelled], new: dict[int, Labelled], actor: User) -> None:
    before, after = old.get(row.serial), new[row.serial]
    Correction.objects.create(
        publication=edition.publication, edition=edition, noted_by=actor,
        claim=Claim.objects.get(document=edition.publication.document, serial=row.serial),
        old_label=before.label if before else "", new_label=after.label, scale=after.scale,
        was_wrong=row.was_wrong.strip(), reason=row.reason.strip(), reported_by=row.reported_by.strip(),
        reported_on=row.reported_on,
    )  # fmt: skip


def _record(actor: User, publication: Publication, code: str, body: dict[str, object]) -> None:
    """Write it down without the address: that is for whoever the desk gives it to."""
    history.record(actor=actor, code=code, document=publication.document, body=body, subject="the public report")
