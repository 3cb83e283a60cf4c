"""The demo: the first document, worked through."""

import pytest
from django.contrib.auth import authenticate

from annotations.models import Adjudication, Citation, Document, HistoryEntry, Note, Placement, Sight, User, Verdict
from annotations.queries.report import report_contents
from annotations.queries.states import claim_states
from annotations.services.demo import TEXT, demo_people, load_demo, open_accounts
from annotations.services.originals import path_of
from tests.visits import everything_stored, kept_open, undone

pytestmark = pytest.mark.django_db

# Offsets of the first document's units, after the two boundaries that a person repaired.
UNITS = [
    (0, 71), (73, 97), (99, 231), (232, 327), (328, 417), (419, 619), (620, 685), (686, 791), (793, 811), (813, 841),
    (842, 1024), (1025, 1223), (1225, 1296), (1297, 1373), (1374, 1502), (1503, 1644), (1646, 1680), (1681, 1803),
    (1804, 1895), (1897, 2027), (2028, 2236),
]  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo for all tests here, in one transaction."""
    with django_db_blocker.unblock(), kept_open():
        yield load_demo()


@pytest.fixture
def _django_db_helper(demo, django_db_blocker):
    """In place of a transaction per test: the one of the demo; what a test stores is taken back."""
    with django_db_blocker.unblock(), undone():
        yield


def test_the_demo_is_the_first_document_byte_for_byte(demo):
    assert demo.pk == Document.objects.get().pk
    assert path_of(demo.current.original).read_bytes() == TEXT.read_bytes()


def test_the_importer_finds_the_units_of_the_first_document(demo):
    first = Placement.objects.filter(revision=demo.current).order_by("claim__serial", "pk")
    as_imported = list({place.claim_id: (place.start, place.end) for place in reversed(first)}.values())
    assert sorted(as_imported) == UNITS


def test_a_check_in_progress_and_not_an_empty_table(demo):
    assert Verdict.objects.count() >= 30
    assert Citation.objects.count() >= 15
    assert Note.objects.count() >= 4
    assert Adjudication.objects.count() >= 1
    assert Note.objects.open().filter(document=demo).exists()
    assert HistoryEntry.objects.filter(code="claim.boundary_moved").count() >= 1
    states = claim_states(demo, Sight(User.objects.get(username="editor"), sees_all=True))
    assert sum(state.disagreement for state in states) + sum(state.settled for state in states) >= 2
    assert sum(state.readers == 0 for state in states) == 2


def test_no_confidence_is_invented(demo):
    assert Citation.objects.exclude(state="says-so").exists()
    assert Citation.objects.filter(source__reliability="weak").exists()
    assert not Citation.objects.filter(state="says-so").exclude(quote="").exists()


def test_a_second_run_changes_nothing(demo):
    before = everything_stored()
    assert load_demo() == demo
    assert everything_stored() == before


def test_nobody_of_the_demo_can_sign_in_until_the_accounts_are_opened(demo):
    assert [person.is_active for person in demo_people()] == [False] * 4
    assert all(not person.has_usable_password() for person in demo_people())
    open_accounts({"editor": "quite-a-secret-word"})
    assert authenticate(username="editor", password="quite-a-secret-word").is_active
    assert User.objects.filter(is_active=True).count() == 1


def test_the_report_of_the_demo_is_as_large_as_promised(demo):
    manager = demo.project.memberships.get(role="manager").user
    document = Document.objects.select_related("project", "current").defer("current__text").get(pk=demo.pk)
    found = report_contents(document, Sight(manager, sees_all=True))
    assert len(found.claims) == 21
    assert sum(len(claim.verdicts) for claim in found.claims) >= 30
    assert sum(len(claim.citations) for claim in found.claims) >= 15
    assert sum(len(claim.notes) for claim in found.claims) + len(found.document_notes) >= 4
    assert sum(claim.disagreement for claim in found.claims) + sum(bool(c.adjudications) for c in found.claims) >= 2
    assert sum(not claim.verdicts for claim in found.claims) >= 2
