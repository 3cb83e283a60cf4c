"""The one door: which verdicts, adjudications, citations and notes somebody may see."""

import pytest
from django.utils import timezone

from annotations.models import Adjudication, Citation, Lineage, Membership, Note, Role, Sight, User, Verdict
from annotations.services.citations import Use, change_citation
from annotations.services.notes import reply, resolve
from tests.factories import (
    claim_of,
    make_authors_citation,
    make_authors_note,
    make_citation,
    make_member,
    make_note,
    make_verdict,
)
from tests.repairs import split
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


@pytest.fixture
def hiding(judged):
    """Sources are hidden while blind."""
    judged.project.policy = {**judged.project.policy, "hide_sources_when_blind": True}
    judged.project.save()
    return judged


@pytest.mark.parametrize(
    ("who", "notes", "citations"),
    [
        ("second_reviewer", 1, 1), ("reviewer", 1, 1), ("editor", 1, 1), ("administrator", 1, 1), ("reader", 0, 1),
        ("outsider", 0, 0),
    ],
)  # fmt: skip
def test_what_the_author_attached_comes_with_the_text(hiding, manager, who, notes, citations, request):
    user, claim = request.getfixturevalue(who), claim_of(hiding, 3)
    make_authors_note(claim=claim, importer=manager)
    make_authors_citation(claim=claim, importer=manager)
    assert (Note.objects.visible_to(user).count(), Citation.objects.visible_to(user).count()) == (notes, citations)


def test_who_left_no_longer_sees_what_the_author_attached(hiding, manager, second_reviewer):
    make_authors_note(claim=claim_of(hiding, 3), importer=manager)
    make_authors_citation(claim=claim_of(hiding, 3), importer=manager)
    Membership.objects.filter(user=second_reviewer).update(left_at=timezone.now())
    assert not Note.objects.visible_to(second_reviewer).exists()
    assert not Citation.objects.visible_to(second_reviewer).exists()


def test_an_answer_to_the_author_is_seen_like_every_other_note(hiding, manager, reviewer, second_reviewer):
    note = make_authors_note(claim=claim_of(hiding, 3), importer=manager)
    reply(actor=reviewer, note=note, text="I doubt it.")
    assert list(Note.objects.visible_to(second_reviewer)) == [note]
    make_verdict(claim=claim_of(hiding, 3), reviewer=second_reviewer)
    assert Note.objects.visible_to(second_reviewer).count() == 2


def test_the_author_s_remarks_on_a_claim_do_not_end_one_s_blindness(judged, manager, second_reviewer):
    make_authors_note(claim=claim_of(judged, 3), importer=manager)
    make_authors_citation(claim=claim_of(judged, 3), importer=manager)
    assert make_verdict(claim=claim_of(judged, 3), reviewer=second_reviewer).blind


def read_note(user):
    sight = Sight(user, sees_all=False)
    [note] = sight.read_notes(sight.notes().filter(by_author=True))
    return note.resolved_by, note.version, sight.open_notes().filter(by_author=True).count()


def test_that_somebody_resolved_an_author_s_note_is_known_after_one_s_own_verdict(
    judged, manager, reviewer, second_reviewer, editor
):
    note = make_authors_note(claim=claim_of(judged, 3), importer=manager)
    resolve(actor=reviewer, note=note, version=1)
    assert read_note(second_reviewer) == (None, 1, 1)
    assert read_note(reviewer) == read_note(editor) == (reviewer, 2, 0)
    make_verdict(claim=claim_of(judged, 3), reviewer=second_reviewer)
    assert read_note(second_reviewer) == (reviewer, 2, 0)


def test_who_resolves_an_author_s_note_while_blind_sees_it_resolved(judged, manager, second_reviewer):
    note = make_authors_note(claim=claim_of(judged, 6), importer=manager)
    resolve(actor=second_reviewer, note=note, version=1)
    assert read_note(second_reviewer) == (second_reviewer, 2, 0)


def read_citation(user):
    sight = Sight(user, sees_all=False)
    [citation] = sight.read_citations(sight.citations())
    said = (citation.stance, citation.quote, citation.translation, citation.state, citation.version)
    return (*said, citation.added_by.username)


FOUND = Use("refutes", quote="Pas ainsi.", translation="Not so.", state="says-so")
AS_IT_CAME = ("context", "", "", "not-yet-read", 1, "manager")
AS_FOUND = ("refutes", "Pas ainsi.", "Not so.", "says-so", 2, "reviewer")


def test_what_is_said_of_an_author_s_citation_is_hidden_while_blind_by_policy(
    hiding, manager, reviewer, second_reviewer, editor, reader
):
    citation = make_authors_citation(claim=claim_of(hiding, 3), importer=manager)
    change_citation(actor=reviewer, citation=citation, use=FOUND, version=1)
    assert read_citation(second_reviewer) == read_citation(reader) == AS_IT_CAME
    assert read_citation(reviewer) == read_citation(editor) == AS_FOUND
    make_verdict(claim=claim_of(hiding, 3), reviewer=second_reviewer)
    assert read_citation(second_reviewer) == AS_FOUND


def test_who_corrects_an_author_s_citation_while_blind_sees_the_correction(hiding, manager, second_reviewer):
    citation = make_authors_citation(claim=claim_of(hiding, 6), importer=manager)
    change_citation(actor=second_reviewer, citation=citation, use=FOUND, version=1)
    assert read_citation(second_reviewer)[:5] == AS_FOUND[:5]


def test_where_sources_are_shared_so_is_what_is_said_of_the_author_s(judged, manager, reviewer, second_reviewer):
    citation = make_authors_citation(claim=claim_of(judged, 3), importer=manager)
    change_citation(actor=reviewer, citation=citation, use=FOUND, version=1)
    assert read_citation(second_reviewer) == AS_FOUND


def test_a_list_that_cannot_take_anything_out_leaves_the_changed_rows_out(
    hiding, manager, reviewer, second_reviewer, editor
):
    note = make_authors_note(claim=claim_of(hiding, 3), importer=manager)
    citation = make_authors_citation(claim=claim_of(hiding, 3), importer=manager)

    def whole(user):
        return Note.objects.wholly_visible_to(user).count(), Citation.objects.wholly_visible_to(user).count()

    assert whole(second_reviewer) == (1, 1)
    resolve(actor=reviewer, note=note, version=1)
    change_citation(actor=reviewer, citation=citation, use=FOUND, version=1)
    assert whole(second_reviewer) == (0, 0)
    assert whole(reviewer) == whole(editor) == (1, 1)


def test_a_verdict_opens_what_came_of_a_real_split_and_not_the_other_half(document, editor, reviewer, second_reviewer):
    left, right = split(document, editor, 2, "opened")
    for claim in (left, right):
        make_verdict(claim=claim, reviewer=reviewer)
    make_verdict(claim=left, reviewer=second_reviewer)
    assert {serial for serial, name in seen(second_reviewer) if name == "reviewer"} == {left.serial}


@pytest.mark.parametrize("who", ["second_reviewer", "editor"])
def test_a_first_verdict_two_steps_from_one_s_own_is_not_blind(document, editor, reviewer, who, request):
    person = request.getfixturevalue(who)
    make_verdict(claim=claim_of(document, 2), reviewer=person)
    left, right = split(document, editor, 2, "opened")
    inner, _ = split(document, editor, left.serial, "bridge")
    assert not make_verdict(claim=inner, reviewer=person).blind
    assert make_verdict(claim=right, reviewer=reviewer).blind


def test_who_sees_all_is_not_blind_where_a_relative_was_read(document, editor, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    left, _ = split(document, editor, 2, "opened")
    assert not make_verdict(claim=left, reviewer=editor).blind
