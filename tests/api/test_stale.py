"""Verdicts on another wording, and revisions side by side, by programs."""

import pytest

from annotations.models import Verdict
from annotations.queries import comparing, stale
from tests.api.calls import Api, claim_path, code_of
from tests.factories import TEXT, claim_of, make_document, make_verdict
from tests.revising import revise
from tests.unguarded import unguarded

SAME, THEN = "The county paid for it.", "Nobody was asked."
REVISED = TEXT.replace("in 1931", "in 1932").replace(" Nobody likes it.", "")


def queue(document, query=""):
    return f"/documents/{document.pk}/stale/{query}"


def compared(document, query=""):
    return f"/documents/{document.pk}/revisions/compare/{query}"


@pytest.fixture
def revised(document, reviewer, second_reviewer, manager):
    """Both reviewers judged claims 2 and 3, the first also 4; then 2 was reworded and 4 was left out."""
    for serial in (2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, rationale="As the first sees it.")
        make_verdict(claim=claim_of(document, serial), reviewer=second_reviewer, label="refuted")
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer, label="opinion")
    revise(document, manager, REVISED)
    return document


def test_one_s_own_stale_verdicts_are_listed_with_what_changed(revised, reviewer):
    found = Api(reviewer).get(queue(revised)).json()
    (row,) = found["results"]
    assert (row["claim"], row["label"], row["mine"], row["can_be_confirmed"]) == (2, "supported", True, True)
    assert (row["old_text"], row["text"]) == ("The bridge was opened in 1931.", "The bridge was opened in 1932.")
    assert {"kind": "insert", "text": "1932"} in [
        {**run, "kind": run["kind"][:6], "text": run["text"].strip(" .")} for run in row["diff"]["runs"]
    ]
    assert (row["etag"], found["mine"], found["others"], found["next"]) == ('"c2.m1"', 1, 0, None)


def test_who_sees_all_sees_others_too_but_confirms_for_nobody(revised, manager):
    found = Api(manager).get(queue(revised)).json()
    assert [(row["reviewer"]["initials"], row["mine"], row["etag"]) for row in found["results"]] == [
        ("R1", False, None), ("R2", False, None),
    ]  # fmt: skip
    refused = Api(manager).post(claim_path(revised, 2, "verdicts/confirm/"), if_match='"c2.m0"')
    assert code_of(refused) == "nothing_to_confirm"


def test_a_verdict_is_confirmed_with_the_tag_of_the_list(revised, reviewer):
    api = Api(reviewer)
    tag = api.get(queue(revised)).json()["results"][0]["etag"]
    confirmed = api.post(claim_path(revised, 2, "verdicts/confirm/"), if_match=tag, key="one")
    assert (confirmed.status_code, confirmed.json()["etag"], confirmed.json()["stale"]) == (200, '"c2.m2"', True)
    assert api.post(claim_path(revised, 2, "verdicts/confirm/"), if_match=tag, key="one").json() == confirmed.json()
    last = Verdict.objects.filter(claim__serial=2, reviewer=reviewer).latest("pk")
    assert (last.number, last.rationale, last.confirms.number) == (2, "As the first sees it.", 1)
    assert api.get(queue(revised)).json()["results"] == []
    again = api.post(claim_path(revised, 2, "verdicts/confirm/"), if_match='"c2.m2"')
    assert (again.status_code, code_of(again)) == (422, "nothing_to_confirm")


def test_a_verdict_is_dropped_by_the_label_that_withdraws(revised, reviewer):
    api = Api(reviewer)
    assert api.post(claim_path(revised, 2, "verdicts/"), {"label": ""}, if_match='"c2.m1"').status_code == 201
    assert api.get(queue(revised)).json()["results"] == []


def test_a_confirmation_of_a_wording_that_was_not_seen_is_refused(revised, reviewer):
    answer = Api(reviewer).post(claim_path(revised, 2, "verdicts/confirm/"), if_match='"c1.m1"')
    assert (answer.status_code, code_of(answer)) == (412, "claim_changed")
    assert answer.json()["current"]["etag"] == '"c2.m1"'
    unread = Api(reviewer).post(claim_path(revised, 2, "verdicts/confirm/"), if_match='"c2.m0"')
    assert (unread.status_code, code_of(unread)) == (412, "own_verdict_changed")
    assert Verdict.objects.filter(claim__serial=2, reviewer=reviewer).count() == 1


def test_the_queue_comes_in_pages(revised, reviewer, manager, monkeypatch):
    monkeypatch.setattr(stale, "PAGE_SIZE", 1)
    first = Api(manager).get(queue(revised)).json()
    second = Api(manager).get(first["next"].removeprefix("/api/v1")).json()
    assert [row["reviewer"]["initials"] for row in first["results"] + second["results"]] == ["R1", "R2"]
    assert (second["next"], Api(manager).get(queue(revised, "?page=9")).json()["results"]) == (None, [])
    assert code_of(Api(manager).get(queue(revised, "?page=0"))) == "parameter_invalid"


def test_two_revisions_are_compared_with_what_was_held(revised, reviewer):
    found = Api(reviewer).get(compared(revised)).json()
    assert (found["before"], found["after"]) == (1, 2)
    assert found["counts"] == {"unchanged": 4, "changed": 1, "deleted": 1}
    rows = {(row["new"] or row["old"])["claim"]: row for row in found["results"]}
    changed, kept, deleted = (rows[serial] for serial in (2, 3, 4))
    assert (changed["fate"], changed["old"]["claim"], changed["new"]["claim"]) == ("changed", 2, 2)
    assert "1932" in "".join(run["text"] for run in changed["diff"]["runs"])
    assert {(held["label"], held["by"], held["other_wording"]) for held in changed["new"]["held"]} == {
        ("supported", "R1", True), ("refuted", "R2", True),
    }  # fmt: skip
    assert (kept["fate"], kept["new"]["claim"], kept["context_changed"]) == ("unchanged", 3, True)
    assert (deleted["fate"], deleted["old"]["claim"], deleted["new"]) == ("deleted", 4, None)


def test_any_two_revisions_can_be_named(revised, reviewer, monkeypatch):
    backwards = Api(reviewer).get(compared(revised, "?before=2&after=1")).json()
    assert backwards["counts"] == {"unchanged": 4, "changed": 1, "new": 1}
    monkeypatch.setattr(comparing, "PAGE_SIZE", 1)
    first = Api(reviewer).get(compared(revised, "?before=1&after=2")).json()
    second = Api(reviewer).get(first["next"].removeprefix("/api/v1")).json()
    assert [row["fate"] for row in first["results"] + second["results"]] == ["changed", "unchanged"]
    for missing in ("?before=7", "?after=3", f"?after={2**63 - 1}"):
        assert Api(reviewer).get(compared(revised, missing)).status_code == 404


def test_a_document_with_one_revision_differs_in_nothing(document, reviewer):
    found = Api(reviewer).get(compared(document)).json()
    assert (found["results"], found["rest"], found["counts"]) == ([], 6, {"unchanged": 6})


def test_what_others_hold_reaches_no_blind_reader_of_either(revised, second_reviewer, reviewer, reader):
    """Claim 4 was judged by the first alone; the readers are told of no verdict at all."""
    addresses = [queue(revised), compared(revised), compared(revised, "?before=1&after=1")]
    apis = [Api(second_reviewer), Api(reader)]
    before = [[api.get(address).content for address in addresses] for api in apis]
    seen_by_all = Api(reviewer).get(compared(revised)).content
    with unguarded():
        Verdict.objects.filter(claim__serial=4).update(label="mixed", rationale="Another.")
    assert [[api.get(address).content for address in addresses] for api in apis] == before
    assert Api(reviewer).get(compared(revised)).content != seen_by_all
    with unguarded():
        Verdict.objects.filter(claim__serial=2).update(label="mixed")
    assert [apis[1].get(address).content for address in addresses] == before[1]


def test_what_an_import_left_undecided_is_named(project, manager):
    """The same two sentences stand twice before and three times after: which is which, only a person can say."""
    document = make_document(project=project, actor=manager, text=" ".join([SAME, THEN, SAME, THEN]))
    revise(document, manager, " ".join(["One.", SAME, THEN, "Two.", SAME, THEN, "Three.", SAME, THEN]))
    (undecided, *_) = Api(manager).get(queue(document)).json()["undecided"]
    assert undecided["old"]
    assert len(undecided["new"]) > 1
    standing = {row["id"] for row in Api(manager).get(f"/documents/{document.pk}/claims/").json()["results"]}
    assert set(undecided["new"]) <= standing
    assert standing.isdisjoint(undecided["old"])
