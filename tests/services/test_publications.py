"""Publishing: only what is signed, every change of a label told, and gone for good when withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import Correction, Edition, HistoryEntry, Publication
from annotations.reports.reading import contents_of
from annotations.services import publications
from annotations.services.erasure import erase_person
from annotations.services.refusals import Duplicate, Invalid, Stale
from tests import publishing
from tests.factories import claim_of, make_person, make_verdict
from tests.publishing import told
from tests.scenes import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(document, reviewer):
    """Everything judged: the last claim wrongly."""
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="supported", rationale=f"So {serial}.")
    return document


@pytest.fixture
def publication(read, editor):
    return publishing.publish(read, editor, names="initials")


def changed(document, reviewer, serial=6, label="refuted"):
    make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label=label, rationale="Not so.")


def test_only_what_is_signed_off_as_it_stands_is_published(read, editor, reviewer):
    with pytest.raises(Invalid, match="signed off"):
        publications.publish(actor=editor, document=read, names="roles")
    publishing.sign(read, editor)
    changed(read, reviewer)
    with pytest.raises(Invalid, match="signed off"):
        publications.publish(actor=editor, document=read, names="roles")
    publishing.sign(read, editor)
    with pytest.raises(Invalid, match="named"):
        publications.publish(actor=editor, document=read, names="full")
    publication = publications.publish(actor=editor, document=read, names="roles")
    with pytest.raises(Duplicate):
        publications.publish(actor=editor, document=read, names="roles")
    (edition,) = publication.editions.all()
    contents = contents_of(edition.contents)
    assert (edition.number, contents.profile, len(contents.claims)) == (1, "public", 6)
    assert {person.name for person in contents.people} == {"Reviewer", "Editor"}


def test_what_changes_afterwards_does_not_show_until_it_is_signed_and_renewed(publication, editor, reviewer):
    changed(publication.document, reviewer)
    with pytest.raises(Invalid, match="signed off"):
        publications.renew(actor=editor, publication=publication, told=[told(6)], version=1)
    assert contents_of(publication.editions.get().contents).claims[5].label == "supported"
    edition = publishing.renew(publication, editor, told(6))
    assert (edition.number, contents_of(edition.contents).claims[5].label) == (2, "refuted")


@pytest.mark.parametrize(
    ("corrections", "words"),
    [
        ([], "The label of 6 changed"),
        ([told(6, was_wrong=" ")], "say what was wrong"),
        ([told(6, reason="")], "say why"),
        ([told(6, was_wrong="x" * 2001)], "at most 2,000"),
        ([told(6, reported_by="x" * 121)], "at most 120"),
        ([told(6), told(6)], "one of each"),
        ([told(6), told(99)], "one of each"),
    ],
)
def test_every_changed_label_needs_a_correction_in_words(publication, editor, reviewer, corrections, words):
    changed(publication.document, reviewer)
    with pytest.raises(Invalid, match=words):
        publishing.renew(publication, editor, *corrections)
    assert (Edition.objects.count(), Correction.objects.count()) == (1, 0)


def test_a_correction_is_not_reported_on_a_day_to_come(publication, editor, reviewer):
    changed(publication.document, reviewer)
    row = publications.Told(6, "Wrong.", "Because.", timezone.now().date() + timedelta(days=1))
    with pytest.raises(Invalid, match="day to come"):
        publishing.renew(publication, editor, row)


def test_a_correction_keeps_both_labels_and_a_rationale_may_be_corrected_too(publication, editor, reviewer):
    document = publication.document
    changed(document, reviewer)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="supported", rationale="So, but otherwise.")
    publishing.renew(publication, editor, told(6), told(2, reported_by=""))
    rows = [
        (row.claim.serial, row.old_label, row.new_label, row.reported_by) for row in Correction.objects.order_by("pk")
    ]
    assert rows == [(6, "supported", "refuted", "A reader"), (2, "supported", "supported", "")]
    codes = HistoryEntry.objects.filter(code__startswith="publication.").order_by("pk")
    assert [(row.code, row.body) for row in codes] == [
        ("publication.published", {"names": "initials", "edition": 1, "signoff": 1}),
        ("publication.renewed", {"edition": 2, "signoff": 2, "corrected": [6, 2]}),
    ]


def test_what_stands_there_already_is_not_renewed_and_old_pages_change_nothing(publication, editor, reviewer):
    with pytest.raises(Duplicate):
        publications.renew(actor=editor, publication=publication, told=[], version=1)
    changed(publication.document, reviewer)
    publishing.renew(publication, editor, told(6))
    changed(publication.document, reviewer, label="supported")
    publishing.sign(publication.document, editor)
    with pytest.raises(Stale):
        publications.renew(actor=editor, publication=publication, told=[told(6)], version=1)
    with pytest.raises(Stale):
        publications.withdraw(actor=editor, publication=publication, reason="Old page.", version=1)


def test_a_label_that_is_lost_needs_a_correction_and_a_new_one_none(publication, editor, reviewer, second_reviewer):
    document = publication.document
    make_verdict(claim=claim_of(document, 6), reviewer=second_reviewer, label="refuted")
    with pytest.raises(Invalid, match="The label of 6 changed"):
        publishing.renew(publication, editor)
    publications.renew(actor=editor, publication=publication, told=[told(6)], version=1)
    assert Correction.objects.get().new_label == ""
    settle(claim_of(document, 6), editor, "refuted")
    publishing.renew(publication, editor)
    assert Correction.objects.count() == 1


def test_withdrawn_it_is_over_and_published_again_it_has_another_address(publication, editor):
    with pytest.raises(Invalid, match="Say why"):
        publications.withdraw(actor=editor, publication=publication, reason=" ", version=1)
    gone = publications.withdraw(actor=editor, publication=publication, reason="Not ours.", version=1)
    assert (gone.withdrawal_reason, gone.withdrawn_at is not None) == ("Not ours.", True)
    with pytest.raises(Stale):
        publications.withdraw(actor=editor, publication=publication, reason="Twice.", version=gone.version)
    again = publications.publish(actor=editor, document=publication.document, names="roles")
    assert again.slug != publication.slug


def test_who_is_erased_leaves_the_public_report_under_a_pseudonym(publication, editor, reviewer, manager):
    before = {one["initials"] for one in publication.editions.get().contents["people"]}
    membership = publication.document.project.memberships.get(user=reviewer)
    administrator = make_person(username="root", is_superuser=True, is_staff=True)
    erase_person(actor=administrator, person=reviewer)
    people = publication.editions.get().contents["people"]
    assert membership.initials in before
    assert membership.initials not in {one["initials"] for one in people} | {one["name"] for one in people}
    assert Publication.objects.get(pk=publication.pk).version == 2
