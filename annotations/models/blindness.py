"""The one door for blindness: which rows about a claim somebody may see.

A reviewer of a project whose policy is blind sees what others entered on a claim once they have a verdict row of
their own on it (a withdrawn one counts: what was seen stays seen), or on an ancestor or a descendant of it. While
they hold an open second reading of the claim, its ancestors and descendants open nothing: only the verdict does.
Editors and managers see all; so does a superuser who is not a member. Everything that depends on a label
(numbers, filters, colours, files, search hits) is computed from rows that came through here.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from annotations.models.people import User
from annotations.models.projects import Membership, Project, Role

# Ancestors and descendants of the claims read, but not their siblings: who judged one half of a split sentence
# has not judged the other. A claim held for a second reading is opened by a verdict on itself and by nothing else.
OPENED = """
WITH RECURSIVE mine(id) AS (SELECT claim_id FROM annotations_verdict WHERE reviewer_id = %s),
up(id) AS (SELECT id FROM mine UNION
           SELECT l.ancestor_id FROM up JOIN annotations_lineage l ON l.descendant_id = up.id),
down(id) AS (SELECT id FROM mine UNION
             SELECT l.descendant_id FROM down JOIN annotations_lineage l ON l.ancestor_id = down.id),
relatives(id) AS (SELECT id FROM up UNION SELECT id FROM down),
held(id) AS (SELECT claim_id FROM annotations_assignment
             WHERE reader_id = %s AND reading > 1 AND returned_at IS NULL AND done_at IS NULL)
SELECT id FROM mine UNION SELECT id FROM relatives WHERE id NOT IN (SELECT id FROM held)
"""


def opened_claims(user: User) -> RawSQL:
    """Return the ids of the claims that `user` has read, and of their relatives that wait for no reading of theirs."""
    return RawSQL(OPENED, [user.pk, user.pk])  # noqa: S611 (constant SQL, bound parameter)


FAMILY = """
WITH RECURSIVE up(id) AS (SELECT CAST(%s AS bigint) UNION
           SELECT l.ancestor_id FROM up JOIN annotations_lineage l ON l.descendant_id = up.id),
down(id) AS (SELECT CAST(%s AS bigint) UNION
             SELECT l.descendant_id FROM down JOIN annotations_lineage l ON l.ancestor_id = down.id)
SELECT id FROM up UNION SELECT id FROM down
"""


def family_of(claim_id: int) -> RawSQL:
    """Return the ids of the claim itself, of its ancestors and of its descendants: whoever read one has read it."""
    return RawSQL(FAMILY, [claim_id, claim_id])  # noqa: S611 (constant SQL, bound parameter)


def projects_seen_whole(user: User) -> models.QuerySet[Project]:
    """Return the projects in which `user` sees everything, read or not."""
    memberships = Membership.objects.filter(project=OuterRef("pk"), user=user, left_at__isnull=True)
    whole = Q(Exists(memberships.filter(role__in=[Role.EDITOR, Role.MANAGER])))
    unblind = Q(policy__blind=False) & Exists(memberships.filter(role=Role.REVIEWER))
    if user.is_superuser and user.is_active:
        whole |= ~Q(Exists(memberships))
    return Project.objects.filter(whole | unblind)


def seen_through(user: User, project: str, claim: str, own: str) -> Q:
    """Return the filter for rows about claims; the arguments name the row's paths to each.

    Readers pass none of it: they see settled labels only.
    """
    reviewing = Membership.objects.filter(user=user, left_at__isnull=True).exclude(role=Role.READER)
    here: dict[str, Any] = {f"{project}__in": reviewing.values("project")}
    opened = Q(**{f"{claim}__in": opened_claims(user)}) & Q(**here)
    return Q(**{own: user}) | opened | Q(**{f"{project}__in": projects_seen_whole(user).values("pk")})
