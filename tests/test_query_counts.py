"""How many questions a page asks the database: as many for a long document as for a short one, and which.

The design aims at 11 for a page of the workbench, 5 for a panel, 1 for the coverage bar and 7 for a vote, beside
session, user and door. Where a page asks more, the comment says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Document, Role, Sight, User
from annotations.queries.report import report_contents
from annotations.services.idempotency import Answer, once
from annotations.services.verdicts import Judgement, record_verdict
from tests.factories import (
    claim_of,
    make_citation,
    make_member,
    make_note,
    make_person,
    make_project,
    make_source,
    make_verdict,
)
from tests.repairs import merge, move, split, undo
from tests.scenes import import_text, long_text, settle
from tests.visits import kept_open, undone

pytestmark = pytest.mark.django_db
SHORT, LONG = 3, 40
OUTSIDE = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "ROLLBACK", "SELECT set_config")


def busy_document(project: Any, people: list[Any], editor: Any, sentences: int) -> Document:
    """A document with verdicts of everybody, a settlement, a citation and a note on every claim but the first."""
    document = import_text(long_text(sentences), project=project, actor=people[0])
    source = make_source(project=project, actor=people[0], title=f"Source of {sentences}")
    for serial in range(2, sentences + 1):
        claim = claim_of(document, serial)
        for person in people:
            make_verdict(claim=claim, reviewer=person)
        settle(claim, editor, "mixed")
        make_citation(claim=claim, actor=people[0], source=source)
        make_note(document=document, claim=claim, author=people[0])
    return document


@dataclass(frozen=True)
class Room:
    """A project with a short and a long document, and who works in it."""

    manager: User
    reviewer: User
    editor: User
    documents: dict[int, Document]


def make_room() -> Room:
    manager, reviewer, second, editor = (
        make_person(username=name) for name in ("manager", "first", "second", "editor")
    )
    project = make_project(manager=manager, slug="desk-one")
    for person, role in ((reviewer, Role.REVIEWER), (second, Role.REVIEWER), (editor, Role.EDITOR)):
        make_member(project=project, person=person, role=role)
    documents = {size: busy_document(project, [reviewer, second], editor, size) for size in (SHORT, LONG)}
    return Room(manager, reviewer, editor, documents)


@pytest.fixture(scope="module")
def room(django_db_setup, django_db_blocker):
    """One room for all tests here, in one transaction: making it takes a hundred times as long as looking at it."""
    with django_db_blocker.unblock(), kept_open():
        yield make_room()


@pytest.fixture
def _django_db_helper(room, django_db_blocker):
    """In place of a transaction per test: the one of the room; what a test stores is taken back."""
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture
def documents(room):
    return room.documents


@pytest.fixture
def reviewer(room):
    return room.reviewer


@pytest.fixture
def editor(room):
    return room.editor


def statements(act: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as caught:
        act()
    return [query["sql"] for query in caught.captured_queries if not query["sql"].startswith(OUTSIDE)]


def asked(client: Any, url: str) -> int:
    client.get(url)  # what is asked once per process, such as content types, is not the page's
    return len(statements(lambda: client.get(url).getvalue()))


def url_of(name: str, document: Document) -> str:
    parts = {"web:claim-detail": [2], "web:claim-panel": [2], "web:report-download": ["json"]}.get(name, [])
    return reverse(name, args=[document.pk, *parts])


# Measured for a reviewer who has read everything. The door, in every row, is: 1 session, 2 user, 3 document with
# project, revision and role. "Adjudications" are two: the rows, and the verdicts that they considered.
PAGES = {
    # The door; states: 4 placements, 5 parts, 6 verdicts, 7-8 adjudications, 9 readers, 10 own; page: 11 placements
    # at its ends, 12 placements, 13 parts, 14 verdicts, 15-16 adjudications, 17 initials, 18 readers; 19 the selected
    # claim; its panel: 16, as below. More than the eleven of the design for three reasons: states and marks each read
    # verdicts and adjudications (the states of the whole document, the marks those of the page, with names), the panel
    # comes with the page for who has no script, and with it the library's choices.
    # Last comes what can be taken back.
    "web:document-detail": 35,
    # The door, 4 the claim, the page as above without choosing a claim (15), the panel (16), what can be taken back.
    "web:claim-detail": 36,
    # The door, 4 the claim; 5 placements, 6 initials, 7 parts, 8 verdicts, 9-10 adjudications, 11 readers, 12 rank and
    # total, 13 adjudications with their reasons, 14 citations and sources, 15 notes, 16 history, 17 relatives, 18 the
    # claim before, 19 the one after, 20 the library's choices. The design's five are 14 to 17 and the claim's own rows.
    "web:claim-panel": 20,
    # The door and the seven of the states: one sum each would be fewer, but would have to repeat the rules of `cases`.
    "web:document-coverage": 10,
    # The door; 4 revision with original, 5 verdicts, 6-7 adjudications, 8 citations and sources, 9 notes, 10 history,
    # 11 claims, 12 placements, 13 lineage, 14 keys, 15 members, 16 people, and on the page 17 the last sign-off,
    # 18 what is published.
    "web:document-report": 18,
    "web:report-download": 16,
    # The door; 4 notes, 5 original, 6 initials, 7 suggestions.
    "web:document-notes": 7,
    # The door; 4 entries with people and claims, 5 initials, 6 verdicts and 7 adjudications before those.
    "web:document-history": 7,
    # The door and the seven of the states: nothing is in disagreement here.
    "web:document-disagreements": 10,
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_exactly_what_its_comment_names(name, documents, reviewer, client):
    client.force_login(reviewer)
    assert asked(client, url_of(name, documents[SHORT])) == PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_a_long_document_costs_no_more_than_a_short_one(name, documents, reviewer, client):
    client.force_login(reviewer)
    assert asked(client, url_of(name, documents[LONG])) == asked(client, url_of(name, documents[SHORT]))


API = {
    "api:document-list": [],
    "api:document-detail": [0],
    "api:document-coverage": [0],
    "api:document-history": [0],
    "api:document-report": [0],
    "api:claim-list": [0],
    "api:claim-detail": [0, 2],
    "api:verdict-list": [0, 2],
    "api:citation-list": [0, 2],
    "api:claim-note-list": [0, 2],
    "api:adjudication-list": [0, 2],
}


@pytest.mark.parametrize("name", API)
def test_an_endpoint_costs_as_much_for_a_long_document_as_for_a_short_one(name, documents, reviewer, client):
    client.force_login(reviewer)
    costs = []
    for document in documents.values():
        parts = [part or document.pk for part in API[name]]
        costs.append(asked(client, reverse(name, args=parts)))
    assert costs[0] == costs[1]


def test_the_page_of_disagreements_costs_the_same_for_any_number_of_cases(documents, reviewer, client):
    """The door and the states, 10; 11 the claims, 12 initials, 13 placements, 14 parts, 15 verdicts, 16-17
    adjudications, 18 readers, 19 adjudications as shown, 20 citations with their sources.
    """
    client.force_login(reviewer)
    for document, serials in ((documents[SHORT], [2]), (documents[LONG], range(2, 30))):
        for serial in serials:
            make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="refuted")
        url = reverse("web:document-disagreements", args=[document.pk])
        assert asked(client, url) == 20
        assert len(client.get(url).context["cases"]) == len(serials)


@pytest.mark.parametrize("name", ["web:claim-similar", "api:claim-similar"])
def test_the_same_claim_elsewhere_costs_the_same_for_one_hit_and_for_many(name, room, reviewer, client):
    """In projects with scales of their own, each hit judged, settled and cited; at most 30 are shown."""
    client.force_login(reviewer)
    said, costs = "The bridge was opened in 1931.", []
    here = import_text(said, project=room.documents[SHORT].project, actor=room.manager)
    for scale, label, hits in (("standard-1", "refuted", 1), ("fever-1", "refutes", 12)):
        project = make_project(manager=room.manager, scale=scale)
        make_member(project=project, person=reviewer, role=Role.REVIEWER)
        there = import_text(" ".join([said] * hits), project=project, actor=room.manager)
        for serial in range(1, hits + 1):
            claim = claim_of(there, serial)
            make_verdict(claim=claim, reviewer=reviewer, label=label)
            settle(claim, room.manager, label)
            make_citation(claim=claim, actor=reviewer)
        shown = client.get(reverse("web:claim-similar", args=[here.pk, 1])).context["similar"].found
        assert [len(hit.citations) for hit in shown if hit.label.slug == label and hit.is_settled] == [1] * hits
        costs.append(asked(client, reverse(name, args=[here.pk, 1])))
    assert (len(shown), costs[0]) == (13, costs[1])


def test_my_work_costs_its_documents_and_not_their_claims(documents, reviewer, client):
    """Not flat in documents, at most 50: each costs the seven of its states and its open notes.

    10 for the page: session, user, roles, documents, imports, readings, own stale verdicts and those on parted claims,
    notices, projects.
    """
    client.force_login(reviewer)
    assert asked(client, reverse("web:work")) == 10 + len(documents) * 8


def test_a_project_costs_its_documents_and_not_their_claims(documents, reviewer, client):
    """7 for the page: session, user, project with role, members, roles, documents, sources with their uses."""
    client.force_login(reviewer)
    assert asked(client, reverse("web:project-detail", args=["desk-one"])) == 7 + len(documents) * 8


def test_a_vote_asks_exactly_this(documents, reviewer):
    """1 key, 2 key locked, 3 claim locked, 4 parts, 5 own last number, 6 wording; blind or not, on the claim and its
    relatives: 7 verdicts, 8 adjudications, 9 notes, 10 own verdicts; 11 parts, 12 insert, 13 assignments that it
    serves, 14 reviewer key, 15 chain locked, 16 entry, 17 chain, 18 the sign-off that it may make void, 19 who holds
    another label and is told, 20 key.

    The design's seven are 1, 3, 12, 15 to 17 and 20. Of the others, 7 to 10 decide whether the verdict is recorded as
    blind, which only a first verdict needs; 11 repeats 4.
    """
    claim = claim_of(documents[SHORT], 1)

    def vote() -> Answer:
        verdict = record_verdict(
            actor=reviewer, claim=claim, judgement=Judgement("not-a-claim"), version=1, own_number=0
        )
        return Answer(201, {"number": verdict.number})

    asked_for = statements(lambda: once(actor=reviewer, key="a-key", route="vote", payload=b"", act=vote))
    assert len(asked_for) == 20


@pytest.mark.parametrize("name", ["web:claim-panel", "web:claim-split"])
def test_the_panel_and_the_split_of_a_repaired_claim_cost_the_same_in_every_document(name, documents, editor, client):
    """Relatives cost 5 queries where there are any; the split asks for citations, notes and initials."""
    client.force_login(editor)
    costs = []
    for document in documents.values():
        split(document, editor, 2, "number")
        serial = document.claims.latest("serial").serial
        costs.append(asked(client, reverse(name, args=[document.pk, serial])))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("way", ["split", "merge", "boundary", "undo"])
def test_a_repair_costs_the_same_in_every_document(way, documents, editor):
    """A split locks the document and its claims, closes, opens, links, records: no more for a longer text."""
    acts: dict[str, Callable[[Document], Any]] = {
        "split": lambda document: split(document, editor, 2, "number"),
        "merge": lambda document: merge(document, editor, 2, 3),
        "boundary": lambda document: move(document, editor, 2, 1),
        "undo": lambda document: undo(document, editor),
    }
    costs = []
    for document in documents.values():
        if way == "undo":
            split(document, editor, 2, "number")
        costs.append(len(statements(lambda document=document: acts[way](document))))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("sentences", [SHORT, LONG])
def test_an_import_asks_the_same_for_every_length(sentences, room):
    """1 duplicate, for the preview, 2 quota, 3 membership locked, 4 project locked, 5 duplicate, 6 document,
    7 revision, 8 original, 9 claims, 10 placements, 11 the document's current revision, 12 reviewer key, 13-16 the new
    chain, 17 entry, 18 chain.

    SQLite takes 999 values in one statement, so there 9 and 10 are repeated for every hundred claims or so.
    """
    project = make_project(manager=room.manager)
    assert len(statements(lambda: import_text(long_text(sentences), project=project, actor=room.manager))) == 18


def test_a_complete_report_costs_no_more_than_a_partial_one(documents, editor):
    sizes = {}
    for size, document in documents.items():
        found = Document.objects.select_related("project", "current").defer("current__text").get(pk=document.pk)
        sizes[size] = len(statements(lambda found=found: report_contents(found, Sight(editor, sees_all=True))))
    assert set(sizes.values()) == {PAGES["web:report-download"] - 3}
