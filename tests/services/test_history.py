"""The chains: gapless, bound together, provable also when a body is emptied."""

import json

import pytest

from annotations.models import Chain, HistoryEntry
from annotations.models.digests import digest
from annotations.services import history
from annotations.services.documents import change_details
from annotations.services.history import canonical, entry_hash
from tests.factories import make_note
from tests.scenes import make_scene

pytestmark = pytest.mark.django_db


def test_every_chain_of_a_project_at_work_can_be_checked():
    make_scene()
    assert Chain.objects.count() >= 4
    for chain in Chain.objects.all():
        previous = ""
        for number, entry in enumerate(chain.entries.order_by("number"), 1):
            assert entry.number == number
            assert entry.commitment == digest(entry.salt, canonical(entry.body))
            assert entry.hash == entry_hash(previous, entry)
            previous = entry.hash
        assert (chain.length, chain.head) == (number, previous)


def test_an_emptied_entry_leaves_the_chain_whole(document, reviewer):
    make_note(document=document, author=reviewer)
    HistoryEntry.objects.filter(document=document, number=1).update(salt=None, body=None)
    first, second = HistoryEntry.objects.filter(document=document).order_by("number")
    assert first.hash == entry_hash("", first)
    assert second.hash == entry_hash(first.hash, second)


@pytest.mark.parametrize("field", ["number", "at", "actor_key", "code", "subject", "commitment"])
def test_the_hash_hangs_on_every_field(document, field):
    entry = HistoryEntry.objects.get(document=document)
    other = {"number": 2, "at": entry.created_at.replace(year=2020), "actor_key": "x"}
    setattr(entry, field, other.get(field, "another"))
    assert entry_hash("", entry) != entry.hash


def test_two_equal_bodies_have_other_commitments(document, reviewer):
    """A salt of each entry's own: an emptied body cannot be guessed from an equal one."""
    make_note(document=document, author=reviewer, text="Same.")
    make_note(document=document, author=reviewer, text="Same.")
    entries = HistoryEntry.objects.filter(code="note.added")
    assert len({entry.commitment for entry in entries}) == len({entry.salt for entry in entries}) == 2


def test_a_body_is_one_json_text_whatever_its_order():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'
    assert json.loads(canonical({"a": [1, None]})) == {"a": [1, None]}


def test_chains_are_one_per_document_one_per_project_one_for_the_rest(document, manager, editor):
    for where in ({"document": document}, {"project": document.project}, {}):
        history.record(actor=manager, code="x.y", body={}, **where)
        history.record(actor=manager, code="x.y", body={}, **where)
    chains = Chain.objects.order_by("pk").values_list("project_id", "document_id")
    assert sorted(chains, key=str) == sorted([(document.project.pk, None), (None, document.pk), (None, None)], key=str)


def test_a_refused_act_leaves_no_entry(document, editor):
    before = Chain.objects.get(document=document).length
    with pytest.raises(Exception, match="needs a title"):
        change_details(actor=editor, document=document, details={"title": " "}, version=1)
    assert Chain.objects.get(document=document).length == before


def test_changes_to_what_is_signed_are_marked():
    make_scene()
    marked = dict(HistoryEntry.objects.exclude(document=None).values_list("code", "content"))
    assert marked == {
        "document.imported": True, "verdict.recorded": True, "claim.adjudicated": True, "citation.added": True,
        "note.added": False, "assignment.given": False,
    }  # fmt: skip
