"""What a report names, as it was found or made here while the report is imported."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from annotations.models import AuthorLink, Citation, Claim, HistoryEntry, Note, Revision, Source, User, Verdict
from annotations.reports.contents import ClaimEntry, PartEntry, ReportContents
from annotations.reports.records import VerdictRef
from annotations.scales import ACTIONS, CITATION_STATES, ISSUE_TAGS, RELIABILITIES, SCALES, SOURCE_KINDS, STANCES
from annotations.services.refusals import Invalid

Thing = TypeVar("Thing")


@dataclass(slots=True)
class Names:
    """Rows by what the report calls them: people by key, claims by serial, citations and notes by rank."""

    people: dict[str, User] = field(default_factory=dict)
    sources: dict[int, Source] = field(default_factory=dict)
    revisions: dict[int, Revision] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    verdicts: dict[VerdictRef, Verdict] = field(default_factory=dict)
    citations: dict[int, Citation] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    links: dict[int, AuthorLink] = field(default_factory=dict)
    entries: dict[int, HistoryEntry] = field(default_factory=dict)

    def person(self, key: str) -> User:
        """Return the account of a key."""
        return named(self.people, key, "person")

    def somebody(self, key: str | None) -> User | None:
        """Return the account of a key, None for none."""
        return None if key is None else self.person(key)

    def verdict(self, ref: VerdictRef | None) -> Verdict | None:
        """Return the verdict of a reference, None for none."""
        return None if ref is None else named(self.verdicts, ref, "verdict")


def named(things: Mapping[Any, Thing], name: object, kind: str) -> Thing:
    """Return what has this name. Raises Invalid if the report does not hold it."""
    if name not in things:
        raise Invalid("report_incomplete", f"The report names a {kind} that it does not hold.")
    return things[name]


def maybe(things: Mapping[Any, Thing], name: object | None, kind: str) -> Thing | None:
    """Return what has this name, None for None. Raises Invalid if the report does not hold it."""
    return None if name is None else named(things, name, kind)


def claims_of(contents: ReportContents) -> Iterator[tuple[ClaimEntry | PartEntry, int | None]]:
    """Yield every claim and part with the serial of its sentence, in the order of their serials."""
    found: list[tuple[ClaimEntry | PartEntry, int | None]] = []
    for claim in (*contents.claims, *contents.retired_claims):
        found += [(claim, None), *((part, claim.id) for part in claim.parts)]
    yield from sorted(found, key=lambda pair: pair[0].id)


def check_words(contents: ReportContents) -> None:
    """Raise Invalid if the report uses a scale, a label or another word of a closed list that is not known here."""
    for source in contents.sources:
        _require(source.kind, SOURCE_KINDS, "kind of source")
        _require(source.reliability, RELIABILITIES, "reliability")
    for entry, _ in claims_of(contents):
        given = [(verdict.scale, verdict.label) for verdict in entry.verdicts]
        given += [(settled.scale, settled.label) for settled in entry.adjudications]
        given += [(ballot.scale, ballot.label) for ballot in entry.ballots]
        for scale, label in given:
            _require_label(scale, label)
        for verdict in entry.verdicts:
            _require(verdict.action, ACTIONS, "action")
            _require_all(verdict.tags, ISSUE_TAGS, "issue")
        for citation in entry.citations:
            _require(citation.stance, STANCES, "stance")
            _require(citation.state, CITATION_STATES, "state of a citation")
        if isinstance(entry, ClaimEntry):
            for place in entry.places:
                _require_label(contents.scale.slug, place.suggested_label)


def _require_label(scale: str, label: str) -> None:
    _require(scale, SCALES, "scale")
    if label and label not in SCALES[scale]:
        raise Invalid("label_unknown", f"The scale “{SCALES[scale].title}” has no label “{label}”.")


def _require_all(words: Iterable[str], known: Iterable[str], kind: str) -> None:
    for word in words:
        _require(word, known, kind)


def _require(word: str, known: Iterable[str], kind: str) -> None:
    if word and word not in known:
        raise Invalid("report_word_unknown", f"There is no {kind} “{word}” here.")
