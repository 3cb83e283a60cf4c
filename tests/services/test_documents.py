"""Import: what it stores, what it refuses, what it leaves behind."""

import hashlib

import pytest

from annotations.importing import Upload
from annotations.models import Document, HistoryEntry, Original, Placement, Revision
from annotations.services import documents, drafts, originals
from annotations.services.drafts import Incoming
from annotations.services.refusals import Duplicate, Invalid, NotAllowed, Stale
from tests.factories import TEXT, make_document

pytestmark = pytest.mark.django_db


def draft(project, data=None, **details):
    upload = Upload(name="bridge.txt", media_type="text/plain", data=data or TEXT.encode())
    return drafts.draft_import(project=project, incoming=Incoming(upload), details=drafts.Details(**details))


def test_the_placements_tile_the_text(document):
    text = Revision.objects.get(document=document).text
    places = list(Placement.objects.filter(revision=document.current).order_by("start"))
    assert "".join(place.gap + place.text for place in places) == text
    assert all(text[place.start : place.end] == place.text for place in places)
    assert [place.shown_number for place in places] == ["1", "2", "3", "4", "5", "6"]


def test_a_heading_is_suggested_not_to_be_a_claim(document):
    places = Placement.objects.filter(revision=document.current).order_by("start")
    assert [place.suggested_label for place in places] == ["not-a-claim", "", "", "", "", ""]


def test_the_original_is_kept_byte_for_byte(project, manager):
    data = "\ufeffOne line.\r\nAnother line.\r".encode()
    document = documents.import_document(actor=manager, project=project, draft=draft(project, data))
    original = Original.objects.get(revision__document=document)
    assert originals.path_of(original).read_bytes() == data
    assert original.sha256 == hashlib.sha256(data).hexdigest()
    assert document.current.text == "One line.\r\nAnother line.\r"


def test_a_draft_saves_nothing(project):
    draft(project)
    assert not Document.objects.exists()


def test_the_same_file_twice_is_refused_and_names_the_document(project, manager, document):
    with pytest.raises(Duplicate, match=f"document {document.pk}"):
        documents.import_document(actor=manager, project=project, draft=draft(project))
    assert Document.objects.count() == 1


def test_the_same_file_may_be_imported_again_on_purpose(project, manager, document):
    make_document(project=project, actor=manager, again=True)
    assert Document.objects.count() == 2


def test_who_was_removed_meanwhile_imports_nothing(project, reviewer):
    waiting = draft(project)
    project.memberships.filter(user=reviewer).update(left_at="2026-01-01T00:00Z")
    with pytest.raises(NotAllowed):
        documents.import_document(actor=reviewer, project=project, draft=waiting)
    assert not Document.objects.exists()


def test_a_bad_source_address_is_refused(project):
    with pytest.raises(Invalid):
        draft(project, url="javascript:alert(1)")


def test_an_import_is_one_entry_in_the_history(document):
    entry = HistoryEntry.objects.get(document=document)
    assert (entry.code, entry.body["claims"]) == ("document.imported", 6)


def test_details_change_only_from_the_version_that_was_seen(document, editor):
    documents.change_details(actor=editor, document=document, details={"author": "A. Writer"}, version=1)
    with pytest.raises(Stale):
        documents.change_details(actor=editor, document=document, details={"author": "B. Writer"}, version=1)
    document.refresh_from_db()
    assert document.author == "A. Writer"
