"""Sign-offs: what is missing, what is hashed, and what ends one."""

import json
from datetime import timedelta

import pytest
from django.db.models import F

from annotations.models import Claim, Document, HistoryEntry, Membership, Note, Revision, SignOff
from annotations.queries.content_hash import canonical_content, content_hash
from annotations.queries.signoff import last_signoff, missing, readiness
from annotations.services import citations, signoffs, sources, verdicts
from annotations.services.refusals import Duplicate, Invalid, Stale
from annotations.services.sources import Bibliography
from tests import repairs
from tests.factories import claim_of, make_citation, make_note, make_source, make_verdict
from tests.scenes import settle, withdraw
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(document, reviewer, editor):
    """The document with every sentence read once: a heading, an opinion, and cited sentences."""
    source = make_source(project=document.project, actor=reviewer)
    make_verdict(claim=claim_of(document, 1), reviewer=reviewer, label="not-a-claim")
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer, label="opinion")
    for serial in (2, 3, 5, 6):
        claim = claim_of(document, serial)
        make_verdict(claim=claim, reviewer=reviewer)
        make_citation(claim=claim, actor=reviewer, source=source, quote="So.", locator="p. 1", state="says-so")
    return Document.objects.get(pk=document.pk)


def lacking(document):
    return {kind.code: kind.subject for kind in missing(Document.objects.get(pk=document.pk))}


def signed(document, editor, **overrides):
    now = readiness(document)
    return signoffs.sign_off(actor=editor, document=document, seen=now.hash, overrides=overrides)


def holds(document):
    standing = last_signoff(document, sees_all=True)
    return standing.holds


def change_policy(document, **policy):
    document.project.policy = {**document.project.policy, **policy}
    document.project.save()


def test_a_fresh_import_misses_a_verdict_on_everything_headings_too(document):
    assert lacking(document) == {"unread": "1, 2, 3, 4, 5, 6"}


def test_a_text_that_is_read_and_cited_misses_nothing(read):
    assert lacking(read) == {}


def test_each_thing_that_keeps_a_text_back_is_named_with_its_claims(read, second_reviewer, reviewer, editor):
    make_verdict(claim=claim_of(read, 2), reviewer=second_reviewer, label="refuted")
    assert lacking(read) == {"disagreement": "2"}
    settle(claim_of(read, 2), editor, "mixed")
    assert lacking(read) == {}
    make_verdict(claim=claim_of(read, 2), reviewer=second_reviewer, label="unverified", rationale="Asked twice.")
    assert lacking(read) == {"overtaken": "2"}
    settle(claim_of(read, 2), editor, "mixed")
    make_verdict(claim=claim_of(read, 3), reviewer=reviewer, action="must", proposed_wording="Else.")
    make_verdict(claim=claim_of(read, 5), reviewer=reviewer, action="should")
    assert lacking(read) == {"demand": "3"}
    repairs.move(read, editor, 5, 1)
    assert lacking(read)["stale"] == "5, 6"


def test_rules_of_evidence_count_standing_citations_and_a_reason_excuses(read, reviewer):
    row = claim_of(read, 2).citations.get()
    citations.withdraw_citation(actor=reviewer, citation=row, version=row.version)
    assert lacking(read) == {"citation_required": "2"}
    with unguarded():
        claim_of(read, 2).verdicts.update(evidence_override="The author showed us the paper.")
    assert lacking(read) == {}
    change_policy(read, two_independent_sources=True, primary_source_required=True)
    assert lacking(read) == {"two_independent_sources": "3, 5, 6", "primary_source_required": "3, 5, 6"}


def test_unverified_wants_to_be_told_what_was_tried(read, reviewer):
    make_verdict(claim=claim_of(read, 3), reviewer=reviewer, label="unverified")
    assert lacking(read) == {"unverified_lists_what_was_tried": "3"}
    make_verdict(claim=claim_of(read, 3), reviewer=reviewer, label="unverified", rationale="Asked the county.")
    assert lacking(read) == {}


def test_four_eyes_are_asked_for_sentences_only_and_a_settling_editor_is_the_second_pair(read, second_reviewer, editor):
    change_policy(read, four_eyes=True)
    assert lacking(read) == {"four_eyes": "2, 3, 4, 5, 6"}
    make_verdict(claim=claim_of(read, 2), reviewer=second_reviewer)
    settle(claim_of(read, 3), editor, "supported")
    assert lacking(read) == {"four_eyes": "4, 5, 6"}


def test_a_sentence_with_parts_is_read_by_its_parts(read, reviewer):
    whole = claim_of(read, 2)
    Claim.objects.create(
        document=read, serial=99, parent=whole, own_wording="It was opened.", spans=[[0, 5]], basis="p" * 64
    )
    assert lacking(read) == {"unread": "2"}
    before = content_hash(read)
    part = claim_of(read, 99)
    verdicts.record_verdict(
        actor=reviewer, claim=part, judgement=verdicts.Judgement("opinion"), version=part.version, own_number=0
    )
    assert lacking(read) == {}
    assert content_hash(read) != before


def test_a_signoff_keeps_its_hash_its_reasons_and_an_entry(read, editor, reviewer):
    make_verdict(claim=claim_of(read, 3), reviewer=reviewer, action="must")
    with pytest.raises(Invalid, match="must be made is open") as refusal:
        signed(read, editor)
    assert refusal.value.code == "override_without_reason"
    row = signed(read, editor, demand="The author is on leave.", disagreement="Not needed.")
    assert row.overrides == [{"code": "demand", "subject": "3", "reason": "The author is on leave."}]
    assert (row.number, row.content_hash, row.hash_version) == (1, content_hash(read), 1)
    assert (row.at_entry.code, row.at_entry.actor) == ("document.signed_off", editor)
    assert row.at_entry.body["content_hash"] == row.content_hash
    assert holds(read) is True


def test_what_was_not_seen_is_not_signed_and_nothing_is_signed_twice(read, editor, reviewer):
    seen = readiness(read).hash
    make_verdict(claim=claim_of(read, 3), reviewer=reviewer, label="mixed")
    with pytest.raises(Stale):
        signoffs.sign_off(actor=editor, document=read, seen=seen, overrides={})
    signed(read, editor)
    with pytest.raises(Duplicate):
        signed(read, editor)
    assert SignOff.objects.count() == 1


def test_a_later_change_voids_it_and_its_undo_makes_it_hold_again(read, editor, reviewer):
    """Walk (i), the other way round: void says who and when, valid again says since when."""
    signed(read, editor)
    changed = make_verdict(claim=claim_of(read, 3), reviewer=reviewer, label="mixed")
    standing = last_signoff(read, sees_all=True)
    assert standing.holds is False
    assert (standing.voided_by.actor, standing.voided_by.subject) == (reviewer, "claim 3")
    assert last_signoff(read, sees_all=False).holds is None
    repairs.undo(read, reviewer)
    assert changed.number == 2
    standing = last_signoff(read, sees_all=True)
    assert standing.holds is True
    assert standing.restored_by == HistoryEntry.objects.filter(document=read).latest("pk")


def test_a_change_to_a_cited_source_voids_it_and_to_another_one_does_not(read, editor, reviewer):
    other = make_source(project=read.project, actor=reviewer, title="Not cited")
    signed(read, editor)
    sources.change_source(actor=reviewer, source=other, entry=Bibliography("Not cited", publisher="P"), version=1)
    assert holds(read) is True
    cited = claim_of(read, 2).citations.get().source
    sources.change_source(
        actor=reviewer, source=cited, entry=Bibliography("County record", publisher="County"), version=1
    )
    standing = last_signoff(read, sees_all=True)
    assert standing.holds is False
    assert standing.voided_by.code == "source.changed"


def test_notes_names_and_times_are_no_content(read, editor, reviewer):
    before = canonical_content(read)
    make_note(document=read, author=reviewer, claim=claim_of(read, 2))
    Membership.objects.filter(user=reviewer).update(initials="R7")
    type(reviewer).objects.filter(pk=reviewer.pk).update(username="erased-4f", initials="R7", first_name="")
    with unguarded():
        claim_of(read, 2).verdicts.update(created_at=F("created_at") + timedelta(days=3), blind=False)
    assert canonical_content(read) == before
    assert Note.objects.exists()
    assert "erased" not in before


@pytest.mark.parametrize(
    "change",
    [
        lambda d: claim_of(d, 2).verdicts.update(rationale="Else."),
        lambda d: claim_of(d, 2).verdicts.update(tags=["misquote"]),
        lambda d: claim_of(d, 2).verdicts.update(action="cut"),
        lambda d: claim_of(d, 2).verdicts.update(proposed_wording="Else."),
        lambda d: claim_of(d, 2).citations.update(quote="Not so."),
        lambda d: claim_of(d, 2).citations.update(translation="So."),
        lambda d: claim_of(d, 2).citations.update(evidence_set=2),
        lambda d: claim_of(d, 2).citations.update(withdrawn_at="2026-01-01T00:00Z"),
        lambda d: Revision.objects.filter(document=d).update(text="Another text."),
    ],
)
def test_everything_that_is_signed_is_in_the_hash(read, change):
    before = content_hash(read)
    with unguarded():
        change(read)
    assert content_hash(read) != before


def test_what_was_signed_before_quotes_had_translations_keeps_its_hash(read):
    (citation,) = json.loads(canonical_content(read))["claims"][1]["citations"]
    assert set(citation) == {"csl", "stance", "quote", "locator", "question", "set", "state"}
    claim_of(read, 2).citations.update(translation="So.")
    (citation,) = json.loads(canonical_content(read))["claims"][1]["citations"]
    assert citation["translation"] == "So."


def test_the_order_of_rows_does_not_decide_the_hash(read, reviewer, second_reviewer):
    claim = claim_of(read, 2)
    first = claim.citations.get()
    make_citation(claim=claim, actor=second_reviewer, source=first.source, quote="Twice.", locator="p. 2")
    before = content_hash(read)
    citations.withdraw_citation(actor=reviewer, citation=first, version=1)
    make_citation(claim=claim, actor=reviewer, source=first.source, quote="So.", locator="p. 1", state="says-so")
    assert content_hash(read) == before
    withdraw(claim, reviewer)
    assert content_hash(read) != before
