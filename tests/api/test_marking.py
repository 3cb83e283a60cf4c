"""The marking pass by programs: a stop, its hints, the mark, and how far one is."""

from annotations.models import HistoryEntry, Verdict
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_verdict
from tests.services.test_parts import add


def marking(document, query=""):
    return f"/documents/{document.pk}/marking/{query}"


def test_a_stop_shows_the_claim_its_neighbours_and_why_it_may_be_checked(document, reviewer):
    answer = Api(reviewer).get(marking(document, "?at=2"))
    stop = answer.json()
    assert (stop["claim"]["id"], stop["claim"]["text"]) == (2, "The bridge was opened in 1931.")
    assert (stop["previous"], stop["following"], stop["before"]) == (1, 3, "The bridge at Aldwin")
    assert (stop["marked"], stop["total"], stop["claim"]["mark"], stop["claim"]["judged"]) == (0, 6, None, False)
    assert {"reason": "Date", "words": "1931", "for_checking": True} in stop["claim"]["hints"]
    assert answer.headers["ETag"] == stop["claim"]["etag"] == '"c1.m0"'
    labels = {label["slug"] for label in stop["labels"]}
    assert "opinion" in labels
    assert "supported" not in labels


def test_marks_count_and_lead_on_to_the_next_claim(document, reviewer):
    api = Api(reviewer)
    first = api.post(claim_path(document, 1, "mark/"), {"mark": "not-a-claim"}, if_match='"c1.m0"')
    assert first.json() == {
        "claim": 1, "mark": "not-a-claim", "etag": '"c1.m1"', "unmarked": 2, "marked": 1, "total": 6
    }  # fmt: skip
    assert first.headers["ETag"] == '"c1.m1"'
    second = api.post(claim_path(document, 2, "mark/"), {"mark": "to-be-checked"}, if_match='"c1.m0"').json()
    assert (second["mark"], second["etag"], second["marked"], second["unmarked"]) == ("to-be-checked", '"c1.m0"', 2, 3)
    assert Verdict.objects.filter(reviewer=reviewer).count() == 1
    stop = api.get(marking(document)).json()
    assert (stop["claim"]["id"], stop["marked"]) == (3, 2)


def test_a_mark_can_be_taken_back(document, reviewer):
    api = Api(reviewer)
    api.post(claim_path(document, 2, "mark/"), {"mark": "to-be-checked"}, if_match='"c1.m0"')
    tag = api.get(f"/documents/{document.pk}/undo/").json()["undo"]["etag"]
    assert api.post(f"/documents/{document.pk}/undo/", {}, if_match=tag).status_code == 200
    assert api.get(marking(document, "?at=2")).json()["claim"]["mark"] is None


def test_the_same_key_marks_once(document, reviewer):
    api, marked = Api(reviewer), {"mark": "to-be-checked"}
    answers = [api.post(claim_path(document, 2, "mark/"), marked, if_match='"c1.m0"', key="one") for _ in "ab"]
    assert answers[0].json() == answers[1].json()
    assert HistoryEntry.objects.filter(code="verdict.marked_for_checking").count() == 1


def test_a_label_about_truth_is_no_mark_and_a_judged_claim_is_not_marked_for_checking(document, reviewer):
    api = Api(reviewer)
    truth = api.post(claim_path(document, 2, "mark/"), {"mark": "supported"}, if_match='"c1.m0"')
    assert (truth.status_code, code_of(truth)) == (422, "mark_is_a_verdict")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    again = api.post(claim_path(document, 2, "mark/"), {"mark": "to-be-checked"}, if_match='"c1.m1"')
    assert (again.status_code, code_of(again)) == (422, "already_judged")
    assert api.get(marking(document, "?at=2")).json()["claim"]["judged"]


def test_a_mark_on_what_was_not_seen_is_refused_with_what_is_there(document, reviewer):
    api = Api(reviewer)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="opinion")
    answer = api.post(claim_path(document, 2, "mark/"), {"mark": "not-a-claim"}, if_match='"c1.m0"')
    assert (answer.status_code, code_of(answer)) == (412, "own_verdict_changed")
    assert (answer.json()["current"]["mark"], answer.json()["current"]["etag"]) == ("opinion", '"c1.m1"')


def test_a_part_may_be_marked_although_the_pass_stops_at_sentences(document, reviewer):
    part = add(document, reviewer)
    answer = Api(reviewer).post(claim_path(document, part.serial, "mark/"), {"mark": "opinion"}, if_match='"c1.m0"')
    assert (answer.status_code, answer.json()["claim"], answer.json()["mark"]) == (200, part.serial, "opinion")


def test_the_pass_says_nothing_of_other_people_s_marks(document, reviewer, second_reviewer):
    api = Api(second_reviewer)
    before = [api.get(marking(document, f"?at={serial}")).content for serial in range(1, 7)]
    Api(reviewer).post(claim_path(document, 2, "mark/"), {"mark": "opinion"}, if_match='"c1.m0"')
    Api(reviewer).post(claim_path(document, 3, "mark/"), {"mark": "to-be-checked"}, if_match='"c1.m0"')
    assert [api.get(marking(document, f"?at={serial}")).content for serial in range(1, 7)] == before
