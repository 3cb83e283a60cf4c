"""The pages of revisions: a preview before anything is saved, comparison, and the queue of stale verdicts."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Document, ImportJob, Verdict
from annotations.services import imports
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import live
from tests.revising import revise
from tests.scenes import long_text, settle

pytestmark = pytest.mark.django_db

A, B, C = "The bridge was opened in 1931.", "It cost 2.1 million pounds to build.", "Nobody likes the colour of it."
CHANGED_B = "It cost 3.4 million pounds to build."
NEW = "Every winter the museum shows old photographs."
V1, V2 = f"{A} {B} {C}", f"{A} {CHANGED_B} {NEW} {C}"


@pytest.fixture
def checked(project, reviewer, second_reviewer):
    """A document of three sentences: the first reviewer judged all of them, the second one only the second."""
    document = make_document(project=project, actor=reviewer, text=V1)
    for serial in (1, 2, 3):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, rationale=f"Reason {serial}.")
    make_verdict(claim=claim_of(document, 2), reviewer=second_reviewer, label="refuted", rationale="No.")
    return document


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page(client, name, *parts, **query):
    return client.get(reverse(f"web:{name}", args=parts), query).content.decode()


def test_a_revised_text_is_previewed_with_its_counts_and_then_imported_once(checked, reviewer):
    client = signed_in(reviewer)
    response = client.post(reverse("web:revision-new", args=[checked.pk]), {"text": V2}, follow=True)
    html = response.content.decode()
    assert "nothing saved yet" in html
    assert checked.revisions.count() == 1
    assert "a number" in html
    here = response.request["PATH_INFO"]
    form = {"version": checked.version, "key": "one-key"}
    for _ in range(2):
        answer = client.post(here, form)
        assert answer["Location"].endswith(f"/documents/{checked.pk}/revisions/?from=1&to=2")
    assert checked.revisions.count() == 2
    assert not ImportJob.objects.exists()


def test_the_second_of_two_previews_is_told_and_keeps_its_text(checked, reviewer, editor):
    first, second = signed_in(reviewer), signed_in(editor)
    here = [
        client.post(reverse("web:revision-new", args=[checked.pk]), {"text": text})["Location"]
        for client, text in ((first, V2), (second, f"{V1} {NEW}"))
    ]
    statuses = [client.post(url, {"version": 1}).status_code for client, url in zip((first, second), here, strict=True)]
    assert statuses == [302, 412]
    assert ImportJob.objects.get().actor == editor
    assert checked.revisions.count() == 2


def test_a_file_is_taken_too_and_the_text_of_now_is_refused(checked, reviewer):
    client = signed_in(reviewer)
    url = reverse("web:revision-new", args=[checked.pk])
    file = SimpleUploadedFile("next.txt", V2.encode(), "text/plain")
    assert "next.txt" not in client.post(url, {"file": file}, follow=True).content.decode()[:200]
    assert client.post(url, {"text": V1}, follow=True).status_code == 409
    assert client.post(url, {}).status_code == 422


def test_a_preview_belongs_to_who_began_it(checked, reviewer, editor):
    url = signed_in(reviewer).post(reverse("web:revision-new", args=[checked.pk]), {"text": V2})["Location"]
    assert signed_in(editor).get(url).status_code == 404


def test_a_revised_text_that_waits_is_found_again_from_my_work(checked, reviewer):
    client = signed_in(reviewer)
    url = client.post(reverse("web:revision-new", args=[checked.pk]), {"text": V2})["Location"]
    job = ImportJob.objects.get()
    assert client.get(reverse("web:import-detail", args=[job.pk]))["Location"] == url


def test_a_revision_s_text_is_not_confirmed_as_another_document(checked, reviewer):
    client = signed_in(reviewer)
    client.post(reverse("web:revision-new", args=[checked.pk]), {"text": V2})
    job = ImportJob.objects.get()
    answer = client.post(reverse("web:import-confirm", args=[job.pk]), {"title": "T", "language": "en"})
    job.refresh_from_db()
    assert (answer.status_code, job.stage, Document.objects.count()) == (422, "ready", 1)


def test_two_revisions_are_compared_with_their_labels_then_and_now(checked, reviewer):
    revise(checked, reviewer, V2)
    html = page(signed_in(reviewer), "revision-list", checked.pk, **{"from": 1, "to": 2})
    assert '<del><strong class="diff__weight" title="number">2.1</strong> </del>' in html
    assert "held__one--grey" in html
    assert "1 unchanged" in html
    assert f"<ins>{NEW}</ins>" in html


def test_the_way_back_compares_too_and_unknown_revisions_are_not_there(checked, reviewer):
    revise(checked, reviewer, V2)
    client = signed_in(reviewer)
    assert f"<del>{NEW}</del>" in page(client, "revision-list", checked.pk, **{"from": 2, "to": 1})
    assert client.get(reverse("web:revision-list", args=[checked.pk]), {"from": 1, "to": 9}).status_code == 404
    assert client.get(reverse("web:revision-detail", args=[checked.pk, 9])).status_code == 404


def test_an_older_revision_stays_as_it_was_judged(checked, reviewer):
    revise(checked, reviewer, f"{A} {NEW}")
    make_verdict(claim=claim_of(checked, 1), reviewer=reviewer, label="mixed")
    client = signed_in(reviewer)
    html = page(client, "revision-detail", checked.pk, 1)
    assert C in html
    assert html.count("Supported") == 3
    assert "Mixed" not in html
    assert "Mixed" in page(client, "revision-detail", checked.pk, 2)


def test_a_settled_label_is_shown_to_readers_in_the_revision_in_which_it_was_settled(checked, editor, reader):
    settle(claim_of(checked, 2), editor, "mixed")
    revise(checked, editor, V2)
    settle(claim_of(checked, 1), editor, "unverified")
    html = page(signed_in(reader), "revision-detail", checked.pk, 1)
    assert html.count("settled by") == 1
    assert "Unverified" not in html


def blind_view(client, document):
    return [
        re.sub(
            'name="(key|csrfmiddlewaretoken)" value="[^"]+"',
            "",
            page(client, name, *parts, **query).partition("<main")[2],
        )
        for name, parts, query in (
            ("revision-list", [document.pk], {"from": 1, "to": 2}),
            ("revision-detail", [document.pk, 1], {}),
            ("revision-detail", [document.pk, 2], {}),
            ("stale-list", [document.pk], {}),
        )
    ]


@pytest.mark.parametrize("label", ["refuted", "mixed"])
def test_a_blind_reviewer_learns_nothing_of_claims_that_they_have_not_read(checked, reviewer, second_reviewer, label):
    revise(checked, reviewer, V2)
    client = signed_in(second_reviewer)
    before = blind_view(client, checked)
    assert "Reason 2." not in before[3]
    make_verdict(claim=claim_of(checked, 1), reviewer=reviewer, label=label, rationale="Secret.")
    make_verdict(claim=claim_of(checked, 3), reviewer=reviewer, label=label)
    assert blind_view(client, checked) == before


def test_the_stale_queue_shows_each_reviewer_their_own_and_an_editor_all(checked, reviewer, second_reviewer, editor):
    revise(checked, reviewer, V2)
    mine = page(signed_in(second_reviewer), "stale-list", checked.pk)
    assert mine.count('data-act="c"') == 1
    assert "No." in mine
    assert "Reason 2." not in mine
    all_of_them = page(signed_in(editor), "stale-list", checked.pk)
    assert "Reason 2." in all_of_them
    assert "No." in all_of_them
    assert "data-act" not in all_of_them


@pytest.mark.parametrize(("act", "label"), [("confirm", "refuted"), ("drop", "")])
def test_a_stale_verdict_is_confirmed_or_dropped_and_leaves_the_queue(checked, reviewer, second_reviewer, act, label):
    revise(checked, reviewer, V2)
    client, claim = signed_in(second_reviewer), claim_of(checked, 2)
    form = {"version": claim.version, "own_number": 1, "key": "k"}
    for _ in range(2):
        answer = client.post(reverse(f"web:verdict-{act}", args=[checked.pk, 2]), form)
        assert answer["Location"] == reverse("web:stale-list", args=[checked.pk])
    assert list(Verdict.objects.filter(reviewer=second_reviewer).values_list("number", "label")) == [
        (1, "refuted"), (2, label),
    ]  # fmt: skip
    assert "Nothing is stale" in page(client, "stale-list", checked.pk)


def test_nobody_confirms_for_another_at_the_door(checked, reviewer, second_reviewer, editor):
    revise(checked, reviewer, V2)
    claim = claim_of(checked, 2)
    url = reverse("web:verdict-confirm", args=[checked.pk, 2])
    assert signed_in(editor).post(url, {"version": claim.version, "own_number": 1}).status_code == 422
    assert Verdict.objects.filter(claim=claim).count() == 2


def test_what_the_import_left_to_a_person_is_listed(project, reviewer):
    document = make_document(project=project, actor=reviewer, text=f"{A} {B} {C} {A} {B} {C}")
    revise(document, reviewer, f"{NEW} {A} {B} {C} {NEW} {A} {B} {C} {NEW} {A} {B} {C}")
    html = page(signed_in(reviewer), "stale-list", document.pk)
    assert "Left to a person" in html
    assert "same words" in html


def test_strangers_find_none_of_it(checked, reviewer, outsider, reader):
    revise(checked, reviewer, V2)
    client = signed_in(outsider)
    for name, parts in (
        ("revision-list", []), ("revision-new", []), ("revision-detail", [1]), ("stale-list", []),
    ):  # fmt: skip
        assert client.get(reverse(f"web:{name}", args=[checked.pk, *parts])).status_code == 404
    assert client.get(f"/api/v1/documents/{checked.pk}/revisions/").status_code == 404
    assert signed_in(reader).get(reverse("web:revision-new", args=[checked.pk])).status_code == 403


@pytest.mark.parametrize(
    ("name", "parts", "query"),
    [
        ("web:revision-list", [], {"from": 1, "to": 2}), ("web:revision-list", [], {}),
        ("web:revision-detail", [1], {}), ("web:stale-list", [], {}), ("api:revision-list", [], {}),
        ("web:revision-export", ["csv"], {"from": 1, "to": 2}),
    ],
)  # fmt: skip
def test_a_long_document_asks_as_much_as_a_short_one(name, parts, query, project, reviewer):
    client, asked = signed_in(reviewer), []
    for size in (4, 40):
        document = make_document(project=project, actor=reviewer, text=long_text(size), title=f"T{size}")
        for serial in range(1, size + 1):
            make_verdict(claim=claim_of(document, serial), reviewer=reviewer)
        revise(document, reviewer, long_text(size).replace("stands", "stood"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(name, args=[document.pk, *parts]), query).getvalue()
        asked.append(len(caught))
    assert asked[0] == asked[1]


def test_the_command_line_imports_a_revision(tmp_path, capsys, manager):
    first, second = tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text(V1)
    second.write_text(V2)
    call_command("import_document", str(first), verbosity=0)
    number = capsys.readouterr().out.split()[1].rstrip(":")
    call_command("import_document", str(second), "--revision-of", number, verbosity=0)
    said = capsys.readouterr()
    assert said.out == f"document {number}, revision 2: 4 claims\n"
    assert "now: 2 unchanged, 1 changed, 1 new" in said.err


def test_the_api_imports_a_revision_once_and_lists_both(checked, reviewer):
    client, url = signed_in(reviewer), f"/api/v1/documents/{checked.pk}/revisions/"
    headers = {"if-match": f'"v{checked.version}"', "idempotency-key": "once"}
    sent = [client.post(url, {"text": V2}, content_type="application/json", headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0]["ETag"] == '"v2"'
    assert sent[0].json()["revision"]["claims"]["new"]["changed"] == 1
    assert [row["number"] for row in client.get(url).json()["results"]] == [2, 1]
    late = client.post(url, {"text": V1}, content_type="application/json", headers={"if-match": '"v1"'})
    assert (late.status_code, late.json()["code"]) == (412, "document_changed")
    same = client.post(url, {"text": V2}, content_type="application/json", headers={"if-match": '"v2"'})
    assert (same.status_code, same.json()["code"]) == (409, "duplicate")
    assert client.post(url, {"text": V1}, content_type="application/json").status_code == 428
    checked.refresh_from_db()
    assert len(live(checked)) == 4


def test_a_large_file_is_read_by_the_worker(checked, reviewer, monkeypatch):
    monkeypatch.setattr(imports, "LARGE_BYTES", 0)
    client = signed_in(reviewer)
    url = client.post(reverse("web:revision-new", args=[checked.pk]), {"text": V2})["Location"]
    assert "import-progress" in client.get(url).content.decode()
    imports.advance(imports.take_up(ImportJob.objects.get().pk))
    assert "nothing saved yet" in client.get(url).content.decode()
