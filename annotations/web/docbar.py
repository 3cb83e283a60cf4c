"""The bar above a document: which of the document's pages it leads to."""

from annotations.access import DocumentVisit
from annotations.permissions import Permission


def bar_of(visit: DocumentVisit) -> dict[str, bool]:
    """Return what the bar asks of this person's rights, so that it is the same on every page of a document."""
    return {
        "may_see_history": visit.may(Permission.VIEW_HISTORY),
        "may_review": visit.may(Permission.REVIEW),
        "may_assign": visit.may(Permission.ASSIGN),
    }
