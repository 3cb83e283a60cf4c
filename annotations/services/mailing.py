"""Notices by mail: what is new to somebody, in one calm mail. It names documents and occasions, and nothing else.

No label, no name and nothing that anybody wrote leaves the house but the titles of documents.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from annotations.models import Notice, Occasion, User
from annotations.queries.notices import notices_of
from annotations.reports.text import one_line, plural
from annotations.services.transactions import writing

GRACE = timedelta(minutes=10)  # who is at the desk sees a notice there, and is not written to
PAUSE = timedelta(hours=1)
SHOWN = 20  # documents in a mail
logger = logging.getLogger(__name__)


def send_digests() -> int:
    """Send each person one mail of what is new to them and was not mailed, and return how many mails were sent.

    Nobody gets two within an hour. Without a mail server nothing is done. If the server cannot be reached, the notices
    wait for the next time; if it refuses a person's address, these are given up: they stand on the page.
    """
    if not settings.NOTICES_BY_MAIL:
        return 0
    sent, connection = 0, get_connection()
    try:
        for person in _waiting(timezone.now()):
            sent += _sent(person, connection)
    except OSError as error:
        logger.warning("No mail was taken: %s", type(error).__name__)
    finally:
        connection.close()
    return sent


def _waiting(now: datetime) -> Sequence[User]:
    """Return who has something new and may be written to."""
    own = Notice.objects.filter(person=OuterRef("pk"))
    new = own.filter(seen_at=None, mailed_at=None, created_at__lte=now - GRACE)
    people = User.objects.filter(Exists(new), ~Exists(own.filter(mailed_at__gt=now - PAUSE)), is_active=True)
    return list(people.filter(notices_by_mail=True).exclude(email="").order_by("pk"))


def _sent(person: User, connection: BaseEmailBackend) -> bool:
    """Send somebody's digest and say whether there was one. Raises OSError, and nothing is marked, without a server."""
    rows = _take(person)
    if not rows:
        return False
    try:
        connection.open()
        digest(person, rows, connection).send()
    except (SMTPRecipientsRefused, ValidationError, ValueError):
        logger.warning("The mail address of person %s was refused.", person.pk)
        return False
    except OSError:
        _put_back(rows)
        raise
    return True


def _take(person: User) -> list[Notice]:
    """Mark what the person may see as mailed, so that no other worker mails it, and return it, oldest first."""
    now = timezone.now()
    with writing():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if Notice.objects.filter(person=person, mailed_at__gt=now - PAUSE).exists():
            return []
        new = notices_of(person).filter(seen_at=None, mailed_at=None).select_related("document")
        rows = sorted(new, key=lambda row: row.pk)
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    return rows


def _put_back(rows: Sequence[Notice]) -> None:
    with writing():
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=None)


def digest(person: User, rows: Sequence[Notice], connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Return the mail about these notices; no header of it holds what anybody wrote. Raises ValidationError."""
    validate_email(person.email)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=domain)}
    body = "\n".join(_lines(rows)) + "\n"
    return EmailMessage(
        f"factcheck: {plural(len(rows), 'new notice')}", body, to=[person.email], headers=headers, connection=connection
    )


def _lines(rows: Sequence[Notice]) -> Iterator[str]:
    titles: dict[int, str] = {}
    occasions: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        titles[row.document_id] = one_line(row.document.title)
        occasions[row.document_id][row.occasion] += 1
    yield "New to you:"
    for document in list(titles)[:SHOWN]:
        yield ""
        yield titles[document]
        for occasion, count in occasions[document].items():
            yield f"- {Occasion(occasion).label}{f' ({count} times)' if count > 1 else ''}"
    if len(titles) > SHOWN:
        yield from ("", f"… and in {plural(len(titles) - SHOWN, 'more document')}.")
    yield from ("", *_foot())


def _foot() -> Iterator[str]:
    if settings.PUBLIC_HOST:
        yield f"Read them: https://{settings.PUBLIC_HOST}{reverse('web:notices')}"
    yield "There is at most one such mail an hour. You can switch them off in your settings."
