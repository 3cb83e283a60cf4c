"""Staff of several kinds, and a project in which something of every kind has been entered."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from annotations.models import Lineage, Role
from annotations.services import adjudications, people
from annotations.services.idempotency import Answer, once
from tests.factories import claim_of, make_citation, make_member, make_note, make_person, make_source, make_verdict


def grant_everything(person):
    """Make somebody staff with every permission of every model, but no superuser."""
    person.is_staff = True
    person.save()
    person.user_permissions.set(Permission.objects.all())
    return person


@pytest.fixture
def steward(db):
    """Staff with every model permission, and a member of nothing."""
    return grant_everything(make_person(username="steward", initials="ST"))


@pytest.fixture
def blind_staff(project):
    """Staff with every model permission who also reviews in the project, and has read nothing yet."""
    person = make_person(username="blind-staff", initials="BS")
    make_member(project=project, person=person, role=Role.REVIEWER)
    return grant_everything(person)


@pytest.fixture
def staff_reader(project):
    """Staff with every model permission who may only read in the project."""
    person = make_person(username="staff-reader", initials="SR")
    make_member(project=project, person=person, role=Role.READER)
    return grant_everything(person)


def settle(claim, editor, label="supported"):
    seen = adjudications.CaseSeen(
        version=claim.version, verdict_rows=claim.verdicts.count(), adjudication=claim.adjudications.count()
    )
    return adjudications.adjudicate(actor=editor, claim=claim, label=label, reason="Settled so.", seen=seen)


@pytest.fixture
def entered(document, reviewer, editor):
    """One row of every kind; the reviewer's verdict and what follows from it are what others must not see."""
    claim = claim_of(document, 2)
    verdict = make_verdict(claim=claim, reviewer=reviewer, label="refuted", rationale="The opening was in 1932.")
    people.make_api_token(actor=reviewer, owner=reviewer, name="statistics", days=30, may_write=False)
    people.make_sign_in_link(reviewer)
    once(actor=reviewer, key="key-one", route="verdict", payload=b"refuted", act=lambda: Answer(200, {"a": "refuted"}))
    Lineage.objects.create(ancestor=claim, descendant=claim_of(document, 3), kind="split", revision=document.current)
    return SimpleNamespace(
        claim=claim,
        verdict=verdict,
        adjudication=settle(claim, editor, "refuted"),
        citation=make_citation(
            claim=claim, actor=reviewer, source=make_source(project=document.project, actor=reviewer)
        ),
        note=make_note(document=document, claim=claim, author=reviewer, text="The plaque says 1932."),
        at=timezone.now(),
    )
