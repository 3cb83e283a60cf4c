"""Documents: store a draft as a document, change the details."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from annotations.importing import page_at
from annotations.models import Document, Original, Project, Revision, Role, User
from annotations.models.projects import Membership
from annotations.scales import SCALES
from annotations.segmentation import RULES_VERSION
from annotations.services import history, originals
from annotations.services.claims import store_claims
from annotations.services.drafts import Details, Draft, clean_url, require_new
from annotations.services.limits import check_quota
from annotations.services.locks import lock_document
from annotations.services.refusals import Invalid, NotAllowed, Refusal, Stale
from annotations.services.remarks import store_remarks
from annotations.services.transactions import writing


def import_document(
    *, actor: User, project: Project, draft: Draft, allow_duplicate: bool = False, members_only: bool = True
) -> Document:
    """Store a draft as a document with revision 1 in one transaction, and return the document.

    The original lies on disk before the transaction commits. Raises Duplicate if the project has this file
    already and that is not allowed, NotAllowed if the actor's role was taken away meanwhile. Whoever manages a project
    without being a member imports with `members_only` off.
    """
    check_quota(project, len(draft.upload.data))
    name = originals.keep(settings.ORIGINALS_DIR, draft.upload.data)
    with writing():
        try:
            if members_only:
                require_importer(actor, project)
            if not allow_duplicate:
                _one_at_a_time(project)
                require_new(project, draft.incoming.sha256)
            return _stored(actor, project, draft, name)
        except (Refusal, DatabaseError):  # before the commit: nothing of it can have been stored
            originals.drop(settings.ORIGINALS_DIR, name)
            raise


def _one_at_a_time(project: Project) -> None:
    """Let another import into this project end first, so that of one file sent twice at once one is refused."""
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)


def _stored(actor: User, project: Project, draft: Draft, storage_name: str) -> Document:
    document = Document.objects.create(project=project, **_fields(draft.details))
    revision = store_revision(actor, document, draft, storage_name)
    pages = [page_at(draft.manuscript, unit.start) for unit in draft.units]
    claims = store_claims(document, revision, draft.units, SCALES[project.scale], pages=pages)
    document.current = revision
    document.save(update_fields=["current", "next_serial"])
    remarks = store_remarks(
        actor=actor, document=document, units=draft.units, claims=claims, manuscript=draft.manuscript
    )
    body = {
        "revision": 1, "sha256": revision.sha256, "claims": len(claims), "file": draft.upload.name,
        "fetched_from": draft.incoming.url, "author_notes": remarks.notes, "author_citations": remarks.citations,
    }  # fmt: skip
    history.record(actor=actor, code="document.imported", document=document, body=body, content=True)
    return document


def change_details(*, actor: User, document: Document, details: Mapping[str, Any], version: int) -> Document:
    """Change what the document says of itself. Raises Stale if it changed since `version`, Invalid."""
    with writing():
        current = lock_document(document)
        if current.version != version:
            raise Stale("document_changed", "Somebody changed the details since you opened them.")
        values = {**details, "url": clean_url(str(details.get("url", current.url)))}
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


def _fields(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in Details.__slots__}


def require_importer(actor: User, project: Project) -> None:
    """Raise NotAllowed unless the actor may import into the project now; their membership is locked."""
    members = Membership.objects.select_for_update().filter(project=project, user=actor, left_at__isnull=True)
    if not members.exclude(role=Role.READER).exists():
        raise NotAllowed("no_longer_member", "You are no longer a member who may import here.")


def store_revision(actor: User, document: Document, draft: Draft, storage_name: str, *, number: int = 1) -> Revision:
    """Insert a revision with its original, whose bytes are kept already; its claims are the caller's business."""
    text = draft.manuscript.text
    revision = Revision.objects.create(
        document=document, number=number, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), length=len(text),
        imported_by=actor, segmenter=RULES_VERSION, warnings=list(draft.warnings),
    )  # fmt: skip
    Original.objects.create(
        revision=revision, file_name=draft.upload.name[:300], media_type=draft.manuscript.media_type,
        sha256=draft.incoming.sha256, size=len(draft.upload.data), storage_name=storage_name,
        url=draft.incoming.url, fetched_at=draft.incoming.fetched_at,
    )  # fmt: skip
    return revision


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
