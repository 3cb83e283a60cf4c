"""Import jobs: from what came in to a preview, and from its confirmation to a document.

A job is brought from rest to rest by `advance`, in a request where that is quick and by the worker where it is not.
Nothing is locked while a file is fetched, read or cut, so others write meanwhile; storing is one transaction. A job
whose worker was killed is advanced again by the next one, from its last rest.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from annotations.importing import Manuscript, UnreadableDocument, manuscript_of
from annotations.models import Document, ImportJob, Project, Stage, User
from annotations.services import drafts, originals, revisions
from annotations.services.documents import import_document
from annotations.services.drafts import Details, Draft, Incoming, Progress, draft_of, fetched, read, require_new
from annotations.services.import_jobs import at, locked, progress_of, require_at, write
from annotations.services.refusals import Invalid, Refusal, Stale
from annotations.services.staging import drop_files, incoming_of, kept_aside, put_aside, staged
from annotations.services.transactions import writing

LARGE_BYTES = 500_000  # of a file: from here on the worker reads it
LARGE_CLAIMS = 5_000  # from here on the worker stores them
MOST_ATTEMPTS = 3
DOCUMENT_VERSION, REVISION = "document_version", "revision"  # among the details of a revision's job
KEPT_FOR = timedelta(days=1)
GAVE_UP = "The import broke off three times. Nothing was stored; the file may be too much for this machine."
FAULT = "Something went wrong on our side, and nothing was stored. Import the text again."
NOT_NOW = "The disk is full or the database did not answer, and nothing was stored. Try again in a while."


def open_import(
    *, actor: User, project: Project, incoming: Incoming | None, address: str = "", everything: bool = False,
    details: Details, document: Document | None = None,
) -> ImportJob:  # fmt: skip
    """Put aside what came in, or the address of a page to fetch; return the job (a revision's with its `document`)."""
    asked: dict[str, Any] = {"url": address, "wishes": {"everything": everything}}
    kept = (asked if incoming is None else put_aside(incoming)) | {"document": document}
    try:
        with writing():
            return ImportJob.objects.create(project=project, actor=actor, details=drafts.plain(details), **kept)
    except DatabaseError:
        originals.drop(Path(settings.STAGING_DIR), kept.get("storage_name", ""))
        raise


def read_again(*, job: ImportJob, encoding: str, everything: bool) -> ImportJob:
    """Read the file of a job that rests at its preview otherwise, for example with another character set.

    Raises UnreadableDocument or Invalid; the preview is then as it was.
    """
    require_at(job, Stage.READY)
    incoming = replace(incoming_of(job), encoding=encoding, everything=everything)
    manuscript = read(incoming)
    draft = draft_of(job.project, incoming, details_of_job(job), manuscript)
    before = job.manuscript_name
    wishes = {"encoding": encoding, "everything": everything}
    at(
        job,
        Stage.READY,
        0,
        len(draft.units),
        manuscript_name=kept_aside(manuscript),
        wishes=wishes,
        guessed_encoding="",
    )
    originals.drop(Path(settings.STAGING_DIR), before)
    return job


def confirm(*, job: ImportJob, details: Details, allow_duplicate: bool) -> ImportJob:
    """Have what the preview showed stored, once. Raises Duplicate for a file that is there, unless that is allowed,
    and Invalid without a preview, or for the text of a revision."""
    if not allow_duplicate and job.stage == Stage.READY:
        require_new(job.project, job.sha256)
    with writing():
        current = locked(job)
        if current.stage in (Stage.QUEUED, Stage.STORING, Stage.DONE):
            return current
        require_at(current, Stage.READY)
        if current.document_id is not None:
            raise Invalid("import_of_revision", "This text is a revision of a document: confirm it on its own page.")
        current.details, current.allow_duplicate = drafts.plain(details), allow_duplicate
        return _queued(current)


def confirm_revision(*, job: ImportJob, version: int) -> ImportJob:
    """Have a previewed revision stored, once, for the document with this version. Raises Stale, or Invalid."""
    with writing():
        current = locked(job)
        if current.stage in (Stage.QUEUED, Stage.STORING, Stage.DONE):
            return current
        require_at(current, Stage.READY)
        if current.document is None:
            raise Invalid("import_of_document", "This text is no revision of a document.")
        if current.document.version != version:
            raise Stale("document_changed", "Somebody changed this document since you opened it.")
        current.details[DOCUMENT_VERSION] = version
        return _queued(current)


def _queued(job: ImportJob) -> ImportJob:
    job.stage, job.attempts, job.refusal = Stage.QUEUED, 0, None
    job.save()
    return job


def is_revision(job: ImportJob) -> bool:
    """Whether a job brings the next revision of a document that is there."""
    return job.document_id is not None and (job.stage != Stage.DONE or DOCUMENT_VERSION in job.details)


def stored_revision(job: ImportJob) -> int:
    """Return the number of the revision that a job which is done has stored."""
    return int(job.details[REVISION])


def details_of_job(job: ImportJob) -> Details:
    """Return what was entered about the document."""
    own = (DOCUMENT_VERSION, REVISION)
    return drafts.details_of({name: value for name, value in job.details.items() if name not in own})


def discard(*, job: ImportJob) -> None:
    """Forget an import that was not confirmed, with its files. Raises Invalid for one that is being stored."""
    with writing():
        current = locked(job)
        if current.stage in (Stage.QUEUED, Stage.STORING):
            raise Invalid("import_under_way", "This import is being stored. Wait for it to end.")
        current.delete()
    drop_files(current)


def is_large(job: ImportJob) -> bool:
    """Whether the next step of a job is left to the worker."""
    return job.total >= LARGE_CLAIMS if job.stage == Stage.QUEUED else job.size >= LARGE_BYTES


def advance(job: ImportJob) -> ImportJob:
    """Bring a job to its next rest and return it as it is then.

    May be called again for a job that broke off, and by two at once: only one stores it. Raises UnreadableDocument,
    Refusal, OSError (a full disk) or DatabaseError, and the job tells it too: one that was not stored rests at its
    preview again, with its files.
    """
    if job.is_resting:
        return job
    try:
        return _stored(job) if job.stage in (Stage.QUEUED, Stage.STORING) else _prepared(job)
    except (UnreadableDocument, Refusal) as refusal:
        _rest(job, {"code": refusal.code, "message": refusal.message})
        raise
    except (OSError, DatabaseError):
        with suppress(DatabaseError):  # what cannot be written now, the next worker finds as it is
            _rest(job, {"code": "not_now", "message": NOT_NOW})
        raise


def _rest(job: ImportJob, told: Mapping[str, Any]) -> None:
    """Let a job that came to nothing rest: at its preview again if it had one."""
    if job.stage in (Stage.QUEUED, Stage.STORING):
        write(job, stage=Stage.READY, refusal=dict(told))
    else:
        _refused(job, told)


def take_up(pk: int) -> ImportJob | None:
    """Return an unfinished job for the worker, counted as one more attempt; None if there is nothing to do.

    A job that broke off three times is refused, so that it does not take its worker down for ever.
    """
    with writing():
        ImportJob.objects.filter(pk=pk).update(attempts=F("attempts") + 1, touched_at=timezone.now())
    job = ImportJob.objects.select_related("project", "actor").filter(pk=pk).first()
    if job is None or job.is_resting:
        return None
    if job.attempts > MOST_ATTEMPTS:
        _refused(job, {"code": "gave_up", "message": GAVE_UP})
        return None
    return job


def break_off(job: ImportJob) -> None:
    """Write into a job that a fault of ours ended it; one that rests has told already why."""
    if not job.is_resting:
        _refused(job, {"code": "fault", "message": FAULT})


def stranded(age: timedelta) -> list[int]:
    """Return, once, the unfinished jobs that nobody has touched for so long: their worker is gone."""
    untouched = ImportJob.objects.unfinished().filter(touched_at__lte=timezone.now() - age)
    with writing():
        found = list(untouched.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True))
        ImportJob.objects.filter(pk__in=found).update(touched_at=timezone.now())
    return found


def draft_of_job(job: ImportJob) -> Draft:
    """Return the draft that a job at its preview shows. Raises Invalid if its files are gone."""
    incoming, manuscript = incoming_of(job), manuscript_of(json.loads(staged(job.manuscript_name)))
    return draft_of(job.project, incoming, details_of_job(job), manuscript)


def forget_old() -> int:
    """Remove jobs a day after their rest, and the files that they put aside; return how many there were."""
    old = ImportJob.objects.filter(touched_at__lt=timezone.now() - KEPT_FOR).exclude(
        stage__in=(Stage.QUEUED, Stage.STORING)
    )
    jobs = list(old)
    with writing():
        ImportJob.objects.filter(pk__in=[job.pk for job in jobs]).delete()
    for job in jobs:
        drop_files(job)
    return len(jobs)


def _prepared(job: ImportJob) -> ImportJob:
    progress = progress_of(job)
    incoming = _fetched(job, progress) if job.url and not job.storage_name else incoming_of(job)
    progress(Stage.READING, 0, 0)
    incoming, manuscript = _read(job, incoming)
    draft = draft_of(job.project, incoming, details_of_job(job), manuscript, progress)
    return at(job, Stage.READY, 0, len(draft.units), manuscript_name=kept_aside(manuscript), attempts=0)


def _fetched(job: ImportJob, progress: Progress) -> Incoming:
    progress(Stage.FETCHING, 0, 0)
    incoming = fetched(job.url, everything=bool(job.wishes.get("everything")))
    write(job, **put_aside(incoming))
    return incoming


def _read(job: ImportJob, incoming: Incoming) -> tuple[Incoming, Manuscript]:
    """Read what came in; a text that does not say its character set, with the likeliest one, to be looked at."""
    try:
        return incoming, read(incoming)
    except UnreadableDocument as error:
        if error.code != "encoding_unknown" or not error.guess or incoming.encoding:
            raise
        write(job, guessed_encoding=error.guess, wishes={**job.wishes, "encoding": error.guess})
        guessed = replace(incoming, encoding=error.guess)
        return guessed, read(guessed)


def _stored(job: ImportJob) -> ImportJob:
    if not write(job, stage=Stage.STORING, done=0):  # another worker was faster
        with writing():
            return locked(job)
    draft = draft_of_job(job)
    if job.document is not None:
        return _stored_as_revision(job, job.document, draft)
    with writing():
        current, again = locked(job), job.allow_duplicate
        if current.stage == Stage.DONE:
            return current
        document = import_document(actor=job.actor, project=job.project, draft=draft, allow_duplicate=again)
        at(current, Stage.DONE, len(draft.units), len(draft.units), document=document)
    drop_files(current)
    return current


def _stored_as_revision(job: ImportJob, document: Document, draft: Draft) -> ImportJob:
    """Store a draft as the next revision; the text is compared before anything is locked."""
    plan = revisions.plan_revision(document=document, draft=draft)
    with writing():
        current, version = locked(job), int(job.details[DOCUMENT_VERSION])
        if current.stage == Stage.DONE:
            return current
        made = revisions.import_revision(
            actor=job.actor, document=document, draft=draft, version=version, plan=plan
        )  # fmt: skip
        told = {**current.details, REVISION: made.number}
        at(current, Stage.DONE, len(plan.units), len(plan.units), details=told)
    drop_files(current)
    return current


def _refused(job: ImportJob, refusal: Mapping[str, Any]) -> ImportJob:
    write(job, stage=Stage.REFUSED, done=0, total=0, refusal=dict(refusal))
    drop_files(job)
    return job
