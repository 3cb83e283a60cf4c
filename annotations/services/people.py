"""People: accounts, the built-in person of the command line, tokens and one-time sign-in links."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from annotations.models import ApiToken, ReviewerKey, SignInLink, User
from annotations.services import history
from annotations.services.refusals import Duplicate, Invalid
from annotations.services.transactions import writing

COMMAND_LINE = "command-line"
TOKEN_PREFIX = "fct_"  # noqa: S105 (a prefix, not a secret)
LINK_LIFETIME = timedelta(hours=12)


def command_line_person() -> User:
    """Return the built-in person that commands act as; made on first use, and unable to sign in."""
    person = User.objects.filter(username=COMMAND_LINE).first()
    if person is not None:
        return person
    with writing():
        person = User(username=COMMAND_LINE, first_name="command line", initials="CL", is_active=False)
        person.set_unusable_password()
        person.save()
        ReviewerKey.objects.create(user=person)
        return person


def create_person(
    *, actor: User, username: str, password: str, name: str, initials: str, is_administrator: bool = False
) -> User:
    """Create an account and return it. Raises Duplicate for a name that is taken, whatever its capitals."""
    with writing():
        taken = User.objects.filter(username__iexact=username).first()
        if taken:
            raise Duplicate("name_taken", f"There is an account “{taken.username}” already.", taken)
        person = User(username=username, first_name=name, initials=initials)
        person.is_staff = person.is_superuser = is_administrator
        person.set_password(password)
        person.save()
        key = history.key_of(person)
        history.record(actor=actor, code="person.created", body={"person": str(key)}, subject=str(key))
        return person


def change_preferences(*, actor: User, single_keys: bool, notices_by_mail: bool | None = None) -> None:
    """Change one's own settings; None leaves one as it is."""
    fields = {"single_keys": single_keys, "notices_by_mail": notices_by_mail}
    with writing():
        User.objects.filter(pk=actor.pk).update(**{name: value for name, value in fields.items() if value is not None})


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_api_token(*, actor: User, owner: User, name: str, days: int, may_write: bool) -> str:
    """Make a token for programs that acts as `owner`, and return it: this is the only time that it is shown."""
    if not 1 <= days <= 366:
        raise Invalid("token_lifetime_invalid", "A token lives for 1 to 366 days.")
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with writing():
        expires = timezone.now() + timedelta(days=days)
        ApiToken.objects.create(user=owner, name=name, sha256=_hash(secret), may_write=may_write, expires_at=expires)
        subject = str(history.key_of(owner))
        body = {"name": name, "may_write": may_write, "expires_at": expires.isoformat()}
        history.record(actor=actor, code="token.made", body=body, subject=subject)
    return secret


def revoke_token(*, actor: User, token: ApiToken) -> bool:
    """Revoke a token and say whether it was in force; one revoked before keeps its time and gets no second entry."""
    with writing():
        current = ApiToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
        if current.revoked_at is not None:
            return False
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        subject = str(history.key_of(current.user))
        history.record(actor=actor, code="token.revoked", body={"name": current.name}, subject=subject)
        return True


def owner_of_token(secret: str) -> ApiToken | None:
    """Return the token's row if it lets somebody in now, and note that it was used (once a minute at most)."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("user")
        .filter(sha256=_hash(secret), expires_at__gt=now, revoked_at__isnull=True, user__is_active=True)
        .first()
    )
    if token and (token.last_used_at is None or token.last_used_at < now - timedelta(minutes=1)):
        with writing():
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def make_sign_in_link(person: User) -> str:
    """Return the secret of a fresh one-time link for a demo person; the person's older links stop working."""
    secret = secrets.token_urlsafe(32)
    with writing():
        SignInLink.objects.filter(user=person).delete()
        SignInLink.objects.create(user=person, sha256=_hash(secret), expires_at=timezone.now() + LINK_LIFETIME)
    return secret


def use_sign_in_link(secret: str) -> User | None:
    """Return the person whom the link signs in, and use the link up; None if it is unknown, used or old."""
    with writing():
        link = (
            SignInLink.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(sha256=_hash(secret), expires_at__gt=timezone.now(), user__is_active=True)
            .first()
        )
        if link is None:
            return None
        SignInLink.objects.filter(pk=link.pk).delete()
        return link.user
