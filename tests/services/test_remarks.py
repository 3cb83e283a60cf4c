"""What the author attached to the text is stored on the right claim, in bulk, and what does not fit is told."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.importing import Manuscript, Remark, Upload
from annotations.models import Citation, Document, HistoryEntry, Note, Placement, Source
from annotations.services.citations import MAX_PER_CLAIM, Use, change_citation, withdraw_citation
from annotations.services.documents import import_document
from annotations.services.drafts import Details, Incoming, draft_import, draft_of
from annotations.services.notes import reopen, reply, resolve, withdraw_note
from annotations.services.refusals import NotAllowed
from annotations.services.remarks import attached
from tests.factories import make_source
from tests.importing.pdfs import Line, make_pdf
from tests.importing.word_files import commented, comments_part, linked, make_docx, paragraph, run

pytestmark = pytest.mark.django_db

RECORD = "https://example.org/record"


def imported(data: bytes, name: str, project, actor, **options) -> Document:
    """Import a file through the same doors as the pages."""
    draft = draft_import(project=project, incoming=Incoming(Upload(name, "", data)), details=Details(title="A text"))
    return import_document(actor=actor, project=project, draft=draft, **options)


def remarked(text: str, remarks: list[Remark], project, actor) -> Document:
    """Import a text with these remarks, without a file format in between."""
    manuscript = Manuscript("A text", "", "", "en", text, (), (), "text/plain", tuple(remarks))
    draft = draft_of(project, Incoming(Upload("a.txt", "text/plain", text.encode())), Details(), manuscript)
    return import_document(actor=actor, project=project, draft=draft, allow_duplicate=True)


def link(text: str, words: str, url: str = RECORD) -> Remark:
    start = text.index(words)
    return Remark(start, start + len(words), "source", words, url, "")


def comment(text: str, words: str, said: str = "Says who?", author: str = "Ina Quill") -> Remark:
    start = text.index(words)
    return Remark(start, start + len(words), "note", said, "", author)


@pytest.fixture
def word_file():
    body = (
        f"<w:p>{run('The bridge was opened in 1931. It carried ')}{commented(3, run('4,000 cars'))}{run(' a day. ')}"
        f"{run('The county ')}{linked('paid half')}{run('.')}</w:p>"
    )
    return make_docx(
        body, links={"document": [RECORD]}, comments=comments_part((3, "Ina Quill", paragraph("Says who?")))
    )


@pytest.fixture
def commented_document(word_file, project, manager):
    return imported(word_file, "bridge.docx", project, manager)


def test_a_word_comment_is_a_note_and_a_link_a_citation_on_their_claims(commented_document, manager):
    note, citation = Note.objects.get(), Citation.objects.get()
    assert note.claim.placements.get().text == "It carried 4,000 cars a day."
    assert (note.by_author, note.said_by, note.text, note.internal) == (True, "Ina Quill", "Says who?", True)
    assert (note.author, note.document, note.resolved_by) == (manager, commented_document, None)
    assert citation.claim.placements.get().text == "The county paid half."
    assert (citation.by_author, citation.stance, citation.state, citation.quote) == (
        True,
        "context",
        "not-yet-read",
        "",
    )
    assert (citation.source.title, citation.source.url, citation.added_by) == ("paid half", RECORD, manager)
    assert citation.source.csl == {"type": "webpage", "title": "paid half", "URL": RECORD}


def test_links_of_markdown_are_citations_where_they_stand(project, manager):
    text = (
        "# A heading\n\nOne has [a source](https://example.org/one). Two has none. Three has <https://example.org/3>.\n"
    )
    document = imported(text.encode(), "text.md", project, manager)
    cited = document.citations.order_by("pk").values_list("claim__serial", "source__url", "source__title")
    assert list(cited) == [
        (2, "https://example.org/one", "a source"), (4, "https://example.org/3", "https://example.org/3"),
    ]  # fmt: skip


def test_the_claims_of_a_pdf_know_their_pages(project, manager):
    pages = [[Line(72, 700, "On the first page one stands.")], [], [Line(72, 700, "The third page has this one.")]]
    document = imported(make_pdf(pages), "pages.pdf", project, manager)
    places = Placement.objects.filter(revision=document.current).order_by("start").values_list("text", "page")
    assert list(places) == [("On the first page one stands.", 1), ("The third page has this one.", 3)]


def test_a_text_without_pages_has_none(commented_document):
    assert set(Placement.objects.values_list("page", flat=True)) == {None}


def test_a_remark_on_several_claims_belongs_to_the_first_with_its_words_untouched(project, manager):
    text = "One stands here. Two stands here. Three stands here."
    remarks = [
        comment(text, "here. Two stands here. Three", said="All of\nthis?"),
        link(text, "Two stands here. Three"),
    ]
    document = remarked(text, remarks, project, manager)
    assert document.notes.get().claim.serial == 1
    assert document.notes.get().text == "All of\nthis?"
    assert document.citations.get().claim.serial == 2
    assert document.citations.get().source.title == "Two stands here. Three"


def test_a_page_is_found_again_in_the_library_and_entered_once(project, manager, reviewer):
    known = make_source(project=project, actor=reviewer, title="County record", url="http://www.example.org/record/")
    text = "One links here. Two links there. Three links too."
    new = "https://example.org/new"
    remarks = [link(text, "One"), link(text, "Two", new), link(text, "Three", f"{new}?utm_source=mail#part")]
    document = remarked(text, remarks, project, manager)
    cited = [citation.source for citation in document.citations.order_by("pk").select_related("source")]
    assert cited[0] == known
    assert cited[1] == cited[2] != known
    assert (cited[1].title, Source.objects.count()) == ("Two", 2)


def test_a_library_of_another_project_is_not_looked_at(project, manager, outsider):
    other = make_source(project=outsider.memberships.get().project, actor=outsider, url=RECORD)
    text = "One links here."
    assert remarked(text, [link(text, "One")], project, manager).citations.get().source != other


def test_the_same_page_twice_on_one_claim_is_one_citation(project, manager):
    text = "Here, here and here it says so."
    remarks = [
        link(text, "Here"), link(text, "here", f"{RECORD}/"), link(text, "and here", "http://example.org/record"),
    ]  # fmt: skip
    document = remarked(text, remarks, project, manager)
    assert document.citations.count() == 1
    assert document.current.warnings == []


def test_what_does_not_fit_is_told_and_the_rest_is_kept(project, manager):
    text = " ".join(f"w{rank}" for rank in range(MAX_PER_CLAIM + 2)) + "."
    remarks = [link(text, f"w{rank}", f"https://example.org/{rank}") for rank in range(MAX_PER_CLAIM + 2)]
    remarks += [link(text, "w0", "https://user:secret@example.org/"), link(text, "w1", "https://exa mple.org/")]
    manuscript = Manuscript("", "", "", "en", text, (), (), "text/plain", tuple(remarks))
    draft = draft_of(project, Incoming(Upload("a.txt", "text/plain", text.encode())), Details(title="A"), manuscript)
    found = attached(draft.units, manuscript)
    assert (len(found.links), len(found.notes)) == (MAX_PER_CLAIM, 0)
    assert found.left_out == (
        "Left out: 2 links with an address that cannot be used, such as “https://user:secret@example.org/”, "
        "“https://exa mple.org/”.",
        "Left out: 2 links beyond the first 200 on a claim.",
    )
    document = import_document(actor=manager, project=project, draft=draft)
    assert document.citations.count() == MAX_PER_CLAIM


def test_an_address_too_long_for_an_index_is_left_out(project, manager):
    """No two of its characters are alike, so that no database can make it shorter."""
    text = "One links here."
    address = "https://example.org/" + "".join(map(chr, range(0x4E00, 0x4E00 + 1900)))
    document = remarked(text, [link(text, "One", address)], project, manager)
    assert not document.citations.exists()


@pytest.mark.parametrize("word", ["name", "words"])
def test_a_long_name_or_title_is_cut_with_a_sign(word, project, manager):
    text = f"{'long ' * 200}end."
    remarks = [comment(text, "end", author="N" * 400), link(text, text.strip())]
    document = remarked(text, remarks, project, manager)
    found = document.notes.get().said_by if word == "name" else document.citations.get().source.title
    assert len(found) == (300 if word == "name" else 500)
    assert found.endswith("…")


def test_the_import_is_one_entry_with_the_counts(commented_document):
    entry = HistoryEntry.objects.get(document=commented_document)
    assert (entry.code, entry.body["author_notes"], entry.body["author_citations"]) == ("document.imported", 1, 1)
    assert not HistoryEntry.objects.filter(code="source.added").exists()


def many(number: int) -> tuple[str, list[Remark]]:
    sentences = [f"Sentence number {rank} stands here." for rank in range(number)]
    text, remarks, start = " ".join(sentences), [], 0
    for rank, sentence in enumerate(sentences):
        end = start + len(sentence) - 1
        remarks.append(Remark(start, end, "source", f"Link {rank}", f"https://example.org/{rank}", ""))
        start = end + 2
    return text, remarks


def queries_about(table: str, asked: CaptureQueriesContext) -> Counter[str]:
    found = (query["sql"].split(" ", 1)[0] for query in asked.captured_queries if f'"{table}"' in query["sql"])
    return Counter(found)


def test_two_thousand_links_are_looked_up_at_once_and_stored_in_batches(project, manager):
    text, remarks = many(2_000)
    with CaptureQueriesContext(connection) as asked:
        document = remarked(text, remarks, project, manager)
    claims = document.citations.order_by("pk").values_list("claim__serial", "source__title")
    assert list(claims) == [(rank + 1, f"Link {rank}") for rank in range(2_000)]
    for model in (Source, Citation):
        counted = queries_about(model._meta.db_table, asked)
        rows = connection.ops.bulk_batch_size([*model._meta.concrete_fields[1:]], [None] * 2_000)
        assert counted["INSERT"] <= -(-2_000 // min(500, rows))
        assert counted["SELECT"] <= 1


def test_an_author_s_note_is_answered_and_resolved_but_taken_back_by_nobody(commented_document, manager, reviewer):
    note = Note.objects.get()
    answer = reply(actor=reviewer, note=note, text="The county record says so.")
    assert (answer.by_author, answer.said_by, answer.internal) == (False, "", True)
    for person in (manager, reviewer):
        with pytest.raises(NotAllowed) as refused:
            withdraw_note(actor=person, note=note, version=note.version)
        assert refused.value.code == "note_of_the_author"
    resolved = resolve(actor=reviewer, note=note, version=note.version)
    assert resolved.resolved_by == reviewer
    assert reopen(actor=reviewer, note=note, version=resolved.version).resolved_by is None


def test_who_corrects_an_author_s_citation_answers_for_it_from_then_on(commented_document, reviewer):
    citation = Citation.objects.get()
    changed = change_citation(
        actor=reviewer, citation=citation, use=Use("refutes", quote="3,000", state="says-so"), version=1
    )
    assert (changed.added_by, changed.by_author, changed.stance) == (reviewer, True, "refutes")
    assert withdraw_citation(actor=reviewer, citation=changed, version=2).withdrawn_at is not None


def test_a_correction_of_another_s_citation_leaves_its_name(commented_document, reviewer, editor):
    citation = Citation.objects.get()
    Citation.objects.update(by_author=False, added_by=reviewer)
    assert change_citation(actor=editor, citation=citation, use=Use("refutes"), version=1).added_by == reviewer
