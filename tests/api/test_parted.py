"""What a revision split or merged, and same words in another context, by programs."""

import pytest

from annotations.models import HistoryEntry, Verdict
from tests.api.calls import Api, claim_path, code_of
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import split
from tests.revising import revise
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db

LONG = "The bridge was opened in 1931 by the mayor and it cost the county 2.1 million pounds to build."
HALVES = "The bridge was opened in 1931 by the mayor. It cost the county 2.1 million pounds to build."
BEFORE, THEY, C = "Two towns wanted the bridge.", "They quarrelled for years.", "Nobody likes the colour of it."
AFTER = "Two villages wanted the bridge."


@pytest.fixture
def parted(project, reviewer, second_reviewer):
    """Both judged the sentence that was split (3), the first also the one that refers to its neighbour (2)."""
    document = make_document(project=project, actor=reviewer, text=f"{BEFORE} {THEY} {LONG} {C}")
    for person in (reviewer, second_reviewer):
        make_verdict(claim=claim_of(document, 3), reviewer=person, rationale=f"Of {person}.")
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    revise(document, reviewer, f"{AFTER} {THEY} {HALVES} {C}")
    return document


def stale(person, document):
    return Api(person).get(f"/documents/{document.pk}/stale/").json()


def drop(person, document, tag, serial=3, **options):
    return Api(person).post(claim_path(document, serial, "verdicts/drop/"), if_match=tag, **options)


def test_a_verdict_on_a_split_claim_is_listed_with_what_came_of_it(parted, reviewer, editor):
    found = stale(reviewer, parted)
    (row,) = found["parted"]
    assert (found["parted_mine"], found["parted_others"], found["results"]) == (1, 0, [])
    assert (row["claim"], row["number"], row["mine"], row["rationale"]) == (3, "3", True, "Of reviewer.")
    assert (row["old_text"], row["successors"], row["etag"]) == (LONG, [5, 6], '"c1.m1"')
    assert "deleted" in {run["kind"] for run in row["diff"]["runs"]}
    everybody = stale(editor, parted)
    assert (everybody["parted_mine"], everybody["parted_others"]) == (0, 2)
    assert [(row["reviewer"]["initials"], row["etag"]) for row in everybody["parted"]] == [("R1", None), ("R2", None)]


def test_a_parted_verdict_is_dropped_once_with_the_tag_of_the_list(parted, reviewer, second_reviewer):
    tag = stale(reviewer, parted)["parted"][0]["etag"]
    assert code_of(drop(reviewer, parted, '"c1.m7"')) == "own_verdict_changed"
    answers = [drop(reviewer, parted, tag, key="one") for _ in range(2)]
    assert [(answer.status_code, answer.json()["retired"]) for answer in answers] == [(200, True)] * 2
    assert stale(reviewer, parted)["parted"] == []
    assert [row["mine"] for row in stale(second_reviewer, parted)["parted"]] == [True]
    assert Verdict.objects.filter(claim__serial=3, reviewer=reviewer).count() == 2
    assert HistoryEntry.objects.filter(document=parted).latest("pk").code == "verdict.withdrawn"
    assert code_of(drop(reviewer, parted, '"c1.m2"')) == "nothing_to_withdraw"


def test_only_what_went_by_a_revision_is_dropped_so(parted, reviewer):
    make_verdict(claim=claim_of(parted, 5), reviewer=reviewer)
    standing = drop(reviewer, parted, '"c1.m1"', serial=5)
    assert (standing.status_code, code_of(standing)) == (412, "claim_changed")
    split(parted, reviewer, 5, "was opened")
    by_hand = drop(reviewer, parted, '"c1.m1"', serial=5)
    assert (by_hand.status_code, code_of(by_hand)) == (409, "claim_superseded")


def test_same_words_beside_a_changed_sentence_are_listed(parted, reviewer, second_reviewer):
    (row,) = stale(reviewer, parted)["contexts"]
    assert (row["claim"], row["number"], row["text"]) == (2, "2", THEY)
    assert {(one["where"], one["old_text"], one["text"]) for one in row["neighbours"]} >= {("before", BEFORE, AFTER)}
    assert stale(second_reviewer, parted)["contexts"] == []


def test_what_others_hold_reaches_no_blind_reader_of_the_lists(parted, second_reviewer, reader, editor):
    address = f"/documents/{parted.pk}/stale/"
    people = [Api(person) for person in (second_reviewer, reader, editor)]
    before = [api.get(address).content for api in people]
    with unguarded():
        Verdict.objects.filter(reviewer__username="reviewer").update(label="mixed", rationale="Another.")
    assert [api.get(address).content == old for api, old in zip(people, before, strict=True)] == [True, True, False]


@pytest.mark.parametrize("copies", [1, 4])
def test_the_lists_cost_the_same_whatever_their_length(project, reviewer, copies, django_assert_num_queries):
    """Empty lists cost 12; what is found for them, 13 more."""
    texts = [
        text.replace("bridge", f"bridge {rank}").replace("years", f"{rank} years")
        for rank in range(2, 2 + copies)
        for text in (BEFORE, THEY, LONG)
    ]
    document = make_document(project=project, actor=reviewer, text=" ".join(texts))
    for claim in document.claims.all():
        make_verdict(claim=claim, reviewer=reviewer)
    revise(document, reviewer, " ".join(texts).replace("towns", "villages").replace(" and it", ". It"))
    api = Api(reviewer)
    with django_assert_num_queries(25):
        found = api.get(f"/documents/{document.pk}/stale/").json()
    assert (len(found["parted"]), len(found["contexts"])) == (copies, copies)
