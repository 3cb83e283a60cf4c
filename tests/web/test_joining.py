"""The pages on which a person settles what an import could not, and the file of what differs between revisions."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from annotations.models import Citation, HistoryEntry, ImportJob, Verdict
from annotations.queries.undecided import undecided_groups
from annotations.services import imports
from annotations.services.refusals import Stale
from tests.factories import claim_of, make_citation, make_document, make_verdict
from tests.repairs import live, texts
from tests.revising import revise
from tests.scenes import settle

pytestmark = pytest.mark.django_db

A, B, C = "The bridge was opened in 1931.", "It cost 2.1 million pounds to build.", "Nobody likes the colour of it."
REWORDED = "Building the bridge swallowed over two million."
NEW, D = "Every winter the museum shows old photographs.", "A tram line crosses it twice a day."
THEY, RIVALS = "They quarrelled for years.", "Two towns wanted the bridge."


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def show(document_of_three, reviewer):
    client = signed_in(reviewer)
    return lambda name, *parts, **query: soup(
        client.get(reverse(f"web:{name}", args=[document_of_three.pk, *parts]), query)
    )


@pytest.fixture
def document_of_three(project, reviewer):
    """Three judged sentences, the second of them written anew in revision 2."""
    document = make_document(project=project, actor=reviewer, text=f"{A} {B} {C}")
    for serial in (1, 2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, rationale="=1+1")
    revise(document, reviewer, f"{A} {REWORDED} {C}")
    return document


@pytest.fixture
def tied(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=" ".join([A, B, C, A, B, C]))
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    revise(document, reviewer, " ".join([NEW, A, B, C, D, A, B, C, RIVALS, A, B, C]))
    return document


def join_form(document, new, old, **more):
    return {"earlier": old, "version": claim_of(document, new).version, "key": "k", **more}


def test_the_compare_page_leads_from_a_new_sentence_to_the_deleted_claims_it_may_be(document_of_three, show):
    link = show("revision-list", **{"from": 1, "to": 2}).find("a", string="Was it there before?")
    assert link["href"] == reverse("web:claim-join", args=[document_of_three.pk, 4])
    choices = show("claim-join", 4, earlier=2).select("input[name=earlier]")
    assert [(choice["value"], choice.has_attr("checked")) for choice in choices] == [("2", True)]


def test_a_sentence_becomes_the_claim_of_before_once_however_often_the_form_is_sent(document_of_three, reviewer):
    client, url = signed_in(reviewer), reverse("web:claim-join", args=[document_of_three.pk, 4])
    form = join_form(document_of_three, 4, 2)
    for _ in range(2):
        response = client.post(url, form)
        assert response["Location"] == f"/documents/{document_of_three.pk}/claims/2/#c2"
    assert texts(document_of_three) == {1: A, 2: REWORDED, 3: C}
    stale = soup(client.get(reverse("web:stale-list", args=[document_of_three.pk])))
    assert stale.select_one("#s2-" + str(Verdict.objects.get(claim__serial=2).pk))


def test_what_was_cited_since_is_shown_before_and_goes_along_unless_unchosen(document_of_three, reviewer):
    kept = make_citation(claim=claim_of(document_of_three, 4), actor=reviewer, quote="Kept.")
    make_citation(claim=claim_of(document_of_three, 4), actor=reviewer, quote="Left behind.")
    client, url = signed_in(reviewer), reverse("web:claim-join", args=[document_of_three.pk, 4])
    asked = client.post(url, join_form(document_of_three, 4, 2))
    assert (asked.status_code, asked["X-Stored"]) == (200, "nothing")
    boxes = soup(asked).select("input[type=checkbox]")
    assert len(boxes) == 2
    assert all(box.has_attr("checked") for box in boxes)
    client.post(url, join_form(document_of_three, 4, 2, offered=1, **{f"citation-{kept.pk}": "whole"}))
    assert list(Citation.objects.filter(claim__serial=2).values_list("quote", "origin")) == [("Kept.", kept.pk)]
    assert Citation.objects.filter(claim__serial=4).count() == 2


def test_a_refused_form_comes_back_with_its_choice(document_of_three, reviewer):
    client, url = signed_in(reviewer), reverse("web:claim-join", args=[document_of_three.pk, 4])
    late = client.post(url, join_form(document_of_three, 4, 2) | {"version": 7})
    assert (late.status_code, soup(late).select_one("input[name=earlier][checked]")["value"]) == (412, "2")
    wrong = client.post(url, join_form(document_of_three, 4, 3))
    assert (wrong.status_code, "Only a claim that was deleted" in wrong.content.decode()) == (422, True)
    assert texts(document_of_three) == {1: A, 4: REWORDED, 3: C}


def test_what_the_import_left_to_a_person_is_settled_on_the_page_of_stale_verdicts(tied, reviewer):
    client, url = signed_in(reviewer), reverse("web:stale-list", args=[tied.pk])
    page = soup(client.get(url))
    forms = page.select(".undecided form")
    assert {form["action"].rsplit("/", 2)[-2] for form in forms} == {"join", "new"}
    said = {field["name"]: field["value"] for field in forms[0].select("input")}
    answer = client.post(forms[0]["action"], said, follow=True)
    assert answer.redirect_chain == [(url + "#undecided", 302)]
    left = soup(answer).select(".undecided form")
    assert len(left) < len(forms)
    while forms := [form for form in soup(client.get(url)).select(".undecided form") if "stale/new" in form["action"]]:
        client.post(forms[-1]["action"], {field["name"]: field["value"] for field in forms[-1].select("input")})
    assert not soup(client.get(url)).select("#undecided")
    assert soup(client.get(url)).select_one("[data-undo]").text == "Undo: left sentences as new, " + last_subject(tied)


def last_subject(document):
    return HistoryEntry.objects.filter(document=document).latest("number").subject


def test_readers_settle_nothing(tied, reader):
    page = soup(signed_in(reader).get(reverse("web:stale-list", args=[tied.pk])))
    assert page.select(".undecided")
    assert not page.select(".undecided form")


LONG = "The bridge was opened in 1931 by the mayor and it cost the county 2.1 million pounds to build."
HALVES = "The bridge was opened in 1931 by the mayor. It cost the county 2.1 million pounds to build."


def test_a_verdict_on_a_claim_that_was_split_leads_to_what_came_of_it_and_can_be_dropped(project, reviewer, reader):
    document = make_document(project=project, actor=reviewer, text=f"{C} {LONG} {D}")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, rationale="Both are in the record.")
    revise(document, reviewer, f"{C} {HALVES} {D}")
    client, url = signed_in(reviewer), reverse("web:stale-list", args=[document.pk])
    section = soup(client.get(url)).select_one("[aria-labelledby=parted]")
    assert "Both are in the record." in section.text
    assert section.select_one(".diff del")
    assert [link["href"].rsplit("#", 1)[1] for link in section.select(".stale__acts a")] == ["c4", "c5"]
    form = section.select_one("form")
    client.post(form["action"], {field["name"]: field["value"] for field in form.select("input")})
    assert "Nothing is stale" in client.get(url).content.decode()
    assert Verdict.objects.filter(claim__serial=2).count() == 2
    assert "Both are" not in signed_in(reader).get(url).content.decode()


def test_same_words_beside_a_changed_sentence_are_flagged_softly(project, reviewer, second_reviewer):
    document = make_document(project=project, actor=reviewer, text=f"{RIVALS} {THEY} {C} {D}")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    make_verdict(claim=claim_of(document, 4), reviewer=reviewer)
    revise(document, reviewer, f"Two villages wanted the bridge. {THEY} {NEW} {D}")
    url = reverse("web:stale-list", args=[document.pk])
    rows = soup(signed_in(reviewer).get(url)).select("[aria-labelledby=contexts] li")
    assert len(rows) == 1
    assert [(mark.name, mark.text) for mark in rows[0].select("del, ins")] == [
        ("del", RIVALS), ("ins", "Two villages wanted the bridge."), ("del", C), ("ins", NEW),
    ]  # fmt: skip
    assert not soup(signed_in(second_reviewer).get(url)).select("[aria-labelledby=contexts]")
    compared = reverse("web:revision-list", args=[document.pk]) + "?from=1&to=2"
    assert "context changed" in signed_in(reviewer).get(compared).content.decode()
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="mixed")
    assert not soup(signed_in(reviewer).get(url)).select("[aria-labelledby=contexts]")


def exported(person, document, format="csv", **query):
    url = reverse("web:revision-export", args=[document.pk, format])
    return signed_in(person).get(url, {"from": 1, "to": 2, **query})


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_what_differs_is_exported_claim_by_claim_and_person_by_person(document_of_three, reviewer, editor):
    make_verdict(claim=claim_of(document_of_three, 3), reviewer=reviewer, label="mixed")
    settle(claim_of(document_of_three, 1), editor, "unverified")
    response = exported(editor, document_of_three)
    assert response["Content-Disposition"] == 'attachment; filename="revisions-1-2-complete.csv"'
    facts = ("fate", "claim", "by", "label_before", "label_after", "became")
    assert [tuple(row[name] for name in facts) for row in rows_of(response)] == [
        ("unchanged", "1", "R1", "Supported", "Supported", "same"),
        ("unchanged", "1", "ED", "", "Unverified", "given since"),
        ("deleted", "2", "R1", "Supported", "", "stays with the revision before"),
        ("new", "4", "", "", "", ""),
        ("unchanged", "3", "R1", "Supported", "Mixed or missing context", "another label"),
    ]
    text = exported(editor, document_of_three, "md").content.decode()
    assert "| together | 3 | 3 |" in text
    assert "- R1: Supported → Mixed or missing context (another label)" in text
    assert exported(editor, document_of_three, to=9).status_code == 404
    assert exported(editor, document_of_three, "docx").status_code == 404


def test_no_cell_of_the_export_is_a_formula(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=f"=HYPERLINK(1) is what it says. {A}")
    revise(document, reviewer, f"=HYPERLINK(2) is what it says. {A}")
    assert rows_of(exported(reviewer, document))[0]["text_after"].startswith("'=HYPERLINK(2)")


def test_an_export_of_who_is_blind_says_so_and_holds_their_own(document_of_three, second_reviewer, reader, reviewer):
    make_verdict(claim=claim_of(document_of_three, 3), reviewer=second_reviewer, label="refuted")
    before = [exported(second_reviewer, document_of_three, format).content for format in ("csv", "md")]
    make_verdict(claim=claim_of(document_of_three, 1), reviewer=reviewer, label="refuted")
    assert [exported(second_reviewer, document_of_three, format).content for format in ("csv", "md")] == before
    told = rows_of(exported(second_reviewer, document_of_three))
    assert {(row["claim"], row["by"]) for row in told if row["by"]} == {("3", "R1"), ("3", "R2")}
    assert {row["profile"] for row in told} == {"mine"}
    assert not [row for row in rows_of(exported(reader, document_of_three)) if row["by"]]


def test_the_api_gives_the_same_file(document_of_three, editor):
    url = f"/api/v1/documents/{document_of_three.pk}/revisions/differences/"
    client = signed_in(editor)
    assert client.get(url).content == exported(editor, document_of_three).content
    asked = {"before": 1, "after": 2, "format": "md"}
    assert client.get(url, asked).content == exported(editor, document_of_three, "md").content
    assert client.get(url, {"format": "xlsx"}).status_code == 400
    assert client.get(url, {"after": 7}).status_code == 404


def test_both_sides_of_a_comparison_are_counted_with_their_sums(document_of_three, show):
    table = show("revision-list", **{"from": 1, "to": 2}).select_one(".table--fates")
    cells = [[cell.text for cell in row.select("th, td")] for row in table.select("tbody tr, tfoot tr")]
    assert cells == [["unchanged", "2", "2"], ["deleted", "1", ""], ["new", "", "1"], ["together", "3", "3"]]


@pytest.fixture
def previewed(document_of_three, reviewer, monkeypatch):
    """A revision at its preview, so large that the worker stores it."""
    monkeypatch.setattr(imports, "LARGE_CLAIMS", 2)
    client = signed_in(reviewer)
    url = client.post(reverse("web:revision-new", args=[document_of_three.pk]), {"text": f"{A} {B} {C} {D}"})[
        "Location"
    ]
    return client, url, {"version": document_of_three.version, "key": "once"}


def test_a_large_revision_is_stored_by_the_worker(document_of_three, previewed):
    client, url, form = previewed
    for _ in range(2):
        assert client.post(url, form)["Location"] == url
    assert document_of_three.revisions.count() == 2
    assert "import-progress" in client.get(url).content.decode()
    job = imports.advance(imports.take_up(ImportJob.objects.get().pk))
    assert (job.stage, imports.stored_revision(job)) == ("done", 3)
    assert client.get(reverse("web:import-progress", args=[job.pk]))["HX-Redirect"]
    there = client.get(reverse("web:import-detail", args=[job.pk]), follow=True)
    assert there.redirect_chain[-1][0] == reverse("web:revision-list", args=[document_of_three.pk]) + "?from=2&to=3"
    assert "Revision 3 is imported." in there.content.decode()
    assert texts(document_of_three.__class__.objects.get(pk=document_of_three.pk)) == {1: A, 2: B, 3: C, 5: D}


def test_of_two_large_revisions_at_once_the_second_is_told_on_its_preview(document_of_three, previewed, editor):
    client, url, form = previewed
    client.post(url, form)
    revise(document_of_three, editor, f"{A} {NEW}")
    with pytest.raises(Stale):
        imports.advance(imports.take_up(ImportJob.objects.get().pk))
    assert document_of_three.revisions.count() == 3
    html = client.get(url).content.decode()
    assert "Somebody changed this document since you opened it." in html
    assert "nothing saved yet" in html
    late = client.post(url, form | {"key": "another"})
    assert (late.status_code, "Somebody changed this document" in late.content.decode()) == (412, True)


def test_back_at_the_first_text_the_pages_show_the_verdicts_of_the_first_text(document_of_three, reviewer):
    """Copies with equal neighbours, too: a whole text that is there again needs no guess."""
    client = signed_in(reviewer)
    for text in (f"{A} {B} {C}", f"{B} {A} {B} {C} {B}", f"{A} {B} {C}"):
        url = client.post(reverse("web:revision-new", args=[document_of_three.pk]), {"text": text})["Location"]
        document_of_three.refresh_from_db()
        client.post(url, {"version": document_of_three.version, "key": url})
    document_of_three.refresh_from_db()
    assert [place.claim.serial for place in live(document_of_three)] == [1, 2, 3]
    shown = soup(client.get(reverse("web:revision-detail", args=[document_of_three.pk, 5])))
    assert len(shown.select(".held__one")) == 3
    assert not shown.select(".held__one--grey")


def test_the_api_joins_a_sentence_with_the_claim_of_before_and_leaves_others_new(document_of_three, tied, reviewer):
    client, url = signed_in(reviewer), f"/api/v1/documents/{document_of_three.pk}/claims/4/join/"
    headers = {"if-match": '"c1.m0"', "idempotency-key": "once"}
    answers = [client.post(url, {"earlier": 2}, "application/json", headers=headers) for _ in range(2)]
    assert [(answer.status_code, answer.json()["id"]) for answer in answers] == [(200, 2), (200, 2)]
    assert texts(document_of_three) == {1: A, 2: REWORDED, 3: C}
    late = client.post(url, {"earlier": 2}, "application/json", headers={"if-match": '"c1.m0"'})
    assert (late.status_code, late.json()["code"]) == (409, "claim_superseded")
    serials = [place.claim.serial for place in undecided_groups(tied)[0].new]
    url = f"/api/v1/documents/{tied.pk}/stale/new/"
    assert client.post(url, {"claims": serials}, "application/json").json() == {"claims": serials}
    again = client.post(url, {"claims": serials}, "application/json")
    assert (again.status_code, again.json()["code"]) == (422, "nothing_undecided")
