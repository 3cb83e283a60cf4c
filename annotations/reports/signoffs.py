"""Sign-offs in print: who released which revision, with which hash, and whether that still holds."""

from dataclasses import dataclass

from annotations.reports.contents import ReportContents
from annotations.reports.people import person
from annotations.reports.records import OverrideEntry, SignOffEntry
from annotations.reports.text import minute, one_line, printable


@dataclass(frozen=True, slots=True)
class SignOffView:
    """A sign-off in words, and what was signed although it was missing, each with its reason.

    `state` says since when it no longer holds, '' while it does; `hash` is the SHA-256 of what was signed.
    """

    said: str
    state: str
    hash: str
    overrides: tuple[str, ...]


def signoffs(contents: ReportContents) -> tuple[SignOffView, ...]:
    """Return the sign-offs, the earliest first."""
    return tuple(
        SignOffView(
            said=_said(entry, contents), state=_state(entry, contents), hash=one_line(entry.content_hash),
            overrides=tuple(_override(one) for one in entry.overrides),
        )
        for entry in contents.signoffs
    )  # fmt: skip


def _said(entry: SignOffEntry, contents: ReportContents) -> str:
    who = person(entry.editor, contents)
    return f"Revision {entry.revision}, by {who.name} ({who.initials}), {minute(entry.at)}"


def _state(entry: SignOffEntry, contents: ReportContents) -> str:
    if entry.valid:
        return ""
    if entry.voided_at is None:
        return "no longer counts: signed again since"
    return f"void since {minute(entry.voided_at)}, by a change of {person(entry.voided_by, contents).name}"


def _override(entry: OverrideEntry) -> str:
    kind = one_line(entry.code).replace("_", " ")
    return f"{kind} ({one_line(entry.subject)}): {one_line(printable(entry.reason))}"
