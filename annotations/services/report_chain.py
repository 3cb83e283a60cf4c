"""The history of an imported report as it was, entry by entry, and the sign-offs that stand on it."""

import uuid
from collections.abc import Iterator
from dataclasses import asdict

from annotations.models import Chain, Document, HistoryEntry, SignOff
from annotations.reports.contents import ReportContents
from annotations.reports.records import HistoryItem, SignOffEntry
from annotations.services.inserting import insert, insert_in_turn
from annotations.services.refusals import Invalid
from annotations.services.report_names import Names, maybe, named
from annotations.services.verification import chain_faults, original_faults, revision_faults


def enter_chain(contents: ReportContents, document: Document, names: Names) -> Chain:
    """Insert the chain of the document with every entry under the hash that it had, and return it."""
    last = contents.history[-1]
    chain = Chain(document=document, length=last.number, head=last.hash, created_at=contents.history[0].at)
    insert([chain])

    def make(item: HistoryItem) -> HistoryEntry:
        row = names.entries[item.number] = _entry(item, chain, document, names)
        return row

    insert_in_turn(contents.history, make, needs=lambda item: (item.undoes,), name=lambda item: item.number)
    return chain


def _entry(item: HistoryItem, chain: Chain, document: Document, names: Names) -> HistoryEntry:
    return HistoryEntry(
        chain=chain, number=item.number, at=item.at, actor=names.person(item.actor), actor_key=uuid.UUID(item.actor),
        code=item.code, document=document, claim=maybe(names.claims, item.claim, "claim"), subject=item.subject,
        undoes=maybe(names.entries, item.undoes, "entry"), citation=maybe(names.citations, item.citation, "citation"),
        note=maybe(names.notes, item.note, "note"), content=item.content, commitment=item.commitment, hash=item.hash,
        salt=item.salt, body=item.body, created_at=item.at,
    )  # fmt: skip


def enter_signoffs(contents: ReportContents, document: Document, names: Names) -> None:
    """Insert the sign-offs; whether they hold follows from what else is here."""
    insert([_signoff(entry, document, names) for entry in contents.signoffs])


def _signoff(entry: SignOffEntry, document: Document, names: Names) -> SignOff:
    return SignOff(
        document=document, revision=named(names.revisions, entry.revision, "revision"), number=entry.number,
        editor=names.person(entry.editor), content_hash=entry.content_hash, hash_version=entry.hash_version,
        at_entry=named(names.entries, entry.entry, "entry"), overrides=[asdict(one) for one in entry.overrides],
        created_at=entry.at,
    )  # fmt: skip


def require_sound(chain: Chain, names: Names) -> None:
    """Raise Invalid for the first thing that `verify` would find wrong with what was imported."""
    for fault in chain_faults(chain):
        entry = fault.where.rpartition(", ")[2]
        raise Invalid("report_chain_wrong", f"The history in the report does not hold, {entry}: {fault.what}.")
    for what in _faults(names):
        raise Invalid("report_text_wrong", f"The report does not fit together: {what}.")


def _faults(names: Names) -> Iterator[str]:
    for revision in names.revisions.values():
        for fault in (*revision_faults(revision), *original_faults(revision.original)):
            yield f"revision {revision.number}, {fault.what}"
