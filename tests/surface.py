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
    ("web:search", "GET"): Row(SIGNED_IN, DOOR),
    ("web:styleguide", "GET"): Row(Permission.SEE_STYLEGUIDE),
    ("web:project-new", "GET"): Row(Permission.CREATE_PROJECT),
    # Names in addresses are unique: the second submission hears that there is such a project.
    ("web:project-new", "POST"): Row(Permission.CREATE_PROJECT, NO_LABEL, ADDS, NATURE),
    ("web:project-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:project-agreement", "GET"): Row(Permission.SEE_ALL, LOCKED),
    ("web:project-change", "POST"): Row(Permission.MANAGE, NO_LABEL, VERSION, KEY),
    ("web:member-add", "POST"): Row(Permission.MANAGE, NO_LABEL, ADDS, KEY),
    ("web:member-role", "POST"): Row(Permission.MANAGE, NO_LABEL, VERSION, KEY),
    ("web:member-remove", "POST"): Row(Permission.MANAGE, NO_LABEL, VERSION, KEY),
    # Where a source is used depends on the citations that one may see.
    ("web:source-list", "GET"): Row(Permission.VIEW, DOOR),
    ("web:source-new", "GET"): Row(Permission.REVIEW),
    ("web:source-new", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("web:source-import", "GET"): Row(Permission.REVIEW),
    ("web:source-import", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("web:source-imported", "GET"): Row(Permission.REVIEW),
    ("web:source-export", "GET"): Row(Permission.VIEW),
    ("web:source-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:source-change", "POST"): Row(Permission.REVIEW, NO_LABEL, VERSION, KEY),
    ("web:source-merge", "POST"): Row(Permission.REVIEW, NO_LABEL, VERSION, KEY),
    ("web:source-attach", "POST"): Row(Permission.REVIEW, NO_LABEL, VERSION, KEY),
    # Asking again while the archive is being asked adds nothing.
    ("web:source-archive", "POST"): Row(Permission.REVIEW, NO_LABEL, VERSION, KEY),
    ("web:source-restore", "POST"): Row(Permission.REVIEW, NO_LABEL, VERSION, KEY),
    ("web:source-file", "GET"): Row(Permission.VIEW),
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
    ("web:document-readings", "GET"): Row(Permission.ASSIGN, LOCKED),
    ("web:readings-assign", "POST"): Row(Permission.ASSIGN, LOCKED, ADDS, KEY),
    ("web:readings-draw", "POST"): Row(Permission.ASSIGN, LOCKED, ADDS, KEY),
    ("web:reading-next", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("web:reading-give-back", "POST"): Row(Permission.REVIEW, NO_LABEL, VERSION, KEY),
    ("web:notices", "GET"): Row(SIGNED_IN, DOOR),
    ("web:notices-seen", "POST"): Row(SIGNED_IN, DOOR, OWN, NATURE),
    ("web:document-history", "GET"): Row(Permission.VIEW_HISTORY, DOOR),
    ("web:history-download", "GET"): Row(Permission.VIEW_HISTORY, DOOR),
    # Members, roles, settings and sources: for those who see all.
    ("web:project-history", "GET"): Row(Permission.SEE_ALL, LOCKED),
    ("web:project-history-download", "GET"): Row(Permission.SEE_ALL, LOCKED),
    # The version is that of the thing whose earlier state comes back.
    ("web:history-restore", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-original", "GET"): Row(Permission.DOWNLOAD_ORIGINAL),
    ("web:suggestions-accept", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("web:document-marking", "GET"): Row(Permission.REVIEW),
    ("web:document-marking", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:marking-undo", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-disagreements", "GET"): Row(Permission.VIEW, DOOR),
    ("web:document-agreement", "GET"): Row(Permission.SEE_ALL, LOCKED),
    ("web:revision-list", "GET"): Row(Permission.VIEW, DOOR),
    ("web:revision-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:revision-export", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:revision-new", "GET"): Row(Permission.IMPORT),
    # As with a new document: a preview stores nothing but a job and its files.
    ("web:revision-new", "POST"): Row(Permission.IMPORT, NO_LABEL, ADDS, NATURE),
    ("web:revision-preview", "GET"): Row(Permission.IMPORT),
    ("web:revision-preview", "POST"): Row(Permission.IMPORT, NO_LABEL, VERSION, KEY),
    ("web:stale-list", "GET"): Row(Permission.VIEW, DOOR),
    # What is decided already is told so.
    ("web:undecided-leave", "POST"): Row(Permission.REPAIR, NO_LABEL, ADDS, KEY),
    ("web:claim-join", "GET"): Row(Permission.REPAIR, DOOR),
    ("web:claim-join", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    ("web:verdict-confirm", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:verdict-drop", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-report", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:signoff-missing", "GET"): Row(Permission.SEE_ALL, LOCKED),
    ("web:report-download", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:report-formats", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:claim-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("web:claim-panel", "GET"): Row(Permission.VIEW, DOOR),
    ("web:claim-similar", "GET"): Row(Permission.VIEW, DOOR),
    ("web:similar-take", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
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
    ("web:part-add", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    ("web:part-change", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    ("web:part-remove", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    ("web:part-confirm", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:claim-boundary", "POST"): Row(Permission.REPAIR, DOOR, VERSION, KEY),
    # The version is the number of the act's entry in the history.
    ("web:document-undo", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-redo", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:document-changes", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:changes-download", "GET"): Row(Permission.EXPORT, DOOR),
    ("web:author-link-add", "POST"): Row(Permission.ASK_AUTHOR, NO_LABEL, ADDS, KEY),
    ("web:author-link-revoke", "POST"): Row(Permission.ASK_AUTHOR, NO_LABEL, OWN, NATURE),
    ("web:change-decide", "POST"): Row(Permission.ASK_AUTHOR, LOCKED, ADDS, KEY),
    # The author's page opens to who holds its link, and shows what the desk asks for: an editor gave it away.
    ("web:author-answers", "GET"): Row(ANYONE, LOCKED),
    # The same answer again adds nothing.
    ("web:author-answers", "POST"): Row(ANYONE, LOCKED, ADDS, NATURE),
    # The version is the hash of the content that one looked at.
    ("web:sign-off", "POST"): Row(Permission.SIGN_OFF, LOCKED, VERSION, KEY),
    ("web:publish", "POST"): Row(Permission.PUBLISH, LOCKED, ADDS, KEY),
    ("web:publication-renew", "POST"): Row(Permission.PUBLISH, LOCKED, VERSION, KEY),
    ("web:publication-withdraw", "POST"): Row(Permission.PUBLISH, NO_LABEL, VERSION, KEY),
    # Public reports show what an editor has published of a sign-off.
    ("web:public-desk", "GET"): Row(ANYONE, LOCKED),
    ("web:public-report", "GET"): Row(ANYONE, LOCKED),
    ("web:public-claim", "GET"): Row(ANYONE, LOCKED),
    ("web:public-edition", "GET"): Row(ANYONE, LOCKED),
    ("web:public-corrections", "GET"): Row(ANYONE, LOCKED),
    ("web:public-feed", "GET"): Row(ANYONE, LOCKED),
    ("web:public-picture", "GET"): Row(ANYONE, LOCKED),
    ("web:ballot-cast", "POST"): Row(Permission.REVIEW, DOOR, VERSION, KEY),
    ("web:adjudicate", "POST"): Row(Permission.ADJUDICATE, LOCKED, VERSION, KEY),
    # API
    ("api:project-list", "GET"): Row(SIGNED_IN),
    ("api:project-detail", "GET"): Row(Permission.VIEW),
    ("api:project-agreement", "GET"): Row(Permission.SEE_ALL, LOCKED),
    ("api:peer-import", "POST"): Row(Permission.MANAGE, NO_LABEL, ADDS, KEY),
    ("api:report-import", "POST"): Row(Permission.MANAGE, NO_LABEL, ADDS, KEY),
    ("api:source-list", "GET"): Row(Permission.VIEW),
    ("api:source-list", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("api:source-detail", "GET"): Row(Permission.VIEW),
    ("api:source-detail", "PATCH"): Row(Permission.REVIEW, NO_LABEL, IF_MATCH, KEY),
    ("api:source-import", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("api:source-export", "GET"): Row(Permission.VIEW),
    ("api:source-merge", "POST"): Row(Permission.REVIEW, NO_LABEL, IF_MATCH, KEY),
    ("api:source-archive", "POST"): Row(Permission.REVIEW, NO_LABEL, IF_MATCH, KEY),
    ("api:source-file", "GET"): Row(Permission.VIEW),
    ("api:source-file", "POST"): Row(Permission.REVIEW, NO_LABEL, IF_MATCH, KEY),
    ("api:document-list", "GET"): Row(SIGNED_IN),
    ("api:document-list", "POST"): Row(Permission.IMPORT, NO_LABEL, ADDS, KEY),
    ("api:document-detail", "GET"): Row(Permission.VIEW),
    ("api:document-detail", "PATCH"): Row(Permission.EDIT_DOCUMENT, NO_LABEL, IF_MATCH, KEY),
    ("api:document-agreement", "GET"): Row(Permission.SEE_ALL, LOCKED),
    ("api:document-coverage", "GET"): Row(Permission.VIEW, DOOR),
    ("api:document-history", "GET"): Row(Permission.VIEW_HISTORY, DOOR),
    ("api:document-original", "GET"): Row(Permission.DOWNLOAD_ORIGINAL),
    ("api:document-report", "GET"): Row(Permission.EXPORT, DOOR),
    ("api:report-left-out", "GET"): Row(Permission.EXPORT, DOOR),
    ("api:revision-list", "GET"): Row(Permission.VIEW),
    ("api:revision-list", "POST"): Row(Permission.IMPORT, NO_LABEL, IF_MATCH, KEY),
    ("api:document-note-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:document-note-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:note-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("api:note-detail", "PATCH"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:note-detail", "DELETE"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:answer-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    # Reviewers see their own assignments, and never why a claim was drawn.
    ("api:reading-list", "GET"): Row(Permission.REVIEW),
    ("api:reading-list", "POST"): Row(Permission.ASSIGN, LOCKED, ADDS, KEY),
    ("api:readings-draw", "POST"): Row(Permission.ASSIGN, LOCKED, ADDS, KEY),
    ("api:reading-next", "POST"): Row(Permission.REVIEW, NO_LABEL, ADDS, KEY),
    ("api:reading-give-back", "POST"): Row(Permission.REVIEW, NO_LABEL, IF_MATCH, KEY),
    ("api:claim-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:claim-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("api:claim-split", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:claim-merge", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:part-list", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:part-detail", "PATCH"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:part-detail", "DELETE"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:claim-boundary", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:claim-join", "POST"): Row(Permission.REPAIR, DOOR, IF_MATCH, KEY),
    ("api:undecided-leave", "POST"): Row(Permission.REPAIR, NO_LABEL, ADDS, KEY),
    ("api:document-undo", "GET"): Row(Permission.REVIEW),
    ("api:document-undo", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:document-redo", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:verdict-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:verdict-list", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:claim-evidence", "GET"): Row(Permission.VIEW, DOOR),
    ("api:citation-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:citation-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:citation-detail", "GET"): Row(Permission.VIEW, DOOR),
    ("api:citation-detail", "PATCH"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:citation-detail", "DELETE"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:claim-note-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:claim-note-list", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:adjudication-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:adjudication-list", "POST"): Row(Permission.ADJUDICATE, LOCKED, IF_MATCH, KEY),
    ("api:publication", "GET"): Row(Permission.PUBLISH, LOCKED),
    ("api:publication", "POST"): Row(Permission.PUBLISH, LOCKED, ADDS, KEY),
    ("api:publication-renewal", "POST"): Row(Permission.PUBLISH, LOCKED, IF_MATCH, KEY),
    ("api:publication-withdrawal", "POST"): Row(Permission.PUBLISH, LOCKED, IF_MATCH, KEY),
    # What is missing is for those who see all; the others learn that there is a sign-off, and of changes since.
    ("api:sign-off", "GET"): Row(Permission.EXPORT, LOCKED),
    ("api:sign-off", "POST"): Row(Permission.SIGN_OFF, LOCKED, IF_MATCH, KEY),
    ("api:revision-compare", "GET"): Row(Permission.VIEW, DOOR),
    ("api:revision-differences", "GET"): Row(Permission.EXPORT, DOOR),
    ("api:stale-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:verdict-confirm", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:verdict-drop", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    # One's own marks, and hints from the words alone.
    ("api:marking-pass", "GET"): Row(Permission.REVIEW),
    ("api:claim-mark", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:change-list", "GET"): Row(Permission.EXPORT, DOOR),
    ("api:change-file", "GET"): Row(Permission.EXPORT, DOOR),
    ("api:author-link-list", "GET"): Row(Permission.ASK_AUTHOR),
    ("api:author-link-list", "POST"): Row(Permission.ASK_AUTHOR, NO_LABEL, ADDS, KEY),
    ("api:author-link-detail", "DELETE"): Row(Permission.ASK_AUTHOR, NO_LABEL, OWN, KEY),
    ("api:author-answer-list", "GET"): Row(Permission.ASK_AUTHOR, LOCKED),
    ("api:author-answer-decision", "POST"): Row(Permission.ASK_AUTHOR, LOCKED, ADDS, KEY),
    ("api:ballot-list", "GET"): Row(Permission.VIEW, DOOR),
    ("api:ballot-list", "POST"): Row(Permission.REVIEW, DOOR, IF_MATCH, KEY),
    ("api:claim-similar", "GET"): Row(Permission.VIEW, DOOR),
    ("api:similar-take", "POST"): Row(Permission.REVIEW, DOOR, ADDS, KEY),
    ("api:notice-list", "GET"): Row(SIGNED_IN, DOOR),
    ("api:notices-seen", "POST"): Row(SIGNED_IN, DOOR, OWN, KEY),
    ("api:search", "GET"): Row(SIGNED_IN, DOOR),
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
    # For superusers alone; who was erased is not erased again.
    ("admin:annotations_user_erase", "GET"): Row(STAFF),
    ("admin:annotations_user_erase", "POST"): Row(STAFF, NO_LABEL, OWN, NATURE),
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
    "erase_person": Row(OPERATOR, NO_LABEL, OWN, NATURE),
    "export_report": Row(OPERATOR, LOCKED),
    "import_document": Row(OPERATOR, NO_LABEL, ADDS, "refused by the file's hash"),
    "import_peer": Row(OPERATOR, NO_LABEL, ADDS, "refused by the text's hash"),
    "import_report": Row(OPERATOR, NO_LABEL, ADDS, "refused by the head of its history"),
    "sweep": Row(OPERATOR, NO_LABEL, OWN, NATURE),
    "verify": Row(OPERATOR),
    "worker": Row(OPERATOR, NO_LABEL, ADDS, NATURE),
    "up": Row(OPERATOR, NO_LABEL, OWN, NATURE),
}

EXPORTS: dict[str, Row] = {
    slug: Row(Permission.EXPORT, DOOR)
    for slug in (
        "averitec", "bibtex", "claimreview", "csljson", "csv", "docx", "fever", "html", "json", "md", "pdf", "ris",
        "webannotation", "wikitext", "xlsx",
    )
}  # fmt: skip

# The pages of the admin by model. What can be changed there goes through a service, with its version.
ADMIN: dict[str, Row] = {
    "annotations.adjudication": Row(STAFF, DOOR),
    "annotations.apitoken": Row(STAFF, NO_LABEL, "revokes only", NATURE),
    # Why a claim was drawn is withheld from its readers.
    "annotations.assignment": Row(STAFF, LOCKED),
    "annotations.authoranswer": Row(STAFF, LOCKED),
    "annotations.authorlink": Row(STAFF),
    "annotations.ballot": Row(STAFF, DOOR),
    # Length and head of a chain tell that somebody judged.
    "annotations.chain": Row(STAFF, LOCKED),
    "annotations.citation": Row(STAFF, DOOR),
    "annotations.claim": Row(STAFF),
    "annotations.correction": Row(STAFF, LOCKED),
    "annotations.document": Row(STAFF),
    "annotations.edition": Row(STAFF, LOCKED),
    "annotations.editordecision": Row(STAFF, LOCKED),
    "annotations.historyentry": Row(STAFF, DOOR),
    "annotations.idempotencykey": Row(STAFF),
    "annotations.importjob": Row(STAFF),
    "annotations.lineage": Row(STAFF),
    "annotations.membership": Row(STAFF, NO_LABEL, VERSION, NATURE),
    "annotations.note": Row(STAFF, DOOR),
    "annotations.original": Row(STAFF),
    "annotations.placement": Row(STAFF),
    "annotations.project": Row(STAFF, NO_LABEL, VERSION, NATURE),
    "annotations.publication": Row(STAFF, LOCKED),
    "annotations.reviewerkey": Row(STAFF),
    "annotations.revision": Row(STAFF),
    "annotations.signinlink": Row(STAFF),
    "annotations.signoff": Row(STAFF, LOCKED),
    "annotations.source": Row(STAFF, NO_LABEL, VERSION, NATURE),
    "annotations.user": Row(STAFF, NO_LABEL, OWN, NATURE),
    "annotations.verdict": Row(STAFF, DOOR),
}


def methods_of(name: str) -> set[str]:
    """Return the methods that a route has rows for."""
    return {method for route, method in ROUTES if route == name}
