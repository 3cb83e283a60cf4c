"""What is chosen for print."""

from dataclasses import replace

from annotations.reports.findings import findings, retired_findings
from annotations.reports.notes import open_notes
from annotations.reports.verdicts import printed_verdict
from tests.reports.contents import (
    NOON,
    PEOPLE,
    SMALL,
    SOURCES,
    make_adjudication,
    make_citation,
    make_claim,
    make_contents,
    make_note,
    make_part,
    make_revision,
    make_verdict,
)


def finding_of(**changes):
    claim = make_claim(text="Traffic doubled.", end=16, **changes)
    (finding,) = findings(make_contents(people=PEOPLE, sources=SOURCES, claims=(claim,)))
    return finding


def test_a_verdict_that_counts_again_is_printed_instead_of_a_later_one():
    """The wording came back: the earlier verdict is about it, the later one is not."""
    verdicts = (make_verdict(number=1, rationale="first"), make_verdict(number=2, rationale="later", current=False))
    assert printed_verdict(make_claim(verdicts=verdicts), "p-1").rationale == "first"


def test_a_withdrawn_verdict_is_not_printed():
    verdicts = (make_verdict(current=False), make_verdict(number=2, label="", current=False))
    assert printed_verdict(make_claim(verdicts=verdicts), "p-1") is None
    assert finding_of(verdicts=verdicts).verdicts == ()


def test_the_last_adjudication_is_printed():
    first, last = make_adjudication(stands=False), make_adjudication(number=2, label="mixed", reason="New table.")
    settlement = finding_of(adjudications=(last, first)).settlement
    assert (settlement.heading, settlement.label.slug, settlement.reason) == ("Settled", "mixed", "New table.")


def test_an_adjudication_that_no_longer_stands_says_so():
    assert finding_of(adjudications=(make_adjudication(stands=False),)).settlement.heading == "Settled, overtaken since"
    assert finding_of(adjudications=(make_adjudication(by_vote=True),)).settlement.heading == "Settled by vote"
    reopened = finding_of(adjudications=(make_adjudication(label="", stands=False),)).settlement
    assert (reopened.heading, reopened.label) == ("Opened again", None)


def test_a_suggestion_is_shown_only_while_nobody_has_given_a_label():
    assert finding_of(suggested_label="not-a-claim").suggestion == "Not a claim"
    assert finding_of(suggested_label="not-a-claim", label="opinion").suggestion == ""


def test_a_finding_with_nothing_but_a_label_is_bare():
    assert finding_of().is_bare
    assert finding_of(label="opinion", verdicts=(make_verdict(label="opinion", rationale=""),)).is_bare
    assert not finding_of(label="opinion", verdicts=(make_verdict(label="opinion"),)).is_bare
    assert not finding_of(disagreement=True).is_bare
    assert not finding_of(parts=(make_part(),)).is_bare


def test_tags_and_actions_alone_are_reason_enough_to_be_printed():
    assert not finding_of(label="opinion", verdicts=(make_verdict(rationale="", action="cut"),)).is_bare
    assert not finding_of(label="opinion", verdicts=(make_verdict(rationale="", tags=("misquote",)),)).is_bare


def test_an_unused_part_is_printed_only_if_something_was_said_of_it():
    silent = make_part(id=30, retired=True)
    said = make_part(id=31, retired=True, verdicts=(make_verdict(rationale="Said."),))
    parts = finding_of(parts=(silent, said)).parts
    assert [(part.anchor, part.remark) for part in parts] == [("31", "part, no longer in use")]


def test_a_thread_is_printed_until_its_first_note_is_resolved():
    notes = (
        make_note(id=1, text="open"),
        make_note(id=2, text="done", resolved_by="p-1"),
        make_note(id=3, thread=2, text="answer to what is done"),
        make_note(id=4, thread=1, text="answer"),
        make_note(id=5, text="gone", withdrawn_at=NOON),
        make_note(id=6, thread=5, text="left over"),
    )
    assert [note.text for note in open_notes(notes, SMALL)] == ["open", "answer", "left over"]


def test_a_citation_of_a_source_that_may_not_be_seen_is_left_out():
    assert [
        one.source.number for one in finding_of(citations=(make_citation(), make_citation(source=9))).citations
    ] == ["1"]


def test_a_person_who_is_not_named_is_unnamed():
    assert finding_of(verdicts=(make_verdict(reviewer="p-9"),)).verdicts[0].reviewer.name == "unnamed"


def test_a_retired_claim_is_printed_if_only_a_part_of_it_carries_something():
    part = make_part(retired=True, verdicts=(make_verdict(current=False),))
    contents = make_contents(people=PEOPLE, retired_claims=(make_claim(retired=True, parts=(part,)),))
    (finding,) = retired_findings(contents)
    assert finding.label.title == "Retired"
    assert finding.parts[0].verdicts[0].remarks == ("given blind",)


def test_a_verdict_of_an_earlier_revision_is_carried_where_its_claim_stands():
    older, stale = make_verdict(revision=1), make_verdict(reviewer="p-2", revision=1, current=False)
    claim = make_claim(verdicts=(older, stale), parts=(make_part(verdicts=(older,)),))
    of_now = make_contents(people=PEOPLE, revision=make_revision(number=2), claims=(claim,))
    (finding,) = findings(of_now)
    assert [verdict.remarks for verdict in finding.verdicts] == [
        ("given blind", "carried from revision 1"),
        ("the wording has changed since", "given blind", "on revision 1"),
    ]
    assert finding.parts[0].verdicts[0].remarks == ("given blind", "carried from revision 1")
    (deleted,) = retired_findings(replace(of_now, claims=(), retired_claims=(claim,)))
    assert deleted.verdicts[0].remarks == ("given blind", "on revision 1")
    assert deleted.parts[0].verdicts[0].remarks == ("given blind", "on revision 1")
