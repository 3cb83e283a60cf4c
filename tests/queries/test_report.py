"""What a report holds, for whom, and that it holds all of it."""

import csv
import io
import json

import pytest

from annotations.models import Document, HistoryEntry, Membership, Placement, Role, Sight, Source
from annotations.queries.report import report_contents
from annotations.reports import WRITERS, write
from annotations.services.structure import move_boundary
from tests.factories import claim_of, make_citation, make_note, make_source, make_verdict
from tests.reports.words import READABLE, words_of
from tests.rich_scene import sign
from tests.scenes import import_text, make_scene
from tests.visits import kept_open, undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """One scene for all tests here, in one transaction."""
    with django_db_blocker.unblock(), kept_open():
        yield make_scene()


@pytest.fixture
def _django_db_helper(scene, django_db_blocker):
    """In place of a transaction per test: the one of the scene; what a test stores is taken back."""
    with django_db_blocker.unblock(), undone():
        yield


def contents(document, user, sees_all=False):
    document = Document.objects.select_related("project", "current").defer("current__text").get(pk=document.pk)
    return report_contents(document, Sight(user, sees_all))


def as_json(document, user, sees_all=False):
    return json.loads(write(contents(document, user, sees_all), "json").content)


def test_import_to_json_loses_nothing(scene):
    text = (
        "A heading\n\nOne “quoted” sentence. Another\u00a0one,\twith 🙂 and é.\r\n\r\n"
        "- An item\n- Another item\n\n  The end."
    )
    document = import_text(text, project=scene.project, actor=scene.person("manager"))
    report = as_json(document, scene.person("manager"), sees_all=True)
    assert report["revision"]["text"] == text
    places = Placement.objects.filter(revision=document.current).order_by("start")
    assert [(c["id"], c["start"], c["end"], c["kind"], c["text"]) for c in report["claims"]] == [
        (place.claim.serial, place.start, place.end, place.kind, place.text) for place in places
    ]
    assert all(text[claim["start"] : claim["end"]] == claim["text"] for claim in report["claims"])


def test_a_complete_report_names_every_row(scene):
    report = as_json(scene.document, scene.person("editor"), sees_all=True)
    everything = [claim["verdicts"] for claim in report["claims"]]
    document = scene.document
    assert sum(map(len, everything)) == document.verdicts.count()
    assert sum(len(claim["adjudications"]) for claim in report["claims"]) == document.adjudications.count()
    assert sum(len(claim["citations"]) for claim in report["claims"]) == document.citations.count()
    assert len(report["history"]) == HistoryEntry.objects.filter(document=document).count()
    assert {entry["hash"] for entry in report["history"]} == set(
        HistoryEntry.objects.filter(document=document).values_list("hash", flat=True)
    )


def test_a_report_of_mine_holds_what_i_may_see_and_says_so(scene):
    second = scene.person("second_reviewer")
    found = contents(scene.document, second)
    verdicts = {claim.id: len(claim.verdicts) for claim in found.claims}
    assert (found.profile, verdicts) == ("mine", {1: 2, 2: 2, 3: 0, 4: 0, 5: 0, 6: 0})
    assert [claim.label for claim in found.claims] == ["not-a-claim", "mixed", None, None, None, None]
    assert {entry.hash for entry in found.history} == {""}
    for slug in WRITERS:
        assert "-partial." in write(found, slug).name
    for slug in READABLE:
        file = write(found, slug)
        assert b"first on 3" not in file.content
        assert b"first on 2" in file.content


def test_a_reader_s_report_holds_settled_labels_only(scene):
    found = contents(scene.document, scene.person("reader"))
    assert [claim.label for claim in found.claims] == [None, "mixed", None, "mixed", None, None]
    assert not any(claim.verdicts or claim.notes for claim in found.claims)
    assert not any(considered for claim in found.claims for row in claim.adjudications for considered in row.considered)
    assert found.history == ()


def test_who_became_a_reader_finds_nothing_of_others_in_the_history(scene):
    second = scene.person("second_reviewer")
    Membership.objects.filter(user=second).update(role=Role.READER)
    found = contents(scene.document, second)
    assert found.history == ()
    assert "Rationale of the first on 2" not in write(found, "json").content.decode()


def test_the_label_is_the_settled_one_else_the_common_one_else_none(scene):
    found = contents(scene.document, scene.person("editor"), sees_all=True)
    assert [(claim.label, claim.disagreement) for claim in found.claims] == [
        ("not-a-claim", False), ("mixed", False), ("refuted", False), ("mixed", False), (None, True), (None, False),
    ]  # fmt: skip


@pytest.mark.parametrize("slug", sorted(WRITERS))
def test_the_same_state_gives_the_same_bytes(scene, slug):
    editor = scene.person("editor")
    first = write(contents(scene.document, editor, sees_all=True), slug)
    second = write(contents(scene.document, editor, sees_all=True), slug)
    assert (first.name, first.content) == (second.name, second.content)


@pytest.mark.parametrize("slug", sorted({*READABLE, "docx", "pdf", "wikitext", "xlsx"}))
def test_one_more_verdict_gives_other_bytes(scene, slug):
    editor = scene.person("editor")
    first = write(contents(scene.document, editor, sees_all=True), slug)
    make_verdict(claim=scene.claim(6), reviewer=scene.person("reviewer"), label="disputed")
    assert write(contents(scene.document, editor, sees_all=True), slug).content != first.content


@pytest.mark.parametrize("slug", sorted(WRITERS))
def test_confidential_sources_are_left_out_and_named_as_left_out(scene, slug):
    editor = scene.person("editor")
    secret = make_source(project=scene.project, actor=editor, title="The whistle of X", confidential=True)
    make_citation(claim=scene.claim(3), actor=editor, source=secret, quote="Told in confidence.")
    found = contents(scene.document, editor, sees_all=True)
    assert found.left_out == ("Citations of confidential sources: 1.",)
    file = write(found, slug)
    assert file.left_out[0] == "Citations of confidential sources: 1."
    words = words_of(slug, file.content)
    assert "The whistle of X" not in words
    assert "Told in confidence." not in words


def test_no_database_id_is_in_a_report(scene):
    """Ranks and serials: those of a document imported after many others begin with 1 all the same."""
    other = import_text("One sentence. Another one.", project=scene.project, actor=scene.person("manager"))
    make_note(document=other, author=scene.person("manager"), claim=claim_of(other, 1))
    make_citation(claim=claim_of(other, 2), actor=scene.person("manager"), source=Source.objects.first())
    report = as_json(other, scene.person("manager"), sees_all=True)
    assert [claim["id"] for claim in report["claims"]] == [1, 2]
    assert report["claims"][0]["notes"][0]["id"] == 1
    assert (report["claims"][1]["citations"][0]["id"], report["sources"][0]["id"]) == (1, 1)


def test_a_moved_boundary_is_in_the_report(scene):
    editor = scene.person("editor")
    move_boundary(actor=editor, claim=scene.claim(2), words=1, version=1)
    claims = {claim.id: claim for claim in contents(scene.document, editor, sees_all=True).claims}
    assert claims[2].text == "The bridge was opened in 1931. It"
    assert [verdict.current for verdict in claims[2].verdicts] == [False, False]
    assert claims[2].label is None


def test_csv_has_a_row_for_every_claim(scene):
    content = write(contents(scene.document, scene.person("editor"), sees_all=True), "csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert {claim.text for claim in contents(scene.document, scene.person("editor"), True).claims} <= {
        cell for row in rows for cell in row
    }


def test_a_sign_off_is_in_the_reports_of_those_who_see_all(scene):
    editor = scene.person("editor")
    signed = sign(scene.document, editor)
    (told,) = contents(scene.document, editor, sees_all=True).signoffs
    assert (told.revision, told.number, told.valid, told.voided_by) == (1, 1, True, None)
    assert told.content_hash == signed.content_hash
    assert {one.reason.split(":")[0] for one in told.overrides} == {"Friday"}
    make_verdict(claim=scene.claim(6), reviewer=scene.person("reviewer"), label="disputed")
    found = contents(scene.document, editor, sees_all=True)
    (told,) = found.signoffs
    assert (told.valid, told.voided_by) == (False, str(scene.person("reviewer").reviewer_key.key))
    for slug in ("html", "md"):
        written = write(found, slug).content.decode()
        assert signed.content_hash in written
        assert "void since" in written
    assert contents(scene.document, scene.person("reviewer")).signoffs == ()


def test_only_the_last_sign_off_holds(scene):
    editor = scene.person("editor")
    sign(scene.document, editor)
    make_verdict(claim=scene.claim(6), reviewer=scene.person("reviewer"), label="disputed")
    sign(scene.document, editor)
    assert [one.valid for one in contents(scene.document, editor, sees_all=True).signoffs] == [False, True]


def test_why_the_rules_of_evidence_are_not_met_is_in_every_report(scene):
    reviewer = scene.person("reviewer")
    make_verdict(claim=scene.claim(6), reviewer=reviewer, evidence_override="The archive burnt down.")
    found = contents(scene.document, scene.person("editor"), sees_all=True)
    for slug in ("csv", "docx", "html", "json", "md", "pdf", "webannotation", "xlsx"):
        assert "The archive burnt down." in words_of(slug, write(found, slug).content)
