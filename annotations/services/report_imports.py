"""Import a report as the document it came from: every row as it was, in one transaction, or nothing."""

import hashlib
import re
from contextlib import ExitStack
from typing import Any

from django.db import DataError, IntegrityError

from annotations.models import Document, HistoryEntry, Project, User
from annotations.reports.contents import ReportContents
from annotations.reports.reading import NotAReport, contents_of, parsed
from annotations.services import history
from annotations.services.refusals import Duplicate, Invalid
from annotations.services.report_chain import enter_chain, enter_signoffs, require_sound
from annotations.services.report_files import keep_files
from annotations.services.report_names import Names, check_words
from annotations.services.report_people import join_as_manager, make_project, require_scale, settle_people
from annotations.services.report_sources import enter_sources, known_sources, tell_of_files
from annotations.services.report_texts import enter_claims, enter_document, enter_texts
from annotations.services.report_work import Work
from annotations.services.transactions import writing

MAX_BYTES = 512 * 1024**2
MAX_DEPTH = 64
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def import_report(
    *, actor: User, data: bytes, project: Project | None = None, slug: str = "", again: bool = False
) -> Document:
    """Set up the document of a complete report and return it, in `project`, else in that with the slug or the report's.

    People, sources and a project that are not known are made. `again` allows a document that the project has already;
    without it Duplicate is raised. Raises Invalid for anything but a complete report that is sound in itself.
    """
    contents = _read(data)
    check_words(contents)
    try:
        with ExitStack() as undo:
            with writing():
                document = _set_up(actor, contents, project, slug, again, undo, hashlib.sha256(data).hexdigest())
            undo.pop_all()  # what was kept is stored
    except (IntegrityError, DataError, OverflowError) as error:
        raise Invalid("report_inconsistent", "The report contradicts itself: the database refuses it.") from error
    return document


def _set_up(
    actor: User, contents: ReportContents, project: Project | None, slug: str, again: bool, undo: ExitStack, sha256: str
) -> Document:
    """Find or make the project, then the document in it."""
    found = project or Project.objects.filter(slug=slug or (contents.room.slug if contents.room else "")).first()
    require_scale(contents, found)
    room = found or make_project(contents, actor, slug)
    Project.objects.select_for_update(no_key=True).get(pk=room.pk)  # one import of a document at a time
    if not again:
        _require_new(contents, room)
    document = _entered(actor, contents, room, undo, sha256)
    if found is None:
        join_as_manager(room, actor)
    return document


def _read(data: bytes) -> ReportContents:
    """Return the contents of a report that may be imported. Raises Invalid."""
    if len(data) > MAX_BYTES:
        raise Invalid("file_too_large", f"The file is larger than {MAX_BYTES // 1024**2} MB.")
    try:
        value = parsed(data)
        _require_storable(value)
        contents = contents_of(value)
    except NotAReport as error:
        raise Invalid(error.code, str(error)) from error
    if contents.profile != "complete":
        raise Invalid(
            "report_partial", "The report is partial: it holds what one reviewer might see. Export all of it."
        )
    if contents.left_out:
        raise Invalid("report_partial", f"The report leaves something out: {contents.left_out[0]}")
    if not contents.history:
        raise Invalid("report_without_history", "The report holds no history.")
    return contents


def _require_storable(value: Any) -> None:
    """Walk the value without recursion; raise Invalid for text that no database holds, and for too many levels."""
    waiting = [(value, 0)]
    while waiting:
        inner, depth = waiting.pop()
        if isinstance(inner, str) and UNSTORABLE.search(inner):
            raise Invalid("report_unstorable", "The report holds a character that cannot be stored.")
        if depth > MAX_DEPTH:
            raise Invalid("report_unreadable", "The report is nested too deeply.")
        if isinstance(inner, dict):
            waiting += [(part, depth + 1) for pair in inner.items() for part in pair]
        elif isinstance(inner, list):
            waiting += [(part, depth + 1) for part in inner]


def _require_new(contents: ReportContents, project: Project) -> None:
    """The last entry of the history tells a document, also one that has gone on since."""
    last = contents.history[-1]
    entries = HistoryEntry.objects.filter(document__project=project, document__erased_at=None)
    known = entries.filter(number=last.number, hash=last.hash).select_related("document").first()
    if known is not None and known.document is not None:
        raise Duplicate("already_imported", "The project has this document already, with its history.", known.document)


def _entered(actor: User, contents: ReportContents, project: Project, undo: ExitStack, sha256: str) -> Document:
    people, made = settle_people(contents.people, project)
    known = known_sources(contents.sources, project)
    fresh = [entry for entry in contents.sources if entry.id not in known]
    files = keep_files(contents, fresh, project, undo)
    entered = enter_sources(fresh, known, project, files)
    names = Names(people=people, sources=known | entered)
    document = enter_document(contents, project)
    enter_texts(contents, document, names, files)
    enter_claims(contents, document, names)
    Work(contents, document, names).enter()
    chain = enter_chain(contents, document, names)
    enter_signoffs(contents, document, names)
    require_sound(chain, names)
    tell_of_files(entered, actor)
    body = {
        "sha256": sha256, "revisions": len(names.revisions), "claims": len(names.claims), "entries": chain.length,
        "head": chain.head, "people": made, "sources": len(entered),
    }  # fmt: skip
    subject, content = _told_as(contents)
    history.record(
        actor=actor, code="document.report_imported", project=project, subject=subject, body=body, content=content
    )
    return document


def _told_as(contents: ReportContents) -> tuple[str, bool]:
    """Return what the entry is about, and whether it counts as a change of what was signed.

    A sign-off that a change of a source voided would hold again, as that change stands in another project's history:
    the import then tells it of the source.
    """
    last = contents.signoffs[-1] if contents.signoffs else None
    voided_here = last and any(item.content and item.number > last.entry for item in contents.history)
    if last is None or last.valid or voided_here:
        return contents.document.title[:120], False
    cited = {one.source for claim in contents.claims for one in claim.citations if one.withdrawn_at is None}
    titles = [source.title[:120] for source in contents.sources if source.id in cited]
    return (titles[0], True) if titles else (contents.document.title[:120], False)
