"""Search: claims, notes and sources of the projects that somebody may see, as far as they may see them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from annotations.models import Document, Note, Placement, Project, Source, User
from annotations.search import containing, words_of

SHOWN = 50
EXCERPT, BEFORE = 400, 120
CLAIM, NOTE, SOURCE = "claim", "note", "source"
KINDS: dict[str, str] = {CLAIM: "Claims", NOTE: "Notes", SOURCE: "Sources"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where: a kind of KINDS, a project's slug, a document's id; empty ones narrow nothing."""

    query: str
    kind: str = ""
    project: str = ""
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a text; `found` says that it is one of the words looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. A source has no document, a note on a whole document no serial."""

    kind: str
    project: Project
    document: Document | None
    serial: int | None
    number: str
    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind: up to 50, and whether there is more."""

    kind: str
    title: str
    hits: tuple[Hit, ...]
    more: bool


def search(wanted: Wanted, user: User, projects: QuerySet[Project]) -> tuple[Found, ...]:
    """Return what stands in these projects and holds every word, kind by kind (a query for each).

    Claims are those of the present texts. Notes come through the door of blindness; nothing here tells of labels.
    """
    words = words_of(wanted.query)
    if not words:
        return ()
    within = projects.filter(slug=wanted.project) if wanted.project else projects
    finders = {CLAIM: _claims, NOTE: _notes, SOURCE: _sources}
    return tuple(
        _found(kind, list(finder(words, wanted, user, within)))
        for kind, finder in finders.items()
        if wanted.kind in ("", kind)
    )


def _found(kind: str, hits: Sequence[Hit]) -> Found:
    return Found(kind, KINDS[kind], tuple(hits[:SHOWN]), len(hits) > SHOWN)


def _claims(words: tuple[str, ...], wanted: Wanted, user: User, projects: QuerySet[Project]) -> Iterator[Hit]:
    live = Placement.objects.counted().filter(revision=F("claim__document__current"))
    rows = live.filter(_in_documents("claim__document", wanted, projects), containing(words, "text", index="placement"))
    for row in rows.select_related("claim__document__project").order_by("-claim__document", "start")[: SHOWN + 1]:
        there = row.claim.document
        yield Hit(
            CLAIM, there.project, there, row.claim.serial, row.shown_number, row.text, tuple(_runs(row.text, words))
        )


def _notes(words: tuple[str, ...], wanted: Wanted, user: User, projects: QuerySet[Project]) -> Iterator[Hit]:
    rows = Note.objects.visible_to(user).standing().filter(_in_documents("document", wanted, projects))
    found = rows.filter(containing(words, "text", index="note")).select_related("document__project", "claim")
    for row in found.order_by("-pk")[: SHOWN + 1]:
        serial = row.claim.serial if row.claim else None
        yield Hit(NOTE, row.document.project, row.document, serial, "", row.text, tuple(_runs(row.text, words)))


def _sources(words: tuple[str, ...], wanted: Wanted, user: User, projects: QuerySet[Project]) -> Iterator[Hit]:
    """Sources belong to projects: a search in one document asks for none."""
    if wanted.document is not None:
        return
    rows = Source.objects.filter(containing(words, "title", "publisher", "doi", "url"), merged_into=None)
    for row in rows.filter(project__in=projects).select_related("project").order_by("title", "pk")[: SHOWN + 1]:
        text = " · ".join(part for part in (row.title, row.publisher, row.doi, row.url) if part)
        yield Hit(SOURCE, row.project, None, None, "", text, tuple(_runs(text, words)))


def _in_documents(path: str, wanted: Wanted, projects: QuerySet[Project]) -> Q:
    within = Q(**{f"{path}__project__in": projects, f"{path}__erased_at": None})
    return within & Q(**{f"{path}__pk": wanted.document}) if wanted.document is not None else within


def _runs(text: str, words: tuple[str, ...]) -> Iterator[Run]:
    """Cut a text into the words found and what stands between; of a long one, what stands around the first."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, first.start() - BEFORE) if first and len(text) > EXCERPT else 0
    shown = text[start : start + EXCERPT]
    if start:
        yield Run("… ", False)
    end = 0
    for match in pattern.finditer(shown):
        yield from (Run(shown[end : match.start()], False), Run(match[0], True))
        end = match.end()
    yield Run(shown[end:] + (" …" if start + EXCERPT < len(text) else ""), False)
