"""Rules: cite, correct, take back; note, answer, resolve; the library."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from annotations.models import Citation, Note, Source, User
from annotations.permissions import Permission
from annotations.services import citations, notes, sources
from annotations.services.citations import Use
from annotations.services.sources import Bibliography
from tests.anything.desk import By, Desk, actors, ranks

TITLES = ("County record", "The bridge", "县志")
TEXTS = ("Look again.", "@first, is it “so”?", "看 👀 @second", "Done.")


class Evidence(Desk):
    """What is brought forward for a verdict, and what is remarked."""

    @rule(by=actors, rank=ranks, which=ranks, stance=st.sampled_from(["supports", "refutes", "no-such-stance"]))
    def cite(self, by: By, rank: int, which: int, stance: str) -> None:
        claim, source = self.claim(rank), self.source(which)
        self.act(
            by, Permission.REVIEW,
            lambda person: citations.add_citation(
                actor=person, claim=claim, source=source, use=Use(stance, quote="It says so.")
            ),
        )  # fmt: skip

    @precondition(lambda self: self.there("citation"))
    @rule(by=actors, which=ranks, quote=st.sampled_from(["", "“Так”", "It does."]), behind=st.integers(0, 1))
    def change_citation(self, by: By, which: int, quote: str, behind: int) -> None:
        row = self.citation(which)
        if row is not None:
            done = self.act(
                by, Permission.REVIEW,
                lambda person: citations.change_citation(
                    actor=person, citation=row, use=Use("context", quote=quote), version=row.version - behind
                ),
            )  # fmt: skip
            assert not (done and behind)

    @precondition(lambda self: self.there("citation"))
    @rule(by=actors, which=ranks)
    def withdraw_citation(self, by: By, which: int) -> None:
        row = self.citation(which)
        if row is not None:
            self.act(
                by, Permission.REVIEW,
                lambda person: citations.withdraw_citation(actor=person, citation=row, version=row.version),
            )  # fmt: skip

    @rule(by=actors, verb=st.sampled_from(["enter", "change", "merge"]), which=ranks, other=ranks)
    def keep_the_library(self, by: By, verb: str, which: int, other: int) -> None:
        source, into = self.source(which), self.source(other)
        fresh = Bibliography(title=TITLES[other % 3], url=f"https://example.org/{other % 3}")
        changed = Bibliography(title=source.title, url=source.url, publisher=TITLES[other % 3])

        def do(person: User) -> None:
            if verb == "enter":
                sources.add_source(actor=person, project=self.project, entry=fresh)
            elif verb == "change":
                sources.change_source(actor=person, source=source, entry=changed, version=source.version)
            else:
                sources.merge_sources(actor=person, source=source, into=into, version=source.version)

        self.act(by, Permission.REVIEW, do)

    @rule(by=actors, rank=st.none() | ranks, text=st.sampled_from(TEXTS), internal=st.booleans())
    def note(self, by: By, rank: int | None, text: str, internal: bool) -> None:
        claim = None if rank is None else self.claim(rank)
        self.act(
            by, Permission.REVIEW,
            lambda person: notes.add_note(
                actor=person, document=self.document, claim=claim, text=text, internal=internal
            ),
        )  # fmt: skip

    @precondition(lambda self: self.there("note"))
    @rule(by=actors, which=ranks, text=st.sampled_from(TEXTS))
    def answer_a_note(self, by: By, which: int, text: str) -> None:
        row = self.a_note(which)
        if row is not None:
            self.act(by, Permission.REVIEW, lambda person: notes.reply(actor=person, note=row, text=text))

    @precondition(lambda self: self.there("note"))
    @rule(by=actors, which=ranks, verb=st.sampled_from([notes.resolve, notes.reopen, notes.withdraw_note]))
    def settle_a_note(self, by: By, which: int, verb: object) -> None:
        row = self.a_note(which)
        if row is not None:
            self.act(by, Permission.REVIEW, lambda person: verb(actor=person, note=row, version=row.version))

    def source(self, which: int) -> Source:
        """Return a source of the library, merged ones too."""
        rows = list(Source.objects.filter(project=self.project).order_by("pk"))
        return rows[which % len(rows)]

    def citation(self, which: int) -> Citation | None:
        """Return a citation, one that was taken back too; None without any."""
        rows = list(Citation.objects.filter(document=self.document).order_by("-pk"))
        return rows[which % len(rows)] if rows else None

    def a_note(self, which: int) -> Note | None:
        """Return a note, one that was taken back too; None without any."""
        rows = list(Note.objects.filter(document=self.document).order_by("-pk"))
        return rows[which % len(rows)] if rows else None
