"""Citations of a claim, ready to be shown."""

from collections import defaultdict
from collections.abc import Iterable
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
    def source(self) -> Source:
        """The source as it is shown: for a merged one its successor, unless that tells what the citation's does not."""
        return shown_source(self.citation)

    @property
    def is_as_it_came(self) -> bool:
        """Whether it came with the text and nobody has said anything of it since."""
        return self.citation.by_author and self.citation.version == 1


def citation_cards(
    claim: Claim, sight: Sight, initials: dict[int, str], as_of: date | None
) -> tuple[CitationCard, ...]:
    """Return the citations on a claim that stand and that this person may see, oldest first."""
    return tuple(cards_on([claim.pk], sight, initials, as_of)[claim.pk])


def cards_on(
    claims: Iterable[int], sight: Sight, initials: dict[int, str], as_of: date | None
) -> dict[int, list[CitationCard]]:
    """Return the citations on each of these claims that stand and that this person may see, oldest first.

    One query, three where checkers said something of the author's that is withheld.
    """
    rows = sight.citations().standing().filter(claim__in=list(claims))
    found: dict[int, list[CitationCard]] = defaultdict(list)
    for row in sight.read_citations(rows.select_related("source__merged_into").order_by("pk")):
        found[row.claim_id].append(_card(row, initials, as_of))
    return found


def _card(row: Citation, initials: dict[int, str], as_of: date | None) -> CitationCard:
    return CitationCard(
        row, initials.get(row.added_by_id, ""), STANCES.get(row.stance, row.stance),
        CITATION_STATES.get(row.state, row.state), SOURCE_KINDS.get(shown_source(row).kind, ""),
        is_later(shown_source(row), as_of),
    )  # fmt: skip


def shown_source(citation: Citation) -> Source:
    """Return the source under which a citation is shown; who may see an open one may not see a confidential one."""
    own, successor = citation.source, citation.source.merged_into
    is_shown = successor is not None and (own.confidential or not successor.confidential)
    return successor if successor is not None and is_shown else own


def is_later(source: Source, as_of: date | None) -> bool:
    """Say whether a source is surely dated after a day; of a bare year or month, its first day counts."""
    parts = first_parts(source.csl.get("issued"))
    return as_of is not None and (*parts, 1, 1)[:3] > (as_of.year, as_of.month, as_of.day) if parts else False
