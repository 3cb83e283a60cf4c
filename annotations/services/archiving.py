"""Archiving: have the installation's web archive keep a copy of what the address of a source shows.

A source waits from the moment in which it is entered, its address changes or somebody asks again; the worker asks for
it. Nothing is locked meanwhile, so an answer counts only if the source still waits for this very address. What the
archive answers stands beside the record and not in it: it changes neither the version that people write against nor
what a sign-off covers.
"""

from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from annotations.importing.fetching import Limits, UnreadablePage, ask
from annotations.importing.web_addresses import is_one_of, is_public, parse
from annotations.models import HistoryEntry, Source, User
from annotations.models.addresses import MAX_LENGTH, clean_web_address
from annotations.models.sources import ArchiveState
from annotations.services import history
from annotations.services.drafts import LOCAL_NAMES
from annotations.services.people import command_line_person
from annotations.services.refusals import Invalid
from annotations.services.sources import lock_source, may_be_archived
from annotations.services.transactions import writing

LIMITS = Limits(seconds=60.0, characters=2 * MAX_LENGTH)  # an archive fetches the page itself before it answers
ANY_PORT = range(1, 65536)
NOT_PUBLIC = "its address does not lead to the public web, so nobody was asked"
NO_COPY = "it did not say where the copy is"
FAULT = "something went wrong on our side"


class _Unkept(Exception):
    """Why there is no copy, as the end of a sentence."""


def ask_again(*, actor: User, source: Source, version: int) -> Source:
    """Have the archive asked for the source, for the first time or anew, and return it as it waits.

    Raises Stale if it changed since `version`, Invalid where no archive may be asked for it.
    """
    with writing():
        current = lock_source(source, version)
        if current.archive_state == ArchiveState.WAITING:
            return current
        if not may_be_archived(current):
            raise Invalid("not_to_be_archived", _why_not(current))
        current.archive_state, current.archive_failure = ArchiveState.WAITING, ""
        current.save(update_fields=["archive_state", "archive_failure"])
        _record(actor, "source.archive_asked", current, {})
        return current


def waiting() -> list[int]:
    """Return the sources for which the archive is to be asked, the oldest first; none while none is set up."""
    return list(_waiting().order_by("pk").values_list("pk", flat=True)) if settings.ARCHIVE_SERVICE else []


def keep_copy(pk: int) -> None:
    """Ask the archive for a source that waits, and write down what it answers; for every other, do nothing.

    A source whose address changed meanwhile waits on, to be asked for again.
    """
    asked = _waiting().filter(pk=pk).first() if settings.ARCHIVE_SERVICE else None
    if asked is None:
        return
    try:
        copy = _copy_of(asked.url)
    except _Unkept as why:
        _write(asked, "source.archive_failed", archive_failure=f"The archive did not keep the page: {why}."[:300])
    else:
        _write(asked, "source.archived", archive_url=copy, archive_failure="", archived_at=timezone.now())


def break_off(pk: int) -> None:
    """Write into a source that a fault of ours ended the asking, so that nobody waits for it."""
    asked = _waiting().filter(pk=pk).first()
    if asked is not None:
        _write(asked, "source.archive_failed", archive_failure=f"The archive did not keep the page: {FAULT}.")


def _waiting() -> QuerySet[Source]:
    rows = Source.objects.filter(archive_state=ArchiveState.WAITING, confidential=False, merged_into=None)
    return rows.exclude(url="")


def _why_not(source: Source) -> str:
    if not settings.ARCHIVE_SERVICE:
        return "This installation has no web archive set up. Attach a file or a snapshot instead."
    if source.confidential:
        return "The address of a confidential source is told to nobody. Attach a file or a snapshot instead."
    return "This source has a copy in an archive already." if source.url else "This source has no web address."


def _copy_of(url: str) -> str:
    """Ask the archive for a page and return the address of its copy. Raises _Unkept."""
    own_hosts = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_NAMES)
    service = str(settings.ARCHIVE_SERVICE)
    _require_public(url, own_hosts)
    asked = f"{service}{quote(url, safe='')}" if "?" in service else f"{service}{url}"
    try:
        answer = ask(asked, own_hosts=own_hosts, limits=LIMITS)
    except UnreadablePage as refusal:
        raise _Unkept(refusal.because) from refusal
    return _checked(answer.url, answer.location, asked)


def _require_public(url: str, own_hosts: list[str]) -> None:
    """Raise _Unkept for an address that no archive can read: it would only be told of what lies inside."""
    try:
        there = parse(url, ports=ANY_PORT, longest=MAX_LENGTH)
    except UnreadablePage as refusal:
        raise _Unkept(NOT_PUBLIC) from refusal
    if (there.is_literal and not is_public(there.host)) or is_one_of(there.host, own_hosts):
        raise _Unkept(NOT_PUBLIC)


def _checked(url: str, location: str, asked: str) -> str:
    """Return where the copy is, by what the answer says or where it led; raise _Unkept unless it is in the archive."""
    try:
        copy = clean_web_address(urljoin(url, location) if location else url)
    except (ValidationError, ValueError) as error:
        raise _Unkept(NO_COPY) from error
    is_there = urlsplit(copy).hostname == urlsplit(settings.ARCHIVE_SERVICE).hostname
    if not is_there or copy == clean_web_address(asked):
        raise _Unkept(NO_COPY)
    return copy


def _write(asked: Source, code: str, **fields: Any) -> None:
    """Write an answer into the source, unless it does not wait for it any more."""
    with writing():
        found = _waiting().select_for_update(of=("self",)).select_related("project")
        current = found.filter(pk=asked.pk, url=asked.url).first()
        if current is None:
            return
        fields["archive_state"] = ArchiveState.DONE if code == "source.archived" else ArchiveState.FAILED
        for name, value in fields.items():
            setattr(current, name, value)
        current.save(update_fields=list(fields))
        told = {"archive_url": current.archive_url} if code == "source.archived" else {"why": current.archive_failure}
        _record(_asker(current), code, current, told)


def _asker(source: Source) -> User:
    """Return who had the archive asked: who last did something to the source."""
    entries = HistoryEntry.objects.filter(chain__project=source.project_id, body__source=source.pk)
    last = entries.select_related("actor").order_by("-number").first()
    return last.actor if last else command_line_person()


def _record(actor: User, code: str, source: Source, told: dict[str, str]) -> None:
    body = {"source": source.pk, "url": source.url, **told}
    history.record(actor=actor, code=code, project=source.project, subject=source.title[:120], body=body)
