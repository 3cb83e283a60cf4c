"""Revise a document in tests: from a text to its next revision."""

from dataclasses import replace
from functools import cache

from annotations.importing import Manuscript, Remark, Upload
from annotations.importing.child import read_in_child
from annotations.models import Document, Revision, User
from annotations.services import drafts, revisions
from annotations.services.drafts import Draft, Incoming


@cache
def read_once(upload: Upload) -> Manuscript:
    """Read a text in the child process, once for each text."""
    return read_in_child(upload)


def draft_of_text(document: Document, text: str, remarks: list[tuple[int, str]] | None = None) -> Draft:
    """Return the draft of a text; `remarks` are comments of the author, each at an offset."""
    upload = Upload(name="revised.txt", media_type="text/plain", data=text.encode())
    found = tuple(Remark(at, at + 1, "note", said, "", "Ina Quill") for at, said in remarks or ())
    manuscript = replace(read_once(upload), remarks=found)
    return drafts.draft_of(document.project, Incoming(upload), revisions.revision_details(document), manuscript)


def revise(document: Document, actor: User, text: str, *, version: int | None = None) -> Revision:
    """Import a text as the next revision, as the document stands now, and load the document anew."""
    document.refresh_from_db()
    seen = document.version if version is None else version
    draft = draft_of_text(document, text)
    revision = revisions.import_revision(actor=actor, document=document, draft=draft, version=seen)
    document.refresh_from_db()
    return revision
