"""Documents: look at what an import would give, import, change the details."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from annotations.importing import Manuscript, Upload
from annotations.importing.child import read_in_child
from annotations.models import Document, Original, Project, Revision, User
from annotations.models.addresses import clean_web_address
from annotations.models.projects import Membership
from annotations.scales import SCALES
from annotations.segmentation import RULES_VERSION, Unit
from annotations.services import history, originals
from annotations.services.claims import store_claims, units_of
from annotations.services.limits import check_quota
from annotations.services.locks import lock_document
from annotations.services.refusals import Duplicate, Invalid, NotAllowed, Stale
from annotations.services.transactions import writing

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Details:
    """What people enter about a document; empty fields are filled from the manuscript."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    as_of: date | None = None
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What an import would store: nothing is saved yet."""

    upload: Upload
    manuscript: Manuscript
    details: Details
    units: tuple[Unit, ...]
    duplicate: Document | None


def draft_import(*, project: Project, upload: Upload, details: Details, encoding: str = "") -> Draft:
    """Read and cut an upload without saving anything. Raises UnreadableDocument or Invalid."""
    return draft_of(project, upload, details, read_in_child(upload, encoding=encoding))


def draft_of(project: Project, upload: Upload, details: Details, manuscript: Manuscript) -> Draft:
    """Cut a manuscript that has been read. Raises Invalid for too many claims or an unusable address."""
    manuscript = _told_of_remarks(manuscript)
    completed = _completed(details, manuscript, upload)
    units = tuple(units_of(manuscript, completed.language))
    sha256 = hashlib.sha256(upload.data).hexdigest()
    same = Document.objects.filter(project=project, erased_at=None, revisions__original__sha256=sha256)
    return Draft(upload, manuscript, completed, units, same.order_by("pk").first())


def import_document(*, actor: User, project: Project, draft: Draft, allow_duplicate: bool = False) -> Document:
    """Store a draft as a document with revision 1 in one transaction, and return the document.

    The original lies on disk before the transaction commits. Raises Duplicate if the project has this file
    already and that is not allowed, NotAllowed if the actor's role was taken away meanwhile.
    """
    if draft.duplicate is not None and not allow_duplicate:
        message = f"This file is in the project already, as “{draft.duplicate.title}” (document {draft.duplicate.pk})."
        raise Duplicate("duplicate", message, draft.duplicate)
    check_quota(project, len(draft.upload.data))
    name = originals.keep(settings.ORIGINALS_DIR, draft.upload.data)
    with writing():
        _check_still_member(actor, project)
        document = Document.objects.create(project=project, **_fields(draft.details))
        revision = _store_revision(actor, document, draft, name)
        store_claims(document, revision, draft.units, SCALES[project.scale])
        document.current = revision
        document.save(update_fields=["current", "next_serial"])
        body = {"revision": 1, "sha256": revision.sha256, "claims": len(draft.units), "file": draft.upload.name}
        history.record(actor=actor, code="document.imported", document=document, body=body, content=True)
        return document


def change_details(*, actor: User, document: Document, details: Mapping[str, Any], version: int) -> Document:
    """Change what the document says of itself. Raises Stale if it changed since `version`, Invalid."""
    with writing():
        current = lock_document(document)
        if current.version != version:
            raise Stale("document_changed", "Somebody changed the details since you opened them.")
        values = {**details, "url": _clean_url(str(details.get("url", current.url)))}
        if not str(values.get("title", current.title)).strip():
            raise Invalid("title_missing", "A document needs a title.")
        before = {name: getattr(current, name) for name in values}
        for name, value in values.items():
            setattr(current, name, value)
        current.version += 1
        current.save(update_fields=[*values, "version"])
        body = {"before": _plain(before), "after": _plain(values)}
        history.record(actor=actor, code="document.changed", document=current, body=body)
        return current


def _told_of_remarks(manuscript: Manuscript) -> Manuscript:
    """Add to the warnings what the author attached to the text and what only the original keeps."""
    notes = sum(remark.kind == "note" for remark in manuscript.remarks)
    links = len(manuscript.remarks) - notes
    if not manuscript.remarks:
        return manuscript
    told = f"Left out, and kept in the original file alone: comments {notes}, links {links}."
    return replace(manuscript, warnings=(*manuscript.warnings, told))


def _completed(details: Details, manuscript: Manuscript, upload: Upload) -> Details:
    return Details(
        title=(details.title or manuscript.title or upload.name.rsplit(".", 1)[0] or "Untitled")[:300],
        author=(details.author or manuscript.author)[:300],
        publisher=details.publisher,
        url=_clean_url(details.url),
        language=(details.language or manuscript.language or DEFAULT_LANGUAGE)[:35],
        as_of=details.as_of,
        deadline=details.deadline,
    )


def _clean_url(url: str) -> str:
    try:
        return clean_web_address(url)
    except ValidationError as error:
        raise Invalid(error.code or "address_invalid", error.messages[0]) from error


def _fields(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in Details.__slots__}


def _check_still_member(actor: User, project: Project) -> None:
    members = Membership.objects.select_for_update().filter(project=project, user=actor, left_at__isnull=True)
    if not members.exists():
        raise NotAllowed("no_longer_member", "You are no longer a member of this project.")


def _store_revision(actor: User, document: Document, draft: Draft, storage_name: str) -> Revision:
    text = draft.manuscript.text
    revision = Revision.objects.create(
        document=document, number=1, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), length=len(text),
        imported_by=actor, segmenter=RULES_VERSION, warnings=list(draft.manuscript.warnings),
    )  # fmt: skip
    Original.objects.create(
        revision=revision, file_name=draft.upload.name[:300], media_type=draft.manuscript.media_type,
        sha256=hashlib.sha256(draft.upload.data).hexdigest(), size=len(draft.upload.data),
        storage_name=storage_name,
    )  # fmt: skip
    return revision


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
