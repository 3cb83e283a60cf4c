"""Limits at one less, at the number, and at one more."""

import pytest

from annotations.importing import Manuscript
from annotations.models import Citation, Original
from annotations.services import limits
from annotations.services.claims import MAX_CLAIMS, units_of
from annotations.services.limits import Slots, Window
from annotations.services.refusals import Invalid, TooMany
from tests.factories import claim_of, make_citation, make_document


def test_a_window_takes_its_number_and_then_says_how_long_to_wait():
    window = Window(3, 60)
    for _ in range(3):
        assert window.wait("a") == 0
        window.count("a")
    assert 1 <= window.wait("a") <= 61
    assert window.wait("b") == 0


def test_a_window_forgets_what_is_older():
    window = Window(1, 0.0)
    window.count("a")
    assert window.wait("a") == 0


def test_a_slot_is_free_again_after_its_block():
    slots = Slots(1)
    with slots.one("a", "busy"):
        with pytest.raises(TooMany), slots.one("a", "busy"):
            pass
        with slots.one("b", "busy"):
            pass
    with slots.one("a", "busy"):
        pass


@pytest.mark.django_db
def test_the_601st_write_in_a_minute_is_refused(reviewer):
    for _ in range(600):
        limits.count_write(reviewer)
    with pytest.raises(TooMany) as refused:
        limits.count_write(reviewer)
    assert refused.value.seconds >= 1


@pytest.mark.django_db
def test_the_eleventh_import_in_a_minute_is_refused(reviewer):
    for _ in range(10):
        with limits.importing(reviewer):
            pass
    with pytest.raises(TooMany), limits.importing(reviewer):
        pass


@pytest.mark.django_db
def test_a_second_report_waits_for_the_first(reviewer):
    with limits.exporting(reviewer), pytest.raises(TooMany), limits.exporting(reviewer):
        pass


@pytest.mark.django_db
def test_a_project_keeps_two_gigabytes_of_originals(project, manager):
    document = make_document(project=project, actor=manager)
    kept = Original.objects.get(revision__document=document).size
    limits.check_quota(project, limits.QUOTA_BYTES - kept)
    with pytest.raises(Invalid, match="2 GB"):
        limits.check_quota(project, limits.QUOTA_BYTES - kept + 1)


def test_a_text_has_50_000_claims_and_not_one_more():
    def manuscript(sentences):
        text = "It rained. " * sentences
        return Manuscript("", "", "", "en", text, (), (), "text/plain")

    assert len(units_of(manuscript(MAX_CLAIMS), "en")) == 50_000
    with pytest.raises(Invalid, match="50,001"):
        units_of(manuscript(MAX_CLAIMS + 1), "en")


@pytest.mark.django_db
def test_a_claim_has_200_citations_and_not_one_more(document, reviewer):
    claim = claim_of(document, 2)
    first = make_citation(claim=claim, actor=reviewer)
    fields = {"document": document, "claim": claim, "source": first.source, "added_by": reviewer, "stance": "context"}
    Citation.objects.bulk_create(Citation(**fields) for _ in range(198))
    make_citation(claim=claim, actor=reviewer, source=first.source)
    with pytest.raises(Invalid, match="200"):
        make_citation(claim=claim, actor=reviewer, source=first.source)
    assert claim.citations.count() == 200
