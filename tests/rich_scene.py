"""A document with every kind of row that a report may hold, and an installation emptied of all of them."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

from annotations.models import Claim, Document, Role, Sight, SignOff, Source, User
from annotations.queries.report import report_contents
from annotations.queries.signoff import readiness
from annotations.reports import write
from annotations.services import (
    assignments,
    author_answers,
    author_links,
    ballots,
    citations,
    confirming,
    notes,
    parts,
    signoffs,
    source_files,
    sources,
    structure,
    undo,
)
from annotations.services.adjudications import CaseSeen
from annotations.services.taking import Take
from tests.factories import (
    claim_of,
    make_authors_note,
    make_citation,
    make_document,
    make_member,
    make_note,
    make_person,
    make_project,
    make_source,
    make_verdict,
)
from tests.revising import revise
from tests.scenes import settle, withdraw
from tests.unguarded import unguarded

FIRST = """The bridge at Aldwin

The bridge was opened in 1931. It is the longest bridge in the county. Nobody likes it.

It cost 2.1 million pounds. The county paid for half of it."""
SECOND = """The bridge at Aldwin

The bridge was opened in 1931. It is by far the longest bridge in the county. Nobody likes it.

It cost 2.1 million pounds. The county paid for a third of it. It was painted green."""


def make_rich() -> Document:
    """Return a document in its second revision on which everything has been done that can be."""
    people = {
        name: make_person(username=name, initials=name[:2].upper()) for name in ("mara", "rita", "ron", "edda", "lena")
    }
    project = make_project(manager=people["mara"], slug="rich", adjudication="vote", quorum=3, carry=2)
    for name, role in (("rita", Role.REVIEWER), ("ron", Role.REVIEWER), ("edda", Role.EDITOR), ("lena", Role.READER)):
        make_member(project=project, person=people[name], role=role)
    document = make_document(project=project, actor=people["mara"], text=FIRST)
    _judge(document, people)
    _divide(document, people)
    _cite_and_note(document, people)
    _ask_the_author(document, people)
    _read_twice(document, people)
    revise(document, people["mara"], SECOND)
    _confirm_and_sign(document, people)
    document.refresh_from_db()
    return document


def _judge(document: Document, people: dict[str, User]) -> None:
    first, second = people["rita"], people["ron"]
    make_verdict(claim=claim_of(document, 2), reviewer=first, label="supported", rationale="Record office.")
    make_verdict(claim=claim_of(document, 2), reviewer=second, label="refuted", tags=("wrong-number",))
    make_verdict(claim=claim_of(document, 3), reviewer=first, label="mixed", rationale="On its way.")
    make_verdict(claim=claim_of(document, 3), reviewer=second, label="mixed", evidence_override="No other table.")
    make_verdict(claim=claim_of(document, 4), reviewer=first, label="opinion")
    withdraw(claim_of(document, 4), first)
    undo.undo(actor=first, document=document, seen=undo.stacks_of(document, first).undo.number)
    make_verdict(claim=claim_of(document, 6), reviewer=first, label="refuted", action="must", rationale="A third.")
    case = claim_of(document, 2)
    for voter in (second, people["edda"]):
        seen = CaseSeen(case.version, case.verdicts.count(), case.adjudications.count())
        ballots.vote(actor=voter, claim=case, label="refuted", reason="The record says 1932.", seen=seen)
    settle(claim_of(document, 3), people["edda"], "mixed")
    settle(claim_of(document, 3), people["edda"], "", reason="New papers.")


def _divide(document: Document, people: dict[str, User]) -> None:
    """Split 5 into three and merge two of them as parts; give 6 two parts, one central, and take a third back."""
    editor = people["edda"]
    make_verdict(claim=claim_of(document, 5), reviewer=people["ron"], label="disputed")
    left, right = structure.split_claim(actor=editor, claim=claim_of(document, 5), at=FIRST.index(" 2.1"), version=1)
    make_verdict(claim=left, reviewer=people["ron"], label="too-vague")
    middle, _ = structure.split_claim(actor=editor, claim=right, at=FIRST.index(" pounds"), version=right.version)
    structure.merge_claims(
        actor=editor, claim=left, following=middle, version=left.version, next_version=middle.version,
        take=Take(as_parts=True),
    )  # fmt: skip
    sentence = claim_of(document, 6)
    for wording, central in (("The county paid.", True), ("It was half.", False), ("Of the cost.", False)):
        sentence.refresh_from_db()
        part = parts.add_part(
            actor=editor, claim=sentence, wording=wording, spans=[[0, 10]], version=sentence.version, central=central
        )
        make_verdict(claim=part, reviewer=people["rita"], label="supported")
    part.refresh_from_db()
    parts.remove_part(actor=editor, part=part, version=part.version)


def _cite_and_note(document: Document, people: dict[str, User]) -> None:
    first, editor, project = people["rita"], people["edda"], document.project
    open_source = make_source(project=project, actor=first, title="County record", url="https://example.org/record")
    source_files.attach_file(actor=first, source=open_source, data=b"%PDF-1.4 a scan", version=open_source.version)
    secret = make_source(project=project, actor=first, title="The whistle of X", confidential=True)
    older = make_source(
        project=project, actor=first, title="County record, 1932", doi="10.1000/182", kind="primary",
        publisher="County", reliability="weak", archive_url="https://archive.example/1932",
    )  # fmt: skip
    Source.objects.filter(pk=older.pk).update(archive_state="done", archived_at=older.created_at)
    make_citation(claim=claim_of(document, 2), actor=first, source=open_source, quote="opened in 1932")
    make_citation(claim=claim_of(document, 2), actor=editor, source=secret, quote="Told in confidence.")
    gone = make_citation(claim=claim_of(document, 3), actor=first, source=older, evidence_set=2)
    citations.withdraw_citation(actor=first, citation=gone, version=gone.version)
    older.refresh_from_db()
    open_source.refresh_from_db()
    sources.merge_sources(actor=editor, source=older, into=open_source, version=older.version)
    asked = make_note(document=document, claim=claim_of(document, 2), author=first, text="@ron, look: “1931”?")
    notes.reply(actor=people["ron"], note=asked, text="I did.")
    asked.refresh_from_db()
    notes.resolve(actor=editor, note=asked, version=asked.version)
    taken = make_note(document=document, author=first, text="On the document. Say @lena.")
    notes.withdraw_note(actor=first, note=taken, version=taken.version)
    make_authors_note(claim=claim_of(document, 3), importer=people["mara"])


def _ask_the_author(document: Document, people: dict[str, User]) -> None:
    editor, claim = people["edda"], claim_of(document, 3)
    asked = make_verdict(claim=claim, reviewer=people["rita"], label="refuted", action="must", rationale="It is not.")
    link = author_links.make_link(actor=editor, document=document, name="Ina Quill", days=30)
    said = author_answers.Said(answer="rejected", reason="It is, to me.")
    given = author_answers.answer(link=link, verdict=asked, said=said)
    author_answers.decide(actor=editor, answer=given, upheld=True, reason="It is a matter of length.")
    author_links.revoke_link(actor=editor, link=link)


def _read_twice(document: Document, people: dict[str, User]) -> None:
    editor = people["edda"]
    assignments.assign(actor=editor, document=document, claims=[claim_of(document, 1)], reader=people["ron"])
    (given,) = assignments.assign(actor=editor, document=document, claims=[claim_of(document, 4)], reader=people["ron"])
    assignments.give_back(actor=people["ron"], assignment=given, version=given.version)
    assignments.assign(actor=editor, document=document, claims=[claim_of(document, 3)], reader=None)
    assignments.next_claim(actor=people["mara"], document=document)


def _confirm_and_sign(document: Document, people: dict[str, User]) -> None:
    changed = Claim.objects.get(document=document, serial=3)
    confirming.confirm_verdict(
        actor=people["ron"], claim=changed, version=changed.version,
        own_number=changed.verdicts.filter(reviewer=people["ron"]).count(),
    )  # fmt: skip
    sign(document, people["edda"])
    make_verdict(claim=claim_of(document, 1), reviewer=people["ron"], label="not-a-claim")
    sign(document, people["edda"])
    make_verdict(claim=claim_of(document, 4), reviewer=people["ron"], label="opinion")


def sign(document: Document, editor: User) -> SignOff:
    """Sign the document off as it stands, with a reason for all that is missing."""
    now = readiness(document)
    reasons = {kind.code: f"Friday: {kind.title}." for kind in now.missing}
    return signoffs.sign_off(actor=editor, document=document, seen=now.hash, overrides=reasons)


def exported(document: Document, *, confidential: bool = True) -> bytes:
    """Return the lossless report of a document as it is now."""
    document = Document.objects.select_related("project", "current").defer("current__text").get(pk=document.pk)
    sight = Sight(document.project.memberships.first().user, sees_all=True)
    return write(report_contents(document, sight, whole=True, confidential=confidential), "json").content


def empty_installation() -> None:
    """Take every row out of the tables, as if the installation had just been set up."""
    with unguarded(), connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"DELETE FROM {table}")


def _tables() -> Iterable[str]:
    models = apps.get_app_config("annotations").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models]
