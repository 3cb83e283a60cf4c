"""Atomic claims by programs."""

import pytest

from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_verdict
from tests.services.test_parts import add

pytestmark = pytest.mark.django_db
FRESH = '"c1.m0"'
BODY = {"wording": "It was opened in 1931.", "spans": [{"start": 0, "end": 30}]}


def test_a_part_is_added_read_changed_and_removed(document, reviewer):
    api = Api(reviewer)
    answer = api.post(claim_path(document, 2, "parts/"), BODY, if_match=FRESH, key="one")
    assert (answer.status_code, answer.headers["ETag"]) == (201, FRESH)
    body = answer.json()
    assert (body["id"], body["parent"], body["own_wording"], body["spans"]) == (7, 2, BODY["wording"], [[0, 30]])
    assert api.post(claim_path(document, 2, "parts/"), BODY, if_match=FRESH, key="one").json() == body
    changed = api.patch(claim_path(document, 7, "part/"), {"wording": "Else."}, if_match=FRESH).json()
    assert (changed["own_wording"], changed["spans"], changed["etag"]) == ("Else.", [[0, 30]], '"c2.m0"')
    gone = api.delete(claim_path(document, 7, "part/"), if_match='"c2.m0"').json()
    assert (gone["id"], gone["parts"], gone["etag"]) == (2, [], '"c4.m0"')
    assert api.get(claim_path(document, 7)).json()["retired"]


def test_a_sentence_lists_its_parts_with_what_they_add_up_to(document, reviewer, second_reviewer):
    first, second = add(document, reviewer), add(document, reviewer, wording="In 1931.")
    make_verdict(claim=first, reviewer=reviewer)
    make_verdict(claim=second, reviewer=reviewer, label="refuted")
    row = Api(reviewer).get(claim_path(document, 2)).json()
    assert (row["label"], row["from_parts"], row["mine"], row["readers"]) == ("mixed", True, True, 1)
    assert [(part["id"], part["label"], part["etag"]) for part in row["parts"]] == [
        (7, "supported", '"c1.m1"'), (8, "refuted", '"c1.m1"'),
    ]  # fmt: skip
    blind = Api(second_reviewer).get(claim_path(document, 2)).json()
    assert (blind["label"], [(part["label"], part["readers"]) for part in blind["parts"]]) == (
        None, [(None, 1), (None, 1)],
    )  # fmt: skip
    listed = Api(reviewer).get(f"/documents/{document.pk}/claims/?show=label:mixed").json()["results"]
    assert [entry["id"] for entry in listed] == [2]


def test_what_somebody_did_not_see_is_not_overwritten(document, reviewer):
    api = Api(reviewer)
    add(document, reviewer)
    stale = api.post(claim_path(document, 2, "parts/"), BODY, if_match=FRESH)
    assert (stale.status_code, code_of(stale)) == (412, "claim_changed")
    assert [part["id"] for part in stale.json()["current"]["parts"]] == [7]
    assert api.post(claim_path(document, 2, "parts/"), BODY).status_code == 428
    assert api.patch(claim_path(document, 2, "part/"), {"wording": "x"}, if_match='"c2.m0"').status_code == 422
    outside = {"wording": "x", "spans": [{"start": 0, "end": 31}]}
    assert code_of(api.patch(claim_path(document, 7, "part/"), outside, if_match=FRESH)) == "spans_outside"


def test_a_merge_keeps_both_as_parts_and_a_split_takes_parts_along(document, reviewer):
    api = Api(reviewer)
    merge = {"next": 3, "next_etag": FRESH, "as_parts": True}
    (merged,) = api.post(claim_path(document, 2, "merge/"), merge, if_match=FRESH).json()["claims"]
    assert [part["id"] for part in merged["parts"]] == [8, 9]
    add(document, reviewer, serial=4)
    cut = {"at": claim_of(document, 4).placements.get().start + 7, "take": {"parts": [{"id": 10, "to": "right"}]}}
    left, right = api.post(claim_path(document, 4, "split/"), cut, if_match='"c2.m0"').json()["claims"]
    assert (left["parts"], [part["own_wording"] for part in right["parts"]]) == (
        [],
        ["The bridge at Aldwin was opened."],
    )


def test_a_part_has_several_spans_or_all_of_the_sentence_and_may_be_central(document, reviewer):
    api = Api(reviewer)
    body = {
        "wording": "It was opened in 1931.",
        "central": True,
        "spans": [{"start": 22, "end": 29}, {"start": 0, "end": 3}],
    }
    made = api.post(claim_path(document, 2, "parts/"), body, if_match=FRESH).json()
    assert (made["spans"], made["central"]) == ([[0, 3], [22, 29]], True)
    kept = api.patch(claim_path(document, 7, "part/"), {"wording": "Else."}, if_match=FRESH).json()
    assert (kept["spans"], kept["central"]) == ([[0, 3], [22, 29]], True)
    told = api.patch(claim_path(document, 7, "part/"), {"central": False, "spans": []}, if_match='"c2.m0"').json()
    assert (told["spans"], told["central"]) == ([[0, 30]], False)
    (listed,) = api.get(claim_path(document, 2)).json()["parts"]
    assert (listed["spans"], listed["central"]) == ([[0, 30]], False)
    over = {"wording": "x", "spans": [{"start": 0, "end": 5}, {"start": 4, "end": 8}]}
    assert code_of(api.patch(claim_path(document, 7, "part/"), over, if_match='"c3.m0"')) == "spans_overlap"
