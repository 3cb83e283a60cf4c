"""Staff of several kinds, and a project in which something of every kind has been entered."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from annotations.models import Ballot, Correction, ImportJob, Lineage, Role
from annotations.queries.signoff import readiness
from annotations.services import (
    adjudications,
    assignments,
    author_answers,
    author_links,
    people,
    publications,
    signoffs,
)
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


def send_out(document, editor, verdict, reader):
    """Give a claim to read, vote, ask the author, decide on the answer, sign off: one row of each."""
    claim = verdict.claim
    assignments.assign(actor=editor, document=document, claims=[claim_of(document, 4)], reader=reader)
    ballot = Ballot.objects.create(
        document=document, claim=claim, considered_up_to=verdict, voter=verdict.reviewer, label=verdict.label,
        scale=verdict.scale, reason="The ledger of 1932 says so.",
    )  # fmt: skip
    link = author_links.make_link(actor=editor, document=document, name="Ina Quill", days=7)
    said = author_answers.Said("rejected", reason="It was not 1932.")
    answer = author_answers.answer(link=link, verdict=verdict, said=said)
    decision = author_answers.decide(actor=editor, answer=answer, upheld=True, reason="The plaque says 1932.")
    ready = readiness(document)
    overrides = {kind.code: "Because of 1932." for kind in ready.missing}
    signoff = signoffs.sign_off(actor=editor, document=document, seen=ready.hash, overrides=overrides)
    publication = publications.publish(actor=editor, document=document, names="initials")
    correction = Correction.objects.create(
        publication=publication, claim=claim, edition=publication.editions.get(), old_label="supported",
        new_label="refuted", scale=verdict.scale, was_wrong="We took 1931 for it.", reason="The plaque says 1932.",
        reported_on="2026-01-05", noted_by=editor,
    )  # fmt: skip
    job = ImportJob.objects.create(project=document.project, actor=reader, file_name="next.txt")
    return SimpleNamespace(
        ballot=ballot, link=link, answer=answer, decision=decision, signoff=signoff, publication=publication,
        correction=correction, job=job,
    )  # fmt: skip


@pytest.fixture
def entered(document, reviewer, editor):
    """One row of every kind; the reviewer's verdict and what follows from it are what others must not see."""
    claim = claim_of(document, 2)
    verdict = make_verdict(claim=claim, reviewer=reviewer, label="refuted", rationale="The opening was in 1932.")
    people.make_api_token(actor=reviewer, owner=reviewer, name="statistics", days=30, may_write=False)
    people.make_sign_in_link(reviewer)
    once(actor=reviewer, key="key-one", route="verdict", payload=b"refuted", act=lambda: Answer(200, {"a": "refuted"}))
    Lineage.objects.create(ancestor=claim, descendant=claim_of(document, 3), kind="split", revision=document.current)
    sent = send_out(document, editor, verdict, reviewer)
    return SimpleNamespace(
        claim=claim,
        sent=sent,
        verdict=verdict,
        adjudication=settle(claim, editor, "refuted"),
        citation=make_citation(
            claim=claim, actor=reviewer, source=make_source(project=document.project, actor=reviewer)
        ),
        note=make_note(document=document, claim=claim, author=reviewer, text="The plaque says 1932."),
        at=timezone.now(),
    )
