"""Erase a person on their demand: their names go, what they entered stays under their pseudonym and their key.

Leaving a project is less (`projects.remove_member`): name and initials stay then.
"""

from collections.abc import Sequence

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone

from annotations.models import (
    ApiToken,
    HistoryEntry,
    IdempotencyKey,
    ImportJob,
    Membership,
    Note,
    Notice,
    Project,
    ReviewerKey,
    Role,
    SignInLink,
    User,
)
from annotations.services import history
from annotations.services.people import COMMAND_LINE
from annotations.services.publications import rename_in_editions
from annotations.services.refusals import Invalid, NotAllowed
from annotations.services.staging import drop_files
from annotations.services.traces import Traces
from annotations.services.transactions import writing
from annotations.services.verification import ERASING_A_PERSON

MARK = "erased-"
AT_ONCE, LONGEST_INITIALS = 500, 4
TOKENS = ("token.made", "token.revoked")  # a token's name is whatever its owner wrote
# What the document and its sources say: an author or a publisher is named there, and no account.
SAID_BY_THE_TEXT = (
    "document.imported", "document.revised", "document.changed", "document.report_imported", "source.", "sources.",
    "citation.", "part.", "project.",
)  # fmt: skip


def is_erased(person: User) -> bool:
    """Say whether this account is what was left of somebody who was erased."""
    return person.username.startswith(MARK) and not person.is_active


def initials_from(pseudonym: str) -> str:
    """Return what stands for the initials of somebody who was erased: the pseudonym, or its first four characters."""
    return pseudonym[:LONGEST_INITIALS]


def erase_person(*, actor: User, person: User) -> User:
    """Take a person's names out of everything but others' words in verdicts, and return what is left of the account.

    Verdicts, notes and the like stay, under the pseudonym; sign-offs hold as they did. It cannot be taken back. Raises
    NotAllowed for oneself and for the built-in person of the command line, Invalid for somebody who was erased before,
    for a project's last manager and for the last administrator.
    """
    with writing():
        key = str(history.key_of(person))
        ReviewerKey.objects.select_for_update().get(user=person)
        _check(actor, person, key)
        memberships = _locked_memberships(person)
        jobs = list(ImportJob.objects.select_for_update().filter(actor=person))
        traces = Traces.of(person)
        emptied = _empty_bodies(traces, key)
        _take_out_of_notes(traces, key)
        _delete_what_was_theirs(person)
        left = _anonymised(person, key, memberships)
        _take_out_of_admin_log(left, traces, memberships)
        body = {"person": key, "emptied": emptied}
        history.record(actor=actor, code=ERASING_A_PERSON, subject=key, body=body)
    for job in jobs:
        drop_files(job)
    return left


def _check(actor: User, person: User, key: str) -> None:
    if person.username == COMMAND_LINE:
        raise NotAllowed("person_built_in", "The person of the command line is built in, and nobody's account.")
    if actor.pk == person.pk:
        raise NotAllowed("person_oneself", "Nobody erases their own account: another administrator does.")
    if HistoryEntry.objects.filter(code=ERASING_A_PERSON, subject=key).exists():
        raise Invalid("person_erased", "This person was erased before.")
    administrators = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    if [row.pk for row in administrators.select_for_update(no_key=True)] == [person.pk]:
        raise Invalid("last_administrator", "An installation keeps at least one administrator: make another one first.")


def _locked_memberships(person: User) -> list[Membership]:
    """Lock and return the memberships, oldest first. Raises Invalid where the person is a project's last manager."""
    rooms = Project.objects.filter(memberships__user=person).values("pk")
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=rooms).order_by("pk"))
    rows = Membership.objects.select_for_update(of=("self",)).select_related("project").filter(user=person)
    memberships = list(rows.order_by("pk"))
    for row in memberships:
        managers = Membership.objects.filter(project=row.project, role=Role.MANAGER, left_at__isnull=True)
        if list(managers.values_list("pk", flat=True)) == [row.pk]:
            raise Invalid(
                "last_manager", f"“{row.project}” keeps at least one manager: make somebody else its manager first."
            )
    return memberships


def _empty_bodies(traces: Traces, key: str) -> list[str]:
    """Empty the bodies of the history that name the person, and return the hashes of their entries."""
    kept = HistoryEntry.objects.filter(body__isnull=False).exclude(code=ERASING_A_PERSON).order_by("pk")
    rows = kept.values_list("pk", "hash", "code", "subject", "body").iterator(chunk_size=AT_ONCE)
    found = [
        (pk, hashed)
        for pk, hashed, code, subject, body in rows
        if (code in TOKENS and subject == key) or (not code.startswith(SAID_BY_THE_TEXT) and traces.in_body(body))
    ]
    for start in range(0, len(found), AT_ONCE):
        batch = [pk for pk, _ in found[start : start + AT_ONCE]]
        HistoryEntry.objects.filter(pk__in=batch).update(salt=None, body=None)
    return [hashed for _, hashed in found]


def _take_out_of_notes(traces: Traces, key: str) -> None:
    """Let notes mention the person by the key alone; the search follows its texts. What the author said stays."""
    texts = Note.objects.filter(by_author=False).values_list("pk", "text").iterator(chunk_size=AT_ONCE)
    naming = [pk for pk, text in texts if traces.in_text(text)]
    for pk in naming:
        note = Note.objects.select_for_update(of=("self",)).get(pk=pk)
        note.text, note.version = traces.replaced(note.text, f"@[{key}]"), note.version + 1
        note.save(update_fields=["text", "version"])


def _delete_what_was_theirs(person: User) -> None:
    """Delete what opens the account, and what was kept for the person alone."""
    sessions = Session.objects.all().iterator(chunk_size=AT_ONCE)
    theirs = [row.pk for row in sessions if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=theirs).delete()
    ApiToken.objects.filter(user=person).delete()
    SignInLink.objects.filter(user=person).delete()
    IdempotencyKey.objects.filter(user=person).delete()
    Notice.objects.filter(person=person).delete()
    ImportJob.objects.filter(actor=person).delete()


def _anonymised(person: User, key: str, memberships: Sequence[Membership]) -> User:
    """Let the pseudonyms stand for the initials, end every membership, and return the account without its names."""
    for row in memberships:
        before = row.initials or person.mark
        rename_in_editions(project=row.project, before=before, after=initials_from(row.pseudonym))
        row.initials, row.version = initials_from(row.pseudonym), row.version + 1
        row.left_at = row.left_at or timezone.now()
        row.save(update_fields=["initials", "left_at", "version"])
    current = User.objects.get(pk=person.pk)
    current.username = _free_name(key)
    current.first_name = current.last_name = current.email = ""
    current.initials = memberships[0].initials if memberships else ""
    current.is_active = current.is_staff = current.is_superuser = current.notices_by_mail = False
    current.last_login = None
    current.set_unusable_password()
    current.user_permissions.clear()
    current.groups.clear()
    current.save()
    return current


def _free_name(key: str) -> str:
    """Return a name that nobody has, in case: the key's beginning, or all of it."""
    short = MARK + key[:8]
    return MARK + key if User.objects.filter(username__iexact=short).exists() else short


def _take_out_of_admin_log(left: User, traces: Traces, memberships: Sequence[Membership]) -> None:
    """Rename the person in the admin's own log, where each act keeps the name of what it was about."""
    entries = LogEntry.objects.all()
    about = entries.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(left.pk))
    about.update(object_repr=str(left))
    rooms = {str(row.pk) for row in memberships}
    entries.filter(content_type=ContentType.objects.get_for_model(Membership), object_id__in=rooms).update(
        object_repr=str(left)
    )
    for pk, told in entries.values_list("pk", "object_repr").iterator(chunk_size=AT_ONCE):
        if traces.in_text(told):
            entries.filter(pk=pk).update(object_repr=traces.replaced(told, str(left)))
