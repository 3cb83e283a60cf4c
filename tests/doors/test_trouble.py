"""The disk is full, or the database is read-only or away: told as such, nothing stored, and it works again after."""

import errno
import gc
import os
import resource
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from annotations.models import Document, ImportJob, Stage
from annotations.services import imports, originals
from tests.doors.doors import ByCommand, latest
from tests.visits import undone

pytestmark = pytest.mark.django_db


def assert_told(door, told, status: int, code: str) -> None:
    if isinstance(door, ByCommand):
        assert told.says.endswith(".")
        assert told.status == 422
    else:
        assert told.status == status
        assert told.response.headers["Retry-After"] == "1"
        assert "othing was stored" in told.says
    assert told.code in (code, "")


class FullDisk:
    """A disk on which the nth file or folder can no longer be written to its end."""

    def __init__(self, nth: int, sync=os.fsync) -> None:
        self.left = nth
        self.sync = sync

    def __call__(self, descriptor: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.sync(descriptor)


def test_a_disk_that_is_full_at_whatever_moment_keeps_nothing_of_an_import(door, unchanged, goes_on, monkeypatch):
    """B-56: space runs out at the first file that is written, at the second, and so on, until there is enough."""
    for nth in range(20):
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", FullDisk(nth))
            told = door.hand_in("bridge.txt", b"The bridge was opened. It is long.")
        if told.status == 201:
            break
        assert_told(door, told, 507, "storage_full")
        rest_at_their_previews()
        unchanged()
    assert nth == {"form": 6, "api": 2, "command": 2}[door.name]
    goes_on()


def rest_at_their_previews() -> None:
    """What was shown before the disk was full waits for another confirmation; here it is thrown away."""
    for job in ImportJob.objects.all():
        assert job.is_resting
        assert job.refusal["code"] == "not_now"
        imports.discard(job=job)


@contextmanager
def no_file_over(size: int):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("length", [1_900_000, 5_000_000], ids=["original", "temporary-file"])
def test_an_upload_that_does_not_fit_is_told_as_such(door, unchanged, goes_on, length, tmp_path):
    """B-56: here the system itself refuses the bytes; a large upload's already where it is received."""
    path = tmp_path / "handed-in.txt"
    path.write_bytes(b"x" * length)
    with no_file_over(1_800_000):
        by_command = isinstance(door, ByCommand)
        told = door.point_to(str(path)) if by_command else door.hand_in(path.name, path.read_bytes())
    assert_told(door, told, 507, "storage_full")
    gc.collect()
    unchanged()
    goes_on()


@contextmanager
def read_only():
    """A database that takes no writes, as a standby or one on a disk that was mounted for reading."""
    with undone(), connection.cursor() as cursor:
        is_postgresql = connection.vendor == "postgresql"
        cursor.execute("SET LOCAL transaction_read_only = on" if is_postgresql else "PRAGMA query_only = on")
        yield
        if not is_postgresql:
            cursor.execute("PRAGMA query_only = off")


def test_a_database_that_takes_no_writes_is_told_as_such(door, unchanged, goes_on, folders):
    """B-57: what was put aside before the database refused belongs to nobody, and is swept."""
    with read_only():
        told = door.hand_in("bridge.txt", b"The bridge was opened. It is long.")
    assert_told(door, told, 503, "database_unavailable")
    sweep_later(folders)
    unchanged()
    goes_on()


def sweep_later(folders) -> None:
    for path in (path for folder in folders for path in folder.glob("*")):
        os.utime(path, (path.stat().st_mtime - 2 * originals.ORPHAN_AGE,) * 2)
    originals.sweep()


def test_a_database_that_is_away_is_told_as_such(door, unchanged, goes_on, monkeypatch):
    """B-57: nothing answers, already when the session or the token is looked up."""

    def refuse(_connection, *_more, **_fields):
        raise OperationalError("connection refused")

    with monkeypatch.context() as away:
        away.setattr(CursorWrapper, "execute", refuse)
        told = door.hand_in("bridge.txt", b"The bridge was opened. It is long.")
    assert_told(door, told, 503, "database_unavailable")
    unchanged()
    goes_on()


@contextmanager
def full_database():
    """A database whose disk is full: SQLite may not grow; PostgreSQL hears from its system what it would hear then."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        else:
            cursor.execute(FULL)
        try:
            yield
        finally:
            lifted = "PRAGMA max_page_count = 1073741823"
            cursor.execute(lifted if connection.vendor == "sqlite" else "DROP FUNCTION no_space CASCADE")


FULL = """
CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER no_space BEFORE INSERT ON annotations_placement FOR EACH STATEMENT EXECUTE FUNCTION no_space();
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db")
def test_a_database_on_a_full_disk_is_told_as_such(door, goes_on, folders, files):
    """B-56: a text of 50 kB does not fit; nothing of it is a document, and what was there is readable."""
    goes_on()
    kept, text = latest(), " ".join(f"Sentence {number} of a long text." for number in range(1_500))
    with full_database():
        told = door.hand_in("bridge.txt", text.encode())
        assert_told(door, told, 507, "storage_full")
        assert latest().current.text == kept.current.text
    for job in ImportJob.objects.exclude(stage=Stage.DONE):
        imports.discard(job=job)
    sweep_later(folders)
    assert (Document.objects.get(), files()) == (kept, [kept.current.original.storage_name])
    assert door.hand_in("bridge.txt", text.encode()).status == 201
