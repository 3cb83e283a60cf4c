"""Repair and undo by programs."""

import pytest

from annotations.models import Citation, Note
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.repairs import numbers, offset_after, split, undo
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db
FRESH = '"c1.m0"'


def undo_path(document, way="undo"):
    return f"/documents/{document.pk}/{way}/"


def test_a_claim_is_split_and_both_parts_come_back_with_their_tags(document, reviewer):
    at = offset_after(document, 2, "opened ")
    answer = Api(reviewer).post(claim_path(document, 2, "split/"), {"at": at}, if_match=FRESH)
    assert answer.status_code == 200
    rows = [(row["id"], row["number"], row["start"], row["text"], row["etag"]) for row in answer.json()["claims"]]
    assert rows == [(7, "2", 22, "The bridge was opened", FRESH), (8, "2a", 44, "in 1931.", FRESH)]


def test_citations_and_notes_go_where_the_body_says(document, reviewer):
    claim = claim_of(document, 2)
    citation, note = (
        make_citation(claim=claim, actor=reviewer),
        make_note(document=document, claim=claim, author=reviewer),
    )
    take = {"citations": [{"id": citation.pk, "to": "both"}], "notes": [{"id": note.pk, "to": "right"}]}
    body = {"at": offset_after(document, 2, "opened"), "take": take}
    assert Api(reviewer).post(claim_path(document, 2, "split/"), body, if_match=FRESH).status_code == 200
    assert list(Citation.objects.filter(origin=citation).values_list("claim__serial", flat=True)) == [7, 8]
    assert list(Note.objects.filter(origin=note).values_list("claim__serial", flat=True)) == [8]


def test_two_claims_are_merged_with_what_goes_along(document, reviewer):
    citation = make_citation(claim=claim_of(document, 3), actor=reviewer)
    body = {"next": 3, "next_etag": FRESH, "take": {"citations": [citation.pk]}}
    answer = Api(reviewer).post(claim_path(document, 2, "merge/"), body, if_match=FRESH)
    assert [row["citations"] for row in answer.json()["claims"]] == [1]
    assert numbers(document) == ["1", "2", "4", "5", "6"]


def test_a_boundary_is_moved(document, reviewer):
    answer = Api(reviewer).post(claim_path(document, 2, "boundary/"), {"words": -1}, if_match=FRESH)
    assert [row["text"] for row in answer.json()["claims"]] == [
        "The bridge was opened in", "1931. It is the longest bridge in the county.",
    ]  # fmt: skip


BODIES = {"split/": {"at": 30}, "merge/": {"next": 3, "next_etag": FRESH}, "boundary/": {"words": 1}}


@pytest.mark.parametrize("act", BODIES)
def test_a_claim_that_was_split_meanwhile_answers_409_with_its_successors(document, reviewer, editor, act):
    split(document, editor, 2, "opened")
    api = Api(reviewer)
    before = everything_stored()
    answer = api.post(claim_path(document, 2, act), BODIES[act], if_match=FRESH)
    assert (answer.status_code, code_of(answer)) == (409, "claim_superseded")
    assert [row["serial"] for row in answer.json()["successors"]] == [7, 8]
    assert answer.json()["submitted"] == BODIES[act]
    assert everything_stored() == before


@pytest.mark.parametrize("act", BODIES)
def test_another_version_answers_412_with_what_is_there_now(document, reviewer, act):
    answer = Api(reviewer).post(claim_path(document, 2, act), BODIES[act], if_match='"c3.m0"')
    assert (answer.status_code, code_of(answer)) == (412, "claim_changed")
    assert answer.json()["current"]["etag"] == FRESH


@pytest.mark.parametrize(
    ("act", "body", "status", "code"),
    [
        ("split/", {"at": 22}, 422, "cut_outside"),
        ("split/", {"at": 99_999}, 422, "cut_outside"),
        ("split/", {}, 400, "body_invalid"),
        ("split/", {"at": "30"}, 400, "body_invalid"),
        ("split/", {"at": 30, "take": {"notes": [{"id": 1, "to": "left"}]}}, 422, "not_to_be_taken"),
        ("split/", {"at": 30, "take": {"notes": [{"id": 1, "to": "up"}]}}, 400, "body_invalid"),
        ("split/", {"at": 30, "take": [1]}, 400, "body_invalid"),
        ("merge/", {"next": 4, "next_etag": FRESH}, 422, "not_neighbours"),
        ("merge/", {"next": 77, "next_etag": FRESH}, 404, "not_found"),
        ("boundary/", {"words": 0}, 422, "boundary_leaves_nothing"),
        ("boundary/", {"words": 10**9}, 400, "body_invalid"),
        ("boundary/", {"words": 1, "at": 3}, 400, "unknown_field"),
    ],
)
def test_what_cannot_be_meant_is_refused(document, reviewer, act, body, status, code):
    answer = Api(reviewer).post(claim_path(document, 2, act), body, if_match=FRESH)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]


def test_what_can_be_taken_back_is_read_and_taken_back_and_done_again(document, reviewer):
    api = Api(reviewer)
    assert api.get(undo_path(document)).json() == {"undo": None, "redo": None}
    split(document, reviewer, 2, "opened")
    top = api.get(undo_path(document)).json()["undo"]
    assert top["title"] == "split a claim, claims 2 → 2, 2a"
    done = api.post(undo_path(document), {}, if_match=top["etag"])
    assert (done.status_code, done.json()["claim"], done.json()["next"]["undo"]) == (200, 2, None)
    assert numbers(document) == ["1", "2", "3", "4", "5", "6"]
    again = api.post(undo_path(document, "redo"), {}, if_match=done.json()["next"]["redo"]["etag"])
    assert again.json()["claim"] == 7
    assert numbers(document)[1:3] == ["2", "2a"]


def test_an_undo_of_something_else_by_now_answers_412_with_what_it_would_be(document, reviewer):
    api = Api(reviewer)
    split(document, reviewer, 2, "opened")
    first = api.get(undo_path(document)).json()["undo"]["etag"]
    make_note(document=document, author=reviewer)
    answer = api.post(undo_path(document), {}, if_match=first)
    assert (answer.status_code, code_of(answer)) == (412, "undo_changed")
    assert answer.json()["current"]["undo"]["title"] == "wrote a note, document"


def test_an_undo_over_the_work_of_others_wants_a_word(document, reviewer, editor):
    api = Api(editor)
    _, right = split(document, editor, 2, "opened")
    make_verdict(claim=right, reviewer=reviewer)
    tag = api.get(undo_path(document)).json()["undo"]["etag"]
    asked = api.post(undo_path(document), {}, if_match=tag)
    assert (asked.status_code, code_of(asked)) == (409, "undo_needs_confirmation")
    assert api.post(undo_path(document), {"confirm": True}, if_match=tag).status_code == 200


def test_an_undo_that_is_blocked_names_the_entry(document, reviewer, editor):
    left, _ = split(document, reviewer, 2, "opened")
    split(document, editor, left.serial, "bridge")
    api = Api(reviewer)
    answer = api.post(undo_path(document), {}, if_match=api.get(undo_path(document)).json()["undo"]["etag"])
    assert (answer.status_code, code_of(answer)) == (409, "undo_blocked")
    assert answer.json()["entry"] == 3


def test_with_nothing_to_take_back_the_answer_is_422(document, reviewer):
    for way in ("undo", "redo"):
        answer = Api(reviewer).post(undo_path(document, way), {}, if_match='"e1"')
        assert (answer.status_code, code_of(answer)) == (422, f"nothing_to_{way}")


def test_a_repeated_undo_takes_one_act_back(document, reviewer):
    api = Api(reviewer)
    for serial in (2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    tag = api.get(undo_path(document)).json()["undo"]["etag"]
    first = api.post(undo_path(document), {}, if_match=tag, key="a-key")
    again = api.post(undo_path(document), {}, if_match=tag, key="a-key")
    assert (first.json(), again.headers["Idempotent-Replayed"]) == (again.json(), "true")
    assert api.get(undo_path(document)).json()["undo"]["title"] == "gave a verdict, claim 2"


def test_the_history_tells_an_undo_from_an_act(document, editor):
    split(document, editor, 2, "opened")
    undo(document, editor)
    entries = Api(editor).get(f"/documents/{document.pk}/history/").json()["results"]
    assert [(row["code"], row["subject"]) for row in entries[:2]] == [
        ("claim.split", "claims 2, 2a → 2"), ("claim.split", "claims 2 → 2, 2a"),
    ]  # fmt: skip
