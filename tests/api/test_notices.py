"""Notices by the API: one's own, in pages, and how far one has looked."""

import pytest

from annotations.models import Notice
from annotations.queries import notices as queries
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_note, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentioned(document, editor, reviewer):
    """The reviewer is mentioned three times: on the document twice, and on a claim that they have read."""
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    for claim in (None, None, claim_of(document, 2)):
        make_note(document=document, author=editor, claim=claim, text="@reviewer, look.")
    return [notice.pk for notice in Notice.objects.order_by("pk")]


def rows(person, query=""):
    return Api(person).get(f"/notices/{query}").json()["results"]


def test_a_notice_says_who_did_what_and_where(mentioned, document, reviewer, editor):
    first, *rest = rows(reviewer)
    assert [first["id"], *(row["id"] for row in rest)] == mentioned[::-1]
    assert {name: first[name] for name in ("occasion", "why", "what", "document", "title", "claim", "number")} == {
        "occasion": "mention", "why": "You were mentioned", "what": "wrote a note", "document": document.pk,
        "title": "The bridge", "claim": 2, "number": "2",
    }  # fmt: skip
    assert first["by"] == {"key": str(editor.reviewer_key.key), "initials": "ED"}
    assert (first["seen_at"], rest[0]["claim"]) == (None, None)


def test_notices_come_in_pages(mentioned, reviewer, monkeypatch):
    monkeypatch.setattr("annotations.api.notices.SHOWN", 2)
    page = Api(reviewer).get("/notices/").json()
    assert [row["id"] for row in page["results"]] == mentioned[:0:-1]
    assert page["next"] == f"/api/v1/notices/?before={mentioned[1]}"
    last = Api(reviewer).get(page["next"].removeprefix("/api/v1")).json()
    assert ([row["id"] for row in last["results"]], last["next"]) == (mentioned[:1], None)


def test_nobody_gets_the_notices_of_others_or_what_is_withheld(mentioned, document, second_reviewer, editor, outsider):
    make_note(document=document, author=editor, claim=claim_of(document, 3), text="@second-reviewer, look.")
    assert rows(editor) == rows(outsider) == rows(second_reviewer) == []
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer)
    assert [row["claim"] for row in rows(second_reviewer)] == [3]


def test_what_came_after_one_looked_stays_new(mentioned, reviewer, second_reviewer):
    api = Api(reviewer)
    assert api.post("/notices/seen/", {"until": mentioned[1]}, key="k").json() == {"seen": 2}
    repeated = api.post("/notices/seen/", {"until": mentioned[1]}, key="k")
    assert (repeated.json(), repeated.headers["Idempotent-Replayed"]) == ({"seen": 2}, "true")
    assert queries.unseen_notices(reviewer) == {"mention": 1}
    assert Api(second_reviewer).post("/notices/seen/", {}).json() == {"seen": 0}
    assert api.post("/notices/seen/", {}).json() == {"seen": 1}
    assert [row["seen_at"] is None for row in rows(reviewer)] == [False] * 3


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/notices/?page=2", None, 400, "unknown_filter"), ("/notices/?before=x", None, 400, "parameter_invalid"),
        ("/notices/seen/", {"until": "1"}, 400, "body_invalid"), ("/notices/seen/", {"all": 1}, 400, "unknown_field"),
        ("/notices/seen/", {"until": 0}, 400, "body_invalid"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(path, body, status, code, reviewer):
    api = Api(reviewer)
    answer = api.get(path) if body is None else api.post(path, body)
    assert (answer.status_code, code_of(answer)) == (status, code)


def test_a_token_that_only_reads_marks_nothing(mentioned, reviewer):
    assert Api(reviewer, may_write=False).post("/notices/seen/", {}).status_code == 403
    assert len(Notice.objects.filter(seen_at=None)) == 3
