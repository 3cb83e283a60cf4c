"""The moved boundary: text and ids stay, wordings and bases change, and come back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Claim, HistoryEntry, Placement, Verdict
from annotations.models.digests import digest
from annotations.services.refusals import Invalid, Refusal, Stale, Superseded
from annotations.services.structure import move_boundary
from tests.factories import claim_of, make_verdict
from tests.scenes import import_text
from tests.visits import everything_stored, undone

pytestmark = pytest.mark.django_db


def live(document):
    return list(Placement.objects.live().filter(revision=document.current).order_by("start"))


def texts(document):
    return {place.claim.serial: place.text for place in live(document)}


def move(document, editor, serial, words):
    claim = claim_of(document, serial)
    return move_boundary(actor=editor, claim=claim, words=words, version=claim.version)


@pytest.fixture
def walk(project, manager):
    """Walk (d): two sentences of which the first should reach two words further."""
    return import_text("What of Russia remains. Very well, the two sides agree.", project=project, actor=manager)


def test_a_boundary_moved_word_by_word_and_back(walk, editor, reviewer):
    for serial in (1, 2):
        make_verdict(claim=claim_of(walk, serial), reviewer=reviewer)
    bases = {serial: claim_of(walk, serial).basis for serial in (1, 2)}
    before = texts(walk)
    move(walk, editor, 1, 1)
    move(walk, editor, 1, 1)
    assert texts(walk) == {1: "What of Russia remains. Very well,", 2: "the two sides agree."}
    assert not Verdict.objects.current().exists()
    assert Placement.objects.count() == 2 + 4
    move(walk, editor, 1, -1)
    move(walk, editor, 1, -1)
    assert texts(walk) == before
    assert {serial: claim_of(walk, serial).basis for serial in (1, 2)} == bases
    assert Verdict.objects.current().count() == Verdict.objects.count() == 2


def test_both_claims_keep_their_ids_and_numbers_and_rise_in_version(walk, editor):
    move(walk, editor, 1, 2)
    assert [(p.claim.serial, p.shown_number, p.claim.version, p.rule) for p in live(walk)] == [
        (1, "1", 2, "boundary-moved"), (2, "2", 2, "boundary-moved"),
    ]  # fmt: skip
    assert all(place.claim.basis == place.wording == digest(place.text) for place in live(walk))
    assert not Claim.objects.exclude(retired_at=None).exists()


def test_a_move_is_one_entry_with_before_and_after(walk, editor):
    move(walk, editor, 1, 2)
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.content, entry.claim.serial) == ("claim.boundary_moved", True, 1)
    spans = [[(item["claim"], item["start"], item["end"]) for item in entry.body[side]] for side in ("before", "after")]
    assert spans == [[(1, 0, 23), (2, 24, 55)], [(1, 0, 34), (2, 35, 55)]]


@pytest.mark.parametrize("words", [0, 6, 99, -4, -99])
def test_a_boundary_is_not_moved_so_far_that_nothing_is_left(walk, editor, words):
    before = everything_stored()
    with pytest.raises(Invalid):
        move(walk, editor, 1, words)
    assert everything_stored() == before


@pytest.mark.parametrize(("words", "left"), [(5, "What of Russia remains. Very well, the two sides"), (-3, "What")])
def test_one_word_is_enough(walk, editor, words, left):
    move(walk, editor, 1, words)
    assert texts(walk)[1] == left


def test_the_last_claim_has_no_boundary_after_it(walk, editor):
    with pytest.raises(Invalid) as told:
        move(walk, editor, 2, 1)
    assert told.value.code == "no_next_claim"


def test_a_move_from_another_version_is_refused(walk, editor):
    move(walk, editor, 1, 1)
    before = everything_stored()
    with pytest.raises(Stale):
        move_boundary(actor=editor, claim=claim_of(walk, 1), words=1, version=1)
    assert everything_stored() == before


def test_a_claim_that_stands_nowhere_has_no_boundary(walk, editor):
    Placement.objects.filter(claim__serial=1).update(closed_at="2026-01-01T00:00Z")
    with pytest.raises(Superseded):
        move(walk, editor, 1, 1)


MOVES = st.lists(st.tuples(st.integers(1, 6), st.integers(-4, 4)), max_size=10)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_however_boundaries_are_moved_the_placements_tile_the_text(document, editor, moves):
    with undone():
        for serial, words in moves:
            try:
                move(document, editor, serial, words)
            except Refusal:
                continue
        places = live(document)
        assert "".join(place.gap + place.text for place in places) == document.current.text
        assert [place.claim.serial for place in places] == [1, 2, 3, 4, 5, 6]
        assert all(place.text == place.text.strip() and place.text for place in places)
