"""A desk in the midst of its work: what every page has to show at its fullest, with long words and long addresses."""

from dataclasses import dataclass

from annotations.models import AuthorLink, Document, Project, User
from annotations.queries.signoff import readiness
from annotations.services import assignments, author_answers, author_links, ballots, signoffs, source_imports, structure
from annotations.services.adjudications import CaseSeen
from annotations.services.author_answers import Said
from annotations.services.marking import TO_BE_CHECKED, mark_claim
from annotations.services.parts import add_part
from tests.factories import (
    claim_of,
    make_authors_citation,
    make_authors_note,
    make_citation,
    make_document,
    make_note,
    make_source,
    make_verdict,
)
from tests.repairs import live
from tests.revising import revise
from tests.scenes import settle

LONG = "Donaudampfschifffahrtsgesellschaftskapitänskajüte"
ADDRESS = f"https://archives.example.org/{'very-' * 12}long/record.html?page=112&view={'0123456789' * 4}"
OPENED = "The bridge at Aldwin was opened in May 1931 by the minister."
COST = "It cost 2.1 million pounds, and the county paid for half of it."
LONGEST = "No other bridge in the county is longer than the one at Aldwin."
CABIN = f"The first to cross it was the captain, who left his {LONG} for the day."
SAID = "“Nobody will ever like it,” said the mayor, Ada Finch."
NEVER = "Ships never pass under it because the arches are too low."
RUST = "Every winter the paint comes off the northern pier."
TEXT = f"The bridge at Aldwin\n\n{OPENED} {LONGEST} {SAID}\n\n{COST} {CABIN} {NEVER} {RUST}"
REVISED = (
    f"The bridge at Aldwin\n\n{OPENED} {SAID} {LONGEST}\n\n"
    f"It cost 3.4 million pounds, and the county did not pay for half of it. "
    f"{CABIN} {NEVER} A museum was built beside it."
)
LIBRARY = b"""@book{a, title = {The county in figures}, author = {Ina Quill}, publisher = {County press}, year = {1932}}
@article{b, title = {Bridges of the north}, doi = {10.1000/182}, journal = {Arches}, year = {1999}}
@misc{c, year = {1999}}"""


@dataclass(frozen=True)
class FullDesk:
    """What `make_full_desk` made."""

    project: Project
    document: Document
    link: AuthorLink

    @property
    def source(self) -> int:
        """The id of the source with most to show."""
        return self.project.sources.filter(kind="primary").earliest("pk").pk


def make_full_desk(project: Project, people: dict[str, User]) -> FullDesk:
    """Let everybody work on a document and its revision; `people` are manager, editor, reviewer and second_reviewer.

    In the end there are stale verdicts, open cases with a ballot, parts, requests with answers, readings that wait,
    and a sign-off that a later verdict made void.
    """
    project.policy = {**project.policy, "adjudication": "vote", "second_reading": "percent", "second_percent": 40}
    project.guidelines = "Read the sentence before the source."
    project.save()
    document = make_document(project=project, actor=people["manager"], text=TEXT, title=f"The bridge and the {LONG}")
    other = make_document(project=project, actor=people["manager"], text=f"{COST} {OPENED}", title="Last year's text")
    make_verdict(claim=claim_of(other, 1), reviewer=people["reviewer"], label="refuted", rationale="It was 3.1.")
    _judge(document, people)
    _cite(document, people)
    _divide(document, people["reviewer"])
    revise(document, people["manager"], REVISED)
    link = _ask_and_answer(document, people)
    _share_out(document, people)
    _vote(document, people)
    _release(document, people)
    return FullDesk(project, document, link)


def _judge(document: Document, people: dict[str, User]) -> None:
    first, second = people["reviewer"], people["second_reviewer"]
    held = {2: ("supported", "mostly-supported"), 3: ("refuted", "mixed"), 4: ("opinion", "opinion")}
    held |= {5: ("refuted", "refuted"), 6: ("unverified", ""), 8: ("mixed", "mixed")}
    actions = {2: "consider", 3: "must", 5: "must", 6: "source", 8: "should"}
    for serial, (one, two) in held.items():
        make_verdict(
            claim=claim_of(document, serial), reviewer=first, label=one, tags=("wrong-number", "missing-context"),
            rationale=f"The yearbook of 1932 says otherwise, see {ADDRESS}", action=actions.get(serial, "none"),
            proposed_wording=f"Better words for sentence {serial}, and the {LONG}.",
        )  # fmt: skip
        if two:
            make_verdict(claim=claim_of(document, serial), reviewer=second, label=two, rationale="So I read it.")
    mark_claim(actor=first, claim=claim_of(document, 7), mark=TO_BE_CHECKED, version=1, own_number=0)


def _cite(document: Document, people: dict[str, User]) -> None:
    project, first = document.project, people["reviewer"]
    record = make_source(
        project=project, actor=first, title=f"Record of the county, with the {LONG}", url=ADDRESS, kind="primary",
        reliability="strong", publisher="County archive", author="Quill, Ina", archive_url=f"{ADDRESS}&copy=1",
    )  # fmt: skip
    blog = make_source(project=project, actor=first, title="A blog", url="https://example.org/blog", reliability="weak")
    make_source(project=project, actor=first, title="What an informant told", confidential=True, kind="interview")
    source_imports.import_sources(actor=first, project=project, data=LIBRARY, name="desk.bib")
    for serial, source, stance in ((2, record, "supports"), (3, record, "refutes"), (3, blog, "context")):
        make_citation(
            claim=claim_of(document, serial), actor=first, source=source, stance=stance, state="says-so",
            quote="Opened by the minister in May.", locator="p. 12", independence_group="county",
        )  # fmt: skip
    make_note(document=document, claim=claim_of(document, 2), author=first, text="Which May? @editor, do you know?")
    make_note(document=document, author=people["second_reviewer"], text=f"On the whole: @reviewer, see {ADDRESS}")
    make_authors_note(claim=claim_of(document, 2), importer=people["manager"], text="From the old guide.")
    make_authors_citation(claim=claim_of(document, 2), importer=people["manager"])


def _divide(document: Document, actor: User) -> None:
    """Two parts of the sentence on the captain, one of them central and judged; and a sentence that was repaired."""
    cabin = claim_of(document, 6)
    at = next(place for place in live(document) if place.claim_id == cabin.pk).text.index("who left")
    for wording, span, central in (
        ("The captain was the first to cross.", [0, at - 2], True),
        (f"He left his {LONG}.", [at, at + 8], False),
    ):
        cabin.refresh_from_db()
        part = add_part(
            actor=actor, claim=cabin, wording=wording, spans=[span], version=cabin.version, central=central
        )  # fmt: skip
        if central:
            make_verdict(claim=part, reviewer=actor, label="supported")
    never = claim_of(document, 7)
    structure.move_boundary(actor=actor, claim=never, words=-1, version=never.version)


def _ask_and_answer(document: Document, people: dict[str, User]) -> AuthorLink:
    link = author_links.make_link(actor=people["editor"], document=document, name=f"Ina Quill, {LONG}", days=14)
    gone = author_links.make_link(actor=people["editor"], document=document, name="An address mistyped", days=3)
    author_links.revoke_link(actor=people["editor"], link=gone)
    said = {
        3: Said("rejected", reason="My own record says that it is the longest."),
        2: Said("otherwise", wording="The bridge was opened in May of 1931."),
    }
    for serial, answer in said.items():
        verdict = claim_of(document, serial).verdicts.filter(reviewer=people["reviewer"]).latest("pk")
        given = author_answers.answer(link=link, verdict=verdict, said=answer)
        if serial == 2:
            author_answers.decide(actor=people["editor"], answer=given, upheld=False, reason="His words will do.")
    return link


def _share_out(document: Document, people: dict[str, User]) -> None:
    manager, unread = people["manager"], [claim_of(document, 6), live(document)[-1].claim]
    assignments.assign(actor=manager, document=document, claims=unread, reader=people["second_reviewer"])
    assignments.draw(actor=manager, document=document)


def _vote(document: Document, people: dict[str, User]) -> None:
    """One ballot of three on the longest bridge; the date of the opening is settled already."""
    settle(claim_of(document, 2), people["editor"], "mostly-supported", reason="By the record of the county.")
    case = claim_of(document, 3)
    seen = CaseSeen(case.version, case.verdicts.count(), case.adjudications.count())
    ballots.vote(actor=people["reviewer"], claim=case, label="mixed", reason="Depends on what counts.", seen=seen)


def _release(document: Document, people: dict[str, User]) -> None:
    now = readiness(document)
    reasons = {kind.code: f"Agreed on the telephone, see {ADDRESS}" for kind in now.missing}
    signoffs.sign_off(actor=people["editor"], document=document, seen=now.hash, overrides=reasons)
    make_verdict(claim=claim_of(document, 4), reviewer=people["reviewer"], label="rhetoric", rationale="On reflection.")
