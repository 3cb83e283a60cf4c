"""Projects and who is in them."""

import pytest

from annotations.models import HistoryEntry, Membership, Policy, Project, Role, Verdict
from annotations.services import projects
from annotations.services.refusals import Duplicate, Invalid, Stale
from tests.factories import claim_of, make_person, make_verdict
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


def test_who_makes_a_project_is_its_manager(manager, project):
    membership = project.memberships.get(user=manager)
    assert (membership.role, membership.pseudonym, membership.initials) == ("manager", "R1", "MA")


def test_a_project_is_blind_unless_told_otherwise(project, manager):
    assert project.rules == Policy(blind=True)
    other = projects.create_project(actor=manager, slug="open", name="Open", policy=Policy(blind=False))
    assert not other.rules.blind


def test_a_name_in_addresses_is_given_once(project, manager):
    with pytest.raises(Duplicate):
        projects.create_project(actor=manager, slug=project.slug, name="Another")
    assert Project.objects.count() == 1


def test_a_project_needs_a_scale_that_exists(manager):
    with pytest.raises(Invalid):
        projects.create_project(actor=manager, slug="x", name="X", scale="nonsense")
    assert not Project.objects.exists()


def test_who_comes_back_has_the_same_membership(project, manager, reviewer):
    membership = project.memberships.get(user=reviewer)
    projects.remove_member(actor=manager, membership=membership, version=1)
    back = projects.add_member(actor=manager, project=project, person=reviewer, role=Role.EDITOR)
    assert (back.pk, back.pseudonym, back.role, back.left_at) == (membership.pk, membership.pseudonym, "editor", None)


def test_a_member_is_not_made_a_member_again(project, manager, reviewer):
    with pytest.raises(Duplicate):
        projects.add_member(actor=manager, project=project, person=reviewer, role=Role.READER)


def test_what_a_member_entered_stays_when_they_leave(document, manager, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    membership = document.project.memberships.get(user=reviewer)
    projects.remove_member(actor=manager, membership=membership, version=1)
    assert Verdict.objects.get().reviewer == reviewer
    assert Membership.objects.get(pk=membership.pk).initials == "R1"


def test_the_last_manager_stays(project, manager):
    membership = project.memberships.get(user=manager)
    with pytest.raises(Invalid) as kept:
        projects.change_role(actor=manager, membership=membership, role=Role.READER, version=1)
    with pytest.raises(Invalid) as stays:
        projects.remove_member(actor=manager, membership=membership, version=1)
    assert (kept.value.code, stays.value.code) == ("last_manager", "last_manager")
    assert project.memberships.get(user=manager).role == "manager"


def test_a_manager_who_left_does_not_count(project, manager):
    other = make_person(username="other")
    second = projects.add_member(actor=manager, project=project, person=other, role=Role.MANAGER)
    projects.remove_member(actor=manager, membership=second, version=1)
    with pytest.raises(Invalid):
        projects.remove_member(actor=manager, membership=project.memberships.get(user=manager), version=1)


def test_a_membership_that_changed_meanwhile_is_left_as_it_is(project, manager, reviewer):
    membership = project.memberships.get(user=reviewer)
    projects.change_role(actor=manager, membership=membership, role=Role.EDITOR, version=1)
    before = everything_stored()
    with pytest.raises(Stale):
        projects.change_role(actor=manager, membership=membership, role=Role.READER, version=1)
    with pytest.raises(Stale):
        projects.remove_member(actor=manager, membership=membership, version=1)
    assert everything_stored() == before


def test_who_has_left_has_no_role_to_change(project, manager, reviewer):
    membership = project.memberships.get(user=reviewer)
    projects.remove_member(actor=manager, membership=membership, version=1)
    for verb in (projects.remove_member, projects.change_role):
        more = {"role": Role.EDITOR} if verb is projects.change_role else {}
        with pytest.raises(Stale):
            verb(actor=manager, membership=membership, version=2, **more)


def test_settings_change_only_from_the_version_that_was_seen(project, manager):
    projects.change_project(actor=manager, project=project, version=1, changes={"name": "One"})
    with pytest.raises(Stale):
        projects.change_project(actor=manager, project=project, version=1, changes={"name": "Two"})
    assert Project.objects.get().name == "One"


@pytest.mark.parametrize("changes", [{"policy": {"nonsense": True}}, {"policy": {"blind": "yes"}}])
def test_a_policy_that_no_project_can_have_is_refused(project, manager, changes):
    with pytest.raises(Invalid, match="policy"):
        projects.change_project(actor=manager, project=project, version=1, changes=changes)
    assert Project.objects.get().version == 1


def test_history_names_members_by_key(project, reviewer):
    entry = HistoryEntry.objects.get(code="member.added", body__person=str(reviewer.reviewer_key.key))
    assert entry.subject == str(reviewer.reviewer_key.key)
    assert "reviewer" not in str({**entry.body, "role": ""})


def test_the_desk_is_made_once(manager):
    assert projects.desk(manager) == projects.desk(manager)
    assert Project.objects.get().slug == "desk"
