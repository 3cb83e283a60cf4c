"""The surface: everything that somebody outside can reach, with what each thing promises.

One row per route and method, command, export format and admin page. `test_surface.py` fails on a thing without a
row and on a row without a thing; the tests of access, blindness and headers try every row.
"""

from dataclasses import dataclass

from annotations.permissions import Permission

# Permission: a name of `annotations.permissions`, or one of these.
ANYONE, SIGNED_IN, STAFF, OPERATOR = "anyone", "signed in", "staff", "operator"
OWN_IMPORT = "who began the import, while they may import"
# Blindness: `DOOR` rows show what the viewer may see of labels, `LOCKED` ones are for those alone who see all.
NO_LABEL, DOOR, LOCKED = "none of it depends on a label", "through sight", "for those who see all"
# Version check.
READS, ADDS, VERSION, IF_MATCH, OWN = "reads", "adds only", "version field", "If-Match", "one's own, last one wins"
# Idempotency: a key of the client's, or nothing more happens the second time.
KEY, NATURE = "key", "by nature"


@dataclass(frozen=True)
class Row:
    """What a thing promises."""

    permission: str
    blindness: str = NO_LABEL
    version: str = READS
    idempotency: str = READS


ROUTES: dict[tuple[str, str], Row] = {
    # Pages
    ("web:work", "GET"): Row(SIGNED_IN, DOOR),
    ("web:healthz", "GET"): Row(ANYONE),
    ("web:readyz", "GET"): Row(ANYONE),
    ("web:login", "GET"): Row(ANYONE),
    ("web:login", "POST"): Row(ANYONE, NO_LABEL, OWN, NATURE),
    # Using it once is the point of a link: a second time it opens nothing.
    ("web:sign-in-link", "GET"): Row(ANYONE, NO_LABEL, OWN, NATURE),
    ("web:logout", "POST"): Row(SIGNED_IN, NO_LABEL, OWN, NATURE),
    ("web:preferences", "GET"): Row(SIGNED_IN),
    ("web:preferences", "POST"): Row(SIGNED_IN, NO_LABEL, OWN, NATURE),
    ("web:password", "GET"): Row(SIGNED_IN),
    ("web:password", "POST"): Row(SIGNED_IN, NO_LABEL, OWN, NATURE),
    ("web:styleguide", "GET"): Row(Permission.SEE_STYLEGUIDE),
    ("web:project-new", "GET"): Row(Permission.CREATE_PROJECT),
    # Names in addresses are unique: the second submission hears that there is such a project.
    ("web:project-new", "POST"): Row(Permission.CREATE_PROJECT, NO_LABEL, ADDS, NATURE),
    ("web:project-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:project-change", "POST"): Row(Permission.MANAGE, NO_LABEL, VERSION, KEY),
    ("web:member-add", "POST"): Row(Permission.MANAGE, NO_LABEL, ADDS, KEY),
    ("web:member-role", "POST"): Row(Permission.MANAGE, NO_LABEL, VERSION, KEY),
    ("web:member-remove", "POST"): Row(Permission.MANAGE, NO_LABEL, VERSION, KEY),
    ("web:document-new", "GET"): Row(SIGNED_IN),
    # A preview stores nothing but a job and its files, which are swept after a day.
    ("web:document-new", "POST"): Row(SIGNED_IN, NO_LABEL, ADDS, NATURE),
    # An import belongs to the person who began it: a job is stored once, and read again as one says.
    ("web:import-detail", "GET"): Row(OWN_IMPORT),
    ("web:import-progress", "GET"): Row(OWN_IMPORT),
    ("web:import-read", "POST"): Row(OWN_IMPORT, NO_LABEL, OWN, NATURE),
    ("web:import-confirm", "POST"): Row(OWN_IMPORT, NO_LABEL, ADDS, NATURE),
    ("web:import-discard", "POST"): Row(OWN_IMPORT, NO_LABEL, OWN, NATURE),
    ("web:document-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:document-coverage", "GET"): Row(Permission.VIEW, DOOR),
    ("web:document-details", "GET"): Row(Permission.EDIT_DOCUMENT),
    ("web:document-details", "POST"): Row(Permission.EDIT_DOCUMENT, NO_LABEL, VERSION, KEY),
    ("web:document-notes", "GET"): Row(Permission.VIEW, DOOR),
    ("web:document-note-add", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("web:note-answer", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("web:note-resolve", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:note-reopen", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:note-withdraw", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-history", "GET"): Row(Permission.VIEW_HISTORY, DOOR),
    ("web:document-original", "GET"): Row(Permission.DOWNLOAD_ORIGINAL),
    ("web:suggestions-accept", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("web:document-disagreements", "GET"): Row(Permission.VIEW, DOOR),
    ("web:document-report", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:report-download", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:claim-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:claim-panel", "GET"): Row(Permission.VIEW, DOOR),
    ("web:claim-next", "GET"): Row(Permission.VIEW),
    ("web:verdict-give", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:verdict-withdraw", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:citation-add", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("web:citation-change", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:citation-withdraw", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:note-add", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("web:claim-split", "GET"): Row(Permission.REPAIR, DOOR),
    ("web:claim-split", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    ("web:claim-merge", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    ("web:claim-boundary", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    # The version is the number of the act's entry in the history.
    ("web:document-undo", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-redo", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:adjudicate", "POST"): Row(Permission.ADJUDICATE, LOCKED, VERSION, KEY),
    # API
    ("api:project-list", "GET"): Row(SIGNED_IN),
    ("api:project-detail", "GET"): Row(Permission.VIEW),
    ("api:source-list", "GET"): Row(Permission.VIEW),
    ("api:source-list", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("api:source-detail", "GET"): Row(Permission.VIEW),
    ("api:source-detail", "PATCH"): Row(Permission.REVIEW, NO_LABEL, IF_MATCH, KEY),
    ("api:document-list", "GET"): Row(SIGNED_IN),
    ("api:document-list", "POST"): Row(Permission.IMPORT, NO_LABEL, ADDS, KEY),
    ("api:document-detail", "GET"): Row(Permission.VIEW),
    ("api:document-detail", "PATCH"): Row(Permission.EDIT_DOCUMENT, NO_LABEL, IF_MATCH, KEY),
    ("api:document-history", "GET"): Row(Permission.VIEW_HISTORY, DOOR),
    ("api:document-original", "GET"): Row(Permission.DOWNLOAD_ORIGINAL),
    ("api:document-report", "GET"): Row(Permission.EXPORT, DOOR),
    ("api:document-note-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:document-note-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:note-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("api:note-detail", "PATCH"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:note-detail", "DELETE"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:answer-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:claim-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:claim-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("api:claim-split", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:claim-merge", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:claim-boundary", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:document-undo", "GET"): Row(Permission.REVIEW),
    ("api:document-undo", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:document-redo", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:verdict-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:verdict-list", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:citation-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:citation-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:citation-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("api:citation-detail", "PATCH"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:citation-detail", "DELETE"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:claim-note-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:claim-note-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:adjudication-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:adjudication-list", "POST"): Row(Permission.ADJUDICATE, LOCKED, IF_MATCH, KEY),
    ("api:schema", "GET"): Row(SIGNED_IN),
    ("api:docs", "GET"): Row(SIGNED_IN),
    # Django's own pages of the admin; those of our models are in ADMIN.
    ("admin:index", "GET"): Row(STAFF),
    ("admin:login", "GET"): Row(ANYONE),
    ("admin:login", "POST"): Row(ANYONE, NO_LABEL, OWN, NATURE),
    ("admin:logout", "POST"): Row(STAFF, NO_LABEL, OWN, NATURE),
    ("admin:password_change", "GET"): Row(STAFF),
    ("admin:password_change", "POST"): Row(STAFF, NO_LABEL, OWN, NATURE),
    ("admin:password_change_done", "GET"): Row(STAFF),
    ("admin:auth_user_password_change", "GET"): Row(STAFF),
    ("admin:auth_user_password_change", "POST"): Row(STAFF, NO_LABEL, OWN, NATURE),
    ("admin:autocomplete", "GET"): Row(STAFF, DOOR),
    ("admin:jsi18n", "GET"): Row(STAFF),
    ("admin:view_on_site", "GET"): Row(STAFF),
    ("admin:app_list", "GET"): Row(STAFF),
    ("admin:(?P<url>.*)$", "GET"): Row(STAFF),
}

COMMANDS: dict[str, Row] = {
    # A token is shown once, so each run makes another one.
    "create_api_token": Row(OPERATOR, NO_LABEL, ADDS, "adds a token each time"),
    "demo": Row(OPERATOR, LOCKED, ADDS, NATURE),
    "export_report": Row(OPERATOR, LOCKED),
    "import_document": Row(OPERATOR, NO_LABEL, ADDS, "refused by the file's hash"),
    "sweep": Row(OPERATOR, NO_LABEL, OWN, NATURE),
    "worker": Row(OPERATOR, NO_LABEL, ADDS, NATURE),
    "up": Row(OPERATOR, NO_LABEL, OWN, NATURE),
}

EXPORTS: dict[str, Row] = {slug: Row(Permission.EXPORT, DOOR) for slug in ("csv", "html", "json", "md")}

# The pages of the admin by model. What can be changed there goes through a service, with its version.
ADMIN: dict[str, Row] = {
    "annotations.adjudication": Row(STAFF, DOOR),
    "annotations.apitoken": Row(STAFF, NO_LABEL, "revokes only", NATURE),
    # Length and head of a chain tell that somebody judged.
    "annotations.chain": Row(STAFF, LOCKED),
    "annotations.citation": Row(STAFF, DOOR),
    "annotations.claim": Row(STAFF),
    "annotations.document": Row(STAFF),
    "annotations.historyentry": Row(STAFF, DOOR),
    "annotations.idempotencykey": Row(STAFF),
    "annotations.lineage": Row(STAFF),
    "annotations.membership": Row(STAFF, NO_LABEL, VERSION, NATURE),
    "annotations.note": Row(STAFF, DOOR),
    "annotations.original": Row(STAFF),
    "annotations.placement": Row(STAFF),
    "annotations.project": Row(STAFF, NO_LABEL, VERSION, NATURE),
    "annotations.reviewerkey": Row(STAFF),
    "annotations.revision": Row(STAFF),
    "annotations.signinlink": Row(STAFF),
    "annotations.source": Row(STAFF, NO_LABEL, VERSION, NATURE),
    "annotations.user": Row(STAFF, NO_LABEL, OWN, NATURE),
    "annotations.verdict": Row(STAFF, DOOR),
}


def methods_of(name: str) -> set[str]:
    """Return the methods that a route has rows for."""
    return {method for route, method in ROUTES if route == name}
