"""The figures of a report: how many claims have which label, and how far the check has come."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.reports.contents import CitationEntry, ClaimEntry, PartEntry, ReportContents, VerdictEntry
from annotations.reports.labels import DISAGREEMENT, UNREAD, LabelView, view_of


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many claims carry one label; `share` is in percent of all counted claims, rounded."""

    label: LabelView
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures. Counted are all live claims but separators; `read` + `unread` = `claims`.

    `labels` has every label of the scale in its order, also with 0; a claim in disagreement is read but has none.
    `verdicts` are the current ones on live claims and their parts, `citations` those not withdrawn there.
    """

    claims: int
    read: int
    unread: int
    disagreements: int
    adjudicated: int
    verdicts: int
    reviewers: int
    citations: int
    sources: int
    weak_sources: int
    open_notes: int
    labels: tuple[LabelCount, ...]

    @property
    def rows(self) -> tuple[LabelCount, ...]:
        """What the chart and its table show: labels in use, then disagreements, then what is still unread."""
        extra = (self._count(DISAGREEMENT, self.disagreements), self._count(UNREAD, self.unread))
        return tuple(row for row in (*self.labels, *extra) if row.count)

    @property
    def coverage(self) -> int:
        """The percentage of claims read, rounded down: 100 means all."""
        return self.read * 100 // self.claims if self.claims else 0

    def _count(self, label: LabelView, count: int) -> LabelCount:
        return LabelCount(label, count, percent(count, self.claims))


def percent(count: int, total: int) -> int:
    """Return the share in whole percent; 0 of nothing is 0."""
    return round(count * 100 / total) if total else 0


def summarise(contents: ReportContents) -> Summary:
    """Return the figures of the report's live claims; anything in the contents is counted, nothing is asked."""
    claims = counted(contents)
    unread = sum(claim.label is None and not claim.disagreement for claim in claims)
    verdicts = [verdict for entry in _entries(claims) for verdict in entry.verdicts if verdict.current]
    cited = [citation for entry in _entries(claims) for citation in entry.citations if not citation.withdrawn_at]
    return Summary(
        claims=len(claims),
        read=len(claims) - unread,
        unread=unread,
        disagreements=sum(claim.label is None and claim.disagreement for claim in claims),
        adjudicated=sum(any(one.stands for one in claim.adjudications) for claim in claims),
        verdicts=len(verdicts),
        reviewers=_reviewers(verdicts),
        citations=len(cited),
        sources=len({citation.source for citation in cited}),
        weak_sources=_weak(cited, contents),
        open_notes=_open_notes(claims, contents),
        labels=_labels(claims, contents),
    )


def counted(contents: ReportContents) -> tuple[ClaimEntry, ...]:
    """Return the live claims that count: all but separators, in reading order."""
    return tuple(claim for claim in contents.claims if claim.kind != "separator")


def _entries(claims: tuple[ClaimEntry, ...]) -> Iterator[ClaimEntry | PartEntry]:
    for claim in claims:
        yield claim
        yield from (part for part in claim.parts if not part.retired)


def _labels(claims: tuple[ClaimEntry, ...], contents: ReportContents) -> tuple[LabelCount, ...]:
    counts = Counter(claim.label for claim in claims if claim.label is not None)
    known = [label.slug for label in contents.scale.labels]
    strange = [slug for slug in counts if slug not in known]
    return tuple(
        LabelCount(view_of(slug, contents.scale), counts[slug], percent(counts[slug], len(claims)))
        for slug in [*known, *strange]
    )


def _reviewers(verdicts: list[VerdictEntry]) -> int:
    return len({verdict.reviewer for verdict in verdicts})


def _weak(cited: list[CitationEntry], contents: ReportContents) -> int:
    weak = {source.id for source in contents.sources if source.reliability == "weak"}
    return len({citation.source for citation in cited} & weak)


def _open_notes(claims: tuple[ClaimEntry, ...], contents: ReportContents) -> int:
    notes = [note for entry in _entries(claims) for note in entry.notes] + list(contents.document_notes)
    return sum(note.thread is None and not note.resolved_by and not note.withdrawn_at for note in notes)
