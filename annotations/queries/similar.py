"""The same claim elsewhere: exact repeats, near ones, and what came of them, as far as somebody may see it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from annotations.alignment import Mark, differences, similarity
from annotations.models import Citation, Claim, Document, Placement, Project, Sight, User
from annotations.queries.parts import Cases, cases_on
from annotations.scales import SCALES, Label

EXACT_SHOWN, NEAR_SHOWN, OFFERED = 20, 10, 10
CANDIDATES = 300
WORDS_ASKED = 8
ALIKE = 0.4
LETTERS = re.compile(r"\w+")
UNSPACED = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2}")
KINDS = {"number": "Another number", "date": "Another date", "negation": "Another negation", "name": "Another name"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text; `title` says in what it differs from the claim one stands on, '' where it does not."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A claim that says the same or nearly. `label` is what the viewer may know of it; `citations` are offered."""

    document: Document
    serial: int
    number: str
    pieces: tuple[Piece, ...]
    only_here: tuple[str, ...]
    is_exact: bool
    percent: int
    label: Label | None
    is_settled: bool
    is_disagreement: bool
    citations: tuple[Citation, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class Similar:
    """What is known elsewhere of a claim, exact repeats first, then the others, the likest first."""

    claim: Claim
    place: Placement
    found: tuple[Elsewhere, ...]


def similar(document: Document, claim: Claim, user: User, projects: QuerySet[Project]) -> Similar:
    """Return up to 20 exact and 10 near repeats among the documents of these projects, in their present texts.

    A label and citations come through the viewer's sight of each claim's own project; however many are found, it is
    asked for all at once.
    """
    place = Placement.objects.filter(claim=claim.parent_id or claim.pk).latest("pk")
    elsewhere = _standing(projects).exclude(claim=place.claim_id)
    exact = list(elsewhere.filter(wording=place.wording).order_by("-pk")[:EXACT_SHOWN])
    near = _near(place, elsewhere.exclude(wording=place.wording))
    ranked = [*((1.0, row) for row in exact), *near]
    claims = [row.claim for _, row in ranked]
    # No right to see all is asked for here: by the rows of each project, the door opens what it gives there.
    sight = Sight(user, sees_all=False)
    cases = cases_on({one.pk: one.document.project.scale for one in claims}, sight, claims)
    offered = _offered(document, claim, claims, sight)
    found = (_elsewhere(document, place, row, score, cases, offered.get(row.claim_id, ())) for score, row in ranked)
    return Similar(claim, place, tuple(found))


def _standing(projects: QuerySet[Project]) -> QuerySet[Placement]:
    live = Placement.objects.counted().filter(revision=F("claim__document__current"))
    here = live.filter(claim__document__project__in=projects, claim__document__erased_at=None)
    return here.select_related("claim__document__project").defer("claim__document__project__guidelines")


def _near(place: Placement, rows: QuerySet[Placement]) -> list[tuple[float, Placement]]:
    """Return the likest of those that share most of the words that say much."""
    words = words_that_say_much(place.text)
    if not words:
        return []
    shared = sum(
        (Case(When(text__icontains=word, then=1), default=0, output_field=IntegerField()) for word in words), Value(0)
    )
    least = min(2, len(words))
    candidates = rows.annotate(shared=shared).filter(shared__gte=least).order_by("-shared", "-pk")[:CANDIDATES]
    scored: list[tuple[float, Placement]] = [(similarity(place.text, row.text), row) for row in candidates]
    likest = sorted(scored, key=lambda item: (-item[0], -item[1].pk))
    return [item for item in likest if item[0] >= ALIKE][:NEAR_SHOWN]


def words_that_say_much(text: str) -> list[str]:
    """Return up to eight words to look for: the longest ones and those with figures; pairs where nothing is spaced."""
    pairs = UNSPACED.findall(text)
    spaced = [word for word in LETTERS.findall(text) if not UNSPACED.match(word)]
    said = {word for word in spaced if len(word) >= 4 or any(char.isdigit() for char in word)}
    return [*sorted(said, key=lambda word: (-len(word), word)), *dict.fromkeys(pairs)][:WORDS_ASKED]


def _elsewhere(
    document: Document, place: Placement, row: Placement, score: float, cases: Cases, citations: Iterable[Citation]
) -> Elsewhere:
    there, case = row.claim.document, cases.of[row.claim_id]
    scale = SCALES[there.project.scale]
    differing = differences(place.text, row.text, document.language)
    return Elsewhere(
        document=there,
        serial=row.claim.serial,
        number=row.shown_number,
        pieces=_pieces(row.text, differing.second),
        only_here=tuple(mark.text for mark in differing.first),
        is_exact=row.wording == place.wording,
        percent=int(score * 100),
        label=scale.label(case.label) if case.label and case.label in scale else None,
        is_settled=case.settled is not None,
        is_disagreement=case.is_disagreement,
        citations=tuple(citations),
        is_here=there.pk == document.pk,
    )


def _offered(document: Document, claim: Claim, claims: list[Claim], sight: Sight) -> dict[int, list[Citation]]:
    """Return up to ten citations of each claim that may be taken over: no confidential source leaves its project."""
    taken = Citation.objects.standing().filter(claim=claim, origin__isnull=False)
    here = Q(document__project=document.project_id)
    rows = sight.citations().standing().filter(here | Q(source__confidential=False), claim__in=claims)
    rows = rows.exclude(pk__in=taken.values("origin")).select_related("source").order_by("pk")
    found: dict[int, list[Citation]] = defaultdict(list)
    for row in sight.read_citations(rows):
        if len(found[row.claim_id]) < OFFERED:
            found[row.claim_id].append(row)
    return found


def _pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    end = 0
    for mark in _in_order(marks):
        found += [Piece(text[end : mark.start]), Piece(text[mark.start : mark.end], KINDS[mark.kind])]
        end = mark.end
    return tuple(piece for piece in (*found, Piece(text[end:])) if piece.text)


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: mark.start)
