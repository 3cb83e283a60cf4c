"""How many queries a list costs: the same for a few rows and for many."""

import pytest

from tests.api.calls import Api, claim_path
from tests.factories import claim_of, make_citation, make_document, make_note, make_project, make_source, make_verdict

FEW, MANY = 2, 20


def filled(project, manager, reviewers, size):
    """A document with this many claims, each of them judged, cited and noted."""
    text = " ".join(f"This is sentence number {number}." for number in range(size))
    document = make_document(project=project, actor=manager, text=text)
    for serial in range(1, size + 1):
        claim = claim_of(document, serial)
        for reviewer in reviewers:
            make_verdict(claim=claim, reviewer=reviewer)
        make_citation(claim=claim, actor=manager)
        make_note(document=document, author=manager, claim=claim)
    return document


# The token and its owner 1, the document with project and role 1, live placements with their claims 1, verdicts 1,
# adjudications 1 (what they considered comes only with one), parts 1, readers 1, citations 1, open notes 1.
CLAIMS = 9
# The placements, parts, verdicts, adjudications, readers and own verdicts of the whole document, and the starts left.
SHOWN = CLAIMS + 7


@pytest.mark.parametrize(("query", "expected"), [("", CLAIMS), ("?show=mine", SHOWN)])
@pytest.mark.parametrize("size", [FEW, MANY])
def test_claims(django_assert_num_queries, project, manager, reviewer, second_reviewer, size, query, expected):
    document = filled(project, manager, [reviewer, second_reviewer], size)
    api = Api(reviewer)
    with django_assert_num_queries(expected):
        response = api.get(f"/documents/{document.pk}/claims/{query}")
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
def test_verdicts(django_assert_num_queries, project, manager, reviewer, document, size):
    for _ in range(size):
        make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    api = Api(reviewer)
    with django_assert_num_queries(5):  # token, document, claim, verdicts with revision, people
        response = api.get(claim_path(document, rest="verdicts/"))
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
def test_citations(django_assert_num_queries, manager, document, size):
    for _ in range(size):
        make_citation(claim=claim_of(document, 2), actor=manager)
    api = Api(manager)
    with django_assert_num_queries(5):  # token, document, claim, people, citations with source
        response = api.get(claim_path(document, rest="citations/"))
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
@pytest.mark.parametrize("on_claim", [True, False])
def test_notes(django_assert_num_queries, manager, document, size, on_claim):
    for _ in range(size):
        make_note(document=document, author=manager, claim=claim_of(document, 2) if on_claim else None)
    api = Api(manager)
    # token, document, claim, people, notes with claim; without the claim for the document's own
    with django_assert_num_queries(5 if on_claim else 4):
        response = api.get(claim_path(document, rest="notes/") if on_claim else f"/documents/{document.pk}/notes/")
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
def test_documents(django_assert_num_queries, project, manager, size):
    for _ in range(size):
        make_document(project=project, actor=manager)
    api = Api(manager)
    with django_assert_num_queries(2):  # token, documents with project and revision
        response = api.get("/documents/")
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
def test_projects(django_assert_num_queries, manager, size):
    for _ in range(size):
        make_project(manager=manager)
    api = Api(manager)
    with django_assert_num_queries(3):  # token, projects, roles
        response = api.get("/projects/")
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
def test_sources(django_assert_num_queries, project, manager, size):
    for _ in range(size):
        make_source(project=project, actor=manager)
    api = Api(manager)
    with django_assert_num_queries(3):  # token, project with role, sources
        response = api.get("/projects/desk-one/sources/")
    assert len(response.json()["results"]) == size


@pytest.mark.parametrize("size", [FEW, MANY])
def test_history(django_assert_num_queries, manager, document, size):
    for _ in range(size):
        make_note(document=document, author=manager, claim=claim_of(document, 2))
    api = Api(manager)
    with django_assert_num_queries(4):  # token, document, entries with actor and claim, people
        response = api.get(f"/documents/{document.pk}/history/")
    assert len(response.json()["results"]) == size + 1


@pytest.mark.parametrize(
    # Token 1, document with project and role 1; the rest are the questions of each page, whatever the length.
    ("path", "expected"),
    [("marking/", 7), ("changes/", 8), ("stale/", 12), ("revisions/compare/", 12)],
)
@pytest.mark.parametrize("size", [FEW, MANY])
def test_the_rooms_of_work(django_assert_num_queries, project, manager, reviewer, size, path, expected):
    document = filled(project, manager, [], size)
    for serial in range(1, size + 1):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="refuted", action="must")
    if path == "stale/":
        type(project).objects.update(scale="newsroom-1")
    api = Api(manager)
    with django_assert_num_queries(expected):
        shown = api.get(f"/documents/{document.pk}/{path}").json()
    if path in ("changes/", "stale/"):
        assert len(shown["results"]) == size
