"""The change list: what is asked for, the author's answers by link, and the editor's word."""

import io
import re
from datetime import timedelta

import docx
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.models import AuthorAnswer, AuthorLink, EditorDecision, HistoryEntry, Notice, Occasion, Sight
from annotations.queries.changes import changes_page, desk_list
from annotations.queries.signoff import missing
from annotations.services import author_answers, author_links
from annotations.services.author_links import make_link, signed
from annotations.services.refusals import Stale
from tests import repairs
from tests.api.calls import Api
from tests.factories import claim_of, make_citation, make_document, make_note, make_source, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(document, reviewer, second_reviewer):
    """Four requests: must on 3, should on 2, consider on 5, and must on 6 by somebody else."""
    source = make_source(project=document.project, actor=reviewer, title="County record", url="https://example.org/r")
    for serial, action in ((3, "must"), (2, "should"), (5, "consider"), (4, "none")):
        make_verdict(
            claim=claim_of(document, serial), reviewer=reviewer, label="refuted", action=action,
            rationale=f"Reason on {serial}.", proposed_wording=f"Better {serial}.",
        )  # fmt: skip
    make_verdict(claim=claim_of(document, 6), reviewer=second_reviewer, label="mixed", action="must")
    make_citation(claim=claim_of(document, 3), actor=reviewer, source=source, quote="Not so.", locator="p. 4")
    secret = make_source(project=document.project, actor=reviewer, title="Our informant", confidential=True)
    make_citation(claim=claim_of(document, 3), actor=reviewer, source=secret, quote="Told in secret.")
    make_note(document=document, author=reviewer, claim=claim_of(document, 3), text="Internal remark.")
    return document


@pytest.fixture
def link(asked, editor):
    return make_link(actor=editor, document=asked, name="Ina Quill", days=14)


@pytest.fixture
def author():
    """Somebody without an account."""
    return Client(enforce_csrf_checks=True)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def url_of(link):
    return reverse("web:author-answers", args=[signed(link)])


def request_on(document, serial):
    return claim_of(document, serial).verdicts.latest("pk")


def send(author, link, verdict, **said):
    page = author.get(url_of(link)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    return author.post(url_of(link), {"csrfmiddlewaretoken": token, "request": verdict.pk, **said})


def numbers(shown):
    return re.findall(r'<h3 class="request__head">(?:<a [^>]+>)?(\w+)', shown)


def codes(document):
    return {kind.code for kind in missing(document)}


def test_the_list_stands_in_text_order_with_the_urgent_first(asked, editor):
    shown = client_of(editor).get(reverse("web:document-changes", args=[asked.pk])).content.decode()
    assert numbers(shown) == ["2", "3", "6", "5"]
    for part in ("Better 3.", "Reason on 3.", "County record", "Not so.", "p. 4", "It is the longest bridge"):
        assert part in shown
    assert "Our informant" not in shown


def test_the_blind_see_the_requests_on_what_they_have_read(asked, second_reviewer, reader):
    shown = client_of(second_reviewer).get(reverse("web:document-changes", args=[asked.pk])).content.decode()
    assert numbers(shown) == ["6"]
    shown = client_of(reader).get(reverse("web:document-changes", args=[asked.pk])).content.decode()
    assert numbers(shown) == []


def test_a_stale_or_withdrawn_request_is_no_longer_made(asked, editor, reviewer):
    repairs.move(asked, editor, 2, 1)
    make_verdict(claim=claim_of(asked, 5), reviewer=reviewer, label="opinion")
    shown = client_of(editor).get(reverse("web:document-changes", args=[asked.pk])).content.decode()
    assert numbers(shown) == ["6"]


def test_the_file_has_the_same_bytes_for_the_same_state(asked, editor):
    url = reverse("web:changes-download", args=[asked.pk, "changes"])
    first, second = client_of(editor).get(url), client_of(editor).get(url)
    assert first.content == second.content
    text = first.content.decode()
    assert text.startswith(
        "# Changes asked for: The bridge\n\nrevision 1, 4 requests\n\n## Must or should be changed\n"
    )
    assert "- County record, p. 4, <https://example.org/r> “Not so.”" in text
    assert "Our informant" not in text
    assert 'filename="the-bridge-revision-1-changes.md"' in first.headers["Content-Disposition"]


def test_the_word_file_is_the_same_from_the_page_the_api_and_the_command(asked, editor, tmp_path):
    page = client_of(editor).get(reverse("web:changes-download", args=[asked.pk, "changes-docx"]))
    assert 'filename="the-bridge-revision-1-changes.docx"' in page.headers["Content-Disposition"]
    by_api = Api(editor).get(f"/documents/{asked.pk}/changes/file/?format=changes-docx")
    call_command("export_report", str(asked.pk), "--format", "changes-docx", "--output", str(tmp_path / "a.docx"))
    assert page.content == by_api.received == (tmp_path / "a.docx").read_bytes()
    comments = list(docx.Document(io.BytesIO(page.content)).comments)
    assert [(comment.initials, comment.paragraphs[0].text) for comment in comments] == [
        ("R1", "Refuted"), ("R1", "Refuted"), ("R2", "Mixed or missing context"), ("R1", "Refuted"),
    ]  # fmt: skip
    assert comments[1].text.endswith("County record, p. 4, https://example.org/r “Not so.”")


def test_a_file_of_another_kind_is_not_found(asked, editor):
    assert client_of(editor).get(reverse("web:changes-download", args=[asked.pk, "pdf"])).status_code == 404
    assert Api(editor).get(f"/documents/{asked.pk}/changes/file/?format=pdf").status_code == 400


def test_the_blind_get_no_word_file_of_what_they_have_not_read(asked, second_reviewer):
    content = Api(second_reviewer).get(f"/documents/{asked.pk}/changes/file/?format=changes-docx").received
    assert [comment.initials for comment in docx.Document(io.BytesIO(content)).comments] == ["R2"]
    text = Api(second_reviewer).get(f"/documents/{asked.pk}/changes/file/?format=changes-text").received.decode()
    assert ("1 request" in text, "Better" in text, "Reason on" in text) == (True, False, False)


def test_a_cut_without_a_proposal_takes_the_sentence_out(document, reviewer, editor):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted", action="cut")
    (asked,) = desk_list(document, Sight(editor, sees_all=True)).asked.values()
    assert [kind for kind, _ in asked.steps] == ["deleted"]
    assert asked.steps[0][1] == claim_of(document, 2).placements.get().text


def test_markup_in_what_people_write_stays_text(document, reviewer, editor):
    make_verdict(
        claim=claim_of(document, 2), reviewer=reviewer, action="must", proposed_wording="<b>\n# Head\n[x](javascript:1)"
    )
    text = client_of(editor).get(reverse("web:changes-download", args=[document.pk, "changes"])).content.decode()
    assert "> \\<b\\>\\\n> \\# Head\\\n> \\[x\\](javascript:1)" in text


def test_the_author_sees_the_list_and_nothing_else(link, author, reviewer):
    answer = author.get(url_of(link))
    shown = answer.content.decode()
    assert numbers(shown) == ["2", "3", "6", "5"]
    for hidden in (
        "R1",
        "R2",
        "reviewer",
        "Refuted",
        "Mixed",
        "Internal remark.",
        "informant",
        "in secret",
        "Desk-One",
    ):
        assert hidden not in shown
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    # "no-referrer" would have browsers send the answers without an origin, which are then refused.
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in author.cookies


def test_the_author_accepts_rejects_and_offers_another_wording(link, author, asked, reviewer):
    must = request_on(asked, 3)
    assert send(author, link, must, answer="rejected").status_code == 422
    refused = send(author, link, must, answer="otherwise", reason="I like <it>.")
    assert (refused.status_code, "I like &lt;it&gt;." in refused.content.decode()) == (422, True)
    assert AuthorAnswer.objects.count() == 0
    assert send(author, link, must, answer="rejected", reason="It is so.").status_code == 302
    assert send(author, link, must, answer="otherwise", wording="Some say so.").status_code == 302
    assert send(author, link, must, answer="accepted").status_code == 302
    assert list(AuthorAnswer.objects.values_list("number", "answer")) == [
        (1, "rejected"), (2, "otherwise"), (3, "accepted"),
    ]  # fmt: skip
    shown = author.get(url_of(link)).content.decode()
    assert shown.index("It is so.") < shown.index("Some say so.") < shown.index("Author: accepted.")


def test_an_answer_is_in_the_history_by_the_link_and_its_reviewer_is_told(link, author, asked, reviewer, editor):
    send(author, link, request_on(asked, 3), answer="accepted")
    entry = HistoryEntry.objects.get(code="answer.recorded")
    assert (entry.actor, entry.subject) == (editor, "claim 3")
    assert (entry.body["by"], entry.body["link"]) == ("author", f"link {link.key.hex[:8]}")
    assert link.key.hex not in str(entry.body)
    notice = Notice.objects.get()
    assert (notice.person, notice.occasion, notice.entry) == (reviewer, Occasion.ANSWERED, entry)


def test_the_same_answer_again_adds_nothing(link, author, asked):
    for _ in range(2):
        assert send(author, link, request_on(asked, 3), answer="rejected", reason="No.").status_code == 302
    assert AuthorAnswer.objects.count() == 1
    assert HistoryEntry.objects.filter(code="answer.recorded").count() == 1


def test_a_rejected_must_keeps_the_text_back_until_the_editor_gives_way(link, author, asked, editor):
    for serial in (3, 6):
        send(author, link, request_on(asked, serial), answer="accepted")
    assert "demand" not in codes(asked)
    send(author, link, request_on(asked, 3), answer="rejected", reason="It is so.")
    assert "demand" in codes(asked)
    desk, answer = client_of(editor), AuthorAnswer.objects.latest("pk")
    url = reverse("web:change-decide", args=[asked.pk, answer.pk])
    assert url in desk.get(reverse("web:document-changes", args=[asked.pk])).content.decode()
    assert desk.post(url, {"upheld": "no"}).status_code == 422
    assert desk.post(url, {"upheld": "no", "reason": "He is right."}).status_code == 302
    assert "demand" not in codes(asked)
    assert desk.post(url, {"upheld": "yes", "reason": "Or not."}).status_code == 412
    assert EditorDecision.objects.count() == 1
    assert "The desk no longer asks for it: He is right." in author.get(url_of(link)).content.decode()


def test_an_answer_to_the_verdict_said_again_is_the_newer_one(link, asked, reviewer, editor):
    first = request_on(asked, 2)
    author_answers.answer(link=link, verdict=first, said=author_answers.Said("accepted"))
    older = author_answers.answer(link=link, verdict=first, said=author_answers.Said("rejected", reason="It is so."))
    make_verdict(claim=claim_of(asked, 2), reviewer=reviewer, label="mixed", action="must")
    repairs.undo(asked, reviewer)
    again = request_on(asked, 2)
    assert (again.original_id, again.pk != first.pk) == (first.pk, True)
    newer = author_answers.answer(link=link, verdict=again, said=author_answers.Said("otherwise", wording="Or so."))
    page = changes_page(asked, Sight(editor, sees_all=True))
    (change,) = (one for one in page.list.changes if one.serial == 2)
    assert [reply.said for reply in change.replies] == ["accepted", "rejected", "offers another wording"]
    assert page.waiting == {again.pk: newer.pk}
    with pytest.raises(Stale, match="newer answer"):
        author_answers.decide(actor=editor, answer=older, upheld=True, reason="It is not.")
    assert author_answers.decide(actor=editor, answer=newer, upheld=False, reason="Or so.").answer == newer


def test_a_must_that_the_editor_upholds_stays_open(link, asked, editor):
    said = author_answers.Said("rejected", reason="It is so.")
    answer = author_answers.answer(link=link, verdict=request_on(asked, 3), said=said)
    author_answers.decide(actor=editor, answer=answer, upheld=True, reason="It is not.")
    assert "demand" in codes(asked)


def test_a_link_opens_nothing_when_it_is_false_old_or_taken_back(link, author, asked, editor):
    assert author.get(url_of(link)).status_code == 200
    for false in (link.key.hex, signed(link)[:-1], "0" * 32 + signed(link)[32:], "~", "a"):
        assert author.get(reverse("web:author-answers", args=[false])).status_code == 404
    AuthorLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert author.get(url_of(link)).status_code == 404
    fresh = make_link(actor=editor, document=asked, name="Ina Quill", days=1)
    url = reverse("web:author-link-revoke", args=[asked.pk, fresh.pk])
    assert client_of(editor).post(url).status_code == 302
    assert author.get(url_of(fresh)).status_code == 404
    assert author_links.revoke_link(actor=editor, link=fresh) is False


def test_requests_of_other_documents_cannot_be_answered(link, author, asked, reviewer, manager):
    other = make_document(project=asked.project, actor=manager, title="Another one")
    foreign = make_verdict(claim=claim_of(other, 2), reviewer=reviewer, action="must")
    for verdict in (foreign, request_on(asked, 4)):
        assert send(author, link, verdict, answer="accepted").status_code == 422
    assert AuthorAnswer.objects.count() == 0


def test_a_request_that_was_changed_meanwhile_is_not_answered(link, author, asked, reviewer, editor):
    old = request_on(asked, 3)
    make_verdict(claim=claim_of(asked, 3), reviewer=reviewer, label="mixed", action="must", proposed_wording="New.")
    assert send(author, link, old, answer="accepted").status_code == 412
    repairs.split(asked, editor, 6, "The county")
    assert send(author, link, request_on(asked, 6), answer="accepted").status_code == 409


def test_answers_come_with_the_page_s_token_and_not_too_fast(link, author, asked):
    assert author.post(url_of(link), {"request": 1, "answer": "accepted"}).status_code == 403
    for rank in range(30):
        said = author_answers.Said("rejected", reason=f"No {rank}.")
        author_answers.answer(link=link, verdict=request_on(asked, 3), said=said)
    slow = send(author, link, request_on(asked, 3), answer="accepted")
    assert slow.status_code == 429
    assert int(slow.headers["Retry-After"]) > 0


def test_links_and_answers_of_another_document_are_not_found(link, asked, editor, manager):
    other = make_document(project=asked.project, actor=manager, title="Another one")
    said = author_answers.Said("rejected", reason="No.")
    answer = author_answers.answer(link=link, verdict=request_on(asked, 3), said=said)
    desk = client_of(editor)
    assert desk.post(reverse("web:author-link-revoke", args=[other.pk, link.pk])).status_code == 404
    decided = desk.post(reverse("web:change-decide", args=[other.pk, answer.pk]), {"upheld": "no", "reason": "R"})
    assert decided.status_code == 404


@pytest.mark.parametrize(("name", "days"), [("", 14), ("Ina Quill", 0), ("Ina Quill", 91)])
def test_a_link_has_a_name_and_an_end(asked, editor, name, days):
    answer = client_of(editor).post(reverse("web:author-link-add", args=[asked.pk]), {"name": name, "days": days})
    assert answer.status_code == 422
    assert AuthorLink.objects.count() == 0
