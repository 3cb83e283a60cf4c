"""The marking pass: one key per claim, nothing skipped in silence, and hints that mark nothing."""

import re

import pytest

from annotations.models import HistoryEntry, Verdict
from annotations.queries.marking import marking_page
from annotations.services import marking, undo
from annotations.services.refusals import Invalid, Stale
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import move


def mark(document, person, serial, what="to-be-checked"):
    claim = claim_of(document, serial)
    own = claim.verdicts.filter(reviewer=person).count()
    marking.mark_claim(actor=person, claim=claim, mark=what, version=claim.version, own_number=own)


def marked(document, person):
    return marking_page(document, person).marked


def take_back(document, person, way=undo.undo):
    entry = HistoryEntry.objects.filter(document=document, actor=person).latest("number")
    return way(actor=person, document=document, seen=entry.number)


def fields(page):
    return dict(re.findall(r'name="(serial|version|own_number|key)" value="([^"]*)"', page))


def test_a_press_marks_the_claim_and_goes_on_to_the_next_unmarked_one(client, document, reviewer):
    client.force_login(reviewer)
    address = f"/documents/{document.pk}/marking/"
    page = client.get(address).content.decode()
    assert "<b>0 of 6</b> marked" in page
    answer = client.post(address, {**fields(page.split("marking__turn")[0]), "mark": "not-a-claim"})
    assert answer.headers["Location"] == f"{address}?at=2"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "<b>1 of 6</b> marked" in page
    assert Verdict.objects.get().label == "not-a-claim"


def test_no_claim_is_passed_over_whatever_was_marked_before(client, document, reviewer):
    """From the middle on to the end and round to the first ones, each once, until every claim is marked."""
    client.force_login(reviewer)
    mark(document, reviewer, 4, "opinion")
    stops, address = [], f"/documents/{document.pk}/marking/?at=3"
    while len(stops) < 6:
        page = client.get(address).content.decode()
        form = fields(page.split("marking__turn")[0])
        stops.append(int(form["serial"]))
        answer = client.post(address.partition("?")[0], {**form, "mark": "to-be-checked"})
        address = answer.headers["Location"]
        if marked(document, reviewer) == 6:
            break
    assert stops == [3, 5, 6, 1, 2]
    assert "Every claim is marked" in client.get(address).content.decode()


def test_to_be_checked_counts_and_is_nobodys_verdict(document, reviewer, second_reviewer):
    mark(document, reviewer, 2)
    mark(document, reviewer, 2)
    assert (marked(document, reviewer), marked(document, second_reviewer)) == (1, 0)
    assert not Verdict.objects.exists()
    assert HistoryEntry.objects.filter(code="verdict.marked_for_checking").count() == 1


def test_undo_and_redo_take_a_mark_back_and_set_it_again(document, reviewer):
    mark(document, reviewer, 2)
    assert take_back(document, reviewer).claim.serial == 2
    assert marked(document, reviewer) == 0
    take_back(document, reviewer, undo.redo)
    assert marked(document, reviewer) == 1
    mark(document, reviewer, 3, "opinion")
    take_back(document, reviewer)
    assert marked(document, reviewer) == 1


def test_a_mark_lapses_when_the_wording_changes(document, reviewer):
    mark(document, reviewer, 2)
    move(document, reviewer, 2, 1)
    assert marked(document, reviewer) == 0


def test_a_label_about_truth_is_not_given_in_passing(document, reviewer):
    with pytest.raises(Invalid, match="needs reasons"):
        mark(document, reviewer, 2, "refuted")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted")
    with pytest.raises(Invalid, match="hold a verdict"):
        mark(document, reviewer, 2)
    assert marking_page(document, reviewer, at=2).claim.is_judged


def test_a_mark_on_a_wording_that_is_gone_is_refused(document, reviewer):
    claim = claim_of(document, 2)
    move(document, reviewer, 2, 1)
    with pytest.raises(Stale):
        marking.mark_claim(actor=reviewer, claim=claim, mark="opinion", version=claim.version, own_number=0)


def test_hints_show_their_words_and_can_be_switched_off(client, document, reviewer):
    client.force_login(reviewer)
    address = f"/documents/{document.pk}/marking/?at=3"
    page = client.get(address).content.decode()
    assert 'Superlative: <q lang="en">longest</q>' in page
    off = client.get(f"{address}&hints=off").content.decode()
    assert "Superlative" not in off
    assert "at=4&amp;hints=off" in off
    assert 'name="hints" value="off"' in off
    assert not Verdict.objects.exists()


def test_others_marks_and_verdicts_change_nothing_on_the_page(client, document, reviewer, second_reviewer):
    client.force_login(second_reviewer)
    address = f"/documents/{document.pk}/marking/?at=2"
    wipe = re.compile(r'(?:name="(?:csrfmiddlewaretoken|key)" value=|"x-csrftoken": )"[^"]+"')
    before = wipe.sub("", client.get(address).content.decode())
    mark(document, reviewer, 3)
    mark(document, reviewer, 2, "opinion")
    assert wipe.sub("", client.get(address).content.decode()) == before
    history = client.get(f"/documents/{document.pk}/history/").content.decode()
    assert "to be checked" not in history


def test_undo_on_the_page_goes_back_to_the_claim(client, document, reviewer):
    client.force_login(reviewer)
    mark(document, reviewer, 4, "prediction")
    entry = HistoryEntry.objects.latest("number")
    answer = client.post(
        f"/documents/{document.pk}/marking/undo/", {"version": entry.number, "hints": "off", "key": "k-1"}
    )
    assert answer.headers["Location"] == f"/documents/{document.pk}/marking/?at=4&hints=off"
    assert marked(document, reviewer) == 0


def test_a_refused_mark_says_why_and_leads_back(client, document, reviewer):
    client.force_login(reviewer)
    form = {"serial": 2, "mark": "opinion", "version": 1, "own_number": 3, "key": "k-2"}
    assert client.post(f"/documents/{document.pk}/marking/", form).status_code == 412
    assert client.post(f"/documents/{document.pk}/marking/", {**form, "serial": 99}).status_code == 404


def test_separators_are_neither_shown_nor_counted(project, reviewer):
    document = make_document(project=project, actor=reviewer, text="One thing.\n\n***\n\nAnother thing.")
    page = marking_page(document, reviewer)
    assert (page.total, page.after) == (2, "Another thing.")
