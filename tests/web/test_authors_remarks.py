"""What came with the text stands in the panel apart from what checkers found, also before one's own verdict."""

import json
import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from annotations.importing import Remark
from annotations.models import Citation, Note, Placement
from tests.factories import claim_of, make_authors_citation, make_authors_note, make_citation, make_note
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def attached(document, manager, reviewer):
    """On claim 2 a comment and a link of the author's, and beside them what `reviewer` found."""
    claim = claim_of(document, 2)
    make_authors_note(claim=claim, importer=manager, text="From the <old> guide?")
    make_authors_citation(claim=claim, importer=manager)
    make_citation(claim=claim, actor=reviewer, quote="Opened in May.")
    make_note(document=document, claim=claim, author=reviewer, text="Ask the council.")
    with unguarded():
        Placement.objects.filter(claim=claim).update(page=3)
    return document


def panel_of(client, document, serial=2):
    return client.get(reverse("web:claim-panel", args=[document.pk, serial])).content.decode()


def group_of(page, heading):
    """Return the panel's section under a heading, as the words that are seen before anything is unfolded."""
    section = next(part for part in page.split("<section ")[1:] if f'id="panel-{heading}"' in part)
    shown = re.sub(r"<details.*?</details>", " ", section.partition(">")[2], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def test_the_author_s_notes_and_sources_are_a_group_of_their_own(client, attached, editor):
    client.force_login(editor)
    page = panel_of(client, attached)
    author = group_of(page, "author")
    assert author.startswith("From the author 1 note and 1 source ")
    assert "From the &lt;old&gt; guide?" in author
    assert "Author’s file: Ina Quill" in author
    assert "Not yet read" in author
    assert "MA" not in author.split()
    assert "Ask the council." not in author
    assert "Opened in May." not in author
    assert "Opened in May." in group_of(page, "citations")
    assert "Author’s file" not in group_of(page, "citations")
    assert "guide" not in group_of(page, "notes")
    assert "Page 3 of the original" in page


def test_without_anything_from_the_author_there_is_no_such_group(client, document, editor):
    client.force_login(editor)
    assert "panel-author" not in panel_of(client, document)
    assert "of the original" not in panel_of(client, document)


def test_the_blind_see_what_came_with_the_text_and_nothing_of_the_checkers(client, attached, second_reviewer):
    client.force_login(second_reviewer)
    page = panel_of(client, attached)
    assert "From the &lt;old&gt; guide?" in group_of(page, "author")
    assert "Ask the council." not in page
    assert "No other note yet." in page


def test_readers_see_the_author_s_sources_but_not_the_notes(client, attached, reader):
    client.force_login(reader)
    page = panel_of(client, attached)
    assert "From the author 1 source " in group_of(page, "author")
    assert "guide" not in page


def test_an_author_s_note_is_answered_and_resolved_and_has_no_way_to_take_it_back(client, attached, manager):
    note = Note.objects.get(by_author=True)
    client.force_login(manager)
    assert reverse("web:note-withdraw", args=[attached.pk, note.pk]) not in panel_of(client, attached)
    answer = {"text": "Yes, page 4.", "key": "5b0c9c5e-0000-4000-8000-000000000001-a"}
    assert client.post(reverse("web:note-answer", args=[attached.pk, note.pk]), answer).status_code == 302
    resolved = {"version": 1, "key": "5b0c9c5e-0000-4000-8000-000000000002-r"}
    assert client.post(reverse("web:note-resolve", args=[attached.pk, note.pk]), resolved).status_code == 302
    author = group_of(panel_of(client, attached), "author")
    assert "Yes, page 4." in author
    assert "Resolved by MA" in author
    taken = {"version": 2, "key": "5b0c9c5e-0000-4000-8000-000000000003-t"}
    assert client.post(reverse("web:note-withdraw", args=[attached.pk, note.pk]), taken).status_code == 403


def test_who_corrects_an_author_s_source_stands_beside_it(client, attached, reviewer):
    citation = Citation.objects.get(by_author=True)
    client.force_login(reviewer)
    said = {
        "stance": "refutes", "quote": "It says 1932.", "locator": "p. 4", "state": "says-so", "version": 1,
        "key": "5b0c9c5e-0000-4000-8000-000000000004-c",
    }  # fmt: skip
    client.post(reverse("web:citation-change", args=[attached.pk, 2, citation.pk]), said)
    author = group_of(panel_of(client, attached), "author")
    assert "It says 1932." in author
    assert author.count("R1") == 1


def test_a_correction_of_what_one_may_not_see_is_refused(client, attached, reviewer, second_reviewer):
    """While blind one corrects the link as it came; it is not that any more."""
    attached.project.policy = {**attached.project.policy, "hide_sources_when_blind": True}
    attached.project.save()
    Citation.objects.filter(by_author=True).update(stance="refutes", quote="Not so.", version=2, added_by=reviewer)
    citation = Citation.objects.get(by_author=True)
    client.force_login(second_reviewer)
    assert "Not so." not in panel_of(client, attached)
    address = reverse("api:citation-detail", args=[attached.pk, 2, citation.pk])
    for seen in ("v1", "v2"):
        headers = {"If-Match": f'"{seen}"', "X-CSRFToken": "", "Idempotency-Key": f"a-key-of-mine-{seen}-0123456789"}
        answer = client.patch(
            address, json.dumps({"locator": "p. 1"}), content_type="application/json", headers=headers
        )
        assert answer.status_code == 412
        assert "Not so." not in answer.content.decode()
    citation.refresh_from_db()
    assert (citation.locator, citation.version) == ("", 2)


def test_the_api_tells_who_said_what(client, attached, second_reviewer):
    client.force_login(second_reviewer)
    [note] = client.get(reverse("api:claim-note-list", args=[attached.pk, 2])).json()["results"]
    assert (note["by_author"], note["said_by"], note["mine"]) == (True, "Ina Quill", False)
    citations = client.get(reverse("api:citation-list", args=[attached.pk, 2])).json()["results"]
    assert [citation["by_author"] for citation in citations] == [True, False]
    claim = client.get(reverse("api:claim-detail", args=[attached.pk, 2])).json()
    assert (claim["page"], claim["open_notes"], claim["citations"]) == (3, 1, 2)


@pytest.mark.parametrize("slug", ["html", "md", "csv", "json"])
def test_the_report_marks_what_came_with_the_text(client, attached, editor, slug):
    client.force_login(editor)
    answer = client.get(reverse("web:report-download", args=[attached.pk, slug]))
    text = answer.getvalue().decode()
    marks = {
        "html": ["Author’s file: Ina Quill", "supplied by the author", "page 3 of the original"],
        "md": ["Author’s file: Ina Quill", "supplied by the author", "page 3 of the original"],
        "csv": ["supplied by the author", '"page"', '"3"'],
        "json": ['"said_by": "Ina Quill"', '"by_author": true', '"page": 3'],
    }[slug]
    assert [mark for mark in marks if mark not in text] == []


def test_a_preview_shows_what_the_author_attached_to_a_claim():
    remarks = [
        Remark(0, 3, "note", "Says <who>?\nReally?", "", "Ina Quill"),
        Remark(0, 3, "source", "One", "https://example.org/?a=1&b=2", ""),
    ]
    page = render_to_string("documents/_preview_remarks.html", {"remarks": remarks})
    assert "<bdi>Ina Quill</bdi>" in page
    assert "Says &lt;who&gt;?<br>Really?" in page
    assert "https://example.org/?a=1&amp;b=2" in page
