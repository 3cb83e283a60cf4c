"""Work that was done with another tool: on the same sentences, in the names of those who did it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from annotations.importing import UnreadableDocument
from annotations.models import Citation, Document, HistoryEntry, Membership, Note, Role, Sight, Source, User, Verdict
from annotations.queries.history import entries_of
from annotations.queries.report import report_contents
from annotations.reports import write
from annotations.scales import SCALES
from annotations.services import verification
from annotations.services.peer_imports import import_peer, initials_of
from annotations.services.peer_labels import LabelMap, chosen_of
from annotations.services.refusals import Duplicate, Invalid
from tests.factories import (
    claim_of,
    make_citation,
    make_document,
    make_member,
    make_note,
    make_person,
    make_project,
    make_verdict,
)

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[1] / "samples" / "peers"


@pytest.fixture
def manager():
    return make_person(username="manager", initials="MA")


@pytest.fixture
def project(manager):
    return make_project(manager=manager, slug="peers")


def imported(project, slug, data, **options):
    """Import a sample by its name, or a value as JSON."""
    data = (SAMPLES / data).read_bytes() if isinstance(data, str) else json.dumps(data).encode()
    actor = project.memberships.first().user
    return import_peer(actor=actor, project=project, data=data, slug=slug, name="export.json", **options)


def judged(document):
    """Return who gave which label to which sentence."""
    rows = Verdict.objects.filter(document=document).order_by("claim__serial", "pk").select_related("reviewer")
    words = {place.claim_id: place.text for place in document.current.placements.all()}
    return [(words[row.claim_id], str(row.reviewer), row.label) for row in rows]


def noted(document):
    rows = Note.objects.filter(document=document).order_by("pk").select_related("claim")
    return [(row.claim and row.claim.serial, row.text) for row in rows]


def test_doccano_labels_become_verdicts_on_the_sentences_that_they_stand_on(project):
    done = imported(project, "doccano", "doccano.jsonl")
    bridge, opinion, toll, cost = done.documents
    assert [one.title for one in done.documents] == ["export 1", "export 2", "export 3", "export 4"]
    assert judged(bridge) == [
        ("😀 The bridge was opened in 1931.", "doccano", "supported"),
        ("It is the longest in the county.", "doccano", "mostly-refuted"),
    ]
    assert noted(bridge) == [(1, "Label “PER” on “bridge”"), (None, "Check the county record.")]
    assert [row[2] for row in (*judged(opinion), *judged(cost))] == ["opinion", "refuted"]
    assert (judged(toll), noted(toll)) == ([], [(1, "Label “False” on the whole text")])
    assert done.left_out == (
        "Relations between labels: 1.", "Label “PER” has no counterpart on the scale: 1 note.",
        "Labels on a text of several sentences as a whole, kept as notes: 1.",
    )  # fmt: skip
    assert list(verification.faults()) == []


def test_verdicts_stand_in_the_names_of_people_who_cannot_sign_in_and_are_never_blind(project):
    done = imported(project, "labelstudio", "labelstudio.json")
    assert judged(done.documents[0]) == [
        ("😀 The bridge was opened in 1931.", "Ina Quill", "supported"),
        ("😀 The bridge was opened in 1931.", "annotator 9", "refuted"),
        ("It is the longest in the county.", "annotator 9", "disputed"),
    ]
    people = User.objects.filter(verdicts__isnull=False).distinct()
    assert {person.initials for person in people} == {"IQ", "A9", "OL"}
    assert not any(person.is_active or person.has_usable_password() or person.is_staff for person in people)
    assert not Membership.objects.filter(user__in=people, left_at=None).exists()
    assert set(Verdict.objects.values_list("blind", "number")) == {(False, 1)}
    assert Verdict.objects.get(label="supported").rationale == "The record says so."


def test_a_second_import_finds_the_same_people_again_but_only_in_the_same_project(project, manager):
    imported(project, "labelstudio", "labelstudio.json")
    before = User.objects.count()
    imported(project, "labelstudio", "labelstudio.json", again=True)
    assert User.objects.count() == before
    imported(make_project(manager=manager, slug="other"), "labelstudio", "labelstudio.json")
    assert User.objects.count() == before + 3


def test_a_claimreview_feed_brings_claims_with_labels_and_sources(project):
    (document,) = imported(project, "claimreview", "claimreview.json").documents
    assert judged(document) == [
        ("The bridge was opened in 1931.", "County Desk", "supported"),
        ("Half of the county paid.", "Other Desk", "refuted"),
        ("Nobody else did.", "Other Desk", "refuted"),
    ]
    cited = Citation.objects.filter(document=document).order_by("claim__serial", "pk")
    assert [(row.claim.serial, row.source.url, row.stance) for row in cited] == [
        (1, "https://desk.example.org/bridge", "context"), (1, "https://other.example.org/1", "context"),
        (2, "https://other.example.org/2", "context"), (3, "https://other.example.org/2", "context"),
    ]  # fmt: skip
    assert (1, "Label “Pants on Fire” on “The bridge was opened in 1931.”") in noted(document)
    assert Source.objects.count() == 3


def test_a_source_that_the_library_has_is_not_entered_again(project):
    imported(project, "claimreview", "claimreview.json")
    imported(project, "claimreview", "claimreview.json", again=True)
    assert (Source.objects.count(), Citation.objects.count()) == (3, 8)


def test_an_address_that_may_not_become_a_link_stays_words(project):
    review = {"@type": "ClaimReview", "claimReviewed": "It rains.", "url": "javascript:alert(1)", "author": "A"}
    (document,) = imported(project, "claimreview", review).documents
    assert Citation.objects.count() == 0
    assert noted(document) == [(1, "Source: A: It rains. javascript:alert(1)")]


def test_our_own_web_annotations_come_back_with_the_same_labels_on_the_same_sentences(project, manager):
    document = make_document(project=project, actor=manager)
    other = make_person(username="ola", initials="OL")
    make_member(project=project, person=other, role=Role.EDITOR)
    for serial, who, label in (
        (2, manager, "supported"),
        (2, other, "refuted"),
        (3, other, "mixed"),
        (5, manager, "opinion"),
    ):
        make_verdict(
            claim=claim_of(document, serial), reviewer=who, label=label, rationale="Why not?", tags=("misquote",)
        )
    make_citation(claim=claim_of(document, 2), actor=manager, quote="It was.")
    make_note(document=document, claim=claim_of(document, 3), author=other, text="Ask the county.")
    report = write(report_contents(document, Sight(manager, sees_all=True)), "webannotation").content
    (back,) = import_peer(actor=manager, project=project, data=report, slug="webannotation", name="back.json").documents
    assert judged(back) == judged(document)
    assert back.title == "The bridge"
    given = Verdict.objects.filter(document=back)
    assert {(row.rationale, *row.tags) for row in given} == {("Why not?", "misquote")}
    assert [row.quote for row in Citation.objects.filter(document=back)] == ["It was."]
    assert [text for _, text in noted(back)] == ["Ask the county."]


@pytest.mark.parametrize(
    ("start", "end", "serials"),
    [(0, 19, [1, 2]), (0, 12, [1]), (6, 16, [2]), (7, 11, [1]), (8, 13, [2]), (9, 10, []), (3, 4, [1])],
)
def test_a_label_is_on_the_sentences_that_it_covers_half_of_else_on_the_one_that_it_overlaps_most(
    project, start, end, serials
):
    data = {"text": "It rains. It snows.", "label": [[start, end, "Supported"]]}
    imported(project, "doccano", data)
    assert list(Verdict.objects.order_by("claim__serial").values_list("claim__serial", flat=True)) == serials


def test_a_label_on_words_within_a_sentence_alone_is_a_note(project):
    inner = {"type": "TextQuoteSelector", "exact": "snows"}
    selector = {"type": "TextQuoteSelector", "exact": "It rains and snows.", "refinedBy": inner}
    body = {"type": "TextualBody", "value": "Refuted", "purpose": "classifying"}
    annotation = {"target": {"source": "https://example.org/", "selector": selector}, "body": body}
    done = imported(project, "webannotation", annotation)
    assert noted(done.documents[0]) == [(1, "Label “Refuted” on “snows”")]
    assert (judged(done.documents[0]), done.left_out) == (
        [], ("Labels on words within a sentence alone, kept as notes: 1.",)
    )  # fmt: skip


def test_of_two_labels_of_one_person_on_a_sentence_the_first_stands_and_the_other_is_a_note(project):
    rows = {"text": "It rains and snows.", "label": [[0, 8, "Supported"], [3, 18, "Refuted"]]}
    done = imported(project, "doccano", rows)
    assert [row[2] for row in judged(done.documents[0])] == ["supported"]
    assert noted(done.documents[0]) == [(1, "Label “Refuted” on “rains and snows”")]
    assert done.left_out == ("Further labels of the same person on a claim, kept as notes: 1.",)


def test_a_label_outside_the_text_is_a_note_on_the_first_claim(project):
    done = imported(project, "doccano", {"text": "It rains.", "label": [[5, 500, "Refuted"], [-3, 2, "Refuted"]]})
    (document,) = done.documents
    assert (judged(document), done.left_out) == ([], ("Labels outside the text, kept as notes: 2.",))
    assert noted(document)[0] == (1, "Label “Refuted” at 5–500, outside the text")


def test_texts_that_are_the_same_are_one_document(project):
    data = [{"text": "It rains.", "label": ["Supported"]}, {"text": "It rains.", "comments": ["Hm."]}]
    (document,) = imported(project, "doccano", data).documents
    assert (len(judged(document)), len(noted(document))) == (1, 1)


def test_labels_are_mapped_as_chosen(project):
    data = {"text": "It rains.", "label": ["Ent=ailed"]}
    (document,) = imported(project, "doccano", data, chosen=chosen_of(["ent=AILED=supported"])).documents
    assert [row[2] for row in judged(document)] == ["supported"]
    for pairs in (["PER"], ["=supported"], ["PER="]):
        with pytest.raises(Invalid, match="LABEL=slug"):
            chosen_of(pairs)
    with pytest.raises(Invalid, match="no label “per”"):
        imported(project, "doccano", data, chosen={"PER": "per"})


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("SUPPORTED", "supported"), ("Mixed or missing context", "mixed"), ("mostly_true", "mostly-supported"),
        ("Half True", "mixed"), ("REFUTES", "refuted"), ("not enough info", "unverified"),
        ("4 of 5", "mostly-supported"),
        ("Conflicting Evidence/Cherrypicking", ""), ("4 of 10", ""), ("", ""), ("PER", ""),
    ],
)  # fmt: skip
def test_words_of_other_vocabularies_find_their_label_unless_they_may_mean_two(words, slug):
    assert LabelMap(SCALES["standard-1"], {}).find(words) == slug


def test_the_history_tells_of_it_in_one_entry_that_is_withheld_from_who_is_still_blind(project, manager):
    blind = make_person(username="blind", initials="BL")
    make_member(project=project, person=blind, role=Role.REVIEWER)
    document = imported(project, "doccano", "doccano.jsonl").documents[0]
    entry = HistoryEntry.objects.get(document=document, code="verdict.imported")
    assert (entry.body["verdicts"], entry.body["notes"], len(entry.body["people"])) == (2, 2, 1)
    seen = entries_of(document, Sight(blind, sees_all=False))
    assert [one.code for one in seen] == ["document.imported"]
    assert not Verdict.objects.visible_to(blind).exists()
    assert not Note.objects.visible_to(blind).filter(claim__isnull=False).exists()


def test_the_original_is_the_text_without_the_labels(project):
    document = imported(project, "doccano", "doccano.jsonl").documents[0]
    original = document.current.original
    assert (original.size, original.media_type) == (len(document.current.text.encode()), "text/plain")


def test_a_text_that_the_project_has_is_refused_before_anything_is_stored(project):
    imported(project, "doccano", {"text": "It rains."})
    with pytest.raises(Duplicate, match="in the project already"):
        imported(project, "doccano", [{"text": "It snows."}, {"text": "It rains."}])
    assert Document.objects.count() == 1
    imported(project, "doccano", [{"text": "It snows."}, {"text": "It rains."}], again=True)
    assert Document.objects.count() == 3


def test_of_a_file_with_a_fault_nothing_is_stored(project, manager):
    with pytest.raises(UnreadableDocument, match="line 2 is no sound JSON"):
        import_peer(actor=manager, project=project, data=b'{"text": "It rains."}\n{', slug="doccano", name="a.jsonl")
    with pytest.raises(Invalid, match="no format “brat”"):
        imported(project, "brat", {})
    assert not Document.objects.exists()


def test_labels_that_cover_too_many_sentences_together_are_refused(project):
    rows = {"text": "It rains. " * 400, "label": [[0, 3999, "Refuted"]] * 300}
    with pytest.raises(Invalid, match="more than 100,000 sentences"):
        imported(project, "doccano", rows)


def test_long_texts_are_cut_and_names_of_any_kind_are_carried(project):
    data = {
        "text": "It rains.",
        "comments": [{"text": "x" * 30_000, "username": "<b>" * 90}, {"text": "y", "username": "…"}],
    }
    done = imported(project, "doccano", data)
    assert [len(text) for _, text in noted(done.documents[0])] == [20_000, 1]
    assert done.left_out == ("Texts longer than 20,000 characters, of which the end was left out: 1.",)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ina Quill", "IQ"), ("annotator 9", "A9"), ("ola@example.org", "OL"), ("a.b@c.org", "AB"), ("", ""), ("ß", "SS"),
     ("One Two Three Four Five", "OTTF")],
)  # fmt: skip
def test_initials_are_made_of_names_and_addresses(name, initials):
    assert initials_of(name) == initials


def test_the_command_prints_each_document_and_what_became_something_else(tmp_path):
    out, err = io.StringIO(), io.StringIO()
    path = SAMPLES / "doccano.jsonl"
    call_command(
        "import_peer",
        path,
        "--format",
        "doccano",
        "--title",
        "Bridges",
        "--map",
        "PER=not-a-claim",
        stdout=out,
        stderr=err,
    )
    assert out.getvalue().splitlines()[0].endswith(": 2 claims, 2 with verdicts")
    assert "as a whole, kept as notes: 1." in err.getvalue()
    assert sorted(Document.objects.values_list("title", flat=True))[0] == "Bridges 1"
    make_project(manager=make_person(username="somebody"), slug="elsewhere")
    call_command("import_peer", path, "--format", "doccano", "--project", "elsewhere", stdout=out, stderr=err)
    assert Document.objects.filter(project__slug="elsewhere").count() == 4
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "a"}\nx')
    for options, message in (
        ((path, "--format", "doccano"), "in the project already"),
        ((bad, "--format", "doccano"), "“bad.jsonl” cannot be imported: line 2 is no sound JSON"),
        ((path, "--format", "doccano", "--project", "none"), "no project “none”"),
        ((path, "--format", "doccano", "--map", "PER"), "LABEL=slug"),
    ):
        with pytest.raises(CommandError, match=message):
            call_command("import_peer", *options)


def post(person, project, **body):
    client = Client()
    client.force_login(person)
    address = reverse("api:peer-import", args=[project.slug])
    return client.post(address, json.dumps(body), content_type="application/json")


def test_the_api_imports_one_text_for_managers_alone_and_tells_what_it_made(project, manager):
    row = {"text": "It rains. It snows.", "label": [[0, 9, "PER"], [10, 19, "NO"]]}
    body = {"text": json.dumps(row), "format": "doccano", "map": {"PER": "opinion"}, "title": "Weather"}
    answer = post(manager, project, **body)
    (made,) = Document.objects.all()
    assert (answer.status_code, answer.json()) == (
        201, {"id": made.pk, "title": "Weather", "claims": 2,
              "left_out": ["Label “NO” has no counterpart on the scale: 1 note."]},
    )  # fmt: skip
    assert answer.headers["Location"] == reverse("api:document-detail", args=[made.pk])
    assert [label for *_, label in judged(made)] == ["opinion"]
    assert post(manager, project, **body).status_code == 409
    editor = make_person(username="ed", initials="ED")
    make_member(project=project, person=editor, role=Role.EDITOR)
    assert post(editor, project, **body, again=True).status_code == 403


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ('{"text": "a"}\n{', 422, "line 2 is no sound JSON"),
        ('{"text": "a"}\n{"text": "b"}', 422, "at most 1 come in"),
        ("", 422, "holds no document"),
    ],
)  # fmt: skip
def test_the_api_says_what_is_wrong_with_a_file(project, manager, text, status, words):
    answer = post(manager, project, text=text, format="doccano")
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True)
    assert post(manager, project, text="{}", format="brat").status_code == 400
    assert not Document.objects.exists()
