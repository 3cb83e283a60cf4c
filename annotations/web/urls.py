"""Addresses of the pages."""

from django.urls import path

from annotations.web import (
    adjudications,
    citations,
    documents,
    health,
    imports,
    notes,
    people,
    projects,
    reports,
    staff,
    verdicts,
    workbench,
)

app_name = "web"
DOCUMENT = "documents/<int:document>/"
CLAIM = f"{DOCUMENT}claims/<int:serial>/"

urlpatterns = [
    path("", documents.work, name="work"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("sign-in/", people.SignIn.as_view(), name="login"),
    path("sign-in/<str:secret>/", people.use_link, name="sign-in-link"),
    path("sign-out/", people.SignOut.as_view(), name="logout"),
    path("preferences/", people.preferences, name="preferences"),
    path("preferences/password/", people.ChangePassword.as_view(), name="password"),
    path("styleguide/", staff.styleguide, name="styleguide"),
    path("projects/new/", projects.new, name="project-new"),
    path("projects/<slug:slug>/", projects.detail, name="project-detail"),
    path("projects/<slug:slug>/settings/", projects.change, name="project-change"),
    path("projects/<slug:slug>/members/", projects.add_member, name="member-add"),
    path("projects/<slug:slug>/members/<int:pk>/role/", projects.change_role, name="member-role"),
    path("projects/<slug:slug>/members/<int:pk>/remove/", projects.remove_member, name="member-remove"),
    path("documents/new/", imports.new, name="document-new"),
    path("documents/new/confirm/", imports.confirm, name="document-confirm"),
    path(DOCUMENT, workbench.detail, name="document-detail"),
    path(f"{DOCUMENT}coverage/", workbench.coverage_bar, name="document-coverage"),
    path(f"{DOCUMENT}details/", documents.details, name="document-details"),
    path(f"{DOCUMENT}notes/", documents.notes, name="document-notes"),
    path(f"{DOCUMENT}notes/add/", notes.add_to_document, name="document-note-add"),
    path(f"{DOCUMENT}notes/<int:pk>/answer/", notes.answer, name="note-answer"),
    path(f"{DOCUMENT}notes/<int:pk>/resolve/", notes.resolve, name="note-resolve"),
    path(f"{DOCUMENT}notes/<int:pk>/reopen/", notes.reopen, name="note-reopen"),
    path(f"{DOCUMENT}notes/<int:pk>/withdraw/", notes.withdraw, name="note-withdraw"),
    path(f"{DOCUMENT}history/", documents.history, name="document-history"),
    path(f"{DOCUMENT}original/", documents.original, name="document-original"),
    path(f"{DOCUMENT}suggestions/accept/", documents.accept_suggestions, name="suggestions-accept"),
    path(f"{DOCUMENT}disagreements/", adjudications.open_cases, name="document-disagreements"),
    path(f"{DOCUMENT}report/", reports.detail, name="document-report"),
    path(f"{DOCUMENT}report/<slug:format>/", reports.download, name="report-download"),
    path(CLAIM, workbench.claim_detail, name="claim-detail"),
    path(f"{CLAIM}panel/", workbench.claim_panel, name="claim-panel"),
    path(f"{CLAIM}next/", workbench.next_unread, name="claim-next"),
    path(f"{CLAIM}verdict/", verdicts.give, name="verdict-give"),
    path(f"{CLAIM}verdict/withdraw/", verdicts.withdraw, name="verdict-withdraw"),
    path(f"{CLAIM}citations/", citations.add, name="citation-add"),
    path(f"{CLAIM}citations/<int:pk>/", citations.change, name="citation-change"),
    path(f"{CLAIM}citations/<int:pk>/withdraw/", citations.withdraw, name="citation-withdraw"),
    path(f"{CLAIM}notes/", notes.add, name="note-add"),
    path(f"{CLAIM}adjudicate/", adjudications.adjudicate, name="adjudicate"),
]
