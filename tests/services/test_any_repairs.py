"""However long somebody works: all of it is undone to where it began, and redone (see also `test_anything.py`)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Claim, Sight
from annotations.queries.states import claim_states
from annotations.queries.undo import stacks_of
from annotations.services.refusals import Refusal
from annotations.services.structure import split_claim
from tests.factories import make_citation, make_note, make_verdict
from tests.repairs import live, merge, move, redo, undo
from tests.visits import undone

pytestmark = pytest.mark.django_db

LABELS = ("supported", "mixed", "refuted", "")
ACTS = st.one_of(
    st.tuples(st.just("split"), st.integers(0, 9), st.integers(1, 40)),
    st.tuples(st.just("merge"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(-3, 3)),
    st.tuples(st.just("vote"), st.integers(0, 1), st.integers(0, 3)),
    st.tuples(st.just("vote"), st.integers(0, 9), st.integers(0, 3)),
    st.tuples(st.just("cite"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("note"), st.integers(0, 9), st.just(0)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0)),
)


def perform(document: Any, person: Any, act: tuple[str, int, int]) -> None:
    kind, rank, number = act
    places = live(document)
    place = places[rank % len(places)]
    claim = Claim.objects.get(pk=place.claim_id)
    following = places[(rank + 1) % len(places)].claim.serial
    acts: dict[str, Any] = {
        "split": lambda: split_claim(actor=person, claim=claim, at=place.start + number, version=claim.version),
        "merge": lambda: merge(document, person, claim.serial, following),
        "move": lambda: move(document, person, claim.serial, number),
        "vote": lambda: make_verdict(claim=claim, reviewer=person, label=LABELS[number]),
        "cite": lambda: make_citation(claim=claim, actor=person),
        "note": lambda: make_note(document=document, claim=claim, author=person),
        "undo": lambda: undo(document, person, confirm=True),
        "redo": lambda: redo(document, person, confirm=True),
    }
    acts[kind]()


def visible(document: Any, person: Any) -> Any:
    """What the pages show: the text as it is cut, numbered and marked, and what stands on each claim.

    That somebody once read a claim stays known, whatever is taken back.
    """
    sight = Sight(person, sees_all=True)
    places = [
        (place.claim.serial, place.start, place.end, place.shown_number, place.kind, place.rule, place.doubtful)
        for place in live(document)
    ]
    states = [
        (state.serial, state.label, state.settled, state.disagreement, state.stale)
        for state in claim_states(document, sight)
    ]
    citations = sorted(sight.citations().standing().values_list("pk", "claim__serial"))
    notes = sorted(sight.notes().standing().values_list("pk", "claim__serial"))
    return places, states, citations, notes


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=10))
def test_one_person_alone_undoes_all_the_way_back_and_redoes_all_the_way_forth(document, editor, acts):
    with undone():
        start = visible(document, editor)
        for act in acts:
            try:
                perform(document, editor, act)
            except Refusal:
                continue
        end, steps = visible(document, editor), len(stacks_of(document, editor).acts)
        for _ in range(steps):
            undo(document, editor)
        assert visible(document, editor) == start
        for _ in range(steps):
            redo(document, editor)
        assert visible(document, editor) == end
