"""Rules: vote, mark, confirm, drop; settle, reopen, ballot; read twice; two windows; the same key twice."""

from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from annotations.models import Assignment, Claim, Sight, User
from annotations.permissions import Permission
from annotations.queries.states import claim_states
from annotations.services import (
    adjudications,
    assignments,
    ballots,
    confirming,
    idempotency,
    marking,
    parting,
    verdicts,
)
from annotations.services.adjudications import CaseSeen
from tests.anything.desk import PEOPLE, By, Desk, actors, editors, ranks
from tests.anything.looking import stored

labels = st.sampled_from(["supported", "refuted", "mixed", "unverified", "opinion", "no-such-label"])


@dataclass(frozen=True)
class Tab:
    """A window that somebody left open: the claim as they saw it."""

    claim: Claim
    version: int
    own_number: int


class Judging(Desk):
    """What people hold of claims."""

    tabs: dict[str, Tab] | None = None

    def judge(self, claim: Claim, person: User, label: str, seen: Tab | None = None, **said: object) -> int:
        """Give a verdict on the claim as it is, or as it was seen; return its number."""
        claim.refresh_from_db()
        own = claim.verdicts.filter(reviewer=person).count()
        row = verdicts.record_verdict(
            actor=person, claim=claim, judgement=verdicts.Judgement(label=label, **said),
            version=seen.version if seen else claim.version, own_number=seen.own_number if seen else own,
        )  # fmt: skip
        return row.number

    @rule(by=actors, rank=ranks, label=labels, action=st.sampled_from(["none", "must", "should"]), tagged=st.booleans())
    def vote(self, by: By, rank: int, label: str, action: str, tagged: bool) -> None:
        claim, tags = self.claim(rank), ("wrong-number",) if tagged else ()
        self.act(
            by, Permission.REVIEW,
            lambda person: self.judge(
                claim, person, label, action=action, tags=tags, rationale=f"Said at step {self.steps}.",
                proposed_wording="Better." if action == "must" else "",
            ),
        )  # fmt: skip

    @rule(votes=st.lists(st.tuples(st.sampled_from(PEOPLE[1:5]), ranks, labels), min_size=2, max_size=5))
    def several_vote(self, votes: list[tuple[str, int, str]]) -> None:
        """Several people, at times on one claim: what is settled, reopened and overtaken comes of this."""
        for name, rank, label in votes:
            claim = self.claim(rank % 3)
            self.act((name, False), Permission.REVIEW, lambda person, c=claim, said=label: self.judge(c, person, said))

    @precondition(lambda self: self.there("verdict"))
    @rule(by=actors, rank=ranks)
    def withdraw(self, by: By, rank: int) -> None:
        claim = self.claim(rank)
        self.act(by, Permission.REVIEW, lambda person: self.judge(claim, person, ""))

    @rule(by=actors, rank=ranks, mark=st.sampled_from(["opinion", "not-a-claim", "supported", "to-be-checked", "all"]))
    def mark(self, by: By, rank: int, mark: str) -> None:
        claim = self.claim(rank)

        def do(person: User) -> None:
            if mark == "all":
                verdicts.accept_suggestions(actor=person, document=self.document)
                return
            own = claim.verdicts.filter(reviewer=person).count()
            marking.mark_claim(actor=person, claim=claim, mark=mark, version=claim.version, own_number=own)

        self.act(by, Permission.REVIEW, do)

    @precondition(lambda self: self.there("verdict"))
    @rule(by=actors, rank=ranks)
    def confirm(self, by: By, rank: int) -> None:
        claim = self.claim(rank)

        def do(person: User) -> None:
            own = claim.verdicts.filter(reviewer=person).count()
            confirming.confirm_verdict(actor=person, claim=claim, version=claim.version, own_number=own)

        self.act(by, Permission.REVIEW, do)

    @precondition(lambda self: self.there("lineage"))
    @rule(by=actors, rank=ranks)
    def drop(self, by: By, rank: int) -> None:
        retired = list(Claim.objects.filter(document=self.document, retired_at__isnull=False).order_by("pk"))
        if not retired:
            return
        claim = retired[rank % len(retired)]

        def do(person: User) -> None:
            own = claim.verdicts.filter(reviewer=person).count()
            parting.drop_parted(actor=person, claim=claim, own_number=own)

        self.act(by, Permission.REVIEW, do)

    @precondition(lambda self: self.there("verdict"))
    @rule(by=editors, rank=ranks, label=st.sampled_from(["supported", "mixed", "", "disputed"]))
    def settle(self, by: By, rank: int, label: str) -> None:
        claim = self.case(rank)
        seen = CaseSeen(claim.version, claim.verdicts.count(), claim.adjudications.count())
        self.act(
            by, Permission.ADJUDICATE,
            lambda person: adjudications.adjudicate(
                actor=person, claim=claim, label=label, reason="Both were read.", seen=seen
            ),
        )  # fmt: skip

    def case(self, rank: int) -> Claim:
        """Return a claim that wants settling, or any where none does."""
        states = claim_states(self.document, Sight(self.cast["manager"], sees_all=True))
        open_cases = [serial for state in states for serial in state.cases]
        if not open_cases or rank > 8:
            return self.claim(rank)
        return Claim.objects.get(document=self.document, serial=open_cases[rank % len(open_cases)])

    @precondition(lambda self: self.there("verdict"))
    @rule(rank=ranks, label=st.sampled_from(["supported", "mixed"]), other=st.sampled_from(["mixed", "refuted"]))
    def ballots(self, rank: int, label: str, other: str) -> None:
        claim = self.case(rank)
        for name, said in (("editor", label), ("first", other), ("manager", label)):
            seen = CaseSeen(claim.version, claim.verdicts.count(), claim.adjudications.count())
            self.act(
                (name, False), Permission.REVIEW,
                lambda person, said=said, seen=seen: ballots.vote(
                    actor=person, claim=claim, label=said, reason="It is.", seen=seen
                ),
            )  # fmt: skip

    @rule(by=editors, rank=ranks, reader=st.sampled_from(["first", "second", "third", None]), reading=st.integers(2, 3))
    def assign(self, by: By, rank: int, reader: str | None, reading: int) -> None:
        claim = self.claim(rank)
        self.act(
            by, Permission.ASSIGN,
            lambda person: assignments.assign(
                actor=person, document=self.document, claims=[claim],
                reader=self.cast[reader] if reader else None, reading=reading,
            ),
        )  # fmt: skip

    @rule(by=actors, flagged=st.sampled_from(["", "wrong-number"]))
    def draw_and_take(self, by: By, flagged: str) -> None:
        self.act(
            ("editor", False), Permission.ASSIGN,
            lambda person: assignments.draw(actor=person, document=self.document, flagged=flagged),
        )  # fmt: skip
        self.act(by, Permission.REVIEW, lambda person: assignments.next_claim(actor=person, document=self.document))

    @precondition(lambda self: self.there("assignment"))
    @rule(by=actors, rank=ranks)
    def give_back(self, by: By, rank: int) -> None:
        rows = list(Assignment.objects.filter(document=self.document).order_by("-pk"))
        if rows:
            row = rows[rank % len(rows)]
            self.act(
                by, Permission.REVIEW,
                lambda person: assignments.give_back(actor=person, assignment=row, version=row.version),
            )  # fmt: skip

    @rule(by=actors, rank=ranks)
    def open_a_window(self, by: By, rank: int) -> None:
        claim = self.claim(rank)
        own = claim.verdicts.filter(reviewer=self.cast[by[0]]).count()
        self.tabs = {**(self.tabs or {}), by[0]: Tab(claim, claim.version, own)}

    @precondition(lambda self: self.tabs)
    @rule(rank=ranks, label=st.sampled_from(["supported", "refuted"]))
    def save_in_the_window(self, rank: int, label: str) -> None:
        """What was opened long ago is saved if the claim is as it was then, and refused otherwise."""
        names = sorted(self.tabs or {})
        name = names[rank % len(names)]
        tab = (self.tabs or {}).pop(name)
        claim = Claim.objects.get(pk=tab.claim.pk)
        own = claim.verdicts.filter(reviewer=self.cast[name]).count()
        is_as_seen = claim.retired_at is None and (claim.version, own) == (tab.version, tab.own_number)
        done = self.act((name, False), Permission.REVIEW, lambda person: self.judge(claim, person, label, tab))
        assert is_as_seen or not done

    @rule(by=actors, rank=ranks, label=st.sampled_from(["supported", "refuted"]))
    def send_twice(self, by: By, rank: int, label: str) -> None:
        """The same key again has no second effect and hears the first answer."""
        claim, key = self.claim(rank), f"key-{self.steps}"
        heard: list[idempotency.Answer] = []

        def do(person: User) -> None:
            heard.append(
                idempotency.once(
                    actor=person, key=key, route="vote", payload=label.encode(),
                    act=lambda: idempotency.Answer(201, {"number": self.judge(claim, person, label)}),
                )
            )  # fmt: skip

        if self.act((by[0], False), Permission.REVIEW, do):
            kept = stored()
            do(self.cast[by[0]])
            assert stored() == kept
            assert (heard[1].status, heard[1].body, heard[1].replayed) == (heard[0].status, heard[0].body, True)
