"""What `manage.py verify` finds: rows are tampered with behind the guards' back, as who owns the database can."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from annotations.models import Chain, Document, HistoryEntry, Original, Placement, Revision
from annotations.models.digests import digest
from annotations.services import history
from annotations.services.history import canonical, entry_hash
from annotations.services.originals import path_of
from annotations.services.verification import faults
from tests import repairs
from tests.factories import claim_of, make_note, make_verdict
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(document, reviewer, editor):
    """A document with a history: imported, judged, noted, repaired and the repair taken back."""
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    make_note(document=document, author=reviewer)
    repairs.split(document, editor, 3, "the longest")
    repairs.undo(document, editor)
    return document


def entries(document):
    return HistoryEntry.objects.filter(document=document)


def found(document):
    """The faults, with the document's and the chain's own numbers taken out."""
    return [str(fault).replace(f"document {document.pk}", "document N") for fault in faults()]


def forge(entry, **changes):
    """Change an entry and make its own commitment and hash fit again, which breaks the next link."""
    body = changes.pop("body", entry.body)
    entry.body, entry.commitment = body, digest(entry.salt, canonical(body))
    for name, value in changes.items():
        setattr(entry, name, value)
    before = entries(entry.document).filter(number=entry.number - 1).first()
    entry.hash = entry_hash(before.hash if before else "", entry)
    entry.save()


def test_what_nobody_touched_is_as_it_was_written(kept, capsys):
    call_command("verify")
    assert capsys.readouterr().out == "everything is as it was written\n"


LINK = "its hash does not follow from the entry before and from what it says"
BODY = "its body is not what its commitment was made of"
TAMPERED = [
    (lambda rows: rows.filter(number=2).update(body={"label": "refuted"}), f"entry 2: {BODY}"),
    (lambda rows: rows.filter(number=3).update(salt="0" * 32), f"entry 3: {BODY}"),
    (lambda rows: rows.filter(number=3).update(salt=None), "entry 3: its body or its salt is gone"),
    (lambda rows: rows.filter(number=3).update(code="note.else"), f"entry 3: {LINK}"),
    (lambda rows: rows.filter(number=3).update(at="2020-01-01T00:00Z"), f"entry 3: {LINK}"),
    (lambda rows: rows.filter(number=3).update(subject="claim 7"), f"entry 3: {LINK}"),
    (lambda rows: rows.filter(number=1).update(hash="d" * 64), f"entry 1: {LINK}"),
    (lambda rows: rows.filter(number=2).delete(), "entry 2: it is missing; the next one has the number 3"),
    (lambda rows: rows.filter(number=1).delete(), "entry 1: it is missing; the next one has the number 2"),
    (lambda rows: rows.filter(number=3).update(number=30), "entry 3: it is missing; the next one has the number 4"),
    (lambda rows: forge(rows.get(number=2), body={"label": "refuted"}), f"entry 3: {LINK}"),
]


@pytest.mark.parametrize(("tamper", "what"), TAMPERED)
def test_the_first_broken_link_is_named(kept, tamper, what):
    with unguarded():
        entries(kept).filter(undoes__isnull=False).update(undoes=None)
        tamper(entries(kept))
    assert found(kept) == [f"history of document N, {what}"]


def test_a_shortened_chain_and_a_false_head_are_found(kept):
    chain = Chain.objects.get(document=kept)
    with unguarded():
        entries(kept).filter(number=5).delete()
    assert found(kept) == ["history of document N: its head counts 5 entries, and there are 4"]
    Chain.objects.filter(pk=chain.pk).update(length=4)
    assert found(kept) == ["history of document N: its head is not the hash of entry 4"]


def test_a_history_that_is_gone_is_found(kept):
    with unguarded():
        entries(kept).update(undoes=None)
        entries(kept).delete()
    Chain.objects.filter(document=kept).delete()
    assert found(kept) == ["history of document N: there is none, not even of the import"]


def test_the_last_entry_forged_with_everything_that_fits_is_betrayed_by_the_head(kept):
    with unguarded():
        forge(entries(kept).get(number=5), subject="claim 9")
    assert found(kept) == ["history of document N: its head is not the hash of entry 5"]


def test_an_emptied_body_needs_an_entry_of_the_erasure(kept, manager):
    entry = entries(kept).get(number=3)
    entries(kept).filter(pk=entry.pk).update(salt=None, body=None)
    assert found(kept) == ["history of document N, entry 3: its body was emptied, and no erasure says so"]
    history.record(actor=manager, code="person.erased", body={"emptied": [entry.hash]})
    assert found(kept) == []


def test_the_chains_of_projects_and_of_the_installation_are_followed_too(kept, project):
    with unguarded():
        HistoryEntry.objects.filter(chain__project=project, number=1).update(subject="else")
    assert found(kept) == [f"history of project {project.slug}, entry 1: {LINK}"]


def test_a_changed_text_is_found(kept):
    with unguarded():
        Revision.objects.filter(document=kept).update(text="The bridge was never opened.")
    lines = found(kept)
    assert "document N, revision 1: the text does not have the hash that was kept with it" in lines
    assert any("characters" in line for line in lines)
    assert any("do not tile" in line for line in lines)


@pytest.mark.parametrize(
    ("number", "change", "what"),
    [
        (2, {"text": "The bridge was closed in 1931."}, "the claims do not tile the text"),
        (3, {"gap": ""}, "the claims do not tile the text"),
        (3, {"closed_at": "2026-01-01T00:00Z"}, "the claims do not tile the text"),
        (6, {"closed_at": "2026-01-01T00:00Z"}, "and text follows"),
    ],
)
def test_claims_that_do_not_tile_the_text_are_found(document, number, change, what):
    with unguarded():
        Placement.objects.live().filter(revision=document.current_id, number=number).update(**change)
    (line,) = found(document)
    assert what in line


def test_an_original_that_was_changed_or_lost_is_found(kept):
    original = Original.objects.get(revision__document=kept)
    path = path_of(original)
    before = path.read_bytes()
    path.write_bytes(before + b".")
    assert found(kept) == [
        f"original {original.storage_name} (bridge.txt): the file is not what was kept: "
        "its bytes have another hash or length"
    ]
    path.unlink()
    assert found(kept) == [f"original {original.storage_name} (bridge.txt): the file is missing"]


def test_the_command_prints_a_line_for_each_fault_and_ends_with_one(kept, capsys):
    with unguarded():
        entries(kept).filter(number=2).update(body={})
    with pytest.raises(CommandError, match="1 fault found"):
        call_command("verify")
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f"entry 2: {BODY}")
    assert Document.objects.filter(pk=kept.pk).exists()
