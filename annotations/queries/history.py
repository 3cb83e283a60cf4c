"""What happened, as far as somebody may know it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from annotations.models import Document, HistoryEntry, Membership, Project, Role, Sight, User
from annotations.models.blindness import opened_claims, projects_seen_whole
from annotations.queries.history_labels import LabelChange, in_words, label_changes
from annotations.queries.history_words import Changed
from annotations.queries.secret_ballots import without_secret_ballots
from annotations.reports.history_files import HistoryLine

PAGE_SIZE, READ_AT_ONCE = 100, 500
NO_KEYS: Mapping[str, str] = {}
# What these say of a claim is withheld until one has read the claim.
TELLING = (
    "verdict.", "claim.adjudicated", "claim.case_reopened", "note.", "citation.", "document.signed_off", "answer.",
    "assignment.", "claim.ballot_cast", "publication.",
)  # fmt: skip
TITLES: dict[str, str] = {
    "assignment.drawn": "drew claims for a second reading",
    "assignment.given": "gave claims to read",
    "assignment.given_back": "gave a claim back to the queue",
    "assignment.taken": "took a claim from the queue",
    "assignment.went_back": "let claims that waited too long go back to the queue",
    "answer.decided": "decided on the author's answer",
    "answer.recorded": "passed on the author's answer, given by link",
    "author.link_made": "made a link for the author",
    "author.link_revoked": "took the author's link back",
    "citation.added": "cited a source",
    "citation.changed": "corrected a citation",
    "citation.restored": "put a citation back",
    "citation.withdrawn": "took a citation back",
    "claim.adjudicated": "settled the label",
    "claim.ballot_cast": "voted on the case",
    "claim.boundary_moved": "moved a boundary",
    "claim.case_reopened": "opened the case again",
    "claim.joined": "took a sentence for an earlier claim",
    "claim.left_new": "left sentences as new",
    "claim.merged": "merged two claims",
    "claim.split": "split a claim",
    "document.changed": "changed the details",
    "document.imported": "imported the document",
    "document.report_imported": "imported a report as a document",
    "document.revised": "imported a revision",
    "document.signed_off": "signed the revision off",
    "member.added": "added a member",
    "member.left": "removed a member",
    "member.role_changed": "changed a role",
    "note.added": "wrote a note",
    "note.answered": "answered a note",
    "note.reopened": "opened a note again",
    "note.resolved": "resolved a note",
    "note.restored": "put a note back",
    "note.withdrawn": "took a note back",
    "part.added": "added an atomic claim",
    "part.changed": "changed an atomic claim",
    "part.removed": "removed an atomic claim",
    "person.changed": "changed an account",
    "person.created": "created an account",
    "person.erased": "erased a person",
    "person.removed": "removed an account",
    "project.changed": "changed the project",
    "project.created": "created the project",
    "publication.published": "published the report",
    "publication.renewed": "renewed the public report",
    "publication.withdrawn": "withdrew the public report",
    "source.added": "entered a source",
    "source.archive_asked": "had the web archive asked for a source",
    "source.archive_failed": "had no copy of a source kept by the web archive",
    "source.archived": "had a copy of a source kept by the web archive",
    "source.changed": "changed a source",
    "source.file_attached": "attached a file to a source",
    "source.merged": "merged two sources",
    "sources.imported": "imported sources",
    "token.made": "made an API token",
    "token.revoked": "revoked an API token",
    "verdict.mark_lifted": "took the mark back",
    "verdict.marked_for_checking": "marked as to be checked",
    "verdict.imported": "took over labels and notes from another tool",
    "verdict.recorded": "gave a verdict",
    "verdict.suggestions_accepted": "accepted the suggested labels",
    "verdict.withdrawn": "withdrew the verdict",
}
KINDS: dict[str, str] = {
    "document": "the document", "claim": "claims", "verdict": "verdicts", "citation": "citations", "note": "notes",
    "publication": "the public report", "author": "links for the author", "answer": "the author's answers",
}  # fmt: skip
WAYS = {"undo": "undid", "redo": "did again"}


def entries_of(document: Document, sight: Sight, *, ballots: bool = False) -> QuerySet[HistoryEntry]:
    """Return the entries of a document that somebody may see, newest first; readers see none.

    What ballots say that could still sway this person is left out of the bodies, unless `ballots` asks for all.
    """
    entries = HistoryEntry.objects.filter(document=document).select_related("actor", "claim").order_by("-number")
    if not ballots:
        entries = without_secret_ballots(entries, sight.user, quorum=document.project.rules.quorum)
    if sight.sees_all:
        return entries
    return entries.filter(_open_to(sight.user), document__project__in=_reviewing(sight.user).values("project"))


def entries_of_project(project: Project) -> QuerySet[HistoryEntry]:
    """Return what happened to a project beside its documents, newest first; for who sees all of it."""
    return HistoryEntry.objects.filter(chain__project=project).select_related("actor", "claim").order_by("-number")


def entries_visible_to(user: User) -> QuerySet[HistoryEntry]:
    """Return the entries of all chains that `user` may see, by the same rule, in no order.

    Readers and strangers to a project see none of its entries; the installation's are for superusers. What ballots
    say is left out of the bodies as long as it could sway `user`.
    """
    whole = _of_projects(projects_seen_whole(user).values("pk"))
    partly = _of_projects(_reviewing(user).values("project")) & _open_to(user)
    entries = without_secret_ballots(HistoryEntry.objects.all(), user)
    if not user.is_superuser:
        return entries.filter(whole | partly)
    return entries.filter(whole | partly | Q(chain__document=None, chain__project=None))


def _reviewing(user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user, left_at__isnull=True).exclude(role=Role.READER)


def _open_to(user: User) -> Q:
    """Return the filter for entries that say nothing that is still withheld from `user`."""
    telling = Q()
    for code in TELLING:
        telling |= Q(code__startswith=code)
    return Q(actor=user) | Q(claim__in=opened_claims(user)) | ~telling


def _of_projects(projects: QuerySet[Any, Any]) -> Q:
    return Q(document__project__in=projects) | Q(chain__project__in=projects)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of history, newest first; `older` is the number to go on from, None at the end."""

    entries: tuple[HistoryEntry, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the history to show; what is not given narrows nothing. Days are whole days in UTC."""

    who: int | None = None
    kind: str = ""
    claim: int | None = None
    since: date | None = None
    until: date | None = None

    def of(self, entries: QuerySet[HistoryEntry]) -> QuerySet[HistoryEntry]:
        """Return those of the entries."""
        if self.who is not None:
            entries = entries.filter(actor=self.who)
        if self.kind:
            entries = entries.filter(code__startswith=f"{self.kind}.")
        if self.claim is not None:
            entries = entries.filter(claim__serial=self.claim)
        if self.since is not None:
            entries = entries.filter(at__gte=_midnight(self.since))
        if self.until is not None:
            entries = entries.filter(at__lt=_midnight(self.until) + timedelta(days=1))
        return entries


EVERYTHING = Chosen()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def history_page(document: Document, sight: Sight, *, before: int | None, chosen: Chosen = EVERYTHING) -> HistoryPage:
    """Return up to 100 of the chosen entries, with numbers below `before`."""
    return page_of(chosen.of(entries_of(document, sight)), before=before)


def page_of(entries: QuerySet[HistoryEntry], *, before: int | None) -> HistoryPage:
    """Return up to 100 of these entries of one chain, with numbers below `before`."""
    if before is not None:
        entries = entries.filter(number__lt=before)
    rows = tuple(entries[: PAGE_SIZE + 1])
    page = rows[:PAGE_SIZE]
    return HistoryPage(page, page[-1].number if len(rows) > PAGE_SIZE else None)


def lines_of(
    entries: QuerySet[HistoryEntry],
    initials: Mapping[int, str],
    sight: Sight,
    *,
    scale: str = "",
    keys: Mapping[str, str] = NO_KEYS,
) -> Iterator[HistoryLine]:
    """Yield these entries for a file, oldest first, 500 read at once; hashes for who sees all.

    A subject that is a person's key among `keys` is given as the initials there. `scale` is that of suggested labels.
    """
    rows = entries.order_by("number").iterator(READ_AT_ONCE)
    while some := list(islice(rows, READ_AT_ONCE)):
        yield from _lines(some, label_changes(some, sight, scale=scale), initials, sight, keys)


def _lines(
    entries: Sequence[HistoryEntry],
    labels: Mapping[int, Sequence[LabelChange]],
    initials: Mapping[int, str],
    sight: Sight,
    keys: Mapping[str, str],
) -> Iterator[HistoryLine]:
    for entry in entries:
        before, after = _in_words(entry, labels.get(entry.pk, ()))
        yield HistoryLine(
            number=entry.number, at=entry.at, by=initials.get(entry.actor_id) or entry.actor.mark, code=entry.code,
            what=title_of(entry), claim=entry.claim.serial if entry.claim else None,
            subject=keys.get(entry.subject, entry.subject), before=before, after=after, body=entry.body,
            commitment=entry.commitment if sight.sees_all else "", hash=entry.hash if sight.sees_all else "",
        )  # fmt: skip


def _in_words(entry: HistoryEntry, labels: Sequence[LabelChange]) -> tuple[str, str]:
    """Return what was before and after as two texts: one thing as it is, several in lines with their names.

    Of a verdict the label alone: its words are in the body.
    """
    if labels:
        return "\n".join(in_words(row.before) for row in labels), "\n".join(in_words(row.after) for row in labels)
    changes = changes_in(entry)
    if len(changes) == 1:
        return changes[0].before or "", changes[0].after
    before = "\n".join(f"{row.name}: {row.before}" for row in changes)
    return before, "\n".join(f"{row.name}: {row.after}" for row in changes)


def title_of(entry: HistoryEntry) -> str:
    """Return what somebody did, in words that follow their initials."""
    if entry.undoes_id is None or not entry.body:
        return TITLES.get(entry.code, entry.code)
    return f"{WAYS.get(entry.body.get('way', ''), 'took back')}: {act_of(entry)}"


def act_of(entry: HistoryEntry) -> str:
    """Return what was done first, of which this entry may be the undo or the redo."""
    code = str((entry.body or {}).get("act", entry.code))
    return TITLES.get(code, code)


def changes_of(entry: HistoryEntry, labels: Sequence[LabelChange]) -> tuple[Changed, ...]:
    """Return what an entry changed beside the labels: the words of a verdict or a settlement among it."""
    return (*changes_in(entry), *(row for change in labels for row in change.said))


def changes_in(entry: HistoryEntry) -> tuple[Changed, ...]:
    """Return what an entry of a change says was before and after, in the order of the names.

    Of a repair nothing: where claims begin and end is not told in words.
    """
    body = entry.body or {}
    before, after = body.get("before"), body.get("after")
    if isinstance(before, str) and isinstance(after, str):
        return (Changed("role" if entry.code == "member.role_changed" else "before and after", before, after),)
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return ()
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return tuple(Changed(name.replace("_", " "), _told(before.get(name)), _told(after.get(name))) for name in names)


def _told(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
