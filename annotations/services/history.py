"""Write the history: one entry per change, last in its transaction, under the lock of its chain."""

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from annotations.models import Chain, Citation, Claim, Document, HistoryEntry, Note, Project, ReviewerKey, User
from annotations.models.digests import digest
from annotations.services.voiding import tell_of_voided


@dataclass(frozen=True, slots=True)
class Undoing:
    """That an act takes another one back: the entry in question, and whether this is an undo or a redo."""

    entry: HistoryEntry
    way: str

    @property
    def told(self) -> dict[str, str]:
        """What the history keeps of it: the way, and what was done first of all."""
        return {"way": self.way, "act": (self.entry.body or {}).get("act", self.entry.code)}


def key_of(user: User) -> uuid.UUID:
    """Return the key that names a person in history, made on first need."""
    return ReviewerKey.objects.get_or_create(user=user)[0].key


def canonical(body: Mapping[str, Any]) -> str:
    """Return a body as the one JSON text that its commitment is computed from."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(previous: str, entry: HistoryEntry) -> str:
    """Return the hash that binds an entry to the one before it."""
    at = entry.at.isoformat(timespec="microseconds")
    return digest(previous, str(entry.number), at, str(entry.actor_key), entry.code, entry.subject, entry.commitment)


def record(
    *,
    actor: User,
    code: str,
    body: Mapping[str, Any],
    document: Document | None = None,
    project: Project | None = None,
    claim: Claim | None = None,
    citation: Citation | None = None,
    note: Note | None = None,
    undoing: Undoing | None = None,
    subject: str = "",
    content: bool = False,
) -> HistoryEntry:
    """Append one entry to the chain of the document, else of the project, else of the installation.

    The body names people only by key. `content` says that the change touches what a sign-off covers, `undoing` which
    entry it takes back. Who signed off is told if the change made that void.
    """
    actor_key = key_of(actor)
    chain = _locked_chain(document, project if document is None else None)
    salt = secrets.token_hex(16)
    told = {**body, **(undoing.told if undoing else {})}
    entry = HistoryEntry(
        chain=chain, number=chain.length + 1, at=timezone.now(), actor=actor, actor_key=actor_key, code=code,
        document=document, claim=claim, citation=citation, note=note, subject=subject, content=content,
        undoes=undoing.entry if undoing else None, salt=salt, body=told, commitment=digest(salt, canonical(told)),
    )  # fmt: skip
    entry.hash = entry_hash(chain.head, entry)
    entry.save(force_insert=True)
    Chain.objects.filter(pk=chain.pk).update(length=entry.number, head=entry.hash)
    if content and chain.length:  # the first entry of a chain comes before any sign-off
        tell_of_voided(entry)
    return entry


def _locked_chain(document: Document | None, project: Project | None) -> Chain:
    chain = Chain.objects.select_for_update().filter(document=document, project=project).first()
    if chain is not None:
        return chain
    Chain.objects.get_or_create(document=document, project=project)
    return Chain.objects.select_for_update().get(document=document, project=project)
