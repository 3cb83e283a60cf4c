"""Sign-offs: an editor releases a revision. Nothing is locked by it; later changes void it visibly."""

from collections.abc import Mapping, Sequence

from django.db.models import Max

from annotations.models import Chain, Document, SignOff, User
from annotations.queries.content_hash import HASH_VERSION
from annotations.queries.signoff import Missing, last_signoff, readiness
from annotations.services import history
from annotations.services.locks import current_revision, lock_document
from annotations.services.refusals import Duplicate, Invalid, Stale
from annotations.services.transactions import writing

MAX_REASON = 2_000


def sign_off(*, actor: User, document: Document, seen: str, overrides: Mapping[str, str]) -> SignOff:
    """Release the current revision as it stands and return the sign-off.

    `seen` is the hash of the content that the editor looked at; `overrides` holds a reason for each kind of thing
    that is missing, by its code. Raises Stale if the content is another by now, Duplicate if it is signed off as it
    stands, Invalid if a reason is missing.
    """
    with writing():
        locked = lock_document(document)
        hold_back_changes(locked)
        now = readiness(locked)
        if now.hash != seen:
            raise Stale("content_changed", "Something that would be signed changed since you looked. Look again.")
        standing = last_signoff(locked, sees_all=True)
        if standing is not None and standing.holds and standing.signoff.revision_id == locked.current_id:
            raise Duplicate("already_signed_off", "This is signed off as it stands.", standing.signoff)
        told = [_override(kind, overrides) for kind in now.missing]
        return _stored(actor, locked, now.hash, told)


def hold_back_changes(document: Document) -> None:
    """Lock the chains that every change of content ends in, so that none can slip between the hash and its entry.

    The project's comes first: who enters a source and cites it takes them in this order.
    """
    for chain in (Chain.objects.filter(project=document.project_id), Chain.objects.filter(document=document)):
        chain.select_for_update().first()


def _override(kind: Missing, overrides: Mapping[str, str]) -> dict[str, str]:
    reason = overrides.get(kind.code, "").strip()
    if not reason:
        raise Invalid("override_without_reason", f"“{kind.title}” ({kind.subject}): say why it is signed all the same.")
    if len(reason) > MAX_REASON:
        raise Invalid("text_too_long", f"A reason has at most {MAX_REASON:,} characters.")
    return {"code": kind.code, "subject": kind.subject, "reason": reason}


def _stored(actor: User, document: Document, content_hash: str, overrides: Sequence[dict[str, str]]) -> SignOff:
    revision = current_revision(document)
    number = (SignOff.objects.filter(revision=revision).aggregate(last=Max("number"))["last"] or 0) + 1
    body = {
        "revision": revision.number, "number": number, "content_hash": content_hash, "hash_version": HASH_VERSION,
        "overrides": list(overrides),
    }  # fmt: skip
    subject = f"revision {revision.number}"
    entry = history.record(actor=actor, code="document.signed_off", document=document, subject=subject, body=body)
    return SignOff.objects.create(
        document=document, revision=revision, number=number, editor=actor, content_hash=content_hash,
        hash_version=HASH_VERSION, at_entry=entry, overrides=list(overrides),
    )  # fmt: skip
