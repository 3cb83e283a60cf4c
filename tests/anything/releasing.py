"""Rules: a revised text, an older one; the author; the sign-off; who comes and goes; another scale."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from annotations.models import AuthorAnswer, AuthorLink, Membership, Role, User, Verdict
from annotations.permissions import Permission
from annotations.queries.signoff import readiness
from annotations.services import author_answers, author_links, documents, projects, revisions, signoffs
from annotations.services.author_answers import Said
from tests import repairs
from tests.anything.desk import By, Desk, actors, editors, ranks
from tests.anything.texts import edited, edits, readable

ANSWERS = (
    Said("accepted"),
    Said("rejected", reason="It is so."),
    Said("otherwise", wording="It was."),
    Said("rejected"),
)


class Releasing(Desk):
    """What happens to the document as a whole."""

    @rule(by=actors, changes=edits, behind=st.sampled_from([0, 0, 0, 1]))
    def revise(self, by: By, changes: list[tuple[str, int, str]], behind: int) -> None:
        spans = [(place.start, place.end) for place in repairs.live(self.document)]
        self.import_as_next(by, edited(self.texts[-1], spans, changes), behind)

    @rule(by=actors, which=ranks)
    def return_to_an_older_text(self, by: By, which: int) -> None:
        self.import_as_next(by, self.texts[which % len(self.texts)], 0)

    def import_as_next(self, by: By, text: str, behind: int) -> None:
        """Import a text as the next revision, from a window that may be behind."""
        text = readable(text)
        draft = self.draft(text, revisions.revision_details(self.document))

        def do(person: User) -> None:
            revisions.import_revision(
                actor=person, document=self.document, draft=draft, version=self.document.version - behind
            )

        if self.act((by[0], False), Permission.IMPORT, do):
            assert not behind
            self.texts.append(text)

    @rule(by=editors, title=st.sampled_from(["Any text", "Ein Text", ""]))
    def change_details(self, by: By, title: str) -> None:
        self.act(
            by, Permission.EDIT_DOCUMENT,
            lambda person: documents.change_details(
                actor=person, document=self.document, details={"title": title}, version=self.document.version
            ),
        )  # fmt: skip

    @rule(by=editors)
    def sign_off(self, by: By) -> None:
        now = readiness(self.document)
        reasons = {kind.code: "It is Friday." for kind in now.missing}
        self.act(
            by, Permission.SIGN_OFF,
            lambda person: signoffs.sign_off(actor=person, document=self.document, seen=now.hash, overrides=reasons),
        )  # fmt: skip

    @rule(by=editors, revoke=st.booleans())
    def make_or_revoke_a_link(self, by: By, revoke: bool) -> None:
        link = AuthorLink.objects.filter(document=self.document, revoked_at=None).order_by("pk").first()

        def do(person: User) -> None:
            if link is not None and revoke:
                author_links.revoke_link(actor=person, link=link)
            else:
                author_links.make_link(actor=person, document=self.document, name="Ina Quill", days=14)

        self.act(by, Permission.ASK_AUTHOR, do)

    @precondition(lambda self: self.there("authorlink") and self.there("verdict"))
    @rule(which=ranks, said=st.sampled_from(ANSWERS))
    def answer_as_the_author(self, which: int, said: Said) -> None:
        asked = list(Verdict.objects.filter(document=self.document).exclude(action="none").order_by("pk"))
        links = [author_links.link_of(author_links.signed(link)) for link in self.document.author_links.all()]
        held = [link for link in links if link is not None]
        if asked and held:
            row, link = asked[which % len(asked)], held[-1]
            self.act(
                ("manager", False), Permission.VIEW,
                lambda person: author_answers.answer(link=link, verdict=row, said=said),
            )  # fmt: skip

    @precondition(lambda self: self.there("authoranswer"))
    @rule(by=editors, which=ranks, upheld=st.booleans())
    def decide_on_an_answer(self, by: By, which: int, upheld: bool) -> None:
        rows = list(AuthorAnswer.objects.filter(document=self.document).order_by("-pk"))
        if rows:
            row = rows[which % len(rows)]
            self.act(
                by, Permission.ASK_AUTHOR,
                lambda person: author_answers.decide(actor=person, answer=row, upheld=upheld, reason="It stays."),
            )  # fmt: skip

    @rule(by=editors, name=st.sampled_from(["third", "second", "reader"]), role=st.sampled_from(list(Role)))
    def come_go_or_change(self, by: By, name: str, role: Role) -> None:
        """Somebody is added, or given another role; who has that role leaves."""
        member = Membership.objects.get(project=self.project, user=self.cast[name])

        def do(person: User) -> None:
            if member.left_at is not None:
                projects.add_member(actor=person, project=self.project, person=self.cast[name], role=role)
            elif member.role == role:
                projects.remove_member(actor=person, membership=member, version=member.version)
            else:
                projects.change_role(actor=person, membership=member, role=role, version=member.version)

        self.act((by[0], False), Permission.MANAGE, do)

    @rule(by=editors, scale=st.sampled_from(["standard-1", "fever-1"]), behind=st.integers(0, 1))
    def change_the_scale(self, by: By, scale: str, behind: int) -> None:
        done = self.act(
            (by[0], False), Permission.MANAGE,
            lambda person: projects.change_project(
                actor=person, project=self.project, version=self.project.version - behind, changes={"scale": scale}
            ),
        )  # fmt: skip
        assert not (done and behind)
