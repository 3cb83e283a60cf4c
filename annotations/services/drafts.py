"""Drafts: what an import would store. Nothing here writes to the database."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.importing import Manuscript, Upload
from annotations.importing.child import read_in_child
from annotations.importing.fetching import as_upload, fetch
from annotations.models import Document, Project, Stage
from annotations.models.addresses import clean_web_address
from annotations.segmentation import Unit
from annotations.services.claims import units_of
from annotations.services.refusals import Duplicate, Invalid
from annotations.services.remarks import Attached, attached

DEFAULT_LANGUAGE = "en"
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

Progress = Callable[[Stage, int, int], None]
"""Told of the stage that begins, and how much of it is done of how much; 0 of 0 where that cannot be said."""


def in_silence(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Details:
    """What people enter about a document; empty fields are filled from the manuscript."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    as_of: date | None = None
    deadline: datetime | None = None


def plain(details: Details) -> dict[str, Any]:
    """Return details as JSON can hold them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(details).items()}


def details_of(kept: Mapping[str, Any]) -> Details:
    """Return the details of which `plain` made this."""
    told = dict(kept)
    for name, kind in (("as_of", date), ("deadline", datetime)):
        told[name] = kind.fromisoformat(told[name]) if told.get(name) else None
    return Details(**told)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came in, and how it is to be read; a web page with the address where it was found in the end (UTC).

    `everything` asks for all visible text of a web page instead of its article.
    """

    upload: Upload
    encoding: str = ""
    everything: bool = False
    url: str = ""
    fetched_at: datetime | None = None
    sha256: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.upload.data).hexdigest())


@dataclass(frozen=True, slots=True)
class Draft:
    """What an import would store: nothing is saved yet."""

    incoming: Incoming
    manuscript: Manuscript
    details: Details
    units: tuple[Unit, ...]
    attached: Attached
    duplicate: Document | None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out of the text, and of what its author attached; kept with the revision."""
        return (*self.manuscript.warnings, *self.attached.left_out)

    @property
    def upload(self) -> Upload:
        """What was handed in."""
        return self.incoming.upload


def fetched(address: str, *, everything: bool = False) -> Incoming:
    """Fetch a web page: the snapshot that is imported and kept.

    Raises UnreadablePage (url_not_allowed, url_fetch_failed, limit) or UnsupportedPage; takes 20 s at most.
    """
    page = fetch(address, own_hosts=sorted(set(settings.ALLOWED_HOSTS) - LOCAL_NAMES))
    return Incoming(
        as_upload(page), encoding=page.charset, everything=everything, url=page.url, fetched_at=timezone.now()
    )


def read(incoming: Incoming) -> Manuscript:
    """Read what came in, in the limited child. Raises UnreadableDocument."""
    return read_in_child(incoming.upload, encoding=incoming.encoding, everything=incoming.everything)


def draft_import(*, project: Project, incoming: Incoming, details: Details, progress: Progress = in_silence) -> Draft:
    """Read and cut what came in without saving anything. Raises UnreadableDocument or Invalid."""
    progress(Stage.READING, 0, 0)
    return draft_of(project, incoming, details, read(incoming), progress)


def draft_of(
    project: Project, incoming: Incoming, details: Details, manuscript: Manuscript, progress: Progress = in_silence
) -> Draft:
    """Cut a manuscript that has been read. Raises Invalid for too many claims or an unusable address."""
    completed = _completed(details, manuscript, incoming)
    length = len(manuscript.text)
    progress(Stage.CUTTING, 0, length)
    units = tuple(units_of(manuscript, completed.language, lambda end: progress(Stage.CUTTING, end, length)))
    same = same_file(project, incoming.sha256)
    return Draft(incoming, manuscript, completed, units, attached(units, manuscript), same)


def same_file(project: Project, sha256: str) -> Document | None:
    """Return the project's first document that was made of the file with this hash, if there is one."""
    same = Document.objects.filter(project=project, erased_at=None, revisions__original__sha256=sha256)
    return same.order_by("pk").first()


def require_new(project: Project, sha256: str) -> None:
    """Raise Duplicate if the project has the file with this hash already."""
    there = same_file(project, sha256)
    if there is not None:
        message = f"This file is in the project already, as “{there.title}” (document {there.pk})."
        raise Duplicate("duplicate", message, there)


def _completed(details: Details, manuscript: Manuscript, incoming: Incoming) -> Details:
    name = incoming.upload.name.rsplit(".", 1)[0]
    return replace(
        details,
        title=(details.title or manuscript.title or name or "Untitled")[:300],
        author=(details.author or manuscript.author)[:300],
        url=clean_url(details.url or incoming.url),
        language=(details.language or manuscript.language or DEFAULT_LANGUAGE)[:35],
        as_of=details.as_of or _day(manuscript.published),
    )


def _day(published: str) -> date | None:
    """The day on which a text says it was published is the first guess at the day for which it is to be right."""
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def clean_url(url: str) -> str:
    """Return a source URL as it is stored. Raises Invalid for one that cannot be linked to."""
    try:
        return clean_web_address(url)
    except ValidationError as error:
        raise Invalid(error.code or "address_invalid", error.messages[0]) from error
