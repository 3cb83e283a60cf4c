"""Bring an earlier state back from the history: as a new act, with an entry of its own, and nothing is rewritten.

A citation or a note that was taken back, a citation's, a source's or a document's earlier words. A verdict is not
restored: it is given again, by who holds it. Repairs are taken back by undo.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from annotations.models import Citation, Document, HistoryEntry, Note, Placement, Source, User
from annotations.services import citations, documents, notes, sources
from annotations.services.bibliographies import bibliography_from
from annotations.services.refusals import Invalid, NotAllowed

WITHDRAWN = ("citation.withdrawn", "note.withdrawn")
CHANGED = ("citation.changed", "document.changed")
_READ = {"as_of": date.fromisoformat, "deadline": datetime.fromisoformat}


def restore(*, actor: User, entry: HistoryEntry, version: int) -> None:
    """Bring back what was before the entry; `version` is that of the citation, note or document as it is now.

    Raises Stale if it changed since or is there already, Superseded if its claim stands no more, NotAllowed for a note
    of another, Invalid for an entry with nothing to bring back.
    """
    body = entry.body or {}
    if entry.code == "citation.withdrawn" and entry.citation_id:
        row = Citation.objects.get(pk=entry.citation_id)
        citations.restore_citation(actor=actor, citation=row, version=version)
    elif entry.code == "note.withdrawn" and entry.note_id:
        _restore_note(actor, Note.objects.get(pk=entry.note_id), version)
    elif entry.code == "citation.changed" and entry.citation_id and "before" in body:
        row = Citation.objects.get(pk=entry.citation_id)
        citations.change_citation(actor=actor, citation=row, use=citations.Use(**body["before"]), version=version)
    elif entry.code == "document.changed" and entry.document and "before" in body:
        details = _details(body["before"])
        documents.change_details(actor=actor, document=entry.document, details=details, version=version)
    else:
        raise Invalid("nothing_to_restore", "There is nothing that this entry could bring back.")


def restore_source(*, actor: User, source: Source, entry: HistoryEntry, version: int) -> Source:
    """Bring the record of a source back as it was before the entry, and return it: a change like every other.

    Whether it is confidential stays as it is now. Raises Stale if the source changed since `version`, Invalid for an
    entry of something else, or if the source was merged.
    """
    body = entry.body or {}
    if entry.code != "source.changed" or body.get("source") != source.pk:
        raise Invalid("nothing_to_restore", "There is nothing that this entry could bring back.")
    before = body["before"]
    record = replace(
        bibliography_from(before["csl"]), kind=before["kind"], reliability=before["reliability"],
        confidential=source.confidential,
    )  # fmt: skip
    return sources.change_source(actor=actor, source=source, entry=record, version=version)


def _restore_note(actor: User, note: Note, version: int) -> None:
    if note.author_id != actor.pk:
        raise NotAllowed("note_of_another", "Only its author puts a note back.")
    notes.restore_note(actor=actor, note=note, version=version)


def _details(before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _READ[name](value) if value and name in _READ else value for name, value in before.items()}


def versions_to_restore(entries: list[HistoryEntry], document: Document, user: User) -> dict[int, int]:
    """Return the versions, as they are now, of what each of the entries could bring back, by the entry's id.

    Left out: what is there already, what hangs on a claim that was split, merged or deleted, notes of others, and
    entries that bring nothing back.
    """
    concerned = [entry for entry in entries if entry.code in (*WITHDRAWN, *CHANGED) and entry.body is not None]
    stands = _on_what_stands(document)
    cited = Citation.objects.filter(stands).in_bulk({entry.citation_id for entry in concerned if entry.citation_id})
    noted = Note.objects.filter(stands).in_bulk({entry.note_id for entry in concerned if entry.note_id})
    found: dict[int, int] = {}
    for entry in concerned:
        row: Citation | Note | Document | None = document
        if entry.code != "document.changed":
            row = cited.get(entry.citation_id or 0) or noted.get(entry.note_id or 0)
        if row is not None and _can_come_back(entry, row, user):
            found[entry.pk] = row.version
    return found


def _on_what_stands(document: Document) -> Q:
    here = Placement.objects.live().filter(revision=document.current_id).values("claim")
    standing = Q(claim__in=here) | Q(claim__parent__in=here)
    return Q(claim__isnull=True) | (standing & Q(claim__retired_at__isnull=True))


def _can_come_back(entry: HistoryEntry, row: Citation | Note | Document, user: User) -> bool:
    if isinstance(row, Document):
        return True
    if isinstance(row, Note) and row.author_id != user.pk:
        return False
    return (row.withdrawn_at is not None) == (entry.code in WITHDRAWN)
