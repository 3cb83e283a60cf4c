"""Which verdicts count towards agreement, and what the pages and the API say of it."""

import pytest
from bs4 import BeautifulSoup

from annotations.models import Assignment, Draw, Verdict
from annotations.queries.agreement import document_agreement, project_agreement
from annotations.services import verdicts
from tests.api.calls import Api
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import split
from tests.scenes import settle

LABELS = {2: ("supported", "supported"), 3: ("refuted", "refuted"), 4: ("mixed", "refuted"), 5: ("opinion", "opinion")}


@pytest.fixture
def read(document, reviewer, second_reviewer):
    """Two reviewers on four claims: three times the same label, once not."""
    for serial, labels in LABELS.items():
        for person, label in zip((reviewer, second_reviewer), labels, strict=True):
            make_verdict(claim=claim_of(document, serial), reviewer=person, label=label)
    return document


def test_the_figures_are_those_worked_by_hand(read):
    found = document_agreement(read).labels
    assert (found.items, found.values, found.percent.value) == (4, 8, 0.75)
    # Coincidences: 3 refuted, 2 supported, 2 opinion, 1 mixed of 8; two differ. 1 - 7 * 2 / (64 - 9 - 4 - 4 - 1).
    assert found.nominal.value == pytest.approx(1 - 7 * 2 / 46)
    assert found.ordinal.items == 3


def test_agreement_on_whether_there_is_anything_to_check_stands_beside_it(read):
    assert document_agreement(read).checkability.nominal.value == 1


def test_later_verdicts_and_settled_labels_change_nothing(read, reviewer, editor):
    before = document_agreement(read)
    make_verdict(claim=claim_of(read, 4), reviewer=reviewer, label="refuted")
    settle(claim_of(read, 4), editor, "mixed")
    assert document_agreement(read) == before


def test_a_verdict_given_with_sight_of_the_other_does_not_count(read, editor):
    make_verdict(claim=claim_of(read, 2), reviewer=editor, label="refuted")
    report = document_agreement(read)
    assert report.labels.percent.value == 0.75
    assert [(row.count, "could be seen" in row.why) for row in report.left_out] == [(1, True)]


def test_a_second_reading_drawn_by_label_does_not_count(read, second_reviewer, editor):
    drawn = {"document": read, "reader": second_reviewer, "assigned_by": editor, "reading": 2}
    Assignment.objects.create(claim=claim_of(read, 4), drawn=Draw.LABEL, **drawn)
    Assignment.objects.create(claim=claim_of(read, 3), drawn=Draw.RANDOM, **drawn)
    report = document_agreement(read)
    assert (report.labels.items, report.labels.percent.value) == (3, 1)
    assert "drawn by the label" in report.left_out[0].why


def test_labels_that_were_only_accepted_together_do_not_count_and_the_page_tells_how_many(client, read, editor):
    """The heading's suggested label, accepted by both: no claim was judged, and no agreement found."""
    before = document_agreement(read)
    people = [row.reviewer for row in Verdict.objects.filter(claim=claim_of(read, 2)).select_related("reviewer")]
    assert [verdicts.accept_suggestions(actor=person, document=read) for person in people] == [1, 1]
    make_verdict(claim=claim_of(read, 1), reviewer=people[0], label="opinion")  # a change of mind is no first verdict
    report = document_agreement(read)
    assert (report.labels, report.checkability, report.counted) == (before.labels, before.checkability, 8)
    assert [(row.count, "accepted what was suggested" in row.why) for row in report.left_out] == [(2, True)]
    client.force_login(editor)
    assert "2 that only accepted what was suggested" in client.get(f"/documents/{read.pk}/agreement/").content.decode()


def test_one_s_own_label_on_a_heading_counts(read, reviewer, second_reviewer):
    make_verdict(claim=claim_of(read, 1), reviewer=reviewer, label="not-a-claim")
    verdicts.accept_suggestions(actor=second_reviewer, document=read)
    report = document_agreement(read)
    assert (report.counted, [row.count for row in report.left_out]) == (9, [1])


def test_the_page_shows_agreement_on_checkability_with_its_own_numbers(client, read, editor, second_reviewer, reviewer):
    make_verdict(claim=claim_of(read, 6), reviewer=reviewer, label="prediction")
    make_verdict(claim=claim_of(read, 6), reviewer=second_reviewer, label="opinion")
    client.force_login(editor)
    rows = BeautifulSoup(client.get(f"/documents/{read.pk}/agreement/").content, "html.parser").select("tbody tr")
    shown = {row.select_one(".agreement__name").text: [cell.text for cell in row.select("td")] for row in rows[:6]}
    assert shown["Percent agreement"] == ["60 %", "5"]
    assert shown["Checkable or not: percent"] == ["100 %", "5"]
    assert shown["Checkable or not: α"] == ["1.00", "5"]


def test_a_sentence_that_was_divided_does_not_count(read, reviewer):
    split(read, reviewer, 4, "Nobody")
    assert document_agreement(read).labels.items == 3


def test_verdicts_on_another_scale_do_not_count(read, project):
    project.scale = "fever-1"
    project.save()
    read.refresh_from_db()
    report = document_agreement(read)
    assert (report.counted, report.left_out[0].count) == (0, 8)


def test_a_project_adds_its_documents_up(read, project, manager, reviewer, second_reviewer):
    other = make_document(project=project, actor=manager, title="Another")
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(other, 2), reviewer=person, label="mixed")
    assert project_agreement(project).labels.items == 5


def test_the_page_warns_of_few_claims_and_shows_every_number(client, read, editor):
    client.force_login(editor)
    page = client.get(f"/documents/{read.pk}/agreement/").content.decode()
    assert "α: 0.70" in page
    assert "Fewer than 30 items" in page
    assert "R1 and R2" in page
    assert '<td class="heat__cell heat__cell--5">1</td>' in page
    assert "style=" not in page


def test_alpha_without_variation_is_explained(client, document, editor, reviewer, second_reviewer):
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(document, 2), reviewer=person, label="mixed")
    client.force_login(editor)
    page = client.get(f"/projects/{document.project.slug}/agreement/").content.decode()
    assert "α: n/a" in page
    assert "Without variation" in page
    assert "The label is “Mixed or missing context” in page"


@pytest.mark.parametrize("address", ["/documents/{pk}/agreement/", "/projects/desk-one/agreement/"])
def test_who_is_blind_is_not_shown_it(client, read, reviewer, outsider, address):
    address = address.format(pk=read.pk)
    client.force_login(reviewer)
    assert client.get(address).status_code == 403
    assert Api(reviewer).get(address).status_code == 403
    client.force_login(outsider)
    assert client.get(address).status_code == 404


def test_the_api_gives_the_same_figures(read, editor):
    body = Api(editor).get(f"/documents/{read.pk}/agreement/").json()
    assert body["items"] == 4
    assert body["percent"] == {"value": 0.75, "reason": "", "items": 4}
    assert body["confusion"]["labels"] == ["supported", "mixed", "refuted", "opinion"]
    assert [(pair["first"], pair["second"], pair["agreed"]) for pair in body["pairs"]] == [("R1", "R2", 3)]
    assert [caution["code"] for caution in body["cautions"]] == ["few-items"]
    assert Api(editor).get("/projects/desk-one/agreement/").json()["items"] == 4
