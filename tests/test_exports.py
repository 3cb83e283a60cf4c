"""Reports as files: internal and public, one document or all, and what each leaves out."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from annotations.models import Document, User
from annotations.reports import WRITERS
from annotations.reports.pdf import PdfWriter
from tests.factories import make_citation, make_source
from tests.reports.words import READABLE, words_of
from tests.scenes import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    made = make_scene()
    secret = make_source(project=made.project, actor=made.person("reviewer"), title="The whistle", confidential=True)
    make_citation(claim=made.claim(2), actor=made.person("reviewer"), source=secret)
    return made


def exported(scene, path, *wishes):
    call_command("export_report", scene.document.pk, "--output", path, *wishes)
    return path.read_bytes()


def test_two_exports_of_the_same_state_are_equal_byte_for_byte_in_every_format(scene, tmp_path):
    for format in WRITERS:
        first, second = (exported(scene, tmp_path / name, "--format", format) for name in ("first", "second"))
        assert (format, first) == (format, second)


def test_no_public_file_names_a_person_or_a_confidential_source_in_any_format(scene, tmp_path):
    User.objects.update(first_name="Ada", last_name="Quillfeather")
    keys = [str(scene.person(name).reviewer_key.key) for name in ("reviewer", "second_reviewer", "editor", "manager")]
    assert "Quillfeather" in words_of("json", exported(scene, tmp_path / "internal", "--format", "json"))
    for format in WRITERS:
        words = words_of(format, exported(scene, tmp_path / "public", "--format", format, "--profile", "public"))
        assert not [hidden for hidden in ("Quillfeather", "The whistle", *keys) if hidden in words], format
        assert ("County record" in words) >= (format in {*READABLE, "bibtex", "docx", "pdf", "xlsx"}), format


def test_the_public_file_is_for_those_who_see_all(scene):
    address = reverse("web:report-download", args=[scene.document.pk, "json"])
    answer = scene.client("editor").get(f"{address}?profile=public")
    assert json.loads(answer.content)["profile"] == "public"
    assert "the-bridge-revision-1-public.json" in answer.headers["Content-Disposition"]
    refused = scene.client("second_reviewer").get(f"{address}?profile=public")
    assert refused.status_code == 403
    assert "you do not see all yet" in refused.content.decode()


def test_the_api_gives_the_public_file_to_those_who_see_all(scene):
    address = reverse("api:document-report", args=[scene.document.pk])
    public = scene.client("editor").get(f"{address}?format=json&profile=public")
    assert json.loads(public.content)["profile"] == "public"
    refused = scene.client("second_reviewer").get(f"{address}?profile=public")
    assert (refused.status_code, refused.json()["code"]) == (403, "public_needs_all")
    unknown = scene.client("editor").get(f"{address}?profile=secret")
    assert (unknown.status_code, unknown.json()["code"]) == (400, "unknown_profile")


def test_what_a_file_leaves_out_is_told_by_the_api_the_page_and_the_command_alike(scene, tmp_path, capsys):
    query = "?format=averitec&profile=public"
    told = scene.client("editor").get(reverse("api:report-left-out", args=[scene.document.pk]) + query).json()
    assert (told["format"], told["profile"]) == ("averitec", "public")
    assert told["name"] == "the-bridge-revision-1-public.averitec.json"
    assert any("5" in line for line in told["left_out"])
    page = scene.client("editor").get(reverse("web:report-formats", args=[scene.document.pk]) + query).content.decode()
    assert all(line in page for line in told["left_out"])
    exported(scene, tmp_path / "file", "--format", "averitec", "--profile", "public")
    assert capsys.readouterr().err.splitlines() == told["left_out"]


def test_where_nothing_qualifies_the_file_is_empty_and_valid(scene, tmp_path, capsys):
    assert json.loads(exported(scene, tmp_path / "file", "--format", "claimreview")) == []
    assert capsys.readouterr().err.strip()


def test_the_page_of_formats_offers_the_public_ones_to_those_who_see_all(scene):
    address = reverse("web:report-formats", args=[scene.document.pk])
    pages = {name: scene.client(name).get(address).content.decode() for name in ("editor", "second_reviewer")}
    assert all(f"/report/{slug}/" in page for page in pages.values() for slug in WRITERS)
    assert "?profile=public" in pages["editor"]
    assert "profile=public" not in pages["second_reviewer"]
    client = scene.client("second_reviewer")
    assert client.get(f"{address}?format=averitec&profile=public").status_code == 403
    assert client.get(f"{address}?format=exe").status_code == 404


def test_all_documents_are_written_one_file_each_with_what_they_leave_out(scene, tmp_path, capsys):
    Document.objects.filter(pk=scene.other.pk).update(title=scene.document.title)
    call_command("export_report", "--all", "--format", "averitec", "--output", tmp_path / "reports")
    names = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert names == sorted(f"{one.pk}-the-bridge-revision-1.averitec.json" for one in (scene.document, scene.other))
    told = capsys.readouterr().err.splitlines()
    assert {line.partition(":")[0] for line in told} == {f"document {one.pk}" for one in (scene.document, scene.other)}
    single = exported(scene, tmp_path / "one", "--format", "averitec")
    assert (tmp_path / "reports" / f"{scene.document.pk}-the-bridge-revision-1.averitec.json").read_bytes() == single


def test_a_document_too_long_for_print_is_told_and_the_others_are_written(scene, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("annotations.reports.pdf.MOST_ENTRIES", 12)
    with pytest.raises(CommandError, match=f"could not be written: {scene.document.pk}"):
        call_command("export_report", "--all", "--format", PdfWriter().slug, "--output", tmp_path)
    assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == [str(scene.other.pk)]
    assert "too long to print" in capsys.readouterr().err
    answer = scene.client("editor").get(reverse("api:document-report", args=[scene.document.pk]) + "?format=pdf")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_printable")


@pytest.mark.parametrize(
    "wishes",
    [
        ["--format", "csv"],
        ["1", "--all", "--format", "csv", "--output", "x"],
        ["--all", "--format", "csv"],
        ["1", "--format", "json", "--confidential", "--profile", "public"],
        ["1", "--format", "changes", "--profile", "public"],
    ],
)
def test_wishes_that_do_not_go_together_are_refused(wishes):
    with pytest.raises(CommandError):
        call_command("export_report", *wishes)
