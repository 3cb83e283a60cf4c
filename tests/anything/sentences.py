"""Rules: repair sentences, divide them into parts, say which earlier claim one is, undo, redo."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from annotations.models import Citation, Claim, Note, User
from annotations.permissions import Permission
from annotations.queries.undecided import undecided_groups
from annotations.services import joining, parts, structure
from annotations.services.taking import NOTHING, Take
from tests import repairs
from tests.anything.desk import By, Desk, actors, ranks

SIDES = ((), (0,), (1,), (0, 1))


class Sentences(Desk):
    """What is done to the text as it is cut."""

    @rule(by=actors, rank=ranks, offset=st.integers(1, 30), side=st.integers(0, 3))
    def split(self, by: By, rank: int, offset: int, side: int) -> None:
        claim, place = self.standing(rank), repairs.live(self.document)
        start = next(one.start for one in place if one.claim_id == claim.pk)

        def do(person: User) -> None:
            structure.split_claim(
                actor=person, claim=claim, at=start + offset, version=claim.version,
                take=self.take(person, [claim], SIDES[side]),
            )  # fmt: skip

        self.act(by, Permission.REPAIR, do)

    @rule(by=actors, rank=ranks, side=st.integers(0, 1), as_parts=st.booleans())
    def merge(self, by: By, rank: int, side: int, as_parts: bool) -> None:
        claim, following = self.standing(rank), self.standing(rank + 1)

        def do(person: User) -> None:
            structure.merge_claims(
                actor=person, claim=claim, following=following, version=claim.version, next_version=following.version,
                take=self.take(person, [claim, following], SIDES[side], as_parts=as_parts),
            )  # fmt: skip

        self.act(by, Permission.REPAIR, do)

    def take(self, person: User, claims: list[Claim], ranks: tuple[int, ...], *, as_parts: bool = False) -> Take:
        """Take everything that the person sees on these claims over to these successors."""
        if not ranks:
            return Take(as_parts=True) if as_parts else NOTHING
        citations = Citation.objects.visible_to(person).standing().filter(claim__in=claims)
        notes = Note.objects.visible_to(person).standing().filter(claim__in=claims, thread=None)
        inside = Claim.objects.filter(parent__in=claims, retired_at=None) if len(claims) == 1 else Claim.objects.none()
        return Take(
            citations=dict.fromkeys(citations.values_list("pk", flat=True), ranks),
            notes=dict.fromkeys(notes.values_list("pk", flat=True), ranks),
            parts=dict.fromkeys(inside.values_list("serial", flat=True), ranks),
            as_parts=as_parts,
        )

    @rule(by=actors, rank=ranks, words=st.integers(-3, 3))
    def move(self, by: By, rank: int, words: int) -> None:
        serial = self.standing(rank).serial
        self.act(by, Permission.REPAIR, lambda person: repairs.move(self.document, person, serial, words))

    @rule(by=actors, rank=ranks, start=st.integers(-1, 12), length=st.integers(0, 12), central=st.booleans())
    def add_part(self, by: By, rank: int, start: int, length: int, central: bool) -> None:
        claim = self.standing(rank)
        spans = [[start, start + length]] if length else []
        wording = f"Part {start}."

        def do(person: User) -> None:
            parts.add_part(
                actor=person, claim=claim, wording=wording, spans=spans, version=claim.version, central=central
            )

        self.act(by, Permission.REPAIR, do)

    @precondition(lambda self: self.parts)
    @rule(by=actors, rank=ranks, start=st.integers(0, 12), central=st.sampled_from([None, True, False]))
    def change_part(self, by: By, rank: int, start: int, central: bool | None) -> None:
        part = self.part(rank)
        if part is not None:
            self.act(
                by, Permission.REPAIR,
                lambda person: parts.change_part(
                    actor=person, part=part, wording=f"Other part {start}.", spans=[[start, start + 1]],
                    version=part.version, central=central,
                ),
            )  # fmt: skip

    @precondition(lambda self: self.parts)
    @rule(by=actors, rank=ranks)
    def remove_part(self, by: By, rank: int) -> None:
        part = self.part(rank)
        if part is not None:
            self.act(
                by, Permission.REPAIR, lambda person: parts.remove_part(actor=person, part=part, version=part.version)
            )

    @precondition(lambda self: self.parts)
    @rule(by=actors, rank=ranks)
    def confirm_for_part(self, by: By, rank: int) -> None:
        part = self.part(rank)
        if part is not None:
            self.act(
                by, Permission.REVIEW,
                lambda person: parts.confirm_for_part(actor=person, part=part, version=part.version),
            )  # fmt: skip

    @property
    def parts(self) -> bool:
        """Whether parts are in use."""
        return bool(self.texts) and bool(self.shown[2])

    def part(self, rank: int) -> Claim | None:
        """Return a part, one that is in use where there is one; None without any."""
        rows = sorted(
            Claim.objects.filter(document=self.document, parent__isnull=False),
            key=lambda row: (row.retired_at is not None, row.pk),
        )
        return rows[rank % len(rows)] if rows else None

    @precondition(lambda self: len(self.texts) > 1)
    @rule(by=actors, rank=ranks, which=ranks)
    def join_an_earlier_claim(self, by: By, rank: int, which: int) -> None:
        placed = {place.claim_id for place in repairs.live(self.document)}
        gone = Claim.objects.filter(document=self.document, parent=None, retired_at=None).exclude(pk__in=placed)
        earlier = list(gone.order_by("pk"))
        if not earlier:
            return
        claim, back = self.standing(rank), earlier[which % len(earlier)]

        def do(person: User) -> None:
            joining.join_claim(
                actor=person, claim=claim, earlier=back, version=claim.version, take=self.take(person, [claim], (0,))
            )

        self.act(by, Permission.REPAIR, do)

    @precondition(lambda self: len(self.texts) > 1 and self.shown[-1])
    @rule(by=actors)
    def leave_new(self, by: By) -> None:
        groups = undecided_groups(self.document)
        if groups:
            serials = [place.claim.serial for place in groups[0].new]
            self.act(
                by, Permission.REPAIR,
                lambda person: joining.leave_new(actor=person, document=self.document, claims=serials),
            )  # fmt: skip

    @rule(by=actors, confirm=st.booleans())
    def undo(self, by: By, confirm: bool) -> None:
        self.act((by[0], False), Permission.REVIEW, lambda person: repairs.undo(self.document, person, confirm=confirm))

    @rule(by=actors, confirm=st.booleans())
    def redo(self, by: By, confirm: bool) -> None:
        self.act((by[0], False), Permission.REVIEW, lambda person: repairs.redo(self.document, person, confirm=confirm))

    @rule(by=actors, rank=ranks, offset=st.integers(1, 30))
    def split_what_changed_meanwhile(self, by: By, rank: int, offset: int) -> None:
        """A repair from another window that shows an older wording is refused."""
        claim = self.standing(rank)
        place = next(one for one in repairs.live(self.document) if one.claim_id == claim.pk)

        def do(person: User) -> None:
            structure.split_claim(actor=person, claim=claim, at=place.start + offset, version=claim.version - 1)

        assert not self.act(by, Permission.REPAIR, do)
