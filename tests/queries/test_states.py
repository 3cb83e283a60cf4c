"""Where every claim stands, for one viewer: the quick sums say what the cases say, for everybody."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Claim, Document, Membership, Role, Sight
from annotations.permissions import Permission, Standing, can
from annotations.queries.disagreements import disagreements
from annotations.queries.panel import claim_case
from annotations.queries.states import claim_states
from annotations.queries.workbench import workbench_page
from annotations.services.refusals import Refusal
from annotations.services.structure import move_boundary
from tests.factories import claim_of, make_verdict
from tests.scenes import make_scene, settle, withdraw
from tests.visits import undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return make_scene()


def sight_of(scene, name):
    user = scene.person(name)
    membership = Membership.objects.filter(user=user, project=scene.project, left_at=None).first()
    role = Role(membership.role) if membership else None
    return Sight(user, can(Standing(user, role, scene.project.rules), Permission.SEE_ALL))


def fresh(scene):
    return Document.objects.select_related("project", "current").get(pk=scene.document.pk)


def assert_states_are_the_cases(scene):
    document = fresh(scene)
    for name in ("reviewer", "second_reviewer", "editor", "reader", "administrator"):
        sight = sight_of(scene, name)
        states = {state.serial: state for state in claim_states(document, sight)}
        for claim in Claim.objects.filter(document=document):
            case, state = claim_case(document, claim, sight), states[claim.serial]
            assert (state.label, state.disagreement, state.settled, state.stale, state.mine) == (
                case.label, case.is_disagreement, case.settled is not None, bool(case.stale),
                case.last_of(sight.user.pk) is not None,
            )  # fmt: skip


def test_states_are_what_the_cases_say(scene):
    assert_states_are_the_cases(scene)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["give", "give", "give", "withdraw", "move", "settle", "reopen"]),
        st.sampled_from(["reviewer", "second_reviewer", "manager"]),
        st.integers(2, 4),
        st.sampled_from(["supported", "refuted"]),
    ),
    max_size=12,
)


def act(scene, what, who, serial, label):
    claim, person = claim_of(scene.document, serial), scene.person(who)
    try:
        if what == "give":
            make_verdict(claim=claim, reviewer=person, label=label)
        elif what == "withdraw":
            withdraw(claim, person)
        elif what == "move":
            move_boundary(actor=person, claim=claim, words=1 if label == "supported" else -1, version=claim.version)
        else:
            settle(claim, scene.person("editor"), label if what == "settle" else "")
    except Refusal:
        return


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_states_are_what_the_cases_say_after_whatever_was_done(scene, acts):
    with undone():
        for step in acts:
            act(scene, *step)
        assert_states_are_the_cases(scene)


def test_existence_of_a_first_reading_is_open_and_nothing_else(scene):
    state = {state.serial: state for state in claim_states(fresh(scene), sight_of(scene, "second_reviewer"))}[3]
    assert (state.readers, state.label, state.disagreement, state.stale, state.mine) == (1, None, False, False, False)


def test_disagreements_are_those_that_one_may_see(scene):
    document = fresh(scene)
    shown = {name: [p.claim.serial for p in disagreements(document, sight_of(scene, name))] for name in
             ("editor", "reviewer", "second_reviewer", "reader")}  # fmt: skip
    assert shown == {"editor": [5], "reviewer": [5], "second_reviewer": [], "reader": []}


def test_the_page_turns_to_the_claim_it_is_asked_for(scene, monkeypatch):
    monkeypatch.setattr("annotations.queries.workbench.PAGE_SIZE", 4)
    document, sight = fresh(scene), sight_of(scene, "editor")
    assert workbench_page(document, sight).serials == [1, 2, 3, 4]
    turned = workbench_page(document, sight, around=5)
    assert (turned.serials, turned.page, turned.pages) == ([5, 6], 2, 2)
    assert workbench_page(document, sight, page=99).page == 2


def test_the_next_unread_goes_round(scene):
    page = workbench_page(fresh(scene), sight_of(scene, "second_reviewer"))
    assert [page.next_unread(after) for after in (0, 3, 6)] == [3, 4, 3]
