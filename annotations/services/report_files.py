"""Files of an imported report: out of their Base64, with the hashes that are told of them, into the data folder."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings

from annotations.models import Project
from annotations.reports.contents import ReportContents, RevisionEntry, SourceEntry
from annotations.services.limits import check_quota
from annotations.services.originals import drop, keep
from annotations.services.refusals import Invalid


def keep_files(
    contents: ReportContents, sources: Iterable[SourceEntry], project: Project, undo: ExitStack
) -> dict[tuple[str, int], str]:
    """Keep the originals and the files of these sources, and return their names in the data folder.

    They are named ("revision", its number) and ("source", its id); `undo` drops them again.

    Raises Invalid for a file that is missing or not what its hash says, and if the project has no room for them.
    """
    files = dict(_files(contents, sources))
    check_quota(project, sum(map(len, files.values())))
    folder = Path(settings.ORIGINALS_DIR)
    names: dict[tuple[str, int], str] = {}
    for what, data in files.items():
        names[what] = keep(folder, data)
        undo.callback(drop, folder, names[what])
    return names


def _files(contents: ReportContents, sources: Iterable[SourceEntry]) -> Iterator[tuple[tuple[str, int], bytes]]:
    for revision in (contents.revision, *contents.earlier_revisions):
        yield ("revision", revision.number), _original(revision)
    for source in sources:
        if source.file_sha256:
            yield ("source", source.id), _attached(source)


def _original(revision: RevisionEntry) -> bytes:
    of = f"the original of revision {revision.number}"
    data = _decoded(revision.original_content, of)
    if (_hash(data), len(data)) != (revision.original_sha256, revision.original_size):
        raise Invalid("report_original_hash", f"{of.capitalize()} does not have the hash that the report tells.")
    return data


def _attached(source: SourceEntry) -> bytes:
    data = _decoded(source.file_content, f"the file of source {source.id}")
    if _hash(data) != source.file_sha256:
        raise Invalid(
            "report_file_hash", f"The file of source {source.id} does not have the hash that the report tells."
        )
    return data


def _decoded(content: str | None, of: str) -> bytes:
    if content is None:
        raise Invalid("report_file_missing", f"The report does not hold {of}.")
    try:
        return base64.b64decode(content, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Invalid("report_file_unreadable", f"What the report holds as {of} is no Base64.") from error


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
