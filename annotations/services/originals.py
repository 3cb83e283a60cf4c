"""Files in the data folder: originals, kept byte for byte, and uploads waiting for their preview's answer."""

import os
import secrets
import time
from pathlib import Path

from django.conf import settings

from annotations.models import HistoryEntry, ImportJob, Original

ORPHAN_AGE = 24 * 3600


def keep(folder: Path, data: bytes) -> str:
    """Write `data` under a fresh random name and return the name; when this returns, the bytes are on disk.

    Raises OSError where they cannot be written, as on a full disk; nothing of them is left then.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    draft = folder / f"{name}.part"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(folder / name)
        _sync_folder(folder)
    except OSError:
        for path in (draft, folder / name):
            path.unlink(missing_ok=True)
        raise
    return name


def drop(folder: Path, name: str) -> None:
    """Remove a file that came to nothing; one that is gone already is no fault."""
    if name:
        (folder / name).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def path_of(original: Original) -> Path:
    """Return where an original lies."""
    return Path(settings.ORIGINALS_DIR) / original.storage_name


def sweep() -> int:
    """Remove files over a day old that no revision, source or import refers to, and return how many there were."""
    kept = set(Original.objects.values_list("storage_name", flat=True))
    # Files that sources had before stay too: the history names them all.
    kept |= set(HistoryEntry.objects.filter(code="source.file_attached").values_list("body__file", flat=True))
    waiting = {name for names in ImportJob.objects.values_list("storage_name", "manuscript_name") for name in names}
    removed = 0
    for folder, known in ((Path(settings.ORIGINALS_DIR), kept), (Path(settings.STAGING_DIR), waiting)):
        for path in folder.glob("*"):
            if path.name not in known and path.stat().st_mtime < time.time() - ORPHAN_AGE:
                path.unlink(missing_ok=True)
                removed += 1
    return removed
