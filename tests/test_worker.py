"""Large imports: done by the worker, told on their page, found again after a worker was killed."""

import threading
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from annotations import tasks
from annotations.importing import Upload
from annotations.models import Document, ImportJob, Placement, Stage
from annotations.services import imports
from annotations.services.drafts import Details, Incoming
from annotations.services.transactions import writing
from tests.factories import TEXT, make_document
from tests.scenes import long_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("transactional_db")]
NEW = "/documents/new/"


@pytest.fixture(autouse=True)
def large(monkeypatch, settings, tmp_path):
    """Everything counts as large, so that the worker does it."""
    monkeypatch.setattr(imports, "LARGE_BYTES", 0)
    monkeypatch.setattr(imports, "LARGE_CLAIMS", 0)
    settings.STAGING_DIR, settings.ORIGINALS_DIR = tmp_path / "staging", tmp_path / "originals"


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def page(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def handed_in(client, text=TEXT, **data):
    return client.post(NEW, {"project": "desk-one", "title": "Long", "text": text, **data}).url


def opened(actor, project, data=b"", name="bridge.txt"):
    upload = Upload(name, "text/plain", data or TEXT.encode())
    return imports.open_import(actor=actor, project=project, incoming=Incoming(upload), details=Details(title="T"))


def confirmed(job):
    imports.advance(job)
    return imports.confirm(job=job, details=Details(title="T"), allow_duplicate=False)


def test_the_worker_reads_and_stores_while_the_page_tells_how_far_it_is(client):
    url = handed_in(client, long_text(30))
    assert "Waiting for its turn" in page(client, url).select_one("#progress").text
    tasks.work_off()
    assert client.get(f"{url}progress/")["HX-Redirect"] == url
    form = page(client, url).select_one("form#confirm")
    assert client.post(form["action"], {"title": "Long", "language": "en"}).url == url
    assert "Waiting to be stored: 30 claims" in page(client, url).select_one("#progress").text
    assert not Document.objects.exists()
    tasks.work_off()
    document = Document.objects.get()
    assert client.get(url).url == reverse("web:document-detail", args=[document.pk])
    assert Placement.objects.filter(revision=document.current).count() == 30


def test_what_cannot_be_read_says_so_on_its_page_and_leaves_no_file(reviewer, project, client, settings):
    job = opened(reviewer, project, b"%PDF-1.7 rubbish", "broken.pdf")
    tasks.hand_over(job.pk)
    tasks.work_off()
    assert "broken.pdf" in page(client, f"/documents/imports/{job.pk}/").select_one("[role=alert]").text
    assert list(settings.STAGING_DIR.glob("*")) == []


@pytest.mark.parametrize("stage", [Stage.WAITING, Stage.READING, Stage.CUTTING])
def test_a_job_whose_worker_was_killed_while_it_read_is_read_by_the_next(reviewer, project, stage):
    job = opened(reviewer, project)
    ImportJob.objects.filter(pk=job.pk).update(stage=stage)
    tasks.work_off(stranded_after=timedelta(0))
    job.refresh_from_db()
    assert (job.stage, job.total) == (Stage.READY, 6)


@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.STORING])
def test_a_job_whose_worker_was_killed_while_it_stored_is_stored_once(reviewer, project, stage):
    job = confirmed(opened(reviewer, project))
    ImportJob.objects.filter(pk=job.pk).update(stage=stage)
    tasks.work_off(stranded_after=timedelta(0))
    tasks.work_off(stranded_after=timedelta(0))
    assert Document.objects.count() == 1


def test_a_job_at_work_is_not_taken_from_its_worker(reviewer, project):
    job = opened(reviewer, project)
    tasks.work_off(stranded_after=tasks.STRANDED_AFTER)
    job.refresh_from_db()
    assert job.stage == Stage.WAITING


def test_a_job_that_breaks_off_again_and_again_is_given_up(reviewer, project):
    job = opened(reviewer, project)
    ImportJob.objects.filter(pk=job.pk).update(attempts=3)
    tasks.work_off(stranded_after=timedelta(0))
    job.refresh_from_db()
    assert (job.stage, job.refusal["code"]) == (Stage.REFUSED, "gave_up")


def test_two_workers_with_one_job_store_it_once(reviewer, project):
    job = confirmed(opened(reviewer, project))
    copies = [ImportJob.objects.select_related("project", "actor").get(pk=job.pk) for _ in range(2)]

    def store(copy):
        imports.advance(copy)
        connection.close()

    workers = [threading.Thread(target=store, args=(copy,)) for copy in copies]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Document.objects.count() == 1


def test_what_cannot_be_stored_rests_at_its_preview_again(reviewer, project, client):
    job = confirmed(opened(reviewer, project))
    make_document(project=project, actor=reviewer)
    tasks.hand_over(job.pk)
    tasks.work_off()
    shown = page(client, f"/documents/imports/{job.pk}/")
    assert "in the project already" in shown.select_one("[role=alert]").text
    assert len(shown.select(".preview__item")) == 6


def test_others_write_while_a_text_is_read_and_cut(reviewer, project, monkeypatch):
    """Between its stages an import holds nothing: a writer gets through at every one of them."""
    job = opened(reviewer, project)
    seen = []
    before = imports.read

    def read_and_write(incoming):
        with writing():
            seen.append(connection.in_atomic_block)
        return before(incoming)

    monkeypatch.setattr(imports, "read", read_and_write)
    imports.advance(job)
    assert seen == [True]
    assert not connection.in_atomic_block


def test_a_discarded_job_is_not_taken_up(reviewer, project):
    job = opened(reviewer, project)
    tasks.hand_over(job.pk)
    imports.discard(job=job)
    tasks.work_off()
    assert not Document.objects.exists()


def test_the_command_does_what_waits_and_ends(reviewer, project):
    job = opened(reviewer, project)
    tasks.hand_over(job.pk)
    call_command("worker", "--once")
    job.refresh_from_db()
    assert job.stage == Stage.READY


def test_old_previews_are_forgotten_with_their_files(reviewer, project, settings):
    job = imports.advance(opened(reviewer, project))
    ImportJob.objects.filter(pk=job.pk).update(touched_at=job.created_at - timedelta(days=2))
    assert imports.forget_old() == 1
    assert list(settings.STAGING_DIR.glob("*")) == []
