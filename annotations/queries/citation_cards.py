"""Citations of a claim, ready to be shown."""

from dataclasses import dataclass

from annotations.models import Citation, Claim, Sight
from annotations.scales import CITATION_STATES, SOURCE_KINDS, STANCES


@dataclass(frozen=True, slots=True)
class CitationCard:
    """A citation as shown."""

    citation: Citation
    by: str
    stance: str
    state: str
    kind: str

    @property
    def is_as_it_came(self) -> bool:
        """Whether it came with the text and nobody has said anything of it since."""
        return self.citation.by_author and self.citation.version == 1


def citation_cards(claim: Claim, sight: Sight, initials: dict[int, str]) -> tuple[CitationCard, ...]:
    """Return the citations on a claim that stand and that this person may see, oldest first."""
    rows = sight.citations().standing().filter(claim=claim).select_related("source").order_by("pk")
    return tuple(
        CitationCard(
            row, initials.get(row.added_by_id, ""), STANCES.get(row.stance, row.stance),
            CITATION_STATES.get(row.state, row.state), SOURCE_KINDS.get(row.source.kind, ""),
        )
        for row in sight.read_citations(rows)
    )  # fmt: skip
