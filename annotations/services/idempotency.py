"""A repeated submission has one effect and hears the same answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from annotations.models import IdempotencyKey, User
from annotations.services.limits import count_write
from annotations.services.refusals import Invalid
from annotations.services.transactions import writing

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a submission is answered with: a status and something JSON can hold."""

    status: int
    body: Any
    replayed: bool = False


def once(*, actor: User, key: str, route: str, payload: bytes, act: Callable[[], Answer]) -> Answer:
    """Run `act` in one transaction with its key; a second call with the key returns the first one's answer.

    Without a key, `act` simply runs. Raises TooMany for a flood, and Invalid for the same key with another route or
    payload; a refusal of `act` takes the key back with everything else, so that only effects are remembered.
    """
    count_write(actor)
    if not key:
        with writing():
            return act()
    if len(key) > 100 or "\0" in key:
        raise Invalid("idempotency_key_invalid", "An idempotency key has at most 100 characters, none of them NUL.")
    body = hashlib.sha256(payload).hexdigest()
    with writing():
        mine = IdempotencyKey(user=actor, key=key, route=route, body_sha256=body, expires_at=timezone.now() + KEPT_FOR)
        if not _claimed(mine):
            return _replay(actor, key, route, body)
        answer = act()
        IdempotencyKey.objects.filter(user=actor, key=key).update(status=answer.status, response=answer.body)
        return answer


def _claimed(mine: IdempotencyKey) -> bool:
    """Insert the key; on PostgreSQL this waits for another transaction that is at work with the same key."""
    now = timezone.now()
    IdempotencyKey.objects.bulk_create([mine], ignore_conflicts=True)
    held = IdempotencyKey.objects.select_for_update().get(user=mine.user, key=mine.key)
    if held.status is None:
        return True
    if held.expires_at > now:
        return False
    IdempotencyKey.objects.filter(pk=held.pk).update(
        route=mine.route, body_sha256=mine.body_sha256, status=None, response=None, expires_at=mine.expires_at
    )
    return True


def _replay(actor: User, key: str, route: str, body: str) -> Answer:
    first = IdempotencyKey.objects.get(user=actor, key=key)
    if (first.route, first.body_sha256) != (route, body):
        raise Invalid("idempotency_key_reused", "This idempotency key was used for another request.")
    return Answer(first.status or 200, first.response, replayed=True)


def forget_expired() -> int:
    """Remove keys past their time and return how many there were."""
    with writing():
        return IdempotencyKey.objects.filter(expires_at__lt=timezone.now()).delete()[0]
