"""The same claim elsewhere, by programs: what one may know of it, and a citation taken over."""

import pytest

from annotations.models import Adjudication, Citation, Role, Source, Verdict
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_citation, make_document, make_member, make_project, make_source, make_verdict
from tests.scenes import settle
from tests.unguarded import unguarded

HERE = "The bridge was opened in 1931. It carried 4,000 vehicles on an average working day."
THERE = "It carried 40,000 vehicles on an average working day. Nothing else is alike. The bridge was opened in 1931."


@pytest.fixture
def here(project, manager):
    return make_document(project=project, actor=manager, text=HERE, title="Here")


@pytest.fixture
def there(outsider, reviewer):
    """A document in a project of the outsider, where the reviewer reviews and the others are nobody."""
    project = make_project(manager=outsider, slug="other-desk", adjudicator_may_have_read=True)
    make_member(project=project, person=reviewer, role=Role.REVIEWER)
    return make_document(project=project, actor=outsider, text=THERE, title="There")


@pytest.fixture
def cited(there, outsider):
    source = make_source(project=there.project, actor=outsider, title="County record", url="https://example.org/r")
    said = {"quote": "Opened 1931.", "translation": "Ouvert en 1931."}
    return make_citation(claim=claim_of(there, 3), actor=outsider, source=source, **said)


def found(person, document, serial):
    return Api(person).get(claim_path(document, serial, "similar/")).json()["results"]


def take(person, here, citation, **options):
    body = {"document": citation.document_id, "claim": citation.claim.serial, "citation": citation.pk}
    return Api(person).post(claim_path(here, 1, "similar/take/"), body, **options)


def test_exact_and_near_repeats_are_listed_with_what_differs(here, cited, reviewer):
    (exact,) = found(reviewer, here, 1)
    assert (exact["project"], exact["title"], exact["claim"], exact["exact"], exact["percent"]) == (
        "other-desk", "There", 3, True, 100,
    )  # fmt: skip
    assert [(row["title"], row["quote"], row["translation"]) for row in exact["citations"]] == [
        ("County record", "Opened 1931.", "Ouvert en 1931.")
    ]
    (near,) = found(reviewer, here, 2)
    assert {"text": "40,000", "differs": "Another number"} in near["pieces"]
    assert (near["exact"], near["only_here"]) == (False, ["4,000"])


def test_nothing_of_projects_that_one_may_not_look_at_is_found_or_taken(here, cited, manager):
    assert found(manager, here, 1) == []
    refused = take(manager, here, cited)
    assert (refused.status_code, code_of(refused)) == (404, "not_found")
    missing = {"document": 999_999, "claim": 3, "citation": cited.pk}
    nowhere = Api(manager).post(claim_path(here, 1, "similar/take/"), missing)
    assert nowhere.content == refused.content


def test_a_citation_is_taken_over_as_not_yet_read(here, cited, reviewer):
    answer = take(reviewer, here, cited, key="one")
    taken = answer.json()
    assert (answer.status_code, taken["claim"], taken["state"], taken["quote"]) == (
        201, 1, "not-yet-read", "Opened 1931."
    )  # fmt: skip
    assert (taken["source"]["title"], taken["translation"]) == ("County record", "Ouvert en 1931.")
    assert Source.objects.filter(project=here.project).count() == 1
    read = Api(reviewer).get(answer.headers["Location"].removeprefix("/api/v1"))
    assert (read.json()["id"], read.json()["etag"]) == (taken["id"], taken["etag"])
    assert take(reviewer, here, cited, key="one").json() == taken
    assert found(reviewer, here, 1)[0]["citations"] == []
    assert code_of(take(reviewer, here, cited)) == "already_taken"
    assert Citation.objects.get(claim=claim_of(here, 1)).origin == cited


def test_a_confidential_source_does_not_leave_its_project(here, there, cited, reviewer):
    Source.objects.filter(pk=cited.source_id).update(confidential=True)
    assert found(reviewer, here, 1)[0]["citations"] == []
    assert code_of(take(reviewer, here, cited)) == "source_confidential"


def test_a_label_is_told_to_who_may_know_it_there(here, there, reviewer, outsider):
    make_verdict(claim=claim_of(there, 3), reviewer=outsider, label="refuted")
    settle(claim_of(there, 3), outsider, "refuted")
    assert found(reviewer, here, 1)[0]["label"] is None
    make_verdict(claim=claim_of(there, 3), reviewer=reviewer, label="refuted")
    assert (found(reviewer, here, 1)[0]["label"], found(reviewer, here, 1)[0]["settled"]) == ("refuted", True)


def test_what_is_held_elsewhere_changes_no_byte_for_who_is_blind_there(here, there, reviewer, outsider):
    make_verdict(claim=claim_of(there, 3), reviewer=outsider, label="refuted")
    settle(claim_of(there, 3), outsider, "refuted")
    api, path = Api(reviewer), claim_path(here, 1, "similar/")
    before = api.get(path).content
    with unguarded():
        Verdict.objects.update(label="supported")
        Adjudication.objects.update(label="mixed")
    assert api.get(path).content == before
