"""The same claim elsewhere: suggested, with what differs, and never more than one may see."""

import re

import pytest

from annotations.models import Citation, Role, Source, Verdict
from annotations.queries.similar import words_that_say_much
from annotations.services import reuse
from annotations.services.refusals import Invalid
from tests.factories import (
    claim_of,
    make_citation,
    make_document,
    make_member,
    make_person,
    make_project,
    make_source,
    make_verdict,
)
from tests.repairs import undo
from tests.scenes import settle

HERE = "The bridge was opened in 1931. It carried 4,000 vehicles on an average working day."
THERE = "It carried 40,000 vehicles on an average working day. Nothing else is alike. The bridge was opened in 1931."


@pytest.fixture
def here(project, manager):
    return make_document(project=project, actor=manager, text=HERE, title="Here")


@pytest.fixture
def there(outsider, reviewer, manager):
    """A document in a project of the outsider, where the reviewer reviews and the manager is nobody."""
    project = make_project(manager=outsider, slug="other-desk")
    make_member(project=project, person=reviewer, role=Role.REVIEWER)
    return make_document(project=project, actor=outsider, text=THERE, title="There")


def page_of(client, person, document, serial):
    client.force_login(person)
    return client.get(f"/documents/{document.pk}/claims/{serial}/similar/").content.decode()


def test_exact_and_near_repeats_are_found_with_what_differs(client, here, there, reviewer):
    exact = page_of(client, reviewer, here, 1)
    assert "word for word" in exact
    assert "There</span>, claim 3" in exact
    near = page_of(client, reviewer, here, 2)
    assert '<mark class="elsewhere__differs" title="Another number">40,000</mark>' in near
    assert "<q>4,000</q>" in near
    assert "Nothing else" not in near


@pytest.mark.parametrize(
    ("other", "kind", "words"),
    [
        ("The old bridge was opened for traffic in May 1932.", "date", "1932"),
        ("The old bridge was not opened for traffic in May 1931.", "negation", "not"),
        ("The old bridge at Harlow was opened for traffic in May 1931.", "name", "Harlow"),
    ],
)
def test_another_date_negation_or_name_is_pointed_out(client, project, manager, other, kind, words):
    own = make_document(project=project, actor=manager, text="The old bridge was opened for traffic in May 1931.")
    make_document(project=project, actor=manager, text=other)
    shown = page_of(client, manager, own, 1)
    marks = re.findall(r'<mark class="elsewhere__differs" title="Another (\w+)">([^<]+)</mark>', shown)
    assert [mark for mark in marks if mark[0] == kind and words in mark[1]]


def test_documents_of_other_projects_are_not_found(client, here, there, manager):
    assert "Nothing like it" in page_of(client, manager, here, 1)


def test_a_label_shows_only_to_who_may_see_it_there(client, here, there, outsider, reviewer):
    claim = claim_of(there, 3)
    make_verdict(claim=claim, reviewer=outsider, label="refuted")
    settle_as = make_member(
        project=there.project, person=make_person(username="settler", initials="SE"), role=Role.EDITOR
    ).user
    settle(claim, settle_as, "refuted")
    assert "No label that you may see" in page_of(client, reviewer, here, 1)
    make_verdict(claim=claim, reviewer=reviewer, label="refuted")
    assert "settled" in page_of(client, reviewer, here, 1)
    assert not Verdict.objects.filter(document=here).exists()


def test_a_citation_is_taken_over_as_not_yet_read(client, here, there, reviewer, outsider):
    source = make_source(project=there.project, actor=outsider, title="Register", url="https://example.org/r")
    origin = make_citation(claim=claim_of(there, 3), actor=outsider, source=source, quote="1931", state="says-so")
    assert "Take over, to be read" in page_of(client, reviewer, here, 1)
    form = {"document": there.pk, "serial": 3, "citation": origin.pk, "key": "take-1"}
    answer = client.post(f"/documents/{here.pk}/claims/1/similar/take/", form)
    assert answer.status_code == 302
    taken = Citation.objects.get(document=here)
    assert (taken.origin, taken.state, taken.added_by, taken.quote) == (origin, "not-yet-read", reviewer, "1931")
    assert taken.source.project == here.project
    assert "Take over" not in page_of(client, reviewer, here, 1)
    with pytest.raises(Invalid, match="already"):
        reuse.take_citation(actor=reviewer, claim=claim_of(here, 1), citation=origin)
    undo(here, reviewer)
    assert Citation.objects.get(document=here).withdrawn_at is not None


def test_what_one_may_not_see_cannot_be_taken(here, there, manager, reviewer, outsider):
    origin = make_citation(claim=claim_of(there, 3), actor=outsider)
    with pytest.raises(Invalid, match="not there"):
        reuse.take_citation(actor=manager, claim=claim_of(here, 1), citation=origin)
    secret = make_source(project=there.project, actor=outsider, title="A person", confidential=True)
    hidden = make_citation(claim=claim_of(there, 3), actor=outsider, source=secret)
    with pytest.raises(Invalid, match="confidential"):
        reuse.take_citation(actor=reviewer, claim=claim_of(here, 1), citation=hidden)


def test_the_panel_asks_on_demand_and_gets_the_part_alone(client, here, there, reviewer):
    client.force_login(reviewer)
    assert "/claims/1/similar/" in client.get(f"/documents/{here.pk}/claims/1/panel/").content.decode()
    part = client.get(f"/documents/{here.pk}/claims/1/similar/", headers={"hx-request": "true"})
    assert part.content.decode().strip().startswith("<h3>")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is so.", []),
        ("In 1931 the longest bridge", ["longest", "bridge", "1931"]),
        ("日本の人口は減った", ["日本", "の人", "口は", "減っ"]),
    ],
)
def test_the_words_to_look_for_are_those_that_say_much(text, words):
    assert words_that_say_much(text) == words


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"doi": "10.1000/182", "url": "https://example.org/r"}, {"url": "http://www.example.org/r/"}),
        ({"url": "https://doi.org/10.1000/ABC"}, {"doi": "10.1000/abc"}),
        ({"doi": "10.1000/182"}, {"doi": "10.1000/182", "url": "https://example.org/other"}),
    ],
    ids=["the page where the DOI is not known", "the DOI that an address leads to", "the DOI"],
)
def test_a_source_that_the_library_has_is_not_entered_again(here, there, reviewer, outsider, theirs, ours):
    known = make_source(project=here.project, actor=reviewer, title="Register", **ours)
    source = make_source(project=there.project, actor=outsider, title="Register", **theirs)
    origin = make_citation(claim=claim_of(there, 3), actor=outsider, source=source)
    assert reuse.take_citation(actor=reviewer, claim=claim_of(here, 1), citation=origin).source == known


def test_a_source_that_the_library_merged_is_cited_by_its_successor(here, there, reviewer, outsider):
    first, second = (
        make_source(project=here.project, actor=reviewer, title=title, url=f"https://example.org/{title}")
        for title in ("one", "two")
    )
    Source.objects.filter(pk=first.pk).update(merged_into=second)
    source = make_source(project=there.project, actor=outsider, title="One", url="https://example.org/one")
    origin = make_citation(claim=claim_of(there, 3), actor=outsider, source=source)
    assert reuse.take_citation(actor=reviewer, claim=claim_of(here, 1), citation=origin).source == second
