"""A desk on which anything may be done, and what must hold after every step of it."""

from collections.abc import Callable
from contextlib import ExitStack

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from annotations import access
from annotations.importing import Upload
from annotations.models import Claim, Document, HistoryEntry, Project, Revision, Role, Sight, User, Verdict
from annotations.permissions import Permission
from annotations.queries.panel import panel
from annotations.queries.relatives import relatives_of
from annotations.queries.undo import UNDOABLE
from annotations.services import author_answers, documents, drafts, limits, verification
from annotations.services.refusals import Refusal
from tests import repairs
from tests.anything.looking import Recount, shown_sums, stored, visible
from tests.anything.moving import assert_comes_back_the_same
from tests.anything.texts import manuscript_of_text, readable, texts
from tests.visits import undone

PEOPLE = ("manager", "editor", "first", "second", "third", "reader")
EVERY = 10
STRANGERS = (
    "web:document-detail",
    "web:document-coverage",
    "web:document-history",
    "api:document-detail",
    "api:claim-list",
)

By = tuple[str, bool]
"""Who acts, and whether it is taken back and done again at once."""
actors = st.tuples(st.sampled_from(("first", "second", "editor", "third", "manager", "reader")), st.booleans())
editors = st.tuples(st.sampled_from(("editor", "manager", "editor", "first")), st.booleans())
ranks = st.integers(0, 11)
policies = st.fixed_dictionaries({
    name: st.booleans()
    for name in ("blind", "adjudication", "adjudicator_may_have_read", "hide_sources_when_blind", "four_eyes")
})  # fmt: skip


class Desk(RuleBasedStateMachine):
    """One document and its people. Everything goes through `act`, so that what is refused has changed nothing."""

    def __init__(self, cast: dict[str, User], project: Project) -> None:
        super().__init__()
        self.whole = ExitStack()
        self.whole.enter_context(undone())
        for window in (limits.WRITES, limits.IMPORTS, author_answers.ANSWERS):
            window.clear()
        self.cast, self.project = cast, project
        self.texts: list[str] = []
        self.said: dict[int, tuple[object, ...]] = {}
        self.steps, self.within, self.changed = 0, False, True

    @initialize(text=texts, rules=policies)
    def import_a_text(self, text: str, rules: dict[str, bool]) -> None:
        self.within = True
        vote = "vote" if rules["adjudication"] else "editor"
        self.project.policy |= {"quorum": 2, "carry": 2, "second_reading": "all", **rules, "adjudication": vote}
        self.project.save()
        text = readable(text)
        self.document = documents.import_document(
            actor=self.cast["manager"], project=self.project, draft=self.draft(text, drafts.Details(title="Any text"))
        )
        self.texts.append(text)
        self.load()
        self.within = False

    def there(self, table: str) -> bool:
        """Say whether there are such rows: rules for what is not there are not chosen."""
        return bool(self.texts) and self.kept[0][f"annotations_{table}"] > 0

    def draft(self, text: str, details: drafts.Details) -> drafts.Draft:
        """Return the draft of a text of this project."""
        upload = Upload(name="any.txt", media_type="text/plain", data=text.encode())
        manuscript = manuscript_of_text(upload)
        assert manuscript.text == text
        return drafts.draft_of(self.project, drafts.Incoming(upload), details, manuscript)

    def load(self) -> None:
        """Read the document as it is now, and what the pages show of it."""
        rows = Document.objects.select_related("project", "current").defer("current__text")
        self.document = rows.get(pk=self.document.pk)
        self.project = self.document.project
        self.shown, self.kept = visible(self.document), stored()

    def claim(self, rank: int) -> Claim:
        """Return a claim or a part; those that stand come first."""
        rows = sorted(
            Claim.objects.filter(document=self.document), key=lambda row: (row.retired_at is not None, row.pk)
        )
        return rows[rank % len(rows)]

    def standing(self, rank: int) -> Claim:
        """Return a sentence that stands in the text."""
        places = repairs.live(self.document)
        return Claim.objects.get(pk=places[rank % len(places)].claim_id)

    def act(self, by: By, right: Permission, do: Callable[[User], object]) -> bool:
        """Let somebody do something by the door; say whether it was done. What is refused has changed nothing."""
        person, back = self.cast[by[0]], by[1]
        self.within = True
        shown, kept = self.shown, self.kept
        last = self.document.chain.length
        try:
            access.get_document(person, self.document.pk, right)
            do(person)
        except (Refusal, PermissionDenied, Http404):
            assert stored() == kept, "A refusal left rows behind."
            self.load()
            assert self.shown == shown, "A refusal changed what is shown."
            self.within = False
            return False
        self.changed = True
        self.load()
        fresh = HistoryEntry.objects.filter(document=self.document, number__gt=last, code__in=UNDOABLE, undoes=None)
        if back and fresh.filter(actor=person).exists():
            self.back_and_forth(person, shown)
        self.within = False
        return True

    def back_and_forth(self, person: User, before: tuple[object, ...]) -> None:
        """Take the last act back and do it again: the pages show what they showed."""
        after = self.shown
        repairs.undo(self.document, person, confirm=True)
        self.load()
        assert self.shown == before, "Undo did not bring back what was shown."
        repairs.redo(self.document, person, confirm=True)
        self.load()
        assert self.shown == after, "Redo did not bring back what was shown."

    @invariant()
    def everything_holds(self) -> None:
        """What must hold after every step; the dear part of it every tenth one."""
        if not self.texts:
            return
        within, self.within, changed = self.within, True, self.changed
        self.steps += 1
        if changed:
            self.text_is_placed_whole()
            self.no_verdict_is_lost()
            self.sums_are_right("manager" if self.steps % 2 else "second")
        if self.steps % EVERY == 0:
            self.holds_altogether()
        self.within, self.changed = within, False

    def text_is_placed_whole(self) -> None:
        current = Revision.objects.get(pk=self.document.current_id or 0)
        assert current.text == self.texts[-1]
        assert [str(fault) for fault in verification.revision_faults(current)] == []
        places = repairs.live(self.document)
        assert all(place.claim.retired_at is None and place.text for place in places)
        assert len({place.shown_number for place in places}) == len(places)
        for place in places:
            assert place.claim.parts.filter(retired_at=None).exists() or place.claim.basis == place.wording

    def no_verdict_is_lost(self) -> None:
        names = ("claim_id", "reviewer_id", "number", "label", "rationale", "basis", "created_at")
        rows = {row[0]: row[1:] for row in Verdict.objects.filter(document=self.document).values_list("pk", *names)}
        assert {pk: rows.get(pk) for pk in self.said} == self.said
        self.said = rows

    def sums_are_right(self, name: str) -> None:
        person = self.cast[name]
        if self.project.memberships.filter(user=person, left_at=None).exclude(role=Role.READER).exists():
            assert shown_sums(self.document, person) == Recount(self.document, person).sums()

    def holds_altogether(self) -> None:
        """The dear part: chains, every panel, strangers, and the way to another installation."""
        for chain in (self.document.chain, self.project.chain):
            assert [str(fault) for fault in verification.chain_faults(chain)] == []
        for revision, text in zip(self.document.revisions.order_by("number"), self.texts, strict=True):
            assert revision.text == text
            assert [str(fault) for fault in verification.revision_faults(revision)] == []
        self.panels_reach_every_verdict()
        self.strangers_see_nothing()
        assert_comes_back_the_same(self.document)

    def panels_reach_every_verdict(self) -> None:
        sight = Sight(self.cast["manager"], sees_all=True)
        for claim in Claim.objects.filter(document=self.document, verdicts__isnull=False).distinct():
            shown = panel(self.document, claim, sight)
            assert {row.pk for row in shown.case.verdicts} == set(claim.verdicts.values_list("pk", flat=True))
            assert len(shown.verdicts) == claim.verdicts.count()
            if claim.retired_at is not None and claim.parent_id is None:
                assert any(not one.is_ancestor for one in relatives_of(claim, sight)), "Nothing leads here."

    def strangers_see_nothing(self) -> None:
        stranger = Client()
        stranger.force_login(self.cast["stranger"])
        for name in STRANGERS:
            place = [self.document.pk]
            assert stranger.get(reverse(name, args=place)).status_code == 404

    def teardown(self) -> None:
        try:
            if self.texts and not self.within:
                self.holds_altogether()
        finally:
            self.whole.close()
