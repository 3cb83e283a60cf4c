"""The same file twice, the same key twice, many at once, and a role that is taken away meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from annotations.models import Document, ImportJob, Membership, Role
from annotations.services import drafts, imports, limits
from tests.doors.doors import FORM, ByApi, ByCommand, ByForm, multipart, said_on
from tests.visits import everything_stored

pytestmark = pytest.mark.django_db
TEXT = b"The bridge was opened in 1931. It is long."


def test_the_same_file_twice_is_told_with_the_document_that_is_there(door, files):
    """B-54: 409 with the id; the form and the command line name the document and take it if that is wanted."""
    first = door.hand_in("bridge.txt", TEXT).document
    second = door.hand_in("other-name.txt", TEXT)
    assert second.status == (422 if isinstance(door, ByCommand) else 409)
    assert f"(document {first.pk})" in second.says
    assert "“bridge”" in second.says
    if isinstance(door, ByApi):
        assert (second.code, second.problem["existing"]) == ("duplicate", first.pk)
    for job in ImportJob.objects.filter(document=None):
        imports.discard(job=job)
    assert Document.objects.get() == first
    assert files() == [first.current.original.storage_name]
    again = door.hand_in("other-name.txt", TEXT, again=True)
    assert (again.status, Document.objects.count()) == (201, 2)


@pytest.fixture
def api(reviewer, project, tmp_path):
    return ByApi(reviewer, project, tmp_path)


def test_a_key_imports_one_file_once(api, files):
    """B-55: the second time the first answer comes again; for another file, or another name of it, the key is used."""
    body = multipart(api.fields, "bridge.txt", TEXT)
    first = api.send(body, FORM, key="k1")
    stored = everything_stored()
    again = api.send(body, FORM, key="k1")
    assert again.response.headers["Idempotent-Replayed"] == "true"
    assert again.response.json() == first.response.json()
    for other in (("bridge.txt", TEXT + b" More."), ("other.txt", TEXT)):
        told = api.send(multipart(api.fields, *other), FORM, key="k1")
        assert (told.status, told.code) == (422, "idempotency_key_reused")
    assert everything_stored() == stored
    assert len(files()) == 1


def test_a_key_of_a_refused_import_may_be_used_again(api, unchanged_by_api):
    """B-55: only effects are remembered."""
    assert api.send(multipart(api.fields, "a.pdf", TEXT), FORM, key="k1").status == 415
    unchanged_by_api()
    assert api.send(multipart(api.fields, "a.txt", TEXT), FORM, key="k1").status == 201


@pytest.fixture
def unchanged_by_api(api):
    before = everything_stored()

    def check():
        assert everything_stored() == before

    return check


def leave(person, role: Role | None = None) -> None:
    """Take somebody's role away, or give another one, as a manager does meanwhile."""
    change = {"role": role} if role else {"left_at": timezone.now()}
    Membership.objects.filter(user=person).update(**change)


@pytest.mark.parametrize("kind", [ByApi, ByCommand], ids=lambda kind: kind.name)
def test_who_leaves_while_the_file_is_read_stores_nothing(kind, reviewer, project, tmp_path, files, monkeypatch):
    """B-59: the role is looked at again when the document is stored."""
    door = kind(reviewer, project, tmp_path / "handed-in")
    read = drafts.read

    def read_and_leave(incoming):
        leave(door.person)
        return read(incoming)

    monkeypatch.setattr(drafts, "read", read_and_leave)
    told = door.hand_in("bridge.txt", TEXT)
    assert (told.status, told.code) in ((403, "no_longer_member"), (422, ""))
    assert "no longer a member" in told.says
    assert not Document.objects.exists()
    assert files() == []


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.READER, 403)], ids=["left", "reader"])
def test_who_loses_the_role_between_preview_and_confirmation_stores_nothing(reviewer, project, tmp_path, role, status):
    """B-59: the preview is closed to them too."""
    form = ByForm(reviewer, project, tmp_path)
    response = form.send(multipart(form.fields, "bridge.txt", TEXT))
    form.preview(response)
    leave(reviewer, role)
    before = everything_stored()
    for step in ("", "confirm/", "read/", "discard/"):
        send = form.client.post if step else form.client.get
        assert send(f"{response.url}{step}", {"title": "T"}).status_code == status, step
    assert everything_stored() == before
    assert not Document.objects.exists()


def test_who_leaves_after_confirming_a_large_import_stores_nothing(reviewer, project, files):
    """B-59: the worker looks too."""
    upload = drafts.Upload("bridge.txt", "text/plain", TEXT)
    job = imports.open_import(
        actor=reviewer, project=project, incoming=drafts.Incoming(upload), details=drafts.Details(title="T")
    )
    job = imports.confirm(job=imports.advance(job), details=drafts.Details(title="T"), allow_duplicate=False)
    leave(reviewer)
    with pytest.raises(imports.Refusal) as refusal:
        imports.advance(job)
    assert refusal.value.code == "no_longer_member"
    assert not Document.objects.exists()
    imports.discard(job=job)
    assert files() == []


@pytest.mark.parametrize("kind", [ByForm, ByApi], ids=lambda kind: kind.name)
def test_the_eleventh_in_a_minute_is_told_when_to_come_again(kind, reviewer, project, tmp_path):
    """B-60."""
    door = kind(reviewer, project, tmp_path)
    for _ in range(10):
        limits.IMPORTS.count(str(reviewer.pk))
    told = door.hand_in("bridge.txt", TEXT)
    assert told.status == 429
    assert 1 <= int(told.response.headers["Retry-After"]) <= 61
    assert "10 texts within a minute" in told.says
    assert not ImportJob.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize("kind", [ByForm, ByApi], ids=lambda kind: kind.name)
def test_of_many_at_once_those_that_are_taken_are_taken_whole(kind, reviewer, project, tmp_path, files):
    """B-60: three of one person at a time; the others are told to wait, and nothing is half done."""
    doors = [kind(reviewer, project, tmp_path) for _ in range(8)]
    together = threading.Barrier(len(doors))

    def hand_in(number: int):
        try:
            together.wait(20)
            body = multipart(doors[number].fields, f"{number}.html", b"<p>Number %d." % number + b" more" * 5_000)
            return doors[number].send(body)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doors)) as pool:
        told = [getattr(answer, "response", answer) for answer in pool.map(hand_in, range(len(doors)))]
    taken = [response for response in told if response.status_code in (201, 302)]
    waiting = [response for response in told if response.status_code == 429]
    assert (len(taken) + len(waiting), len(taken) >= 3, len(waiting) >= 1) == (8, True, True)
    assert all(int(response.headers["Retry-After"]) >= 1 for response in waiting)
    stored = Document.objects.all() if kind is ByApi else ImportJob.objects.filter(stage="ready")
    assert stored.count() == len(taken)
    assert len(files()) == len(taken) * (1 if kind is ByApi else 2)
    assert not [response for response in waiting if kind is ByForm and "Three of your imports" not in said_on(response)]
