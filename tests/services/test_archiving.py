"""The web archive: who is asked for what and when, what becomes of the answer, and who is never told of."""

import functools
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django_tasks_db.models import DBTaskResult

from annotations import tasks
from annotations.importing.fetching import Limits, ask
from annotations.models import HistoryEntry, Source
from annotations.queries.content_hash import content_hash
from annotations.queries.library import item_of
from annotations.services import archiving, sources
from annotations.services.bibliographies import bibliography_of, written_fields
from annotations.services.refusals import Invalid, Stale
from annotations.services.sources import Bibliography
from tests.api.calls import Api, code_of
from tests.factories import claim_of, make_citation, make_source
from tests.importing.web_server import OPEN, Names, Server, answer, redirect
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db
PAGE = "https://example.org/a?b=1"
LIBRARY = "/projects/desk-one/sources/"


@pytest.fixture
def archive(monkeypatch, settings):
    """An archive on this machine, under a name of its own, that keeps what it is asked to."""
    server = Server(OPEN, otherwise=answer("no such page", 404))
    server.answers[f"/save/{PAGE}"] = redirect(f"/web/2026/{PAGE}")
    server.answers[f"/web/2026/{PAGE}"] = answer("The page.", Content_Type="application/pdf")
    limits = Limits(ports=frozenset({server.port}), seconds=1.0, connect_seconds=0.5, characters=4000)
    names = Names({"archive.example": [[OPEN]], "elsewhere.example": [[OPEN]]})
    asking = functools.partial(ask, resolve=names, guard=lambda address: address == OPEN)
    monkeypatch.setattr(archiving, "ask", asking)
    monkeypatch.setattr(archiving, "LIMITS", limits)
    settings.ARCHIVE_SERVICE = f"http://archive.example:{server.port}/save/"
    yield server
    server.stop()


def asked(server):
    return [head.split()[1].decode() for head in server.visits()]


def entered(project, person, url=PAGE, **entry):
    return make_source(project=project, actor=person, url=url, **entry)


def now(source):
    return Source.objects.get(pk=source.pk)


def keep(source):
    for pk in archiving.waiting():
        archiving.keep_copy(pk)
    return now(source)


def copy_at(server):
    return f"http://archive.example:{server.port}/web/2026/{PAGE}"


def test_without_an_archive_nothing_is_asked_for(project, editor):
    source = entered(project, editor)
    assert (source.archive_state, archiving.waiting()) == ("", [])
    with pytest.raises(Invalid, match="no web archive"):
        archiving.ask_again(actor=editor, source=source, version=1)


def test_a_source_that_is_entered_is_kept_and_nothing_of_ours_is_sent(project, editor, archive):
    source = entered(project, editor)
    assert source.archive_state == "waiting"
    kept = keep(source)
    assert (kept.archive_state, kept.archive_url, kept.archive_failure) == ("done", copy_at(archive), "")
    assert kept.archived_at is not None
    assert asked(archive) == [f"/save/{PAGE}", f"/web/2026/{PAGE}"]
    assert not any(word in head.lower() for head in archive.visits() for word in (b"cookie", b"referer", b"author"))
    entry = HistoryEntry.objects.latest("pk")
    assert (entry.code, entry.actor, entry.content) == ("source.archived", editor, False)
    assert entry.body == {"source": source.pk, "url": PAGE, "archive_url": copy_at(archive)}
    assert archiving.waiting() == []


def test_an_answer_changes_neither_the_version_nor_the_record_nor_what_is_signed(project, editor, document, archive):
    source = entered(project, editor)
    make_citation(claim=claim_of(document, 2), actor=editor, source=source)
    before, csl = content_hash(document), source.csl
    kept = keep(source)
    assert (kept.version, kept.csl, content_hash(document)) == (1, csl, before)
    assert item_of(kept)["archive_location"] == copy_at(archive)


def test_what_the_answer_calls_its_address_is_where_the_copy_is(project, editor, archive):
    archive.answers[f"/save/{PAGE}"] = answer("Kept.", Content_Location=f"/web/2026/{PAGE}")
    assert keep(entered(project, editor)).archive_url == copy_at(archive)


def test_an_archive_that_takes_the_address_in_a_query_gets_it_escaped(project, editor, archive, settings):
    settings.ARCHIVE_SERVICE = f"http://archive.example:{archive.port}/submit?url="
    escaped = "/submit?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1"
    archive.answers[escaped] = redirect(f"/web/2026/{PAGE}")
    assert keep(entered(project, editor)).archive_state == "done"
    assert asked(archive)[0] == escaped


NO_COPY = {
    "busy": (answer("secret words", 429), "answered with status 429"),
    "silent": (b"", "did not answer"),
    "itself": (answer("Kept, somewhere."), "did not say where the copy is"),
    "elsewhere": (answer("Kept.", Content_Location="http://elsewhere.example/a"), "did not say where the copy is"),
    "no address": (answer("Kept.", Content_Location="javascript:alert(1)"), "did not say where the copy is"),
    "inside": (redirect("http://127.0.0.1/"), "port"),
}


@pytest.mark.parametrize("reply", NO_COPY)
def test_an_archive_that_keeps_nothing_is_told_in_one_sentence_and_can_be_asked_again(project, editor, archive, reply):
    whole = archive.answers[f"/save/{PAGE}"]
    archive.answers[f"/save/{PAGE}"], why = NO_COPY[reply]
    source = entered(project, editor)
    failed = keep(source)
    assert (failed.archive_state, failed.archive_url, failed.archived_at) == ("failed", "", None)
    assert failed.archive_failure.startswith("The archive did not keep the page: ")
    assert why in failed.archive_failure
    assert "secret" not in failed.archive_failure
    assert HistoryEntry.objects.latest("pk").code == "source.archive_failed"
    archive.answers[f"/save/{PAGE}"] = whole
    archiving.ask_again(actor=editor, source=failed, version=1)
    assert keep(source).archive_state == "done"


UNTOLD = [
    "http://127.0.0.1/a", "http://10.0.0.7/a", "http://intranet/a", "https://desk.local/a", "http://[::1]/a",
    "http://testserver/a", "http://localhost:8000/a",
]  # fmt: skip


@pytest.mark.parametrize("url", UNTOLD)
def test_the_archive_is_told_of_no_address_that_lies_inside(project, editor, archive, url):
    failed = keep(entered(project, editor, url))
    assert "does not lead to the public web" in failed.archive_failure
    assert asked(archive) == []


def test_the_archive_is_never_told_of_a_confidential_source(project, editor, archive):
    secret = entered(project, editor, confidential=True)
    late = entered(project, editor, f"{PAGE}&c=2")
    entry = bibliography_of(written_fields(late) | {"confidential": True}, late)
    sources.change_source(actor=editor, source=late, entry=entry, version=1)
    Source.objects.filter(pk=secret.pk).update(archive_state="waiting")
    assert [keep(one).archive_url for one in (secret, late)] == ["", ""]
    assert asked(archive) == []
    with pytest.raises(Invalid, match="confidential"):
        archiving.ask_again(actor=editor, source=late, version=2)


def test_a_copy_that_somebody_entered_is_never_replaced(project, editor, archive):
    typed = entered(project, editor, archive_url="https://own.example/a")
    waits = entered(project, editor, f"{PAGE}&c=2")
    entry = bibliography_of(written_fields(waits) | {"archive_url": "https://own.example/b"}, waits)
    sources.change_source(actor=editor, source=waits, entry=entry, version=1)
    assert [keep(one).archive_url for one in (typed, waits)] == ["https://own.example/a", "https://own.example/b"]
    assert asked(archive) == []
    with pytest.raises(Invalid, match="has a copy"):
        archiving.ask_again(actor=editor, source=typed, version=1)


def test_a_copy_stays_until_the_address_changes_whatever_else_is_corrected(project, editor, archive):
    source = entered(project, editor)
    stale_form = written_fields(source)
    kept = keep(source)
    for version, form in ((1, stale_form | {"title": "Another"}), (2, written_fields(kept) | {"title": "A third"})):
        entry = bibliography_of(form, now(source))
        changed = sources.change_source(actor=editor, source=source, entry=entry, version=version)
        assert (changed.archive_state, changed.archive_url) == ("done", copy_at(archive))
        assert "archive_location" not in changed.csl
    as_shown = Bibliography(title="A fourth", url=PAGE, archive_url=copy_at(archive))  # a client that sends it back
    changed = sources.change_source(actor=editor, source=source, entry=as_shown, version=3)
    assert "archive_location" not in changed.csl
    moved = Bibliography(title="Moved", url="https://example.org/b")
    changed = sources.change_source(actor=editor, source=source, entry=moved, version=4)
    assert (changed.archive_state, changed.archive_url, changed.archived_at) == ("waiting", "", None)


def test_a_source_that_changed_while_the_archive_answered_is_asked_for_anew(project, editor, archive, monkeypatch):
    source = entered(project, editor)
    asking = archiving.ask

    def meanwhile(address, **more):
        answered = asking(address, **more)
        moved = Bibliography(title="Moved", url="https://example.org/b")
        sources.change_source(actor=editor, source=source, entry=moved, version=1)
        return answered

    monkeypatch.setattr(archiving, "ask", meanwhile)
    archiving.keep_copy(source.pk)
    assert (now(source).archive_state, now(source).archive_url) == ("waiting", "")
    assert archiving.waiting() == [source.pk]


def test_asking_again_needs_the_version_that_was_seen_and_asks_once(project, editor, archive):
    source = keep(entered(project, editor))
    before = everything_stored()
    with pytest.raises(Stale):
        archiving.ask_again(actor=editor, source=source, version=7)
    assert everything_stored() == before
    for _ in range(2):
        waits = archiving.ask_again(actor=editor, source=source, version=1)
    assert (waits.archive_state, waits.archive_url) == ("waiting", copy_at(archive))
    assert HistoryEntry.objects.filter(code="source.archive_asked").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_asks_and_takes_up_what_a_killed_one_left(transactional_db, project, editor, archive):
    source = entered(project, editor)
    tasks.hand_over_archiving(tasks.STRANDED_AFTER)
    tasks.hand_over_archiving(tasks.STRANDED_AFTER)
    task = DBTaskResult.objects.get()
    task.claim("a worker that is killed now")
    tasks.work_off()
    assert now(source).archive_state == "waiting"
    tasks.work_off(stranded_after=timedelta(0))
    assert (now(source).archive_state, len(asked(archive))) == ("done", 2)
    tasks.work_off(stranded_after=timedelta(0))
    assert DBTaskResult.objects.count() == 2


def test_the_pages_tell_what_became_of_it_and_have_the_button(client, project, reviewer, document, archive):
    source = entered(project, reviewer)
    make_citation(claim=claim_of(document, 2), actor=reviewer, source=source)
    client.force_login(reviewer)

    def shown(url):
        return BeautifulSoup(client.get(url).content, "html.parser")

    def pages():
        one = shown(f"{LIBRARY}{source.pk}/").select_one("dl.facts").get_text(" ", strip=True)
        panel = shown(f"/documents/{document.pk}/claims/2/panel/").select_one(".citation__foot").text
        return one, shown(LIBRARY).select_one("tbody").text, panel

    assert [word in page for word, page in zip(("Asked for", "Archive asked", "Archive asked"), pages(), strict=True)]
    archive.answers.pop(f"/save/{PAGE}")
    keep(source)
    one, row, panel = pages()
    assert "Not kept The archive did not keep the page: the address answered with status 404." in one
    assert "Not archived" in row
    assert "Not archived" in panel
    form = shown(f"{LIBRARY}{source.pk}/").select_one("form.library__ask")
    sent = {field["name"]: field["value"] for field in form.select("input")}
    assert client.post(form["action"], sent).status_code == 302
    assert now(source).archive_state == "waiting"
    assert shown(f"{LIBRARY}{source.pk}/").select_one("form.library__ask") is None


def test_a_program_asks_again_with_the_tag_that_it_saw(project, reviewer, archive):
    source = keep(entered(project, reviewer))
    api, url = Api(reviewer), f"{LIBRARY}{source.pk}/"
    told = api.get(url).json()
    assert (told["archive_state"], told["archive_url"], told["etag"]) == ("done", copy_at(archive), '"v1"')
    assert api.post(f"{url}archive/").status_code == 428
    assert api.post(f"{url}archive/", if_match='"v3"').status_code == 412
    assert api.post(f"{url}archive/", if_match='"v1"').json()["archive_state"] == "waiting"
    without = make_source(project=project, actor=reviewer)
    refused = api.post(f"{LIBRARY}{without.pk}/archive/", if_match='"v1"')
    assert (refused.status_code, code_of(refused)) == (422, "not_to_be_archived")
