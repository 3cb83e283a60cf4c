"""Checks on a zip archive before anything of it is unpacked."""

import io
import re
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath

from annotations.importing.base import DocumentTooLarge, UnreadableDocument

MAX_MEMBERS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 100
_SMALL = 1024 * 1024  # bytes unpacked; below this a high ratio harms nobody
_LOCAL_HEADER = 30  # bytes, without the name
_ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".jar", ".zst"})
_DRIVE = re.compile(r"^[A-Za-z]:")

# What reading a member of a damaged or forged archive may raise.
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return the archive after all checks that need only its directory.

    Raise UnreadableDocument: docx_corrupt, docx_encrypted, archive_members, archive_duplicate, archive_path,
    archive_nested, archive_ratio, archive_overlap; DocumentTooLarge: archive_too_large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as fault:
        raise UnreadableDocument("docx_corrupt", "the Word file is damaged or cut short") from fault
    members = archive.infolist()
    _check_names(members)
    _check_sizes(members)
    _check_overlap(members, archive.start_dir)
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes; raise UnreadableDocument (archive_corrupt) if it is not as the directory says."""
    try:
        return archive.read(name)
    except KeyError as fault:
        raise UnreadableDocument("docx_corrupt", f"the Word file lacks its part {name}") from fault
    except FAULTS as fault:
        raise UnreadableDocument("archive_corrupt", f"the part {name} of the Word file is damaged") from fault


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnreadableDocument(
            "archive_members", f"it is made of {len(members):,} parts, and at most {MAX_MEMBERS:,} are allowed"
        )
    counts = Counter(member.filename for member in members)
    for name, count in counts.items():
        if count > 1:
            raise UnreadableDocument("archive_duplicate", "two of its parts have the same name")
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
            raise UnreadableDocument("archive_path", "one of its parts has a path that leads out of the file")
        # Word keeps spreadsheets behind charts as parts of their own; these are never opened here.
        if path.suffix.lower() in _ARCHIVES:
            raise UnreadableDocument("archive_nested", "it contains other archives")
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableDocument("docx_encrypted", "it is protected by a password; save it without one")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise UnreadableDocument(
                "archive_ratio",
                f"a part of it unpacks to more than {MAX_RATIO} times its size, as no document does",
            )
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // (1024 * 1024)
        raise DocumentTooLarge("archive_too_large", f"it unpacks to more than {limit} MB")


def _check_overlap(members: list[zipfile.ZipInfo], directory: int) -> None:
    ordered = sorted(members, key=lambda member: member.header_offset)
    ends = [member.header_offset for member in ordered[1:]] + [directory]
    for member, end in zip(ordered, ends, strict=True):
        if member.header_offset + _LOCAL_HEADER + len(member.orig_filename) + member.compress_size > end:
            raise UnreadableDocument("archive_overlap", "its parts lie one over the other, as no document's do")
