"""The database itself keeps what must not change: on SQLite and PostgreSQL, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from annotations.models import (
    Adjudication,
    Document,
    HistoryEntry,
    Lineage,
    Original,
    Placement,
    Revision,
    Verdict,
)
from tests.factories import claim_of, make_verdict
from tests.scenes import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(document, reviewer, editor):
    """A row of every guarded table."""
    claim = claim_of(document, 2)
    make_verdict(claim=claim, reviewer=reviewer)
    settle(claim, editor, "mixed")
    Lineage.objects.create(ancestor=claim, descendant=claim_of(document, 3), kind="split", revision=document.current)
    return document


REFUSED = "append-only|may only be closed, once"
FROZEN: list[tuple[type[Model], dict[str, object]]] = [
    (Revision, {"text": "Another text."}),
    (Original, {"file_name": "other.txt"}),
    (Lineage, {"kind": "merged"}),
    (Verdict, {"label": "refuted"}),
    (Verdict, {"created_at": "2020-01-01T00:00Z"}),
    (Adjudication, {"reason": "Another reason."}),
    (Adjudication.considered.through, {"verdict_id": 1}),
    (Placement, {"text": "Another text."}),
    (Placement, {"suggested_label": "opinion"}),
    (HistoryEntry, {"subject": "claim 9"}),
    (HistoryEntry, {"salt": "another"}),
    (HistoryEntry, {"body": {"label": "other"}}),
    (HistoryEntry, {"hash": "0" * 64}),
]


@pytest.mark.parametrize(("model", "change"), FROZEN, ids=lambda value: str(getattr(value, "__name__", value)))
def test_a_kept_row_cannot_be_changed(kept, model, change):
    before = list(model.objects.values())
    assert before
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        model.objects.update(**change)
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", list(dict.fromkeys(model for model, _ in FROZEN)), ids=lambda model: model.__name__)
def test_a_kept_row_cannot_be_deleted(kept, model):
    table = model._meta.db_table
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    assert model.objects.exists()


@pytest.mark.parametrize("model", [Adjudication.considered.through, Lineage, Original, HistoryEntry])
def test_what_belongs_to_an_erased_document_can_be_deleted(kept, model):
    Document.objects.filter(pk=kept.pk).update(erased_at=timezone.now())
    if model is HistoryEntry:
        model.objects.filter(document=kept).delete()
        assert not model.objects.filter(document=kept).exists()
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        assert not model.objects.exists()


def test_erasing_one_document_frees_no_row_of_another(kept, manager, project):
    Document.objects.create(project=project, title="Another", erased_at=timezone.now())
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        Lineage.objects.all().delete()


def test_also_in_an_erased_document_nothing_is_rewritten(kept):
    Document.objects.filter(pk=kept.pk).update(erased_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.update(label="refuted")


def test_a_history_entry_may_be_emptied_and_keeps_its_hashes(kept):
    entry = HistoryEntry.objects.filter(document=kept).first()
    HistoryEntry.objects.filter(pk=entry.pk).update(salt=None, body=None)
    emptied = HistoryEntry.objects.get(pk=entry.pk)
    assert (emptied.salt, emptied.body, emptied.hash, emptied.commitment) == (None, None, entry.hash, entry.commitment)


def test_a_history_entry_is_not_half_emptied(kept):
    with pytest.raises(DatabaseError), transaction.atomic():
        HistoryEntry.objects.update(salt=None)


def test_a_placement_is_closed_once(document):
    place = Placement.objects.first()
    Placement.objects.filter(pk=place.pk).update(closed_at=timezone.now())
    for again in (timezone.now(), None):
        with pytest.raises(DatabaseError), transaction.atomic():
            Placement.objects.filter(pk=place.pk).update(closed_at=again)


def place(document, start, text, **other):
    """A placement of a claim that stands nowhere yet."""
    claim = document.claims.create(serial=document.claims.count() + 1, basis="b")
    return Placement.objects.create(
        revision=document.current, claim=claim, start=start, end=other.pop("end", start + len(text)), text=text,
        number=99, kind="sentence", rule="by-hand", wording="w", **other,
    )  # fmt: skip


def test_placements_do_not_overlap(document):
    second = Placement.objects.order_by("start")[1]
    Placement.objects.filter(pk=second.pk).update(closed_at=timezone.now())
    first, third = Placement.objects.live().order_by("start")[:2]
    into_the_left, into_the_right = (first.end - 1, "xx"), (third.start - 1, "xx")
    over_all = (second.start, "x" * (third.end - second.start + 5))
    for start, text in (into_the_left, into_the_right, over_all):
        with pytest.raises(DatabaseError), transaction.atomic():
            place(document, start, text)
    place(document, second.start, second.text)


@pytest.mark.parametrize(
    ("start", "end", "text"), [(900, 900, ""), (900, 904, "abc"), (900, 899, "a"), (900, 902, "é")]
)
def test_a_placement_is_as_long_as_its_text(document, start, end, text):
    with pytest.raises(DatabaseError), transaction.atomic():
        place(document, start, text, end=end)


def test_lengths_are_counted_in_code_points(document):
    assert place(document, 900, "🙂é𝄞").end == 903


def test_a_claim_stands_once_in_a_revision(document):
    claim = claim_of(document, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Placement.objects.create(
            revision=document.current, claim=claim, start=900, end=903, text="abc", number=9, kind="sentence",
            rule="by-hand", wording="w",
        )  # fmt: skip


def test_serials_and_numbers_are_given_once(document, reviewer):
    given = make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    with pytest.raises(DatabaseError), transaction.atomic():
        document.claims.create(serial=2, basis="b")
    given.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        given.save(force_insert=True)


def test_only_a_part_has_a_wording_of_its_own(document):
    for fields in ({"own_wording": "A wording."}, {"parent": claim_of(document, 2)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            document.claims.create(serial=50, basis="b", **fields)


def test_a_claim_is_not_its_own_ancestor(document):
    claim = claim_of(document, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Lineage.objects.create(ancestor=claim, descendant=claim, kind="split", revision=document.current)
