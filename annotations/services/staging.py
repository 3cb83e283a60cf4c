"""What an import puts aside in the staging folder until it is confirmed, and what is read back from there."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from annotations.importing import Manuscript, Upload
from annotations.models import ImportJob
from annotations.services import originals
from annotations.services.drafts import Incoming
from annotations.services.refusals import Invalid

GONE = "The file of this preview is no longer here. Import the text again."


def put_aside(incoming: Incoming) -> dict[str, Any]:
    """Keep the bytes in the staging folder; return what the job has to know of them."""
    return {
        "file_name": incoming.upload.name[:300], "media_type": incoming.upload.media_type[:120],
        "size": len(incoming.upload.data), "sha256": incoming.sha256, "url": incoming.url,
        "fetched_at": incoming.fetched_at,
        "wishes": {"encoding": incoming.encoding, "everything": incoming.everything},
        "storage_name": originals.keep(Path(settings.STAGING_DIR), incoming.upload.data),
    }  # fmt: skip


def incoming_of(job: ImportJob) -> Incoming:
    """Return what came in with a job. Raises Invalid if its file is gone."""
    upload = Upload(job.file_name, job.media_type, staged(job.storage_name))
    return Incoming(upload, url=job.url, fetched_at=job.fetched_at, **job.wishes)


def kept_aside(manuscript: Manuscript) -> str:
    """Keep what was read of a file beside it, and return its name there."""
    return originals.keep(Path(settings.STAGING_DIR), json.dumps(asdict(manuscript)).encode())


def staged(name: str) -> bytes:
    """Return the bytes of a file in the staging folder. Raises Invalid if it is gone."""
    path = Path(settings.STAGING_DIR) / name
    if not name or not path.exists():
        raise Invalid("preview_expired", GONE)
    return path.read_bytes()


def drop_files(job: ImportJob) -> None:
    """Remove what a job put aside."""
    for name in (job.storage_name, job.manuscript_name):
        originals.drop(Path(settings.STAGING_DIR), name)
