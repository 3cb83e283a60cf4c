"""The change list by programs: what is asked for, links for the author, answers, decisions."""

import json

import pytest
from django.test import Client

from annotations.models import AuthorLink, EditorDecision, HistoryEntry, IdempotencyKey
from annotations.services import author_answers, author_links
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_citation, make_source, make_verdict

LINK = {"name": "Ina Quill", "days": 14}


def path(document, rest=""):
    return f"/documents/{document.pk}/changes/{rest}"


@pytest.fixture
def asked(document, reviewer, second_reviewer):
    """A must of the first on 3, with a public and a confidential source, and a should of the second on 2."""
    for title, secret in (("County record", False), ("Our informant", True)):
        source = make_source(project=document.project, actor=reviewer, title=title, confidential=secret)
        make_citation(claim=claim_of(document, 3), actor=reviewer, source=source, quote="Not so.")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="mixed", action="should")
    return make_verdict(
        claim=claim_of(document, 3), reviewer=reviewer, label="refuted", action="must", rationale="There is a longer.",
        proposed_wording="It is long.",
    )  # fmt: skip


@pytest.fixture
def answer(asked, document, editor):
    link = author_links.make_link(actor=editor, document=document, name="Ina Quill", days=14)
    said = author_answers.Said("rejected", reason="It is right.")
    return author_answers.answer(link=link, verdict=asked, said=said)


def test_requests_come_in_text_order_with_reasons_and_public_sources(asked, document, manager):
    listed = Api(manager).get(path(document)).json()
    assert (listed["title"], listed["revision"]) == ("The bridge", 1)
    assert [(row["claim"], row["action"], row["reviewer"]["initials"]) for row in listed["results"]] == [
        (2, "should", "R2"), (3, "must", "R1"),
    ]  # fmt: skip
    row = listed["results"][1]
    assert (row["old"], row["proposed"], row["reason"], row["urgent"]) == (
        "It is the longest bridge in the county.", "It is long.", "There is a longer.", True,
    )  # fmt: skip
    assert [source["title"] for source in row["sources"]] == ["County record"]


def test_the_blind_see_their_own_requests_and_readers_none(asked, answer, document, second_reviewer, reader):
    assert [row["claim"] for row in Api(second_reviewer).get(path(document)).json()["results"]] == [2]
    assert Api(reader).get(path(document)).json()["results"] == []


def test_answers_are_in_the_list_and_wait_for_those_who_decide(answer, document, editor, reviewer):
    row = Api(editor).get(path(document)).json()["results"][1]
    assert row["replies"] == [{"said": "rejected", "wording": "", "reason": "It is right.", "decision": ""}]
    assert row["waiting"] == answer.pk
    assert Api(reviewer).get(path(document)).json()["results"][0]["waiting"] is None


def test_a_link_is_made_opens_the_list_and_its_address_is_told_once(asked, document, editor):
    api = Api(editor)
    made = api.post(path(document, "links/"), LINK, key="one")
    assert made.status_code == 201
    address = made.json()["address"]
    assert b"There is a longer." in Client().get(address).content
    listed = api.get(path(document, "links/"))
    assert [(row["name"], row["open"]) for row in listed.json()["results"]] == [("Ina Quill", True)]
    link = AuthorLink.objects.get()
    secrets = (author_links.signed(link), link.key.hex, str(link.key))
    kept = json.dumps([*IdempotencyKey.objects.values_list("response", flat=True),
                       *HistoryEntry.objects.values_list("body", flat=True)], default=str)  # fmt: skip
    assert not [secret for secret in secrets if secret in listed.content.decode() + kept]
    again = api.post(path(document, "links/"), LINK, key="one")
    assert again.json() == made.json()
    assert AuthorLink.objects.count() == 1


def test_a_link_taken_back_opens_nothing(asked, document, editor):
    api = Api(editor)
    made = api.post(path(document, "links/"), LINK).json()
    for _ in range(2):
        gone = api.delete(path(document, f"links/{made['id']}/"))
        assert (gone.status_code, gone.json()["open"]) == (200, False)
    assert Client().get(made["address"]).status_code == 404
    assert HistoryEntry.objects.filter(code="author.link_revoked").count() == 1


def test_a_link_of_another_document_is_not_found(answer, document, outsider, manager):
    foreign = Api(manager).delete(path(document, "links/999999/"))
    assert foreign.status_code == 404
    assert Api(outsider).delete(path(document, f"links/{answer.by_key_id}/")).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [({"name": " ", "days": 14}, 422), ({"name": "Ina", "days": 91}, 400), ({"name": "Ina", "days": "1"}, 400)],
)
def test_a_link_needs_a_name_and_a_lifetime(document, editor, body, status):
    assert Api(editor).post(path(document, "links/"), body).status_code == status
    assert not AuthorLink.objects.exists()


def test_links_and_answers_are_for_those_who_ask_the_author(answer, document, reviewer, administrator):
    for person in (reviewer, administrator):
        api = Api(person)
        for rest in ("links/", "answers/"):
            refused = api.get(path(document, rest))
            assert (refused.status_code, code_of(refused)) == (403, "forbidden")
        decided = api.post(path(document, f"answers/{answer.pk}/decision/"), {"upheld": True, "reason": "So."})
        assert decided.status_code == 403
    assert not EditorDecision.objects.exists()


def test_an_answer_is_listed_and_decided_once(answer, document, editor):
    api = Api(editor)
    (row,) = api.get(path(document, "answers/")).json()["results"]
    assert (row["claim"], row["verdict"]["reviewer"]["initials"], row["verdict"]["number"]) == (3, "R1", 1)
    assert (row["answer"], row["reason"], row["decision"]) == ("rejected", "It is right.", None)
    word = {"upheld": False, "reason": "We were wrong."}
    decided = api.post(path(document, f"answers/{answer.pk}/decision/"), word)
    assert (decided.status_code, decided.json()["decision"]["upheld"]) == (201, False)
    assert decided.json()["decision"]["editor"]["initials"] == "ED"
    assert api.get(path(document)).json()["results"][1]["waiting"] is None
    late = api.post(path(document, f"answers/{answer.pk}/decision/"), {"upheld": True, "reason": "No."})
    assert (late.status_code, code_of(late)) == (412, "answer_changed")
    assert late.json()["current"]["decision"]["reason"] == "We were wrong."
    assert late.json()["submitted"] == {"upheld": True, "reason": "No."}


def test_a_decision_needs_a_reason(answer, document, editor):
    refused = Api(editor).post(path(document, f"answers/{answer.pk}/decision/"), {"upheld": True, "reason": " "})
    assert code_of(refused) == "reason_missing"
    assert Api(editor).post(path(document, "answers/999/decision/"), {"upheld": True, "reason": "x"}).status_code == 404


def test_answers_come_in_pages(answer, asked, document, editor):
    said = author_answers.Said("otherwise", wording="Rather long.")
    author_answers.answer(link=answer.by_key, verdict=asked, said=said)
    first = Api(editor).get(path(document, "answers/?page_size=1")).json()
    assert [row["number"] for row in first["results"]] == [1]
    rest = Api(editor).get(first["next"].removeprefix("/api/v1")).json()
    assert ([row["number"] for row in rest["results"]], rest["next"]) == ([2], None)
