"""The bodies and the makers of Web Annotations. Whatever people wrote is plain text."""

from typing import Any

from annotations.reports.contents import (
    AdjudicationEntry,
    CitationEntry,
    ClaimEntry,
    NoteEntry,
    PartEntry,
    PersonEntry,
    ReportContents,
    SourceEntry,
    VerdictEntry,
)
from annotations.reports.labels import scale_named, view_of
from annotations.reports.text import doi_address, one_line, printable, web_address
from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, STANCES

Json = dict[str, Any]


def text_body(text: str, purpose: str) -> list[Json]:
    """Return the body for a text, none if it is blank."""
    value = printable(text).strip()
    return [{"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}] if value else []


def verdict_bodies(verdict: VerdictEntry, contents: ReportContents) -> list[Json]:
    """Return label, rationale, tags, and why the rules of evidence were overridden."""
    override = f"Rules of evidence overridden: {verdict.evidence_override}" if verdict.evidence_override else ""
    tags = (ISSUE_TAGS.get(tag, one_line(tag)) for tag in verdict.tags)
    return [
        *_label_body(verdict.label, verdict.scale, contents),
        *text_body(verdict.rationale, "commenting"),
        *text_body(override, "commenting"),
        *(body for tag in tags for body in text_body(tag, "tagging")),
    ]


def settlement_bodies(settled: AdjudicationEntry, contents: ReportContents) -> list[Json]:
    """Return the label that an editor settled, the reason, and how."""
    return [
        *_label_body(settled.label, settled.scale, contents),
        *text_body(settled.reason, "commenting"),
        *text_body("Settled by vote" if settled.by_vote else "Settled", "tagging"),
    ]


def wording_body(entry: ClaimEntry | PartEntry) -> list[Json]:
    """Return the wording in which a part was checked; a claim stands in the text as it was checked."""
    return text_body(entry.wording, "describing") if isinstance(entry, PartEntry) else []


def request_bodies(verdict: VerdictEntry) -> list[Json]:
    """Return what a verdict asks for: the proposed wording, and the action as a tag."""
    action = "" if verdict.action in ("", "none") else ACTIONS.get(verdict.action, one_line(verdict.action))
    return [*text_body(verdict.proposed_wording, "editing"), *text_body(action, "tagging")]


def citation_bodies(citation: CitationEntry, source: SourceEntry) -> list[Json]:
    """Return the source, by its address if it has one and else by its title, then what was noted about it."""
    address = web_address(source.url) or doi_address(source.doi) or web_address(source.archive_url)
    linked = [{"type": "SpecificResource", "source": address, "purpose": "linking"}] if address else []
    state = CITATION_STATES.get(citation.state, one_line(citation.state))
    return [
        *linked,
        *text_body(one_line(source.title), "identifying"),
        *text_body(STANCES.get(citation.stance, one_line(citation.stance)), "classifying"),
        *text_body(citation.quote, "describing"),
        *text_body(citation.translation, "describing"),
        *text_body(one_line(citation.locator), "identifying"),
        *text_body(one_line(citation.question), "questioning"),
        *text_body(state, "tagging"),
        *text_body("Supplied by the author" if citation.by_author else "", "tagging"),
    ]


def note_bodies(note: NoteEntry, purpose: str) -> list[Json]:
    """Return the note's text; one for the desk alone is tagged so."""
    return [*text_body(note.text, purpose), *text_body("Internal" if note.internal else "", "tagging")]


def maker(entry: PersonEntry | None) -> Json:
    """Return a person with the name and initials that the report has, nothing if it has neither."""
    if entry is None:
        return {}
    names = {"name": one_line(entry.name), "nickname": one_line(entry.initials)}
    found = {key: name for key, name in names.items() if name}
    return {"type": "Person"} | found if found else {}


def note_maker(note: NoteEntry, people: dict[str, PersonEntry]) -> Json:
    """Return who said it: for a comment of the author's file the name it bears there, not who imported it."""
    if not note.by_author:
        return maker(people.get(note.author))
    name = one_line(note.said_by)
    return {"type": "Person", "name": name} if name else {}


def _label_body(label: str, scale: str, contents: ReportContents) -> list[Json]:
    return text_body(view_of(label, scale_named(scale, contents)).title, "classifying")
