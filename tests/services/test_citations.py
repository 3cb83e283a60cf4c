"""Citations: added, corrected, taken back."""

import pytest

from annotations.models import Citation, HistoryEntry
from annotations.services import citations
from annotations.services.refusals import Invalid, Stale
from tests.factories import claim_of, make_citation, make_source
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(document):
    return claim_of(document, 2)


@pytest.fixture
def citation(claim, reviewer):
    return make_citation(claim=claim, actor=reviewer, quote="As it says.")


def test_a_citation_is_not_yet_read_until_somebody_says_so(citation):
    assert (citation.state, citation.version, citation.withdrawn_at) == ("not-yet-read", 1, None)


@pytest.mark.parametrize(
    "use",
    [
        {"stance": "nonsense"},
        {"stance": "supports", "state": "nonsense"},
        {"stance": "supports", "quote": "x" * 20_001},
        {"stance": "supports", "translation": "x" * 20_001},
    ],
)
def test_what_cannot_be_meant_writes_nothing(claim, reviewer, use):
    source = make_source(project=claim.document.project, actor=reviewer)
    before = everything_stored()
    with pytest.raises(Invalid):
        citations.add_citation(actor=reviewer, claim=claim, source=source, use=citations.Use(**use))
    assert everything_stored() == before


def test_a_source_of_another_project_is_no_source_here(claim, reviewer, outsider):
    foreign = make_source(project=outsider.memberships.get().project, actor=outsider)
    with pytest.raises(Invalid) as told:
        make_citation(claim=claim, actor=reviewer, source=foreign)
    assert told.value.code == "source_unknown"


def test_a_claim_has_at_most_200_citations(claim, reviewer):
    source = make_source(project=claim.document.project, actor=reviewer)
    fields = {"document": claim.document, "claim": claim, "source": source, "added_by": reviewer, "stance": "context"}
    Citation.objects.bulk_create([Citation(**fields) for _ in range(199)])
    last = make_citation(claim=claim, actor=reviewer, source=source)
    with pytest.raises(Invalid, match="200"):
        make_citation(claim=claim, actor=reviewer, source=source)
    citations.withdraw_citation(actor=reviewer, citation=last, version=1)
    make_citation(claim=claim, actor=reviewer, source=source)


def test_a_correction_keeps_before_and_after_in_the_history(citation, editor):
    use = citations.Use(stance="refutes", quote="Not so.")
    changed = citations.change_citation(actor=editor, citation=citation, use=use, version=1)
    assert (changed.stance, changed.version, changed.added_by.username) == ("refutes", 2, "reviewer")
    body = HistoryEntry.objects.latest("pk").body
    assert (body["before"]["quote"], body["after"]["quote"]) == ("As it says.", "Not so.")


def test_a_citation_that_changed_meanwhile_is_left_as_it_is(citation, editor):
    use = citations.Use(stance="refutes")
    citations.change_citation(actor=editor, citation=citation, use=use, version=1)
    before = everything_stored()
    with pytest.raises(Stale):
        citations.change_citation(actor=editor, citation=citation, use=use, version=1)
    with pytest.raises(Stale):
        citations.withdraw_citation(actor=editor, citation=citation, version=1)
    assert everything_stored() == before


def test_a_citation_taken_back_stays_and_takes_no_more_corrections(citation, editor):
    citations.withdraw_citation(actor=editor, citation=citation, version=1)
    assert Citation.objects.get().withdrawn_at is not None
    assert not Citation.objects.standing().exists()
    with pytest.raises(Stale):
        citations.withdraw_citation(actor=editor, citation=citation, version=2)
