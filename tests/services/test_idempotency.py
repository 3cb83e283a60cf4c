"""A repeated submission has one effect and hears the same answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import IdempotencyKey, Note
from annotations.services import idempotency, limits
from annotations.services.idempotency import Answer, once
from annotations.services.refusals import Invalid
from tests.factories import make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(document, reviewer):
    def send(key="a-key", payload=b"text", route="POST /notes/", actor=reviewer, fails=False):
        def act():
            make_note(document=document, author=actor, text=payload.decode())
            if fails:
                raise Invalid("refused", "No.")
            return Answer(201, {"notes": Note.objects.count()})

        return once(actor=actor, key=key, route=route, payload=payload, act=act)

    return send


def test_the_second_hears_what_the_first_heard(send):
    assert send() == Answer(201, {"notes": 1})
    assert send() == Answer(201, {"notes": 1}, replayed=True)
    assert Note.objects.count() == 1


@pytest.mark.parametrize("other", [{"payload": b"another text"}, {"route": "POST /other/"}])
def test_a_key_used_for_something_else_is_refused(send, other):
    send()
    with pytest.raises(Invalid) as told:
        send(**other)
    assert (told.value.code, Note.objects.count()) == ("idempotency_key_reused", 1)


def test_without_a_key_each_submission_counts(send):
    send(key="")
    send(key="")
    assert (Note.objects.count(), IdempotencyKey.objects.count()) == (2, 0)


def test_a_refusal_leaves_neither_effect_nor_key(send):
    with pytest.raises(Invalid):
        send(fails=True)
    assert (Note.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    assert not send().replayed


def test_the_same_key_of_another_person_is_another_key(send, editor):
    send()
    assert not send(actor=editor).replayed
    assert Note.objects.count() == 2


def test_after_a_week_a_key_is_new_again(send):
    send()
    assert IdempotencyKey.objects.get().expires_at - timezone.now() > timedelta(days=6, hours=23)
    IdempotencyKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not send(payload=b"another text").replayed
    assert send(payload=b"another text").replayed
    assert Note.objects.count() == 2


def test_expired_keys_are_forgotten_and_no_others(send):
    send(key="old")
    IdempotencyKey.objects.update(expires_at=timezone.now() - timedelta(days=1))
    send(key="new")
    assert idempotency.forget_expired() == 1
    assert IdempotencyKey.objects.get().key == "new"


@pytest.mark.parametrize("key", ["x" * 101, "a\0b", "\0"])
def test_a_key_that_cannot_be_kept_is_refused(send, key):
    with pytest.raises(Invalid) as told:
        send(key=key)
    assert (told.value.code, Note.objects.count()) == ("idempotency_key_invalid", 0)


def test_a_key_of_100_characters_is_kept(send):
    send(key="x" * 100)
    assert send(key="x" * 100).replayed


@pytest.fixture(autouse=True)
def _no_limits():
    limits.WRITES.clear()
