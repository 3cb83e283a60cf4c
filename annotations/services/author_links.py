"""Links for the author: who holds one sees the change list of a document and answers it, without an account.

The address carries the link's random key and a signature over it: the key alone, as a dump or a log might have it,
opens nothing. Nothing else of the desk is behind it.
"""

import uuid
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from annotations.models import AuthorLink, Document, User
from annotations.services import history
from annotations.services.refusals import Invalid
from annotations.services.transactions import writing

MAX_DAYS = 90
_SIGNER = signing.Signer(salt="annotations.author-link")


def make_link(*, actor: User, document: Document, name: str, days: int) -> AuthorLink:
    """Make a link that lives for so many days and return it. Raises Invalid for more than 90, or without a name."""
    if not name.strip():
        raise Invalid("name_missing", "Say for whom the link is.")
    if not 1 <= days <= MAX_DAYS:
        raise Invalid("lifetime_invalid", f"A link lives for 1 to {MAX_DAYS} days.")
    with writing():
        link = AuthorLink.objects.create(
            document=document, name=name.strip(), made_by=actor, expires_at=timezone.now() + timedelta(days=days)
        )
        history.record(
            actor=actor, code="author.link_made", document=document, subject=mark_of(link),
            body={"expires_at": link.expires_at.isoformat()},
        )  # fmt: skip
        return link


def revoke_link(*, actor: User, link: AuthorLink) -> bool:
    """Take a link back and say whether it was in force; one taken back before gets no second entry."""
    with writing():
        current = AuthorLink.objects.select_for_update(of=("self",)).select_related("document").get(pk=link.pk)
        if current.revoked_at is not None:
            return False
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        history.record(
            actor=actor, code="author.link_revoked", document=current.document, subject=mark_of(current), body={}
        )
        return True


def mark_of(link: AuthorLink) -> str:
    """Return what names a link in the history: the beginning of its key, which is too little to guess the rest."""
    return f"link {link.key.hex[:8]}"


def signed(link: AuthorLink) -> str:
    """Return the part of the address that opens the link."""
    return _SIGNER.sign(link.key.hex).replace(":", "~")


def link_of(text: str) -> AuthorLink | None:
    """Return the link that a signed text opens now: None for a false, an old or a revoked one."""
    try:
        key = uuid.UUID(_SIGNER.unsign(text.replace("~", ":")))
    except (signing.BadSignature, ValueError):
        return None
    rows = AuthorLink.objects.select_related("document__project", "document__current", "made_by")
    in_force = rows.filter(revoked_at=None, expires_at__gt=timezone.now(), document__erased_at=None)
    return in_force.defer("document__current__text").filter(key=key).first()
