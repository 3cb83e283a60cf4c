"""Notices by mail: one calm digest for each person, which names documents and occasions and nothing else."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from annotations.models import Document, Notice
from annotations.services import mailing, notices
from tests.factories import claim_of, make_note, make_verdict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def server(settings, reviewer, second_reviewer):
    settings.NOTICES_BY_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "factcheck@facts.example.org"
    settings.PUBLIC_HOST = "facts.example.org"
    for person in (reviewer, second_reviewer):
        person.email = f"{person.username}@example.org"
        person.save()


class Refusing(EmailBackend):
    """A server that refuses one address."""

    def send_messages(self, messages):
        if messages[0].to == ["reviewer@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


class Unreachable(EmailBackend):
    """No server at all."""

    def open(self):
        raise ConnectionRefusedError


def mention(document, author, *people, claim=None, text="In strict confidence"):
    names = " ".join(f"@{person.username}" for person in people)
    make_note(document=document, author=author, claim=claim, text=f"{names} {text}")
    later(mailing.GRACE)


def later(by):
    """Let time pass for every notice."""
    for row in Notice.objects.all():
        mailed = row.mailed_at - by if row.mailed_at else None
        Notice.objects.filter(pk=row.pk).update(created_at=row.created_at - by, mailed_at=mailed)


def sent():
    return {tuple(message.to): message for message in mail.outbox}


def test_a_person_gets_one_mail_of_all_that_is_new(document, editor, reviewer):
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer, label="refuted", rationale="A secret reason.")
    mention(document, editor, reviewer)
    mention(document, editor, reviewer, claim=claim_of(document, 2))
    make_verdict(claim=claim_of(document, 2), reviewer=editor, label="mixed")
    later(mailing.GRACE)
    assert mailing.send_digests() == 1
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["reviewer@example.org"], "factcheck: 3 new notices")
    assert message.from_email == "factcheck@facts.example.org"
    assert message.body == (
        "New to you:\n\nThe bridge\n- You were mentioned (2 times)\n- Another reviewer differs from your verdict\n\n"
        "Read them: https://facts.example.org/notices/\n"
        "There is at most one such mail an hour. You can switch them off in your settings.\n"
    )
    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert message.message()["Message-ID"].endswith("@facts.example.org>")


def test_nothing_is_mailed_twice_or_twice_an_hour(document, editor, reviewer):
    mention(document, editor, reviewer)
    assert [mailing.send_digests(), mailing.send_digests()] == [1, 0]
    mention(document, editor, reviewer)
    assert mailing.send_digests() == 0
    later(mailing.PAUSE)
    assert [mailing.send_digests(), mailing.send_digests()] == [1, 0]
    assert mail.outbox[-1].subject == "factcheck: 1 new notice"


def test_what_is_fresh_or_seen_is_not_mailed(document, editor, reviewer, second_reviewer):
    make_note(document=document, author=editor, text="@reviewer @second-reviewer")
    Notice.objects.filter(person=reviewer).update(created_at=timezone.now() - mailing.GRACE + timedelta(minutes=1))
    notices.mark_all_seen(actor=second_reviewer)
    Notice.objects.filter(person=second_reviewer).update(created_at=timezone.now() - mailing.GRACE)
    assert mailing.send_digests() == 0
    later(timedelta(minutes=1))
    assert mailing.send_digests() == 1
    assert list(sent()) == [("reviewer@example.org",)]


def test_what_is_withheld_is_mailed_when_it_no_longer_is(document, editor, reviewer):
    mention(document, editor, reviewer, claim=claim_of(document, 2))
    assert mailing.send_digests() == 0
    make_verdict(claim=claim_of(document, 2), reviewer=reviewer)
    assert mailing.send_digests() == 1


def test_who_may_not_be_written_to_is_not(document, editor, reviewer, second_reviewer, manager):
    mention(document, editor, reviewer, second_reviewer, manager)
    reviewer.notices_by_mail = False
    reviewer.save()
    second_reviewer.is_active = False
    second_reviewer.save()
    assert (manager.email, mailing.send_digests()) == ("", 0)
    assert not Notice.objects.exclude(mailed_at=None).exists()


def test_without_a_server_nothing_is_sent_and_nothing_is_wrong(document, editor, reviewer, settings):
    settings.NOTICES_BY_MAIL = False
    mention(document, editor, reviewer)
    call_command("worker", "--once")
    assert (mail.outbox, Notice.objects.get().mailed_at) == ([], None)


def test_the_worker_sends(document, editor, reviewer):
    mention(document, editor, reviewer)
    call_command("worker", "--once")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("title", ["A\r\nBcc: all@example.org\r\n\r\nB", "A\nSubject: B", "A\x1b[31mB"])
def test_a_title_cannot_become_a_header_or_a_line_of_its_own(title, document, editor, reviewer):
    Document.objects.filter(pk=document.pk).update(title=title)
    mention(document, editor, reviewer)
    assert mailing.send_digests() == 1
    (message,) = mail.outbox
    assert message.recipients() == ["reviewer@example.org"]
    assert set(message.message().keys()) == {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
        "Auto-Submitted",
    }  # fmt: skip
    assert message.body.count("\n") == 7
    assert not {"\r", "\x1b"} & set(message.body)


@pytest.mark.parametrize(
    "address", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "a", "A <a@example.org>"]
)
def test_what_is_no_address_gets_nothing_and_keeps_nobody_else_waiting(
    address, document, editor, reviewer, second_reviewer
):
    reviewer.email = address
    reviewer.save()
    mention(document, editor, reviewer, second_reviewer)
    assert mailing.send_digests() == 1
    assert list(sent()) == [("second-reviewer@example.org",)]


def test_an_address_that_the_server_refuses_keeps_nobody_else_waiting(
    document, editor, reviewer, second_reviewer, settings, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    mention(document, editor, reviewer, second_reviewer)
    assert [mailing.send_digests(), mailing.send_digests()] == [1, 0]
    assert list(sent()) == [("second-reviewer@example.org",)]
    assert caplog.messages == [f"The mail address of person {reviewer.pk} was refused."]


def test_without_an_answer_of_the_server_the_notices_wait(document, editor, reviewer, settings, caplog):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Unreachable"
    mention(document, editor, reviewer)
    assert mailing.send_digests() == 0
    assert caplog.messages == ["No mail was taken: ConnectionRefusedError"]
    settings.EMAIL_BACKEND = backend
    assert mailing.send_digests() == 1


def test_a_mail_of_many_documents_stays_short(document, editor, reviewer, monkeypatch):
    monkeypatch.setattr(mailing, "SHOWN", 0)
    mention(document, editor, reviewer)
    mailing.send_digests()
    assert "New to you:\n\n… and in 1 more document.\n" in mail.outbox[0].body


def test_mail_is_switched_off_and_on_again_in_one_s_settings(reviewer):
    client = Client()
    client.force_login(reviewer)
    assert "at most once an hour, to reviewer@example.org" in client.get("/preferences/").content.decode()
    for data, expected in (({}, False), ({"notices_by_mail": "on"}, True)):
        assert client.post("/preferences/", data).status_code == 302
        reviewer.refresh_from_db()
        assert reviewer.notices_by_mail is expected


def test_where_no_mail_is_sent_the_settings_say_nothing_of_it_and_keep_what_was_chosen(reviewer, settings):
    settings.NOTICES_BY_MAIL = False
    client = Client()
    client.force_login(reviewer)
    assert "by mail" not in client.get("/preferences/").content.decode()
    client.post("/preferences/", {"single_keys": "on"})
    reviewer.refresh_from_db()
    assert reviewer.notices_by_mail is True
