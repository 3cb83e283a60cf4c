"""Non-interference: what another holds of a claim changes no byte of what a blind reader of the API gets."""

import pytest

from annotations.models import Adjudication, HistoryEntry, Note, Verdict
from annotations.services.adjudications import CaseSeen, adjudicate
from tests.api.calls import Api, claim_path
from tests.factories import claim_of, make_citation, make_note, make_verdict
from tests.unguarded import unguarded


def addresses(document, claim):
    rest = ("", "verdicts/", "citations/", "notes/", "adjudications/")
    claims = [f"/documents/{document.pk}/claims/{part}" for part in ("", "?show=unread", "?show=mine", "?show=stale")]
    claims += [
        f"{claims[0]}?show={show}" for show in ("disagreement", "label:supported", "label:refuted", "label:mixed")
    ]
    claims += [f"{claims[0]}?page_size=1", f"{claims[0]}?page_size=2&after=10"]
    report = [f"/documents/{document.pk}/report/?format={kind}" for kind in ("json", "html", "md", "csv")]
    project = ["/projects/", "/projects/desk-one/", "/projects/desk-one/sources/", "/documents/"]
    one = [f"/documents/{document.pk}/{part}" for part in ("", "notes/", "history/", "original/")]
    return [
        *project,
        *one,
        *claims,
        *report,
        *(claim_path(document, serial, part) for serial in (claim, 3) for part in rest),
    ]


def seen(api, document, claim):
    answers = {path: api.get(path) for path in addresses(document, claim)}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: (answer.received, answer.headers.get("ETag")) for path, answer in answers.items()}


@pytest.fixture
def settled(document, reviewer, editor, manager):
    """A claim on which one reviewer and an editor have said everything that can be said."""
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer, label="supported", rationale="First.", tags=("wrong-number",))
    make_verdict(claim=claim, reviewer=manager, label="supported")
    make_note(document=document, author=reviewer, claim=claim, text="A remark.")
    make_citation(claim=claim, actor=reviewer)
    adjudicate(actor=editor, claim=claim, label="supported", reason="Clear.", seen=CaseSeen(1, 2, 0))
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="mixed")
    return claim


def change_everything(claim):
    with unguarded():
        changed = {
            "label": "refuted",
            "rationale": "Quite another.",
            "action": "must",
            "tags": [],
            "proposed_wording": "x",
        }
        Verdict.objects.filter(document=claim.document).update(**changed)
        Adjudication.objects.filter(claim=claim).update(label="mixed", reason="Unclear.")
        Note.objects.filter(claim=claim).update(text="Another remark.")
        for entry in HistoryEntry.objects.filter(claim__isnull=False).exclude(code__startswith="citation."):
            HistoryEntry.objects.filter(pk=entry.pk).update(
                body={"label": "refuted"}, hash="0" * 64, commitment="1" * 64
            )


def test_nothing_that_a_blind_reviewer_gets_depends_on_what_others_hold(second_reviewer, document, settled):
    api = Api(second_reviewer)
    before = seen(api, document, 2)
    change_everything(settled)
    assert seen(api, document, 2) == before


def test_refusals_tell_a_blind_reviewer_nothing_either(second_reviewer, document, settled):
    api = Api(second_reviewer)

    def refused():
        path = claim_path(document, rest="verdicts/")
        stale = api.post(path, {"label": "mixed"}, if_match='"c9.m9"')
        own = api.post(path, {"label": ""}, if_match='"c1.m0"')
        case = api.post(
            claim_path(document, rest="adjudications/"), {"label": "mixed", "reason": "x"}, if_match='"c1.v2.a1"'
        )
        assert (stale.status_code, own.status_code, case.status_code) == (412, 422, 403)
        return [answer.content for answer in (stale, own, case)]

    before = refused()
    change_everything(settled)
    assert refused() == before


def test_a_reader_gets_no_verdict(reader, document, settled):
    api = Api(reader)
    changing = {"label": "refuted", "rationale": "Quite another."}
    paths = [path for path in addresses(document, 2) if "history" not in path]

    def all_of_it():
        return {path: api.get(path).received for path in paths}

    before = all_of_it()
    with unguarded():
        Verdict.objects.filter(document=document).update(**changing)
    assert all_of_it() == before


def test_who_has_read_the_claim_sees_the_change(second_reviewer, document, settled):
    make_verdict(claim=settled, reviewer=second_reviewer)
    api = Api(second_reviewer)
    before = seen(api, document, 2)
    change_everything(settled)
    after = seen(api, document, 2)
    for rest in ("", "verdicts/", "notes/", "adjudications/"):
        assert after[claim_path(document, 2, rest)] != before[claim_path(document, 2, rest)]
    for rest in ("", "verdicts/", "notes/", "adjudications/"):
        assert after[claim_path(document, 3, rest)] == before[claim_path(document, 3, rest)]


def test_sources_may_be_hidden_too(second_reviewer, reviewer, document, settled):
    api, path = Api(second_reviewer), claim_path(document, rest="citations/")
    pk = api.get(path).json()["results"][0]["id"]
    document.project.policy = {**document.project.policy, "hide_sources_when_blind": True}
    document.project.save()
    assert api.get(path).json()["results"] == []
    assert api.get(claim_path(document)).json()["citations"] == 0
    assert api.get(f"{path}{pk}/").status_code == 404
    assert api.patch(f"{path}{pk}/", {"quote": "x"}, if_match='"v1"').status_code == 404
    assert api.delete(f"{path}{pk}/", if_match='"v1"').status_code == 404
