"""Claims that were split, merged or deleted: what was said of them is read, and nothing more is said or taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import HistoryEntry
from annotations.services import citations, notes, restoring, reuse
from annotations.services.parts import add_part
from annotations.services.refusals import Superseded
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_citation, make_note, make_source
from tests.repairs import merge, undo
from tests.revising import revise
from tests.visits import everything_stored

LAST = " Nobody likes it."
USE = citations.Use("refutes", quote="Not so.")


def retire(document, actor):
    merge(document, actor, 3, 4)


def delete(document, actor):
    revise(document, actor, document.current.text.replace(LAST, ""))


@pytest.fixture(params=[retire, delete])
def gone(request, document, reviewer):
    """Claim 4 with a citation and a note that stand and one of each that were taken back, before it went."""
    claim = claim_of(document, 4)
    held = [make_citation(claim=claim, actor=reviewer) for _ in "ab"]
    said = [make_note(document=document, claim=claim, author=reviewer) for _ in "ab"]
    citations.withdraw_citation(actor=reviewer, citation=held[1], version=1)
    notes.withdraw_note(actor=reviewer, note=said[1], version=1)
    request.param(document, reviewer)
    return held, said


def acts(document, actor, held, said):
    """Return every way to say something of claim 4, or to take it back."""
    claim, (cited, dropped), (note, hasty) = claim_of(document, 4), held, said
    source = make_source(project=document.project, actor=actor)
    other = make_citation(claim=claim_of(document, 2), actor=actor, source=source)
    return [
        lambda: citations.add_citation(actor=actor, claim=claim, source=source, use=USE),
        lambda: citations.change_citation(actor=actor, citation=cited, use=USE, version=1),
        lambda: citations.withdraw_citation(actor=actor, citation=cited, version=1),
        lambda: citations.restore_citation(actor=actor, citation=dropped, version=2),
        lambda: reuse.take_citation(actor=actor, claim=claim, citation=other),
        lambda: notes.add_note(actor=actor, document=document, claim=claim, text="Late."),
        lambda: notes.reply(actor=actor, note=note, text="Late."),
        lambda: notes.resolve(actor=actor, note=note, version=1),
        lambda: notes.reopen(actor=actor, note=note, version=1),
        lambda: notes.withdraw_note(actor=actor, note=note, version=1),
        lambda: notes.restore_note(actor=actor, note=hasty, version=2),
    ]


def test_nothing_more_is_said_of_a_claim_that_is_gone_or_taken_back(document, reviewer, gone):
    tried = acts(document, reviewer, *gone)
    before = everything_stored()
    for act in tried:
        with pytest.raises(Superseded):
            act()
    assert everything_stored() == before


def test_a_part_of_a_deleted_sentence_is_gone_with_it(document, reviewer):
    part = add_part(actor=reviewer, claim=claim_of(document, 4), wording="It is disliked.", spans=[[0, 6]], version=1)
    citation = make_citation(claim=part, actor=reviewer)
    delete(document, reviewer)
    with pytest.raises(Superseded, match="deleted"):
        citations.withdraw_citation(actor=reviewer, citation=citation, version=1)
    revise(document, reviewer, document.current.text + LAST)
    assert citations.withdraw_citation(actor=reviewer, citation=citation, version=1).withdrawn_at


def test_one_s_own_last_act_is_undone_although_a_later_text_has_the_claim_no_more(document, reviewer, manager):
    citation = make_citation(claim=claim_of(document, 4), actor=reviewer)
    note = make_note(document=document, claim=claim_of(document, 4), author=reviewer)
    delete(document, manager)
    for row in (note, citation):
        undo(document, reviewer)
        row.refresh_from_db()
        assert row.withdrawn_at


def test_the_history_brings_nothing_back_to_a_claim_that_is_gone(document, reviewer, gone):
    page = Client()
    page.force_login(reviewer)
    shown = page.get(reverse("web:document-history", args=[document.pk])).text
    for code in ("citation.withdrawn", "note.withdrawn"):
        entry = HistoryEntry.objects.get(code=code)
        assert reverse("web:history-restore", args=[document.pk, entry.pk]) not in shown
        with pytest.raises(Superseded):
            restoring.restore(actor=reviewer, entry=entry, version=2)
    on_the_whole = make_note(document=document, author=reviewer)
    notes.withdraw_note(actor=reviewer, note=on_the_whole, version=1)
    entry = HistoryEntry.objects.get(note=on_the_whole, code="note.withdrawn")
    shown = page.get(reverse("web:document-history", args=[document.pk])).text
    assert reverse("web:history-restore", args=[document.pk, entry.pk]) in shown


def test_programs_are_told_what_stands_in_place_of_the_claim(document, reviewer):
    citation = make_citation(claim=claim_of(document, 2), actor=reviewer)
    note = make_note(document=document, claim=claim_of(document, 2), author=reviewer)
    merged = merge(document, reviewer, 2, 3)
    api, on_note = Api(reviewer), f"/documents/{document.pk}/notes/{note.pk}/"
    on_citation = claim_path(document, 2, f"citations/{citation.pk}/")
    for answer in (
        api.patch(on_citation, {"quote": "Late."}, if_match='"v1"'), api.delete(on_citation, if_match='"v1"'),
        api.patch(on_note, {"resolved": True}, if_match='"v1"'), api.delete(on_note, if_match='"v1"'),
        api.post(f"{on_note}answers/", {"text": "Late."}),
    ):  # fmt: skip
        assert (answer.status_code, code_of(answer)) == (409, "claim_superseded")
        assert [row["serial"] for row in answer.json()["successors"]] == [merged.serial]


def test_a_late_correction_on_the_page_is_refused_with_what_was_written(document, reviewer):
    citation = make_citation(claim=claim_of(document, 4), actor=reviewer)
    delete(document, reviewer)
    page = Client()
    page.force_login(reviewer)
    sent = {"stance": "refutes", "state": "says-so", "translation": "Written too late.", "version": 1}
    answer = page.post(f"/documents/{document.pk}/claims/4/citations/{citation.pk}/", sent)
    assert (answer.status_code, "Written too late." in answer.text) == (409, True)
    assert "deleted in the current revision" in answer.text
