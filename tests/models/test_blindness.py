"""The one door: which verdicts, adjudications, citations and notes somebody may see."""

import pytest
from django.utils import timezone

from annotations.models import Adjudication, Citation, Lineage, Membership, Note, Role, User, Verdict
from tests.factories import claim_of, make_citation, make_member, make_note, make_verdict
from tests.scenes import settle, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(document, reviewer, editor):
    """`reviewer` judged claims 2 and 3, `editor` settled 2."""
    for serial in (2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
    settle(claim_of(document, 2), editor, "mixed")
    return document


def seen(user):
    return set(Verdict.objects.visible_to(user).values_list("claim__serial", "reviewer__username"))


BOTH = {(2, "reviewer"), (3, "reviewer")}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("reviewer", BOTH), ("editor", BOTH), ("manager", BOTH), ("administrator", BOTH),
        ("second_reviewer", set()), ("reader", set()), ("outsider", set()),
    ],
)  # fmt: skip
def test_verdicts_are_seen_by_their_author_and_by_who_sees_all(judged, who, expected, request):
    assert seen(request.getfixturevalue(who)) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("editor", {2}), ("manager", {2}), ("administrator", {2}), ("reader", {2}), ("reviewer", {2}),
        ("second_reviewer", set()), ("outsider", set()),
    ],
)  # fmt: skip
def test_settled_labels_are_seen_by_readers_too(judged, who, expected, request):
    user = request.getfixturevalue(who)
    assert set(Adjudication.objects.visible_to(user).values_list("claim__serial", flat=True)) == expected


def test_one_s_own_verdict_opens_the_claim_and_no_other(judged, second_reviewer):
    make_verdict(claim=claim_of(judged, 2), reviewer=second_reviewer)
    assert seen(second_reviewer) == {(2, "reviewer"), (2, "second-reviewer")}


def test_what_was_seen_stays_seen_after_a_withdrawal(judged, second_reviewer):
    make_verdict(claim=claim_of(judged, 2), reviewer=second_reviewer)
    withdraw(claim_of(judged, 2), second_reviewer)
    assert (2, "reviewer") in seen(second_reviewer)


def test_a_verdict_opens_ancestors_and_descendants_but_not_siblings(document, reviewer, second_reviewer):
    ancestor, left, right, leaf, stranger = (claim_of(document, serial) for serial in range(2, 7))
    for descendant in (left, right):
        Lineage.objects.create(ancestor=ancestor, descendant=descendant, kind="split", revision=document.current)
    Lineage.objects.create(ancestor=left, descendant=leaf, kind="split", revision=document.current)
    for claim in (ancestor, left, right, leaf, stranger):
        make_verdict(claim=claim, reviewer=reviewer)
    make_verdict(claim=left, reviewer=second_reviewer)
    opened = {serial for serial, name in seen(second_reviewer) if name == "reviewer"}
    assert opened == {ancestor.serial, left.serial, leaf.serial}


def test_two_steps_of_lineage_are_opened(document, reviewer, second_reviewer):
    first, second, third = (claim_of(document, serial) for serial in (2, 3, 4))
    for ancestor, descendant in ((first, second), (second, third)):
        Lineage.objects.create(ancestor=ancestor, descendant=descendant, kind="revised", revision=document.current)
    make_verdict(claim=third, reviewer=reviewer)
    make_verdict(claim=first, reviewer=second_reviewer)
    assert (third.serial, "reviewer") in seen(second_reviewer)


def test_without_the_policy_reviewers_see_all_and_readers_still_none(judged, second_reviewer, reader):
    judged.project.policy = {**judged.project.policy, "blind": False}
    judged.project.save()
    assert seen(second_reviewer) == BOTH
    assert seen(reader) == set()


def test_who_left_sees_only_their_own(judged, editor, reviewer):
    make_verdict(claim=claim_of(judged, 4), reviewer=editor)
    Membership.objects.filter(user__in=[editor, reviewer]).update(left_at=timezone.now())
    assert seen(editor) == {(4, "editor")}
    assert seen(reviewer) == BOTH


def test_who_became_a_reader_sees_no_longer_what_they_had_opened(judged, second_reviewer):
    make_verdict(claim=claim_of(judged, 2), reviewer=second_reviewer)
    Membership.objects.filter(user=second_reviewer).update(role=Role.READER)
    assert seen(second_reviewer) == {(2, "second-reviewer")}


def test_a_superuser_who_reviews_is_blind_like_others(judged, project, administrator):
    make_member(project=project, person=administrator, role=Role.REVIEWER)
    assert seen(administrator) == set()


def test_a_deactivated_superuser_sees_nothing(judged, administrator):
    User.objects.filter(pk=administrator.pk).update(is_active=False)
    assert seen(User.objects.get(pk=administrator.pk)) == set()


def test_the_right_in_one_project_opens_no_other(judged, outsider):
    assert seen(outsider) == set()


def test_sources_are_shared_also_while_blind(judged, reviewer, second_reviewer, reader, outsider):
    make_citation(claim=claim_of(judged, 3), actor=reviewer)
    for user, count in ((second_reviewer, 1), (reader, 1), (outsider, 0)):
        assert Citation.objects.visible_to(user).count() == count


def test_sources_are_hidden_while_blind_by_policy(judged, reviewer, second_reviewer, editor):
    judged.project.policy = {**judged.project.policy, "hide_sources_when_blind": True}
    judged.project.save()
    make_citation(claim=claim_of(judged, 3), actor=reviewer)
    assert not Citation.objects.visible_to(second_reviewer).exists()
    assert Citation.objects.visible_to(editor).exists()
    make_verdict(claim=claim_of(judged, 3), reviewer=second_reviewer)
    assert Citation.objects.visible_to(second_reviewer).exists()


def test_notes_follow_the_claim_those_on_the_document_do_not(judged, reviewer, second_reviewer, reader):
    make_note(document=judged, author=reviewer, claim=claim_of(judged, 3), text="On the claim.")
    make_note(document=judged, author=reviewer, text="On the document.")

    def texts(user):
        return list(Note.objects.visible_to(user).values_list("text", flat=True))

    assert texts(second_reviewer) == ["On the document."]
    assert texts(reader) == []
    Note.objects.update(internal=False)
    assert texts(reader) == ["On the claim.", "On the document."]
    make_verdict(claim=claim_of(judged, 3), reviewer=second_reviewer)
    assert len(texts(second_reviewer)) == 2
