"""Every table. The only place that other parts import models from."""

from annotations.models.adjudications import Adjudication
from annotations.models.answers import Answer, AuthorAnswer, AuthorLink, EditorDecision
from annotations.models.assignments import Assignment, Draw
from annotations.models.ballots import Ballot
from annotations.models.citations import Citation
from annotations.models.claims import Claim, Lineage, Placement
from annotations.models.documents import Document, Original, Revision
from annotations.models.history import Chain, HistoryEntry
from annotations.models.idempotency import IdempotencyKey
from annotations.models.imports import ImportJob, Stage
from annotations.models.notes import Note
from annotations.models.notices import Notice, Occasion
from annotations.models.people import ReviewerKey, User
from annotations.models.projects import Membership, Policy, Project, Role
from annotations.models.publications import Correction, Edition, Publication, PublicNames
from annotations.models.sight import Sight
from annotations.models.signoffs import SignOff
from annotations.models.sources import Source
from annotations.models.tokens import ApiToken, SignInLink
from annotations.models.verdicts import Verdict

__all__ = [
    "Adjudication",
    "Answer",
    "ApiToken",
    "Assignment",
    "AuthorAnswer",
    "AuthorLink",
    "Ballot",
    "Chain",
    "Citation",
    "Claim",
    "Correction",
    "Document",
    "Draw",
    "Edition",
    "EditorDecision",
    "HistoryEntry",
    "IdempotencyKey",
    "ImportJob",
    "Lineage",
    "Membership",
    "Note",
    "Notice",
    "Occasion",
    "Original",
    "Placement",
    "Policy",
    "Project",
    "PublicNames",
    "Publication",
    "ReviewerKey",
    "Revision",
    "Role",
    "Sight",
    "SignInLink",
    "SignOff",
    "Source",
    "Stage",
    "User",
    "Verdict",
]
