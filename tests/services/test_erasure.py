"""Walk (h): a person is erased. The names go everywhere; verdicts, key, chain and sign-off stay."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.models import (
    ApiToken,
    HistoryEntry,
    IdempotencyKey,
    ImportJob,
    Membership,
    Note,
    Notice,
    Role,
    SignInLink,
    User,
    Verdict,
)
from annotations.queries.content_hash import content_hash
from annotations.queries.signoff import last_signoff, readiness
from annotations.services import erasure, originals, people, projects, signoffs, sources
from annotations.services.idempotency import Answer, once
from annotations.services.refusals import Invalid, NotAllowed
from annotations.services.report_imports import import_report
from annotations.services.undo import redo, undo
from annotations.services.verification import faults
from tests.factories import (
    claim_of,
    make_authors_note,
    make_citation,
    make_document,
    make_member,
    make_note,
    make_person,
    make_verdict,
)
from tests.rich_scene import exported

pytestmark = pytest.mark.django_db

NAMES = {"first_name": "Anna", "last_name": "Cañari", "email": "anna@canary.example"}
TRACES = ("canary", "cañari", "anna")
FORMATS = ("csv", "html", "json", "md")


@pytest.fixture
def anna(project, editor, reviewer, second_reviewer, reader):
    """The seventh in the project, so its R7; she has tokens, sessions, notices and a waiting import."""
    make_member(project=project, person=make_person(username="sixth"), role=Role.READER)
    person = make_person(username="anna.canary", initials="AC", is_staff=True)
    User.objects.filter(pk=person.pk).update(**NAMES, last_login=timezone.now())
    person.refresh_from_db()
    person.user_permissions.set(Permission.objects.all()[:2])
    make_member(project=project, person=person, role=Role.REVIEWER)
    return person


@pytest.fixture
def signed(document, anna, reviewer, editor):
    """Anna has judged everything and cited, others have written of her, and the editor has signed it off."""
    for serial, label in enumerate(("not-a-claim", "supported", "supported", "opinion", "mixed", "refuted"), 1):
        make_verdict(claim=claim_of(document, serial), reviewer=anna, label=label)
    make_citation(claim=claim_of(document, 2), actor=anna)
    make_note(document=document, author=anna, claim=claim_of(document, 2), text="The ledger is in the tower.")
    make_note(document=document, author=reviewer, claim=claim_of(document, 3), text="As @AC found.")
    overrides = {kind.code: "Enough for today." for kind in readiness(document).missing}
    signoffs.sign_off(actor=editor, document=document, seen=content_hash(document), overrides=overrides)
    return document


@pytest.fixture
def owned(project, anna, settings, tmp_path):
    """What is Anna's alone."""
    settings.STAGING_DIR = tmp_path
    people.make_api_token(actor=anna, owner=anna, name="Anna's laptop", days=30, may_write=False)
    people.make_sign_in_link(anna)
    once(actor=anna, key="one", route="x", payload=b"x", act=lambda: Answer(200, {"by": "anna"}))
    stored = originals.keep(tmp_path, b"Canary birds.")
    ImportJob.objects.create(project=project, actor=anna, file_name="canary.txt", storage_name=stored)
    client = Client()
    client.force_login(anna)
    return SimpleNamespace(client=client, folder=tmp_path)


def erase(person, actor=None):
    return erasure.erase_person(actor=actor or people.command_line_person(), person=person)


def addresses(document):
    """The pages on which a document's people are named."""
    pages = ("detail", "details", "notes", "history", "report", "disagreements", "agreement", "changes")
    yield from (reverse(f"web:document-{page}", args=[document.pk]) for page in pages)
    yield from (reverse("web:claim-panel", args=[document.pk, serial]) for serial in (2, 3))
    yield from (reverse("web:report-download", args=[document.pk, format]) for format in FORMATS)
    yield reverse("web:history-download", args=[document.pk, "json"])
    for page in ("project-detail", "project-history"):
        yield reverse(f"web:{page}", args=[document.project.slug])


def shown(person, document):
    """Return what each of the pages says to somebody, by its address."""
    client = Client()
    client.force_login(person)
    answers = {address: client.get(address) for address in addresses(document)}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.getvalue().decode() for address, answer in answers.items()}


def rows_with(traces):
    """Return the tables in which any column still holds one of the traces."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            if any(trace in str(row).casefold() for trace in traces):
                found.add(model._meta.model_name)
    return found


def test_the_account_is_left_without_names_rights_or_a_way_in(signed, anna, owned):
    key = anna.reviewer_key.key
    left = erase(anna)
    assert left == User.objects.get(username=f"erased-{str(key)[:8]}")
    assert (left.first_name, left.last_name, left.email, left.initials) == ("", "", "", "R7")
    assert (left.is_active, left.is_staff, left.is_superuser, left.last_login) == (False, False, False, None)
    assert not left.has_usable_password()
    assert not left.user_permissions.exists()
    assert left.reviewer_key.key == key
    member = Membership.objects.get(user=left)
    assert (member.initials, member.pseudonym, member.version) == ("R7", "R7", 2)
    assert member.left_at is not None


def test_what_was_hers_alone_is_gone(signed, anna, owned):
    make_note(document=signed, author=User.objects.get(username="reviewer"), text="@AC look")
    assert Notice.objects.filter(person=anna).exists()
    assert owned.client.get(reverse("web:work")).status_code == 200
    erase(anna)
    for model, owner in (
        (ApiToken, "user"), (SignInLink, "user"), (IdempotencyKey, "user"), (Notice, "person"), (ImportJob, "actor"),
    ):  # fmt: skip
        assert not model.objects.filter(**{owner: anna}).exists(), model
    assert not Session.objects.exists()
    assert list(owned.folder.iterdir()) == []
    assert owned.client.get(reverse("web:work")).status_code == 302


def test_sessions_of_others_stay(anna, reviewer):
    client = Client()
    client.force_login(reviewer)
    erase(anna)
    assert client.get(reverse("web:work")).status_code == 200


def test_two_bodies_are_emptied_and_one_entry_says_so(signed, anna, reviewer, owned):
    make_note(document=signed, author=reviewer, text="Write to ANNA@canary.example first.")
    before = dict(HistoryEntry.objects.values_list("hash", "code"))
    erase(anna)
    entry = HistoryEntry.objects.get(code="person.erased")
    key = str(anna.reviewer_key.key)
    assert (entry.subject, entry.body["person"], entry.chain.document, entry.chain.project) == (key, key, None, None)
    assert sorted(before[hashed] for hashed in entry.body["emptied"]) == ["note.added", "token.made"]
    emptied = HistoryEntry.objects.filter(body__isnull=True, salt__isnull=True)
    assert set(emptied.values_list("hash", flat=True)) == set(entry.body["emptied"])
    assert set(HistoryEntry.objects.exclude(pk=entry.pk).values_list("hash", flat=True)) == set(before)


def test_the_chain_holds_and_verify_passes(signed, anna, reviewer, owned, capsys):
    make_note(document=signed, author=reviewer, text="Anna   Cañari knows.")
    erase(anna)
    assert list(faults()) == []
    call_command("verify")
    assert capsys.readouterr().out == "everything is as it was written\n"


def test_the_sign_off_holds_and_the_verdicts_stay(signed, anna):
    hashed, rows = content_hash(signed), list(Verdict.objects.order_by("pk").values())
    erase(anna)
    assert content_hash(signed) == hashed
    assert last_signoff(signed, sees_all=True).holds is True
    assert list(Verdict.objects.order_by("pk").values()) == rows


def test_pages_and_exports_show_the_pseudonym_and_no_trace(signed, anna, editor):
    before = shown(editor, signed)
    said = {address for address, text in before.items() if any(trace in text.casefold() for trace in TRACES)}
    assert reverse("web:report-download", args=[signed.pk, "json"]) in said
    named = {address for address, text in before.items() if re.search(r"\bAC\b", text)}  # no letters of a form's token
    erase(anna)
    after = shown(editor, signed)
    assert {address for address, text in after.items() if any(trace in text.casefold() for trace in TRACES)} == set()
    gone = reverse("web:project-detail", args=[signed.project.slug])  # lists those who are members now
    assert {address for address in named if "R7" not in after[address]} <= {gone}
    assert "@R7" in after[reverse("web:claim-panel", args=[signed.pk, 3])]


def test_no_table_holds_a_name_of_hers(signed, anna, reviewer, owned, administrator):
    make_note(document=signed, author=reviewer, text="Anna Cañari, @anna.canary (anna@canary.example), has it.")
    LogEntry.objects.log_actions(administrator.pk, [anna, *anna.memberships.all()], CHANGE, [])
    assert rows_with(TRACES) >= {"user", "note", "historyentry", "apitoken", "importjob", "logentry", "idempotencykey"}
    erase(anna)
    assert rows_with(TRACES) == set()
    assert {entry.object_repr for entry in LogEntry.objects.all()} == {f"erased-{str(anna.reviewer_key.key)[:8]}"}


def test_a_note_mentions_her_by_the_key_and_the_search_no_longer_finds_the_name(signed, anna, reviewer, editor):
    others = "joanna@canary.example or anna@canary.example.org"
    note = make_note(document=signed, author=reviewer, text=f"Ask Anna Cañari, not {others}.")
    client = Client()
    client.force_login(editor)
    assert "joanna" in client.get(reverse("web:search"), {"q": "Cañari"}).text
    erase(anna)
    note.refresh_from_db()
    assert note.text == f"Ask @[{anna.reviewer_key.key}], not {others}."
    assert note.version == 2
    assert "joanna" not in client.get(reverse("web:search"), {"q": "Cañari"}).text


def test_what_the_text_and_its_sources_say_is_no_account_and_stays(project, anna, editor):
    document = make_document(project=project, actor=editor, title="A talk with Anna Cañari", author="Anna Cañari")
    make_authors_note(claim=claim_of(document, 2), importer=editor, text="Ask Anna Cañari.", said_by="Anna Cañari")
    entry = sources.Bibliography(title="A life", author="Anna Cañari")
    sources.add_source(actor=editor, project=project, entry=entry)
    erase(anna)
    document.refresh_from_db()
    note = Note.objects.get(by_author=True)
    assert (document.author, note.said_by, note.text) == ("Anna Cañari", "Anna Cañari", "Ask Anna Cañari.")
    assert HistoryEntry.objects.get(code="person.erased").body["emptied"] == []


def test_a_name_of_one_word_is_no_trace_but_a_mention(document, reviewer, editor):
    User.objects.filter(pk=reviewer.pk).update(first_name="Bridge")
    reviewer.refresh_from_db()
    note = make_note(document=document, author=editor, text="The reviewer crossed the bridge.")
    erase(reviewer)
    assert Note.objects.get(pk=note.pk).text == "The reviewer crossed the bridge."
    assert HistoryEntry.objects.get(code="person.erased").body["emptied"] == []


def test_what_was_emptied_is_not_undone_and_the_rest_is(document, anna, reviewer):
    make_note(document=document, author=reviewer, text="One.")
    first = HistoryEntry.objects.latest("pk")
    make_note(document=document, author=reviewer, text="Two, says Anna Cañari.")
    erase(anna)
    assert undo(actor=reviewer, document=document, seen=first.number).is_note
    redo(actor=reviewer, document=document, seen=HistoryEntry.objects.filter(document=document).latest("pk").number)
    assert Note.objects.filter(withdrawn_at=None).count() == 2


def test_two_are_erased_one_after_the_other(signed, anna, reviewer, owned):
    make_note(document=signed, author=reviewer, text="@anna.canary and @second-reviewer: look.")
    erase(anna)
    second = User.objects.get(username="second-reviewer")
    second.username = str(anna.reviewer_key.key)  # what the first entry says is not taken for a name
    second.save()
    erase(second)
    assert list(faults()) == []
    assert Membership.objects.get(user__initials="R4").initials == "R4"


def test_each_project_has_its_own_pseudonym_and_a_long_one_is_cut(anna, outsider):
    elsewhere = outsider.memberships.get().project
    member = make_member(project=elsewhere, person=anna, role=Role.READER)
    Membership.objects.filter(pk=member.pk).update(pseudonym="R12345", left_at=timezone.now() - timedelta(days=9))
    left_at = Membership.objects.get(pk=member.pk).left_at
    left = erase(anna)
    assert list(left.memberships.order_by("pk").values_list("initials", flat=True)) == ["R7", "R123"]
    assert left.memberships.latest("pk").left_at == left_at
    assert left.initials == "R7"


def test_a_report_from_before_does_not_bring_the_initials_back(signed, anna):
    report = exported(signed)
    erase(anna)
    imported = import_report(actor=people.command_line_person(), data=report, slug="from-before")
    there = Membership.objects.get(project=imported.project, user=anna)
    assert (there.initials, there.pseudonym) == ("R7", "R7")
    assert not User.objects.filter(last_name="Cañari").exists()


def test_refused_are_the_last_manager_oneself_the_command_line_and_who_was_erased(project, manager, anna):
    with pytest.raises(Invalid, match="“Desk-One” keeps at least one manager"):
        erase(manager)
    with pytest.raises(NotAllowed, match="their own account"):
        erase(anna, actor=anna)
    with pytest.raises(NotAllowed, match="built in"):
        erase(people.command_line_person(), actor=anna)
    left = erase(anna)
    with pytest.raises(Invalid, match="erased before"):
        erase(left)
    manager.refresh_from_db()
    assert manager.username == "manager"
    assert HistoryEntry.objects.filter(code="person.erased").count() == 1


def test_a_manager_beside_another_one_can_be_erased(project, manager, editor):
    member = Membership.objects.get(user=editor)
    projects.change_role(actor=manager, membership=member, role=Role.MANAGER, version=member.version)
    assert erase(manager).initials == "R1"


def test_the_last_administrator_stays(administrator):
    with pytest.raises(Invalid, match="at least one administrator"):
        erase(administrator)
    make_person(username="another", is_superuser=True)
    assert not erase(administrator).is_superuser


def test_the_command_erases_by_the_exact_name(signed, anna, capsys):
    with pytest.raises(CommandError, match=r"There is no account “Anna\.Canary”"):
        call_command("erase_person", "Anna.Canary")
    call_command("erase_person", "anna.canary")
    short = str(anna.reviewer_key.key)[:8]
    assert capsys.readouterr().out == f"erased; what they entered stays under “erased-{short}”\n"
    with pytest.raises(CommandError, match=r"^This person was erased before\.$"):
        call_command("erase_person", f"erased-{short}")
