"""Files of sources: a scan, a snapshot of a page. Kept like originals, under random names, with their hash."""

import hashlib
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings

from annotations.importing import MAX_UPLOAD_BYTES
from annotations.models import Source, User
from annotations.services import history
from annotations.services.limits import check_quota
from annotations.services.originals import drop, keep
from annotations.services.refusals import Invalid
from annotations.services.sources import lock_source
from annotations.services.transactions import writing

# What a file begins with, what it is then served as, and how its name ends. Never what somebody said that it is.
TYPES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"GIF8", "image/gif", ".gif"),
    (b"PK\x03\x04", "application/zip", ".zip"),
    (b"<!doctype html", "text/html", ".html"),
    (b"<html", "text/html", ".html"),
)
UNKNOWN = ("application/octet-stream", ".bin")


def attach_file(*, actor: User, source: Source, data: bytes, version: int) -> Source:
    """Keep a file with a source, in place of one that it had, whose bytes stay in the data folder.

    Raises Stale if the source changed since `version`, Invalid for an empty file, one over 20 MB or a full project.
    """
    if not data:
        raise Invalid("file_empty", "The file is empty.")
    if len(data) > MAX_UPLOAD_BYTES:
        raise Invalid("file_too_large", f"A file has at most {MAX_UPLOAD_BYTES // 1024**2} MB.")
    folder = Path(settings.ORIGINALS_DIR)
    with ExitStack() as undo, writing():
        current = lock_source(source, version)
        check_quota(current.project, len(data) + _size_of_files(current.project_id))
        name = keep(folder, data)
        undo.callback(drop, folder, name)
        before = current.file_sha256
        current.file, current.file_sha256 = name, hashlib.sha256(data).hexdigest()
        current.version += 1
        current.save(update_fields=["file", "file_sha256", "version"])
        body = {"source": current.pk, "file": name, "sha256": current.file_sha256, "size": len(data), "before": before}
        history.record(
            actor=actor, code="source.file_attached", project=current.project, subject=current.title[:120], body=body
        )
        undo.pop_all()
    return current


def path_of(source: Source) -> Path:
    """Return where the file of a source lies."""
    return Path(settings.ORIGINALS_DIR) / source.file


def type_of(path: Path) -> tuple[str, str]:
    """Return the media type of a kept file from the table, and the suffix that goes with it."""
    with path.open("rb") as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, media_type, suffix in TYPES:
        if head[: len(start)].lower() == start.lower():
            return media_type, suffix
    return UNKNOWN


def _size_of_files(project: int) -> int:
    """Return how many bytes a project's sources hold; a file that is gone counts nothing."""
    names = Source.objects.filter(project=project).exclude(file="").values_list("file", flat=True)
    paths = [Path(settings.ORIGINALS_DIR) / name for name in names]
    return sum(path.stat().st_size for path in paths if path.exists())
