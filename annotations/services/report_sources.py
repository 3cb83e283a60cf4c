"""Sources of an imported report: those of the project that say just the same, else entered anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.models import Project, Source, User
from annotations.models.addresses import clean_web_address, normalised
from annotations.reports.contents import SourceEntry
from annotations.services import history
from annotations.services.inserting import insert_in_turn
from annotations.services.refusals import Invalid
from annotations.services.report_names import maybe
from annotations.services.source_files import path_of

SAME = (
    "csl", "title", "kind", "publisher", "doi", "url", "archive_url", "archive_state", "archive_failure",
    "archived_at", "reliability", "confidential", "file_sha256",
)  # fmt: skip


def known_sources(entries: Sequence[SourceEntry], project: Project) -> dict[int, Source]:
    """Return the sources that the project has in just this form, by the id that they have in the report.

    One that was merged into another is the same only where it was merged into the same one.
    """
    alike: dict[str, list[Source]] = {}
    for row in Source.objects.filter(project=project, title__in={entry.title for entry in entries}).order_by("-pk"):
        alike.setdefault(row.title, []).append(row)
    found: dict[int, Source] = {}
    for entry in _successors_first(entries):
        into = found[entry.merged_into].pk if entry.merged_into in found else None
        if (into is None) != (entry.merged_into is None):
            continue
        for row in alike.get(entry.title, ()):
            if row.merged_into_id == into and all(getattr(row, name) == getattr(entry, name) for name in SAME):
                found[entry.id] = row
    return found


def _successors_first(entries: Sequence[SourceEntry]) -> list[SourceEntry]:
    return sorted(entries, key=lambda entry: entry.merged_into is not None)


def enter_sources(
    entries: Sequence[SourceEntry],
    known: Mapping[int, Source],
    project: Project,
    files: Mapping[tuple[str, int], str],
) -> dict[int, Source]:
    """Enter sources and return them by their ids; those that others were merged into are known or come first."""
    made: dict[int, Source] = {}

    def make(entry: SourceEntry) -> Source:
        into = maybe({**known, **made}, entry.merged_into, "source")
        made[entry.id] = Source(
            project=project, created_at=timezone.now(), url_normalised=normalised(_checked(entry.url)),
            file=files.get(("source", entry.id), ""), merged_into=into,
            **{name: getattr(entry, name) for name in SAME},
        )  # fmt: skip
        return made[entry.id]

    return insert_in_turn(
        _successors_first(entries), make, needs=lambda entry: (entry.merged_into,), name=lambda entry: entry.id
    )


def tell_of_files(sources: Mapping[int, Source], actor: User) -> None:
    """Record the files of sources that were entered: the history names every file that is to be kept."""
    for source in sources.values():
        if source.file:
            body: dict[str, Any] = {
                "source": source.pk, "file": source.file, "sha256": source.file_sha256,
                "size": path_of(source).stat().st_size, "before": "",
            }  # fmt: skip
            history.record(
                actor=actor, code="source.file_attached", project=source.project, subject=source.title[:120], body=body
            )


def _checked(address: str) -> str:
    try:
        return clean_web_address(address)
    except ValidationError as error:
        raise Invalid("address_invalid", error.messages[0]) from error
