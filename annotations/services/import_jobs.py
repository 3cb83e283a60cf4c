"""The row of an import job: locked, checked, and written as the import goes on."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from annotations.models import ImportJob, Stage
from annotations.services.drafts import Progress
from annotations.services.refusals import Invalid
from annotations.services.staging import GONE
from annotations.services.transactions import writing


def progress_of(job: ImportJob) -> Progress:
    """Return a progress that writes each stage, and at most two steps a second of it, into the job."""
    written = timezone.now()

    def told(stage: Stage, done: int, total: int) -> None:
        nonlocal written
        if stage != job.stage or timezone.now() - written > timedelta(seconds=0.5):
            written = timezone.now()
            at(job, stage, done, total)

    return told


def at(job: ImportJob, stage: Stage, done: int, total: int, **fields: Any) -> ImportJob:
    """Bring a job to a stage and return it. Raises Invalid for one that is gone or done."""
    if not write(job, stage=stage, done=done, total=total, **fields):
        raise Invalid("import_gone", GONE)
    return job


def write(job: ImportJob, **fields: Any) -> bool:
    """Change a job's row and this copy of it; return whether the row is there and not done: what is done stays."""
    for name, value in fields.items():
        setattr(job, name, value)
    with writing():
        unfinished = ImportJob.objects.filter(pk=job.pk).exclude(stage=Stage.DONE)
        return bool(unfinished.update(touched_at=timezone.now(), **fields))


def locked(job: ImportJob) -> ImportJob:
    """Return a job's row locked, as it is now. Raises Invalid for one that is gone."""
    found = ImportJob.objects.select_for_update(of=("self",)).select_related("project", "actor").filter(pk=job.pk)
    current = found.first()
    if current is None:
        raise Invalid("import_gone", GONE)
    return current


def require_at(job: ImportJob, stage: Stage) -> None:
    """Raise Invalid for a job at another stage."""
    if job.stage != stage:
        raise Invalid("import_gone_on", "This import has gone on since you opened the page. Open it again.")
