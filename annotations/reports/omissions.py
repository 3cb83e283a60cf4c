"""What a format cannot carry, in one sentence for each reason."""

from collections.abc import Iterable, Mapping

from annotations.reports.contents import ClaimEntry
from annotations.reports.text import listed, one_line, plural

MOST_NAMED = 20


def claims_without(faults: Mapping[str, Iterable[ClaimEntry]]) -> tuple[str, ...]:
    """Say which claims are left out, one sentence for each reason; a reason reads on behind “because”."""
    groups = ((reason, list(claims)) for reason, claims in faults.items())
    return tuple(
        f"{plural(len(claims), 'claim is', 'claims are')} left out because {reason}: {numbers_of(claims)}."
        for reason, claims in groups
        if claims
    )


def numbers_of(claims: list[ClaimEntry]) -> str:
    """Return the numbers that readers see, the first twenty of them."""
    numbers = [one_line(claim.number) or f"no. {claim.id}" for claim in claims[:MOST_NAMED]]
    more = len(claims) - len(numbers)
    return listed([*numbers, f"{more} more"] if more else numbers)
