"""The title block and the lists of people: what is checked, by whom, when, and on which text."""

from dataclasses import dataclass

from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.people import PersonView, person
from annotations.reports.signoffs import SignOffView, signoffs
from annotations.reports.text import day, listed, minute, one_line, web_address

PARTIAL = (
    "This report is partial: it shows what one reviewer may see. A sentence marked “not checked yet” may have been "
    "checked by others, and the figures count only what is shown."
)


@dataclass(frozen=True, slots=True)
class Front:
    """The title block. `stamp` is '' for a complete report; a `source_href` of '' means print the address only."""

    title: str
    author: str
    publisher: str
    source: str
    source_href: str
    language: str
    as_of: str
    deadline: str
    project: str
    scale: str
    revision: str
    sha256: str
    short_sha256: str
    original: str
    original_sha256: str
    imported: str
    checked: str
    warnings: tuple[str, ...]
    stamp: str
    signoffs: tuple[SignOffView, ...] = ()


def front(contents: ReportContents) -> Front:
    """Return the title block."""
    document, revision = contents.document, contents.revision
    return Front(
        title=one_line(document.title) or "Untitled document",
        author=one_line(document.author),
        publisher=one_line(document.publisher),
        source=one_line(document.url),
        source_href=web_address(document.url),
        language=one_line(document.language) or "und",
        as_of=day(document.as_of),
        deadline=minute(document.deadline) if document.deadline else "",
        project=one_line(document.project),
        scale=one_line(contents.scale.title),
        revision=str(revision.number),
        sha256=one_line(revision.sha256),
        short_sha256=one_line(revision.sha256)[:12],
        original=_original(contents),
        original_sha256=one_line(revision.original_sha256),
        imported=minute(revision.imported_at) + _by(revision.imported_by, contents),
        checked=_checked(contents),
        warnings=tuple(one_line(warning) for warning in revision.warnings),
        stamp=PARTIAL if contents.profile == "mine" else "",
        signoffs=signoffs(contents),
    )


def people(contents: ReportContents) -> tuple[PersonView, ...]:
    """Return everybody the report names, in the order given."""
    return tuple(person(entry.key, contents) for entry in contents.people)


def _by(key: str, contents: ReportContents) -> str:
    """Say who it was; in public, where the importer is not on the list of people, nothing."""
    return f", by {person(key, contents).name}" if key or contents.profile != "public" else ""


def _original(contents: ReportContents) -> str:
    revision = contents.revision
    if not revision.original_size:  # kept from the public
        return ""
    return f"{one_line(revision.original_name)}, {_grouped(revision.original_size)} bytes"


def _grouped(number: int) -> str:
    return f"{number:,}"


def _checked(contents: ReportContents) -> str:
    """Return who gave verdicts that count, and over which days: 'by A and B, 20 November 2026 to …'."""
    entries: list[ClaimEntry | PartEntry] = [*contents.claims, *(part for one in contents.claims for part in one.parts)]
    verdicts = [verdict for entry in entries for verdict in entry.verdicts if verdict.current]
    if not verdicts:
        return ""
    named = dict.fromkeys(verdict.reviewer for verdict in verdicts)
    names = [person(key, contents).name for key in named]
    first, last = day(min(one.at for one in verdicts)), day(max(one.at for one in verdicts))
    return f"by {listed(names)}, {first}" + (f" to {last}" if last != first else "")
