"""Citations of a claim, ready to be shown."""

from dataclasses import dataclass
from datetime import date

from annotations.models import Citation, Claim, Sight, Source
from annotations.references.dates import first_parts
from annotations.scales import CITATION_STATES, SOURCE_KINDS, STANCES


@dataclass(frozen=True, slots=True)
class CitationCard:
    """A citation as shown; `is_later` says that its source came out after the day the text is to be right for."""

    citation: Citation
    by: str
    stance: str
    state: str
    kind: str
    is_later: bool = False

    @property
    def is_as_it_came(self) -> bool:
        """Whether it came with the text and nobody has said anything of it since."""
        return self.citation.by_author and self.citation.version == 1


def citation_cards(
    claim: Claim, sight: Sight, initials: dict[int, str], as_of: date | None
) -> tuple[CitationCard, ...]:
    """Return the citations on a claim that stand and that this person may see, oldest first."""
    rows = sight.citations().standing().filter(claim=claim).select_related("source__merged_into").order_by("pk")
    return tuple(
        CitationCard(
            row, initials.get(row.added_by_id, ""), STANCES.get(row.stance, row.stance),
            CITATION_STATES.get(row.state, row.state), SOURCE_KINDS.get(row.source.kind, ""),
            is_later(row.source, as_of),
        )
        for row in sight.read_citations(rows)
    )  # fmt: skip


def is_later(source: Source, as_of: date | None) -> bool:
    """Say whether a source is surely dated after a day; of a bare year or month, its first day counts."""
    parts = first_parts(source.csl.get("issued"))
    return as_of is not None and (*parts, 1, 1)[:3] > (as_of.year, as_of.month, as_of.day) if parts else False
