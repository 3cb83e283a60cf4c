"""Who signed off is told when it no longer holds: once, whatever made it void, and only where it is void."""

import pytest
from django.test import Client

from annotations.models import Membership, Notice, Occasion, Role
from annotations.queries.notices import notices_of
from annotations.queries.signoff import readiness
from annotations.services import signoffs, sources
from annotations.services.sources import Bibliography
from tests import repairs
from tests.factories import claim_of, make_citation, make_document, make_note, make_source, make_verdict

pytestmark = pytest.mark.django_db


def sign(document, editor):
    now = readiness(document)
    overrides = {kind.code: "Enough." for kind in now.missing}
    return signoffs.sign_off(actor=editor, document=document, seen=now.hash, overrides=overrides)


def told():
    rows = Notice.objects.filter(occasion=Occasion.VOIDED).select_related("claim", "entry").order_by("pk")
    return [(row.person.username, row.document_id, row.claim.serial if row.claim else None, row.entry.code)
            for row in rows]  # fmt: skip


def change(source, actor, **entry):
    source.refresh_from_db()
    return sources.change_source(
        actor=actor, source=source, entry=Bibliography(entry.pop("title", source.title), **entry),
        version=source.version,
    )  # fmt: skip


@pytest.fixture
def source(document, reviewer):
    row = make_source(project=document.project, actor=reviewer)
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=row)
    return row


def test_the_editor_is_told_of_the_change_once(document, editor, reviewer, second_reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert told() == []
    sign(document, editor)
    make_note(document=document, author=reviewer, claim=claim_of(document, 2))
    assert told() == []
    make_verdict(claim=claim_of(document, 3), reviewer=second_reviewer, label="mixed")
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="mixed")
    assert told() == [("editor", document.pk, 3, "verdict.recorded")]


def test_after_another_sign_off_the_editor_is_told_again(document, editor, manager, reviewer):
    sign(document, editor)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    sign(document, manager)
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    assert [(name, serial) for name, _, serial, _ in told()] == [("editor", 2), ("manager", 3)]


def test_a_change_that_was_undone_and_done_again_is_told_once(document, editor, reviewer):
    sign(document, editor)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    repairs.undo(document, reviewer)
    repairs.redo(document, reviewer)
    assert len(told()) == 1


def test_who_makes_their_own_sign_off_void_is_not_told_by_whoever_changes_more(document, editor, reviewer):
    sign(document, editor)
    make_verdict(claim=claim_of(document, 2), reviewer=editor)
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer)
    assert told() == []


def test_a_change_that_leaves_the_content_as_it_was_is_not_told(document, source, editor, reviewer):
    sign(document, editor)
    change(source, reviewer, confidential=True)
    assert told() == []
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert [(name, serial) for name, _, serial, _ in told()] == [("editor", 2)]


def test_a_source_that_is_changed_elsewhere_is_told_for_each_document_that_cites_it(
    document, source, editor, manager, reviewer
):
    """A second one cites it, a third does not, a fourth is not signed off."""
    others = [make_document(project=document.project, actor=manager, title=title) for title in "ABC"]
    for other in (others[0], others[2]):
        make_citation(claim=claim_of(other, 2), actor=reviewer, source=source)
    for signed in (document, others[0], others[1]):
        sign(signed, editor)
    change(source, reviewer, title="The county's record")
    change(source, reviewer, title="The county's own record")
    assert told() == [
        ("editor", document.pk, None, "source.changed"), ("editor", others[0].pk, None, "source.changed"),
    ]  # fmt: skip


def test_the_notice_leads_to_the_sign_off_and_is_for_those_who_see_all(document, editor, reviewer):
    sign(document, editor)
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    client = Client()
    client.force_login(editor)
    shown = client.get("/notices/").content.decode()
    assert "Your sign-off no longer holds: R1 gave a verdict" in shown
    assert f'href="/documents/{document.pk}/report/"' in shown
    Membership.objects.filter(user=editor).update(role=Role.REVIEWER)
    make_verdict(claim=claim_of(document, 2), reviewer=editor)
    assert not notices_of(editor).filter(occasion=Occasion.VOIDED).exists()
