"""The rules of evidence: a plain table, then as the page and the API show them."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from annotations.models import Citation, HistoryEntry, Policy, Project, Source, Verdict
from annotations.queries.evidence import Evidence, evidence_of, rules_of
from annotations.queries.undo import stacks_of
from annotations.scales import SCALES
from annotations.services.sources import merge_sources
from tests.api.calls import Api, claim_path
from tests.factories import claim_of, make_citation, make_document, make_source, make_verdict
from tests.repairs import undo

FULL = Evidence(1, "county", "secondary", "", has_quote=True, has_locator=True, says_so=True)
STRICT = Policy(two_independent_sources=True, primary_source_required=True)
STANDARD = SCALES["standard-1"]


def met(label, *evidence, rationale="", policy=STRICT):
    return {rule.code: rule.met for rule in rules_of(STANDARD.label(label), evidence, rationale, policy)}


CITATIONS = [
    (FULL, True),
    (replace(FULL, says_so=False), False),
    (replace(FULL, has_quote=False), False),
    (replace(FULL, has_locator=False), False),
]


@pytest.mark.parametrize(("one", "wanted"), CITATIONS)
def test_a_citation_counts_with_quote_and_place_where_it_says_so(one, wanted):
    assert met("refuted", one)["citation_required"] is wanted


PAIRS = [
    (replace(FULL, source=2, publisher="press"), True),
    (replace(FULL, source=2), False),  # the same publisher
    (replace(FULL, publisher="press"), False),  # the same source
    (replace(FULL, source=2, publisher=""), False),  # nobody can know
    (replace(FULL, source=2, publisher="press", says_so=False), False),
]


@pytest.mark.parametrize(("other", "wanted"), PAIRS)
def test_two_sources_are_independent_by_publisher(other, wanted):
    assert met("supported", FULL, other)["two_independent_sources"] is wanted


@pytest.mark.parametrize(("groups", "wanted"), [(("a", "b"), True), (("a", "a"), False), (("a", ""), False)])
def test_groups_come_before_publishers(groups, wanted):
    one, other = replace(FULL, group=groups[0]), replace(FULL, source=2, group=groups[1])
    assert met("supported", one, other)["two_independent_sources"] is wanted


def test_two_publishers_in_one_group_are_one_voice():
    one, other = replace(FULL, group="agency"), replace(FULL, source=2, publisher="press", group="agency")
    assert met("supported", one, other)["two_independent_sources"] is False


@pytest.mark.parametrize(
    ("kind", "wanted"), [("primary", True), ("data", True), ("interview", True), ("tertiary", False)]
)
def test_a_source_at_first_hand_is_asked_for(kind, wanted):
    assert met("mixed", replace(FULL, kind=kind))["primary_source_required"] is wanted


def test_unverified_wants_what_was_tried_and_nothing_else():
    assert met("unverified") == {"unverified_lists_what_was_tried": False}
    assert met("unverified", rationale="Asked the archive.") == {"unverified_lists_what_was_tried": True}


def test_labels_that_claim_no_truth_and_rules_that_are_off_ask_for_nothing():
    assert met("opinion") == met("disputed") == {}
    assert met("refuted", policy=Policy(citation_required=False)) == {}


@pytest.mark.django_db
def test_merged_sources_are_one_source(project, editor, document):
    claim = claim_of(document, 2)
    pair = [make_source(project=project, actor=editor, publisher=name) for name in ("One", "Two")]
    for source in pair:
        make_citation(claim=claim, actor=editor, source=source, state="says-so")
    rows = Citation.objects.select_related("source__merged_into")
    assert met("refuted", *evidence_of(rows.all()))["two_independent_sources"] is True
    merge_sources(actor=editor, source=pair[0], into=pair[1], version=1)
    assert met("refuted", *evidence_of(rows.all()))["two_independent_sources"] is False


def panel(client, document, serial=2):
    page = client.get(f"/documents/{document.pk}/claims/{serial}/panel/")
    return BeautifulSoup(page.content, "html.parser")


@pytest.mark.django_db
def test_the_panel_shows_the_rules_and_saving_is_never_blocked(client, document, reviewer):
    client.force_login(reviewer)
    page = panel(client, document)
    assert [rule.b.text for rule in page.select(".evidence__rule")] == ["Not met", "Not met"]
    hidden = {field["name"]: field["value"] for field in page.select("form[data-verdict] input[type=hidden]")}
    sent = hidden | {"label": "refuted", "evidence_override": "Everybody saw it."}
    assert client.post(f"/documents/{document.pk}/claims/2/verdict/", sent).status_code == 302
    assert Verdict.objects.get().evidence_override == "Everybody saw it."
    assert HistoryEntry.objects.get(code="verdict.recorded").body["evidence_override"] == "Everybody saw it."
    page = panel(client, document)
    assert page.select_one("[name=evidence_override]").text.strip() == "Everybody saw it."
    assert "The rules of evidence are not met: Everybody saw it." in page.select_one(".verdict").text
    source = make_source(project=document.project, actor=reviewer)
    make_citation(
        claim=claim_of(document, 2), actor=reviewer, source=source, quote="Shut.", locator="p. 1", state="says-so"
    )
    assert panel(client, document).select_one(".evidence__rules--graded b").text == "Met"


@pytest.mark.django_db
def test_citations_that_are_withheld_do_not_count(project, document, reviewer, second_reviewer):
    Project.objects.update(policy=project.policy | {"hide_sources_when_blind": True})
    make_citation(claim=claim_of(document, 2), actor=reviewer, quote="Shut.", locator="p. 1", state="says-so")
    path = claim_path(document, rest="evidence/?label=refuted")
    assert [rule["met"] for rule in Api(reviewer).get(path).json()["results"]] == [True]
    assert [rule["met"] for rule in Api(second_reviewer).get(path).json()["results"]] == [False]


@pytest.mark.django_db
def test_the_api_takes_the_reason_and_tells_the_rules_of_the_label_held(document, reviewer):
    api = Api(reviewer)
    body = {"label": "unverified", "rationale": "Asked the archive.", "evidence_override": "No answer yet."}
    given = api.post(claim_path(document, rest="verdicts/"), body, if_match='"c1.m0"').json()
    assert given["evidence_override"] == "No answer yet."
    told = api.get(claim_path(document, rest="evidence/")).json()["results"]
    assert [(rule["code"], rule["met"]) for rule in told] == [("unverified_lists_what_was_tried", True)]
    assert api.get(claim_path(document, rest="evidence/?label=no-such")).status_code == 400


@pytest.mark.django_db
def test_the_reason_survives_undo_and_stands_in_the_report(document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, evidence_override="First.")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, evidence_override="Second.")
    undo(document, reviewer)
    assert Verdict.objects.latest("pk").evidence_override == "First."
    assert stacks_of(document, reviewer).redo is not None


@pytest.mark.django_db
def test_a_source_that_is_later_than_the_day_of_the_text_is_marked(client, project, reviewer):
    document = make_document(project=project, actor=reviewer, as_of="2020-05-01")
    document.refresh_from_db()
    for issued, later in (([2020], False), ([2020, 5, 2], True), ([2021], True), ([2020, 4], False)):
        source = Source.objects.create(project=project, title="A", csl={"issued": {"date-parts": [issued]}})
        citation = make_citation(claim=claim_of(document, 2), actor=reviewer, source=source)
        client.force_login(reviewer)
        assert ("Later than the text" in panel(client, document).text) is later
        citation.withdrawn_at = document.created_at
        citation.save()


def cite(client, document, **use):
    sent = {"title": "Record", "stance": "supports", "state": "says-so", "quote": "Shut.", "locator": "p. 1"} | use
    return client.post(f"/documents/{document.pk}/claims/2/citations/", sent)


def rules(client, document, kind="graded"):
    found = panel(client, document).select(f".evidence__rules--{kind} .evidence__rule")
    return [rule.b.text for rule in found]


@pytest.mark.django_db
def test_two_sources_are_made_independent_by_the_groups_entered_on_the_page(client, project, document, reviewer):
    Project.objects.update(policy=project.policy | {"two_independent_sources": True, "primary_source_required": True})
    client.force_login(reviewer)
    cite(client, document, title="Agency", url="https://example.org/1", independence_group="wire", kind="primary")
    assert rules(client, document) == ["Met", "Not met", "Met"]
    cite(client, document, title="Paper", url="https://example.org/2", independence_group="wire", evidence_set=1)
    assert rules(client, document) == ["Met", "Not met", "Met"]
    second = Citation.objects.latest("pk")
    change = {
        "stance": "refutes",
        "state": "says-so",
        "version": 1,
        "independence_group": "Own report",
        "question": "When?",
        "translation": "It was shut.",
    }
    client.post(f"/documents/{document.pk}/claims/2/citations/{second.pk}/", change)
    assert rules(client, document) == ["Met", "Met", "Met"]
    second.refresh_from_db()
    assert (second.evidence_set, second.question, second.independence_group) == (1, "When?", "Own report")
    assert second.translation == "It was shut."
    shown = panel(client, document).select(".citation")[1].text
    for said in ("Answers: When?", "Own report", "Set 1", "Translation: It was shut."):
        assert said in shown


STATES = [("says-so", "Says so", True), ("says-something-else", "Says something else", False),
          ("unreachable", "Unreachable", False), ("not-yet-read", "Not yet read", False)]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "title", "counts"), STATES)
def test_the_state_of_a_citation_is_shown_and_only_one_that_says_so_counts(
    client, document, reviewer, state, title, counts
):
    client.force_login(reviewer)
    assert cite(client, document, state=state).status_code == 302
    assert title.casefold() in panel(client, document).select_one(".citation__foot").text.casefold()
    assert rules(client, document) == ["Met" if counts else "Not met"]


@pytest.mark.django_db
def test_unverified_shows_on_the_page_that_it_wants_what_was_tried(client, document, reviewer):
    client.force_login(reviewer)
    assert rules(client, document, "unverified") == ["Not met"]
    form = {"label": "unverified", "version": 1, "own_number": 0, "action": "none", "rationale": "Asked the archive."}
    assert client.post(f"/documents/{document.pk}/claims/2/verdict/", form).status_code == 302
    assert rules(client, document, "unverified") == ["Met"]
