"""Import into the library: a BibTeX, RIS or CSL-JSON file, all of it in one transaction."""

import json
from dataclasses import dataclass, field
from typing import Any

from annotations.models import HistoryEntry, Project, Source, User
from annotations.models.addresses import doi_in
from annotations.references import UnreadableReferences, read_references
from annotations.services import history
from annotations.services.bibliographies import bibliography_from
from annotations.services.refusals import Invalid
from annotations.services.sources import fields_of
from annotations.services.transactions import writing

TOLD = 500  # of each kind; the rest is counted


@dataclass(slots=True)
class Shelf:
    """The library while records are put into it: by what they are known again."""

    by_doi: dict[str, int] = field(default_factory=dict)
    by_page: dict[str, int] = field(default_factory=dict)
    by_record: dict[str, int] = field(default_factory=dict)

    def known(self, source: Source) -> int | None:
        """Return the id of the record of the same DOI, page or wording."""
        found = self.by_doi.get(_doi(source)), self.by_page.get(source.url_normalised)
        return found[0] or found[1] or self.by_record.get(_wording(source))

    def put(self, source: Source, pk: int) -> None:
        """Remember a record under the id by which it is offered."""
        for place, key in ((self.by_doi, _doi(source)), (self.by_page, source.url_normalised)):
            if key:
                place.setdefault(key, pk)
        self.by_record.setdefault(_wording(source), pk)


def import_sources(*, actor: User, project: Project, data: bytes, name: str) -> HistoryEntry:
    """Enter what a file holds and the library has not, and return the history's entry, whose body tells it all.

    Raises Invalid for a file that cannot be read; single entries that cannot be taken are named in the body.
    """
    try:
        references = read_references(data, name)
    except UnreadableReferences as error:
        raise Invalid(error.code, error.message) from error
    refused = list(references.refused)
    with writing():
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        shelf, new, known = _shelf(project), [], []
        for item in references.items:
            try:
                source = Source(project=project, **fields_of(bibliography_from(item)))
            except Invalid as refusal:
                refused.append(f"{item['id'][:60]}: {refusal.message}")
                continue
            there = shelf.known(source)
            if there is None:
                new.append(source)
                shelf.put(source, -len(new))
            else:
                known.append((source.title, there))
        entered = Source.objects.bulk_create(new)
        body = _body(name, entered, known, refused, references.remarks)
        return history.record(actor=actor, code="sources.imported", project=project, subject=name[:120], body=body)


def _shelf(project: Project) -> Shelf:
    shelf = Shelf()
    rows = Source.objects.filter(project=project).order_by("pk")
    for source in rows.only("csl", "doi", "url", "url_normalised", "merged_into_id").iterator():
        shelf.put(source, source.merged_into_id or source.pk)
    return shelf


def _doi(source: Source) -> str:
    return (source.doi or doi_in(source.url)).lower()


def _wording(source: Source) -> str:
    return json.dumps(source.csl, sort_keys=True)


def _body(
    name: str, entered: list[Source], known: list[tuple[str, int]], refused: list[str], remarks: tuple[str, ...]
) -> dict[str, Any]:
    """Return what the history keeps; twins within the file are told by the record that was entered."""
    there = [{"title": title[:200], "id": pk if pk > 0 else entered[-pk - 1].pk} for title, pk in known]
    return {
        "file": name[:200],
        "counts": {"entered": len(entered), "known": len(known), "refused": len(refused)},
        "entered": [{"id": source.pk, "title": source.title[:200]} for source in entered[:TOLD]],
        "known": there[:TOLD],
        "refused": [text[:300] for text in refused[:TOLD]],
        "remarks": [text[:300] for text in remarks[:TOLD]],
    }
