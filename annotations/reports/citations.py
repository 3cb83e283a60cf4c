"""Citations in print."""

from dataclasses import dataclass

from annotations.reports.bibliography import SourceView, source_view
from annotations.reports.contents import CitationEntry, ClaimEntry, PartEntry, ReportContents
from annotations.reports.people import person
from annotations.reports.text import one_line, printable
from annotations.scales import CITATION_STATES, STANCES


@dataclass(frozen=True, slots=True)
class CitationView:
    """A source used on a claim; `stance_slug` is supports, refutes or context."""

    source: SourceView
    stance_slug: str
    stance: str
    quote: str
    translation: str
    locator: str
    question: str
    state: str
    remarks: tuple[str, ...]


def citations_of(entry: ClaimEntry | PartEntry, contents: ReportContents) -> tuple[CitationView, ...]:
    """Return the citations that were not withdrawn and whose source is in the report, in order of creation."""
    standing = [citation for citation in entry.citations if not citation.withdrawn_at]
    # Built only where needed: most claims of a long document cite nothing.
    sources = {source.id: source for source in contents.sources} if standing else {}
    return tuple(
        _citation(citation, source_view(sources[citation.source]), contents)
        for citation in standing
        if citation.source in sources
    )


def _citation(citation: CitationEntry, source: SourceView, contents: ReportContents) -> CitationView:
    return CitationView(
        source=source,
        stance_slug=citation.stance if citation.stance in STANCES else "context",
        stance=STANCES.get(citation.stance, one_line(citation.stance)),
        quote=printable(citation.quote).strip(),
        translation=printable(citation.translation).strip(),
        locator=one_line(citation.locator),
        question=one_line(citation.question),
        state=CITATION_STATES.get(citation.state, one_line(citation.state)),
        remarks=_citation_remarks(citation, contents),
    )


def _citation_remarks(citation: CitationEntry, contents: ReportContents) -> tuple[str, ...]:
    by = person(citation.added_by, contents)
    remarks = [
        f"supplied by the author, recorded by {by.initials}" if citation.by_author else f"found by {by.initials}"
    ]
    if citation.evidence_set is not None:
        remarks.append(f"set {citation.evidence_set}")
    if citation.independence_group:
        remarks.append(f"same origin: {one_line(citation.independence_group)}")
    return tuple(remarks)
