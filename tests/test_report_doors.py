"""A report by its doors: command line, API and import page."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from annotations.models import Document, HistoryEntry, Project
from annotations.reports import WRITERS
from annotations.services import people
from annotations.web.report_imports import FIRST_BYTES
from tests.factories import claim_of, make_citation, make_project, make_source, make_verdict
from tests.rich_scene import empty_installation, exported

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(document, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    return exported(document)


@pytest.fixture
def elsewhere(manager):
    return make_project(manager=manager, slug="desk-two")


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_command_line_writes_a_report_and_reads_it_back(document, report, tmp_path, capsys):
    path = tmp_path / "report.json"
    call_command("export_report", document.pk, "--format", "json", "--output", path)
    assert path.read_bytes() == report
    empty_installation()
    call_command("import_report", path)
    imported = Document.objects.get()
    assert capsys.readouterr().out == f"document {imported.pk}: 6 claims\n"
    assert imported.project.slug == "desk-one"
    again = tmp_path / "again.json"
    call_command("export_report", imported.pk, "--format", "json", "--output", again)
    assert again.read_bytes() == report
    call_command("verify")


def test_the_command_line_refuses_in_one_line(report, tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(report)
    with pytest.raises(CommandError, match="has this document already"):
        call_command("import_report", path)
    path.write_text("{}")
    with pytest.raises(CommandError, match="The file is not a factcheck report"):
        call_command("import_report", path)
    with pytest.raises(CommandError, match="no-such-file"):
        call_command("import_report", "no-such-file.json")


def test_the_command_line_takes_a_document_again_and_into_a_project_of_another_name(report, tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(report)
    call_command("import_report", path, "--again")
    call_command("import_report", path, "--project", "archive")
    assert sorted(Document.objects.values_list("project__slug", flat=True)) == ["archive", "desk-one", "desk-one"]
    made = Project.objects.get(slug="archive")
    assert made.memberships.get(role="manager", left_at=None).user.username == people.COMMAND_LINE


def test_what_is_said_of_confidential_sources_comes_on_request_and_in_json_alone(document, reviewer, capfdbinary):
    secret = make_source(project=document.project, actor=reviewer, title="The whistle of X", confidential=True)
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=secret)
    call_command("export_report", document.pk, "--format", "json")
    assert b"whistle" not in capfdbinary.readouterr().out
    call_command("export_report", document.pk, "--format", "json", "--confidential")
    assert b"The whistle of X" in capfdbinary.readouterr().out
    for format in sorted(set(WRITERS) - {"json"}):
        with pytest.raises(CommandError, match="lossless report alone"):
            call_command("export_report", document.pk, "--format", format, "--confidential")


def test_no_other_format_holds_the_original(document, editor):
    held = base64.b64encode(document.current.text.encode())
    for format in WRITERS:
        answer = client_of(editor).get(reverse("web:report-download", args=[document.pk, format]))
        assert (held in answer.content) == (format == "json")


def post(person, project, **body):
    address = reverse("api:report-import", args=[project.slug])
    return client_of(person).post(address, json.dumps(body), content_type="application/json")


def test_the_api_sets_a_document_up(report, manager, elsewhere):
    content = base64.b64encode(report).decode()
    answer = post(manager, elsewhere, content=content)
    made = Document.objects.get(project=elsewhere)
    assert (answer.status_code, answer.json()) == (
        201, {"id": made.pk, "title": "The bridge", "revisions": 1, "claims": 6}
    )  # fmt: skip
    assert answer.headers["Location"] == reverse("api:document-detail", args=[made.pk])
    refused = post(manager, elsewhere, content=content)
    assert (refused.status_code, refused.json()["existing"]) == (409, made.pk)
    assert post(manager, elsewhere, content=content, again=True).status_code == 201


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [("%%%", 400, "body_invalid"), ("", 422, "report_unreadable"), ("e30=", 422, "report_unknown")],
)
def test_the_api_says_what_is_wrong_with_a_report(manager, project, content, status, code):
    answer = post(manager, project, content=content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def upload(person, project, data, name="report.json"):
    form = {"project": project.slug, "title": "", "file": SimpleUploadedFile(name, data, "application/json")}
    return client_of(person).post(reverse("web:document-new"), form)


def test_the_import_page_knows_a_report_and_leads_to_its_document(report, manager, elsewhere):
    answer = upload(manager, elsewhere, report)
    made = Document.objects.get(project=elsewhere)
    assert (answer.status_code, answer.url) == (302, reverse("web:document-detail", args=[made.pk]))
    assert exported(made).count(b'"supported"') == report.count(b'"supported"')
    told = HistoryEntry.objects.get(code="document.report_imported")
    assert (told.actor, told.chain.project) == (manager, elsewhere)
    page = answer.client.get(answer.url).content.decode()
    assert "Imported from its report" in page


def test_the_import_page_says_why_a_report_is_refused_and_writes_nothing(report, document, project, manager, reviewer):
    answer = upload(manager, project, report)
    assert answer.status_code == 409
    assert "The project has this document already, with its history." in answer.content.decode()
    answer = upload(reviewer, project, report)
    assert answer.status_code == 403
    assert "ask a manager of the project" in answer.content.decode()
    answer = upload(manager, project, report[: FIRST_BYTES * 2])
    assert answer.status_code == 422
    assert "it is no sound JSON" in answer.content.decode()
    assert Document.objects.get() == document


def test_another_json_file_is_refused_as_before(project, manager):
    answer = upload(manager, project, b'{"a": 1}')
    assert answer.status_code == 415
    assert "accepted are" in answer.content.decode()
