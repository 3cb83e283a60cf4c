import pytest
from django.utils import timezone

from annotations.models import Claim, Lineage
from tests.api.calls import Api, claim_path, code_of
from tests.factories import TEXT, claim_of, make_citation, make_document, make_note, make_verdict


def ids(response):
    return [row["id"] for row in response.json()["results"]]


def test_claims_come_in_reading_order_with_their_offsets(reviewer, document):
    rows = Api(reviewer).get(f"/documents/{document.pk}/claims/").json()["results"]
    assert [row["id"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert (rows[0]["kind"], rows[0]["suggested_label"]) == ("heading", "not-a-claim")
    assert rows[1]["number"] == "2"


def test_claims_come_in_pages_by_offset(reviewer, document):
    api = Api(reviewer)
    first = api.get(f"/documents/{document.pk}/claims/?page_size=4")
    assert ids(first) == [1, 2, 3, 4]
    assert f"after={first.json()['results'][-1]['start']}" in first.json()["next"]
    second = api.get(first.json()["next"].removeprefix("/api/v1"))
    assert (ids(second), second.json()["next"]) == ([5, 6], None)


def test_a_claim_shows_what_its_viewer_may_know(manager, reviewer, second_reviewer, document):
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported")
    make_verdict(claim=claim, reviewer=manager, label="refuted")
    make_citation(claim=claim, actor=reviewer)
    make_note(document=document, author=reviewer, claim=claim)
    read = Api(reviewer).get(claim_path(document)).json()
    assert (read["label"], read["disagreement"], read["mine"], read["readers"]) == (None, True, True, 2)
    assert (read["citations"], read["open_notes"], read["etag"], read["case_etag"]) == (1, 1, '"c1.m1"', None)
    blind = Api(second_reviewer).get(claim_path(document)).json()
    assert (blind["label"], blind["disagreement"], blind["mine"], blind["readers"]) == (None, False, False, 2)
    assert (blind["citations"], blind["open_notes"], blind["etag"], blind["case_etag"]) == (1, 0, '"c1.m0"', None)
    assert Api(manager).get(claim_path(document)).json()["case_etag"] == '"c1.v2.a0"'


def test_the_etag_of_a_claim_is_the_viewers_own(reviewer, second_reviewer, document):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert Api(reviewer).get(claim_path(document)).headers["ETag"] == '"c1.m1"'
    assert Api(second_reviewer).get(claim_path(document)).headers["ETag"] == '"c1.m0"'


def test_claims_are_filtered_as_the_viewer_sees_them(reviewer, second_reviewer, editor, document):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="mixed")
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="supported")
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="refuted")
    path = f"/documents/{document.pk}/claims/?show="
    shown = {
        show: ids(Api(reviewer).get(path + show)) for show in ("mine", "unread", "disagreement", "stale", "label:mixed")
    }
    assert shown == {"mine": [2, 3], "unread": [1, 4, 5, 6], "disagreement": [3], "stale": [], "label:mixed": [2]}
    assert ids(Api(second_reviewer).get(f"{path}label:mixed")) == []
    assert ids(Api(editor).get(f"{path}disagreement")) == [3]


def test_filtered_claims_come_in_pages_too(reviewer, document):
    api = Api(reviewer)
    first = api.get(f"/documents/{document.pk}/claims/?show=unread&page_size=4").json()
    second = api.get(first["next"].removeprefix("/api/v1"))
    assert ([row["id"] for row in first["results"]], ids(second)) == ([1, 2, 3, 4], [5, 6])


@pytest.mark.parametrize("show", ["all", "label:", "label:nonsense", "Mine", "mine,stale", "settled", "%00"])
def test_an_unknown_filter_is_refused(reviewer, document, show):
    response = Api(reviewer).get(f"/documents/{document.pk}/claims/?show={show}")
    assert (response.status_code, code_of(response)) == (400, "unknown_filter")


def test_a_retired_claim_names_its_successors(reviewer, document):
    claim = claim_of(document, 2)
    Claim.objects.filter(pk=claim.pk).update(retired_at=timezone.now())
    Lineage.objects.create(ancestor=claim, descendant=claim_of(document, 3), kind="split", revision=document.current)
    body = Api(reviewer).get(claim_path(document)).json()
    assert body["retired"]
    assert [successor["serial"] for successor in body["successors"]] == [2]
    assert body["lineage"] == [{"ancestor": 2, "descendant": 3, "kind": "split"}]


def test_claims_of_another_document_are_not_mixed_in(reviewer, project, manager, document):
    other = make_document(project=project, actor=manager, text="Only one sentence here.")
    assert ids(Api(reviewer).get(f"/documents/{other.pk}/claims/")) == [1]
    assert Api(reviewer).get(claim_path(other, 2)).status_code == 404
